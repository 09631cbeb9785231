// SPDX-License-Identifier: MIT
// Family: strategy limits (docs/reference/model.md, eq. 14.1): the share of what is awarded of some products
// that comes from some regions, over the horizon and along every path. Elastic.
//
// What is awarded to a source is what its contracts commit to it, base rate and reservation; where a contract
// has neither, and where there is none, what departs. A source is a site that makes the product; what passes
// through a site on its way is not counted twice.
//
// What these variables know: nothing of their own; they bound the decisions of contracts.cpp and
// movement.cpp.
#include <algorithm>

#include "dualflow/plan/families.hpp"
#include "dualflow/plan/families/contracts.hpp"

namespace dualflow {
namespace {

template <class Id>
bool holds(const std::vector<Id>& ids, Id one) {
    return std::find(ids.begin(), ids.end(), one) != ids.end();
}

bool makes(const Case& c, SiteId site, ProductId product) {
    return std::any_of(c.processes.begin(), c.processes.end(),
                       [&](const Process& p) { return p.site == site && p.product == product; });
}

// Goods that a source makes itself, and sells outside of every contract.
bool sold_freely(const PlanModel& m, std::size_t move) {
    const Lane& lane = m.c.lanes[*m.net.moves[move].lane];
    const RegionId origin = m.net.moves[move].origin;
    return m.contracts_of_move[move].empty() && makes(m.c, lane.from, lane.product) &&
           (!origin || origin == m.c.sites[*lane.from].region);
}

Expression awarded_under(const PlanModel& m, std::size_t contract, std::size_t node) {
    if (!has_base(m.c.contracts[contract]) && !has_reservation(m.c.contracts[contract]))
        return departures_under(m, contract, node);
    const auto column = [&](const NodeColumns& columns) { return columns.empty() ? -1 : columns[node]; };
    Expression awarded;
    awarded.add(column(m.contracts[contract].base), m.days(node));
    awarded.add(column(m.contracts[contract].reserved), m.days(node));
    return awarded;
}

// Of the sources that `counts` takes, along the path to a leaf.
template <class Counts>
Expression awarded_to(const PlanModel& m, std::size_t leaf, const StrategyLimit& limit, Counts counts) {
    Expression sum;
    for (const std::size_t n : m.tree.path_to(leaf)) {
        for (std::size_t k = 0; k < m.c.contracts.size(); ++k) {
            const Contract& contract = m.c.contracts[k];
            if (holds(limit.products, contract.product) && counts(contract.supplier))
                sum.add(awarded_under(m, k, n), 1);
        }
        for (std::size_t i = 0; i < m.net.moves.size(); ++i) {
            const Lane& lane = m.c.lanes[*m.net.moves[i].lane];
            if (holds(limit.products, lane.product) && counts(lane.from) && sold_freely(m, i))
                sum.add(m.move[i][n], 1);
        }
    }
    return sum;
}

double most_of(const PlanModel& m, const Expression& e) {
    double most = 0;
    for (const Term& term : e.terms) most += term.coefficient * m.lp.column_upper(term.column);
    return most;
}

// 14.1: what is missing of the least share, or above the largest, has a price.
void add_limit(PlanModel& m, std::size_t leaf, const StrategyLimit& limit) {
    const Expression all = awarded_to(m, leaf, limit, [](SiteId) { return true; });
    const Expression inside = awarded_to(
        m, leaf, limit, [&](SiteId site) { return holds(limit.regions, m.c.sites[*site].region); });
    const double most = most_of(m, all);
    for (const bool floor : {true, false}) {
        const auto share = floor ? limit.least : limit.most;
        if (!share || all.terms.empty()) continue;
        ElasticColumn what{"strategy_limit",
                           "strategy_limits",
                           (floor ? "least share of " : "largest share of ") + limit.what,
                           limit.row,
                           static_cast<int>(leaf),
                           -1,
                           0};
        Expression row;
        row.add(inside, 1);
        row.add(all, -*share);
        row.add(m.add_elastic(std::move(what), most), floor ? 1 : -1);
        floor ? add_at_least_zero(m.lp, row) : add_at_most_zero(m.lp, row);
    }
}

}  // namespace

void add_limits(PlanModel& m) {
    for (const StrategyLimit& limit : m.c.strategy_limits)
        for (const std::size_t leaf : m.tree.leaves()) add_limit(m, leaf, limit);
}

}  // namespace dualflow
