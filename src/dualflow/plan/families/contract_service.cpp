// SPDX-License-Identifier: MIT
// Family: contracts, from when on they deliver (docs/reference/model.md, eq. 4.9): qualification and the
// options that enable a contract. Before that nothing departs and no minimum is owed: the rate that is owed
// is the base rate times the share of the bucket in which the contract is in service, a product of a rate and
// of binaries that is written as rows (McCormick 1976), exact where the binaries are 0 or 1.
//
// What these variables know: a qualification is decided at an epoch before the data of its bucket; the
// rate owed follows from decisions.
#include <algorithm>

#include "dualflow/plan/families/contracts.hpp"

namespace dualflow {
namespace {

// 4.9: the share of the bucket after qualification. Where it costs something it is a decision, else it begins
// at once.
Expression qualified_at(const PlanModel& m, std::size_t k, std::size_t n) {
    const Contract& contract = m.c.contracts[k];
    Expression share;
    const auto done = [&](double decided) {
        return share_of_bucket(m, n, decided + contract.qualification.value, solver::infinity);
    };
    if (contract.qualification_cost.value <= 0) {
        share.constant = done(contract.award_from ? std::max(0.0, m.day(*contract.award_from)) : 0);
        return share;
    }
    for (const std::size_t from : m.tree.path_to(n))
        share.add(m.contracts[k].qualified[from], done(m.start_day(from)));
    return share;
}

// What must be in service for the contract to deliver, each as a share of the bucket.
std::vector<Expression> conditions_at(const PlanModel& m, std::size_t k, std::size_t n) {
    std::vector<Expression> conditions;
    if (needs_qualification(m.c.contracts[k])) conditions.push_back(qualified_at(m, k, n));
    const auto options = options_enabling(m.c, k);
    if (options.empty()) return conditions;
    Expression enabled;
    for (const InvestmentId option : options) enabled.add(in_service_at(m, option, n), 1);
    conditions.push_back(std::move(enabled));
    return conditions;
}

// owed = rate · a for the decision (column y, share a) in force: rows that hold it there when y is 1 and
// nothing took its place, and that say nothing when it is 0.
void tie(PlanModel& m, Index owed, Index rate, const Term& decision, const Expression& condition) {
    const double most = m.lp.column_upper(rate), share = std::min(1.0, decision.coefficient);
    Expression least, highest;  // least ≥ 0, highest ≥ 0
    least.add(owed, 1);
    least.add(rate, -share);
    least.add(decision.column, -share * most);
    least.constant = share * most;
    highest.add(owed, -1);
    highest.add(rate, share);
    highest.add(decision.column, -(1 - share) * most);
    highest.constant = (1 - share) * most;
    for (const Term& other : condition.terms) {
        if (other.coefficient < 0) least.add(other.column, -other.coefficient * most);
        if (other.coefficient > decision.coefficient) highest.add(other.column, (1 - share) * most);
    }
    add_at_least_zero(m.lp, least);
    if (share < 1) add_at_least_zero(m.lp, highest);
}

// The rate that is left of `rate` while a condition holds.
Index rate_while(PlanModel& m, Index rate, const Expression& condition) {
    const double most = m.lp.column_upper(rate);
    if (condition.constant >= 1 && condition.terms.empty()) return rate;
    if (condition.constant <= 0 && condition.terms.empty()) return -1;
    const Index owed = m.lp.add_column(0, most, 0);
    const Term within[] = {{rate, 1}, {owed, -1}};
    m.lp.add_row(0, solver::infinity, within);
    if (condition.terms.empty()) {
        const Term share[] = {{rate, condition.constant}, {owed, -1}};
        m.lp.add_row(0, 0, share);
        return owed;
    }
    Expression in_service;
    in_service.add(condition, most);
    in_service.add(owed, -1);
    add_at_least_zero(m.lp, in_service);
    for (const Term& term : condition.terms) {
        if (term.coefficient > 0) tie(m, owed, rate, term, condition);
    }
    if (condition.constant > 0) {  // in service from the start, unless something else took its place
        Expression least;
        least.add(owed, 1);
        least.add(rate, -1);
        for (const Term& term : condition.terms) {
            if (term.coefficient < 0) least.add(term.column, -term.coefficient * most);
        }
        add_at_least_zero(m.lp, least);
    }
    return owed;
}

}  // namespace

std::vector<InvestmentId> options_enabling(const Case& c, std::size_t k) {
    return options_that(c, [&](const Investment& option) {
        const auto& enabled = option.enables_contracts;
        return std::find(enabled.begin(), enabled.end(), ContractId{k}) != enabled.end();
    });
}

void add_qualification(PlanModel& m, std::size_t k) {
    const Contract& contract = m.c.contracts[k];
    NodeColumns& columns = m.contracts[k].qualified;
    columns.assign(m.nodes(), -1);
    if (contract.qualification_cost.value <= 0) return;
    for (std::size_t n = 0; n < m.nodes(); ++n) {
        if (!m.epoch(m.tree.nodes[n].bucket)) continue;
        const std::size_t owner = m.tree.before(n);
        if (columns[owner] < 0) columns[owner] = m.lp.add_column(0, 1, 0, true);
        columns[n] = columns[owner];
    }
    m.charge("qualification", columns, [&](std::size_t) { return contract.qualification_cost.value; });
    for (const std::size_t leaf : m.tree.leaves()) {
        Expression once;
        for (const std::size_t n : m.tree.path_to(leaf)) once.add(columns[n], 1);
        once.constant = -1;
        if (once.terms.size() > 1) add_at_most_zero(m.lp, once);
    }
}

void add_owed_rate(PlanModel& m, std::size_t k) {
    ContractColumns& columns = m.contracts[k];
    columns.owed = columns.base;
    for (std::size_t n = 0; n < m.nodes(); ++n) {
        if (columns.base[n] < 0) continue;
        for (const Expression& condition : conditions_at(m, k, n)) {
            if (columns.owed[n] >= 0) columns.owed[n] = rate_while(m, columns.owed[n], condition);
        }
    }
}

void hold_until_in_service(PlanModel& m, std::size_t k) {
    for (std::size_t n = 0; n < m.nodes(); ++n) {
        const Expression departing = departures_under(m, k, n);
        if (departing.terms.empty()) continue;
        const double most = most_departing(m, k, n);
        const FlowLimit limit = flow_limit(m, m.c.contracts[k].product, n, most, most / m.days(n));
        for (const Expression& condition : conditions_at(m, k, n)) {
            Expression only = flow_while(m, condition, n, limit);
            only.add(departing, -1);
            add_at_least_zero(m.lp, only);
        }
    }
}

}  // namespace dualflow
