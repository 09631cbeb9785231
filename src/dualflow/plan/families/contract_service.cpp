// SPDX-License-Identifier: MIT
// Family: contracts, from when on they deliver (docs/reference/model.md, eq. 4.9): qualification and the
// options that enable a contract. Before that nothing departs and no minimum is owed: the rate that is owed
// is the base rate times the share of the bucket in which the contract is in service, a product of a rate and
// of binaries that is written as rows (McCormick 1976), exact where the binaries are 0 or 1.
//
// What these variables know: a qualification is decided at an epoch before the data of its bucket; the
// rate owed follows from decisions.
#include <algorithm>
#include <iterator>
#include <optional>

#include "dualflow/plan/families/contracts.hpp"
#include "dualflow/plan/in_service.hpp"

namespace dualflow {
namespace {

// 4.9: the share of the bucket after qualification. Where it costs something it is a decision, else it begins
// at once.
InService qualified_at(const PlanModel& m, std::size_t k, std::size_t n) {
    const Contract& contract = m.c.contracts[k];
    InService qualified;
    const auto add = [&](Index column, double decided) {
        const double share = share_of_bucket(m, n, decided + contract.qualification.value, solver::infinity);
        if (share > 0) qualified.begins.push_back({decided, column, share, {}});
    };
    if (contract.qualification_cost.value <= 0) {
        add(-1, contract.award_from ? std::max(0.0, m.day(*contract.award_from)) : 0);
        return qualified;
    }
    for (const std::size_t from : m.tree.path_to(n)) {
        const Index column = m.contracts[k].qualified[from];
        if (column >= 0) add(column, m.start_day(from));
    }
    return qualified;
}

// What must be in service for the contract to deliver.
std::vector<InService> conditions_at(const PlanModel& m, std::size_t k, std::size_t n) {
    std::vector<InService> conditions;
    if (needs_qualification(m.c.contracts[k])) conditions.push_back(qualified_at(m, k, n));
    const auto options = options_enabling(m.c, k);
    if (!options.empty()) conditions.push_back(enabled_by(m, options, n));
    return conditions;
}

// The ways for all conditions to hold.
std::vector<Alternative> alternatives_of(const std::vector<InService>& conditions) {
    std::vector<Alternative> all{{}};
    for (const InService& condition : conditions) {
        std::vector<Alternative> longer;
        for (const Alternative& so_far : all) {
            for (const Change& begin : condition.begins) {
                Alternative& now = longer.emplace_back(so_far);
                now.share = std::min(now.share, begin.share);
                if (begin.column >= 0) now.columns.push_back(begin.column);
                std::copy_if(condition.ends.begin(), condition.ends.end(), std::back_inserter(now.ends),
                             [&](const Change& end) { return may_end(begin, end); });
            }
        }
        all = std::move(longer);
    }
    return all;
}

// A column of the other alternative that this one does without; −1 where there is none, so that the other one
// holds whenever this one does.
Index column_beyond(const Alternative& other, const Alternative& here) {
    for (const Index column : other.columns) {
        if (std::find(here.columns.begin(), here.columns.end(), column) == here.columns.end()) return column;
    }
    return -1;
}

// At most the share `left` of the bucket, unless `otherwise` is 1 or more.
struct Cap {
    double left = 1;
    Expression otherwise;
};

// What is left of an alternative that holds for a part of the bucket, after an end of it (or none), where no
// other one holds for longer or beyond that end.
std::optional<Cap> cap_of(const Alternative& here, const Change* end, const std::vector<Alternative>& all) {
    Cap cap;
    cap.left = std::max(0.0, here.share - (end != nullptr ? end->share : 0));
    if (end != nullptr) {
        cap.otherwise.add(end->column, -1);
        cap.otherwise.constant = 1;
    }
    for (const Alternative& other : all) {
        const bool ended = end == nullptr || ended_by(other, *end);
        if (ended && other.share <= here.share) continue;
        const Index column = column_beyond(other, here);
        if (column < 0) return std::nullopt;
        cap.otherwise.add(column, 1);
    }
    return cap;
}

std::vector<Cap> caps_of(const std::vector<Alternative>& all) {
    std::vector<Cap> caps;
    const auto add = [&](const Alternative& here, const Change* end) {
        if (auto cap = cap_of(here, end, all)) caps.push_back(std::move(*cap));
    };
    for (const Alternative& here : all) {
        if (here.share >= 1) continue;
        add(here, nullptr);
        for (const Change& end : here.ends) {
            if (end.share < 1) add(here, &end);
        }
    }
    return caps;
}

// owed ≤ (1 − gone) · rate where an end takes that share of the bucket and nothing begins after it or beside
// it.
void hold_below_after(PlanModel& m, Index owed, Index rate, const Change& end, const InService& condition) {
    const double slack = end.share * m.lp.column_upper(rate);
    Expression row;
    row.add(owed, -1);
    row.add(rate, 1 - end.share);
    row.add(end.column, -slack);
    row.constant = slack;
    for (const Change& begin : condition.begins) {
        if (may_end(begin, end)) continue;
        if (begin.column < 0) return;
        row.add(begin.column, slack);
    }
    add_at_least_zero(m.lp, row);
}

// The rate that is left of `rate` while all conditions hold; −1 where they never do.
Index rate_while(PlanModel& m, std::size_t n, Index rate, const std::vector<InService>& conditions) {
    const std::vector<Alternative> alternatives = alternatives_of(conditions);
    if (alternatives.empty()) return -1;
    for (const Alternative& each : alternatives) {
        if (each.share >= 1 && each.columns.empty() && each.ends.empty()) return rate;
    }
    const double most = m.lp.column_upper(rate);
    const Index owed = m.add_column(n, 0, most);
    const Term within[] = {{rate, 1}, {owed, -1}};
    m.lp.add_row(0, solver::infinity, within);
    for (const InService& condition : conditions) {
        Expression in_service;
        in_service.add(share_in_service(condition), most);
        in_service.add(owed, -1);
        add_at_least_zero(m.lp, in_service);
        for (const Change& end : condition.ends) hold_below_after(m, owed, rate, end, condition);
    }
    add_forced_share(m.lp, owed, rate, most, alternatives);
    for (const Cap& cap : caps_of(alternatives)) {
        Expression row;
        row.add(owed, -1);
        row.add(rate, cap.left);
        row.add(cap.otherwise, (1 - cap.left) * most);
        add_at_least_zero(m.lp, row);
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
        if (m.tree.in_fan(n) || !m.epoch(m.tree.nodes[n].bucket)) continue;
        const std::size_t owner = m.tree.before(n);
        if (columns[owner] < 0) columns[owner] = m.add_column_before(n, 0, 1, true);
        columns[n] = columns[owner];
    }
    m.hold_in_fans(columns);
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
        if (m.tree.in_fan(n)) continue;
        if (columns.base[n] >= 0) columns.owed[n] = rate_while(m, n, columns.base[n], conditions_at(m, k, n));
    }
    m.hold_in_fans(columns.owed);
}

void hold_until_in_service(PlanModel& m, std::size_t k) {
    for (std::size_t n = 0; n < m.nodes(); ++n) {
        const Expression departing = departures_under(m, k, n);
        if (departing.terms.empty()) continue;
        const double most = most_departing(m, k, n);
        const FlowLimit limit = flow_limit(m, m.c.contracts[k].product, n, most, most / m.days(n));
        const std::vector<InService> conditions = conditions_at(m, k, n);
        for (const InService& condition : conditions) add_flow_rows(m, departing, condition, n, limit);
        if (conditions.size() < 2) continue;
        for (const Cap& cap : caps_of(alternatives_of(conditions)))
            add_flow_row(m, departing, n, limit, cap.left, cap.otherwise);
    }
}

}  // namespace dualflow
