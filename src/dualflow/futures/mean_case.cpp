// SPDX-License-Identifier: MIT
#include "dualflow/futures/mean_case.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>

namespace dualflow {
namespace {

double raw(double figure) {
    return figure;
}
template <class Tag>
double raw(Quantity<Tag> figure) {
    return figure.value;
}

// Means of figures over all cases, written into the result.
class Mean {
public:
    Mean(const std::vector<const Case*>& cases, const std::vector<double>& weights, Case& into)
        : cases_(cases), weights_(weights), into_(into) {}

    // Of a column of a table, in every row.
    template <class Row, class Figure>
    void of(std::vector<Row> Case::* table, Figure Row::* column) {
        each_row(table, column, [&](auto at) { average(at); });
    }
    template <class Row, class Figure>
    void of_optional(std::vector<Row> Case::* table, std::optional<Figure> Row::* column) {
        each_row(table, column, [&](auto at) { average_given<Figure>(at); });
    }
    // Blank is without limit.
    template <class Row, class Figure>
    void of_limit(std::vector<Row> Case::* table, std::optional<Figure> Row::* column) {
        each_row(table, column, [&](auto at) {
            const bool limited =
                std::all_of(cases_.begin(), cases_.end(), [&](const Case* c) { return at(*c).has_value(); });
            limited ? average_given<Figure>(at) : at(into_).reset();
        });
    }
    template <class Row>
    void of_flag(std::vector<Row> Case::* table, bool Row::* column) {
        each_row(table, column, [&](auto at) {
            double yes = 0, no = 0;
            for (std::size_t i = 0; i < cases_.size(); ++i) (at(*cases_[i]) ? yes : no) += weights_[i];
            at(into_) = yes >= no;
        });
    }

    void of_prices() {
        for (std::size_t k = 0; k < into_.contracts.size(); ++k) {
            for (std::size_t band = 0; band < into_.contracts[k].bands.size(); ++band)
                average([=](auto& c) -> auto& { return c.contracts[k].bands[band].price; });
        }
    }

    void of_regime() {
        std::map<std::string, double> weight;
        for (std::size_t i = 0; i < cases_.size(); ++i) weight[cases_[i]->tariff_regime] += weights_[i];
        const auto most = std::max_element(weight.begin(), weight.end(),
                                           [](const auto& a, const auto& b) { return a.second < b.second; });
        into_.tariff_regime = most->first;
    }

private:
    // `act` takes what finds the figure in a case.
    template <class Table, class Column, class Act>
    void each_row(Table table, Column column, Act act) {
        for (std::size_t i = 0; i < (into_.*table).size(); ++i)
            act([=](auto& c) -> auto& { return (c.*table)[i].*column; });
    }

    template <class At>
    void average(At at) {
        if (same(at)) return;
        double sum = 0, weight = 0;
        for (std::size_t i = 0; i < cases_.size(); ++i) {
            sum += weights_[i] * raw(at(*cases_[i]));
            weight += weights_[i];
        }
        at(into_) = std::remove_reference_t<decltype(at(into_))>{sum / weight};
    }

    template <class Figure, class At>
    void average_given(At at) {
        if (same(at)) return;
        double sum = 0, given = 0, blank = 0;
        for (std::size_t i = 0; i < cases_.size(); ++i) {
            if (const auto& figure = at(*cases_[i])) {
                sum += weights_[i] * raw(*figure);
                given += weights_[i];
            } else {
                blank += weights_[i];
            }
        }
        at(into_) = blank > given ? std::nullopt : std::optional(Figure{sum / given});
    }

    template <class At>
    bool same(At at) const {
        const auto& first = at(*cases_.front());
        return std::all_of(cases_.begin(), cases_.end(), [&](const Case* c) { return at(*c) == first; });
    }

