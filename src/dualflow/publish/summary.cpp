// SPDX-License-Identifier: MIT
#include "dualflow/publish/summary.hpp"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "dualflow/publish/inbound.hpp"

namespace dualflow {

namespace {

class Summariser {
public:
    Summariser(const Case& c, const PlanResult& plan) : plan_(plan), inbound_(c) {}

    Summary run() {
        const auto revenue = plan_.cost_components.find("revenue");
        if (revenue != plan_.cost_components.end() && revenue->second != 0) {
            out_.revenue = -revenue->second;
            out_.margin = -plan_.objective / -revenue->second;
        }
        add_sales();
        add_sources();
        add_utilisation();
        return std::move(out_);
    }

private:
    double weight(int node) const { return plan_.tree.weight(static_cast<std::size_t>(node)); }
    int year(int node) const {
        return year_of(plan_.calendar[plan_.tree.nodes[static_cast<std::size_t>(node)].bucket].start);
    }

    void add_sales() {
        std::map<int, YearFigures> years;
        for (const SalesRow& row : plan_.sales) {
            const double p = weight(row.node);
            out_.demand += p * row.demand;
            out_.sales += p * row.sales;
            out_.lost += p * row.lost;
            YearFigures& figures = years[year(row.node)];
            figures.sales += p * row.sales;
            figures.lost += p * row.lost;
            if (out_.revenue) figures.revenue = figures.revenue.value_or(0) + p * row.sales * row.price;
        }
        for (auto& [year, figures] : years) {
            figures.year = year;
            out_.by_year.push_back(figures);
        }
        if (out_.demand > 0) out_.served_share = out_.sales / out_.demand;
    }

    using Key = std::tuple<ProductId, int>;  // product (none: all) and year
    using Arrivals = std::map<Key, std::map<RegionId, double>>;

    void add_sources() {
        Arrivals by_product, total;
        for (const FlowRow& flow : plan_.flows) {
            if (!inbound_.is_used(flow)) continue;
            const double quantity = weight(flow.node) * flow.quantity;
            by_product[{flow.product, year(flow.node)}][flow.origin] += quantity;
            const double value = inbound_.part_value(flow);
            if (value > 0) total[{ProductId{}, year(flow.node)}][flow.origin] += quantity * value;
        }
        out_.source_shares = shares(by_product);
        out_.source_shares_total = shares(total);
    }

    static std::vector<SourceShare> shares(const Arrivals& arrivals) {
        std::vector<SourceShare> out;
        for (const auto& [key, regions] : arrivals) {
            double sum = 0;
            for (const auto& [region, amount] : regions) sum += amount;
            if (sum <= 0) continue;
            const auto [product, year] = key;
            for (const auto& [region, amount] : regions) out.push_back({year, product, region, amount / sum});
        }
        return out;
    }

    void add_utilisation() {
        std::map<ResourceId, std::pair<double, double>> sums;  // use, installed
        for (const UtilisationRow& row : plan_.utilisation) {
            auto& [use, installed] = sums[row.resource];
            use += weight(row.node) * row.use;
            installed += weight(row.node) * row.installed;
        }
        for (const auto& [resource, sum] : sums)
            if (sum.second > 0) out_.utilisation.push_back({resource, sum.first / sum.second});
    }

    const PlanResult& plan_;
    const Inbound inbound_;
    Summary out_;
};

}  // namespace

Summary summarise(const Case& c, const PlanResult& plan) {
    return Summariser(c, plan).run();
}

}  // namespace dualflow
