// SPDX-License-Identifier: MIT
// Investments, openings and awards of a solved model.
#include <fmt/format.h>

#include <cmath>
#include <set>

#include "dualflow/plan/extract.hpp"
#include "dualflow/plan/families/contracts.hpp"

namespace dualflow {
namespace {

// A decision shared by several nodes is told once, at the first of them.
class Once {
public:
    bool first(Index column) { return column >= 0 && told_.insert(column).second; }

private:
    std::set<Index> told_;
};

void extract_options(const PlanModel& m, const std::vector<double>& x, PlanResult& result) {
    for (std::size_t o = 0; o < m.c.investments.size(); ++o) {
        const Investment& option = m.c.investments[o];
        Once once;
        for (std::size_t n = 0; n < m.nodes(); ++n) {
            const int count = static_cast<int>(std::lround(value(m.options[o].decided, n, x)));
            if (count <= 0 || !once.first(m.options[o].decided[n])) continue;
            InvestmentRow row;
            row.node = static_cast<int>(n);
            row.investment = InvestmentId{o};
            row.site = option.site;
            row.what = option.id;
            row.count = count;
            row.capital = option.paid_by_us ? count * option.capital.value : 0;
            row.decided = m.bucket(n).start;
            row.in_service = row.decided + static_cast<int>(std::lround(option.lead.value));
            result.investments.push_back(row);
        }
    }
}

void extract_site(const PlanModel& m, const std::vector<double>& x, std::size_t i, const char* verb,
                  const NodeColumns& columns, double capital, PlanResult& result) {
    Once once;
    for (std::size_t n = 0; n < m.nodes(); ++n) {
        if (value(columns, n, x) < 0.5 || !once.first(columns[n])) continue;
        InvestmentRow row;
        row.node = static_cast<int>(n);
        row.site = SiteId{i};
        row.what = fmt::format("{} {}", verb, m.c.sites[i].id);
        row.count = 1;
        row.capital = capital;
        row.decided = row.in_service = m.bucket(n).start;
        result.investments.push_back(row);
    }
}

double departed(const PlanModel& m, const std::vector<double>& x, std::size_t k, std::size_t n) {
    return departures_under(m, k, n).at(x);
}

// One row a term and path: at its first node, with the volume of the nodes that continue it.
void extract_terms(const PlanModel& m, const std::vector<double>& x, std::size_t k, PlanResult& result) {
    const ContractColumns& columns = m.contracts[k];
    const Terms terms = find_terms(m, m.c.contracts[k]);
    for (std::size_t start = 0; start < m.nodes(); ++start) {
        if (terms.number[start] < 0 || terms.start[start] != start) continue;
        AwardRow row;
        row.node = static_cast<int>(start);
        row.contract = ContractId{k};
        row.base_per_day = value(columns.base, start, x);
        row.reserved_per_day = value(columns.reserved, start, x);
        for (std::size_t n = 0; n < m.nodes(); ++n) {
            if (terms.number[n] < 0 || terms.start[n] != start) continue;
            const double weight = m.tree.weight(n) / m.tree.nodes[start].probability;
            row.volume += weight * departed(m, x, k, n);
        }
        row.awarded =
            columns.award.empty() ? row.volume > least_quantity : value(columns.award, start, x) > 0.5;
        if (row.awarded || row.volume + row.base_per_day + row.reserved_per_day > least_quantity) {
            result.awards.push_back(row);
        }
    }
}

}  // namespace

void extract_decisions(const PlanModel& m, const std::vector<double>& x, PlanResult& result) {
    extract_options(m, x, result);
    for (std::size_t i = 0; i < m.c.sites.size(); ++i) {
        extract_site(m, x, i, "open", m.sites[i].opened, m.c.sites[i].opening_cost.value, result);
        extract_site(m, x, i, "close", m.sites[i].closed, m.c.sites[i].closing_cost.value, result);
    }
    for (std::size_t k = 0; k < m.c.contracts.size(); ++k) extract_terms(m, x, k, result);
}

}  // namespace dualflow