    const std::vector<const Case*>& cases_;
    const std::vector<double>& weights_;
    Case& into_;
};

void average_network(Mean& mean) {
    mean.of(&Case::sites, &Site::fixed_cost_per_day);
    mean.of(&Case::sites, &Site::opening_cost);
    mean.of(&Case::sites, &Site::closing_cost);
    mean.of_optional(&Case::products, &Product::unit_value);
    mean.of(&Case::products, &Product::customs_value);
    mean.of(&Case::bom, &BomLine::quantity);
    mean.of(&Case::processes, &Process::capacity_use);
    mean.of(&Case::processes, &Process::unit_cost);
    mean.of(&Case::processes, &Process::yield);
    mean.of(&Case::processes, &Process::lead);
    mean.of_flag(&Case::processes, &Process::available);
}

void average_resources(Mean& mean) {
    mean.of(&Case::resources, &Resource::capacity);
    mean.of(&Case::resources, &Resource::overtime_share);
    mean.of(&Case::resources, &Resource::overtime_premium);
    mean.of_optional(&Case::resources, &Resource::overtime_unit_cost);
    mean.of(&Case::resources, &Resource::band_low);
    mean.of_limit(&Case::resources, &Resource::band_high);
    mean.of(&Case::resources, &Resource::under_cost);
    mean.of(&Case::resources, &Resource::over_cost);
    mean.of(&Case::resources, &Resource::ramp_up_cost);
    mean.of(&Case::resources, &Resource::ramp_down_cost);
}

void average_supply(Mean& mean) {
    mean.of(&Case::investments, &Investment::capital);
    mean.of_prices();
    mean.of_optional(&Case::contracts, &Contract::band_minus);
    mean.of_optional(&Case::contracts, &Contract::band_plus);
    mean.of_optional(&Case::contracts, &Contract::take_or_pay_price);
    mean.of_optional(&Case::contracts, &Contract::exercise_price);
    mean.of(&Case::contracts, &Contract::reservation_fee);
    mean.of(&Case::contracts, &Contract::qualification_cost);
    mean.of(&Case::lanes, &Lane::cost_per_unit);
    mean.of(&Case::lanes, &Lane::lead);
    mean.of_limit(&Case::lanes, &Lane::capacity);
    mean.of(&Case::capacity_groups, &CapacityGroup::capacity);
    mean.of(&Case::tariffs, &Tariff::rate);
}

void average_markets(Mean& mean) {
    mean.of(&Case::demand, &Demand::quantity);
    mean.of_optional(&Case::demand, &Demand::price);
    mean.of(&Case::demand, &Demand::selling_cost);
    mean.of(&Case::demand, &Demand::lost_sale_cost);
    mean.of_optional(&Case::demand, &Demand::backlog_cost_per_day);
    mean.of(&Case::inventory, &Inventory::holding_rate_per_year);
    mean.of(&Case::inventory, &Inventory::holding_cost_per_day);
    mean.of_limit(&Case::inventory, &Inventory::storage_limit);
    mean.of_optional(&Case::inventory, &Inventory::end_value);
    mean.of_optional(&Case::inventory, &Inventory::end_backlog_cost);
}

}  // namespace

Case mean_case(const std::vector<const Case*>& cases, const std::vector<double>& weights) {
    Case c = *cases.front();
    Mean mean(cases, weights, c);
    average_network(mean);
    average_resources(mean);
    average_supply(mean);
    average_markets(mean);
    mean.of_regime();
    return c;
}

MeanFuture mean_future(const Futures& futures) {
    // By bucket: figures in the order of the nodes, each once.
    std::vector<std::pair<std::vector<const Case*>, std::vector<double>>> by_bucket;
    for (std::size_t n = 0; n < futures.tree.size(); ++n) {
        const Node& node = futures.tree.nodes[n];
        if (by_bucket.size() <= node.bucket) by_bucket.resize(node.bucket + 1);
        const double weight = futures.tree.weight(n);
        if (weight <= 0) continue;
        auto& [cases, weights] = by_bucket[node.bucket];
        const auto known = std::find(cases.begin(), cases.end(), futures.figures[n]);
        if (known == cases.end()) {
            cases.push_back(futures.figures[n]);
            weights.push_back(weight);
        } else {
            weights[static_cast<std::size_t>(known - cases.begin())] += weight;
        }
    }
    MeanFuture mean;
    mean.futures.tree = Tree::path(by_bucket.size());
    for (const auto& [cases, weights] : by_bucket) {
        if (cases.size() == 1) {
            mean.futures.figures.push_back(cases.front());
            continue;
        }
        mean.cases.push_back(std::make_shared<const Case>(mean_case(cases, weights)));
        mean.futures.figures.push_back(mean.cases.back().get());
    }
    return mean;
}

}  // namespace dualflow
