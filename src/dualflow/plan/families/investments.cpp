// SPDX-License-Identifier: MIT
// Family: investments (docs/reference/model.md, eq. 3.4–3.9): open, expand, upgrade, convert, close,
// qualify, enable; counts, requirements, one configuration of a group at a time, capital.
//
// What these variables know: an option is decided at an epoch before the data of its bucket. A
// committed option has one column a bucket, the same in all nodes of it; a reviewable one has one
// for all children of a node.
#include <cmath>
#include <map>
#include <set>

#include "dualflow/plan/expressions.hpp"
#include "dualflow/plan/families.hpp"
#include "dualflow/plan/service.hpp"

namespace dualflow {
namespace {

// Buckets at whose start the option may be decided: the epochs inside its window; where the window
// holds none, the first bucket it touches. Nothing is decided that comes into service after the end.
std::set<std::size_t> decision_buckets(const PlanModel& m, const Investment& option) {
    const double horizon = m.day(m.calendar.back().end);
    const double from = option.window_from ? m.day(*option.window_from) : 0;
    const double to = option.window_to ? m.day(*option.window_to) : horizon;
    std::set<std::size_t> epochs, touched;
    for (std::size_t t = 0; t < m.calendar.size(); ++t) {
        const double start = m.day(m.calendar[t].start), end = m.day(m.calendar[t].end);
        if (start + option.lead.value >= horizon || start >= to || end <= from) continue;
        if (start >= from && m.epoch(t)) epochs.insert(t);
        if (touched.empty()) touched.insert(t);
    }
    return epochs.empty() ? touched : epochs;
}

NodeColumns add_decided(PlanModel& m, const Investment& option) {
    NodeColumns columns(m.nodes(), -1);
    std::map<std::size_t, Index> by_bucket;
    if (most_taken(option) <= 0) return columns;
    const auto buckets = decision_buckets(m, option);
    for (std::size_t n = 0; n < m.nodes(); ++n) {
        if (m.tree.in_fan(n) || !buckets.contains(m.tree.nodes[n].bucket)) continue;
        if (option.reviewable) {
            const std::size_t owner = m.tree.before(n);
            if (columns[owner] < 0) columns[owner] = m.add_column_before(n, 0, most_taken(option), true);
            columns[n] = columns[owner];
        } else {
            auto [found, fresh] = by_bucket.try_emplace(m.tree.nodes[n].bucket, -1);
            if (fresh) found->second = m.add_column_at(-1, 0, most_taken(option), true);
            columns[n] = found->second;
        }
    }
    m.hold_in_fans(columns);
    return columns;
}

// One binary a decision where several units may be decided together and it matters whether any is. A site is
// opened or closed by one (capacity.cpp), so there the number says it.
NodeColumns add_any(PlanModel& m, const Investment& option, const NodeColumns& decided) {
    const bool hurts = option.unit_cost_effect > 0 || option.yield_effect < 0;
    const bool enables = !option.enables_processes.empty() || !option.enables_lanes.empty() ||
                         !option.enables_contracts.empty();
    if (most_taken(option) <= 1 || (option.downtime.value <= 0 && !hurts && !enables)) return decided;
    NodeColumns any(m.nodes(), -1);
    std::map<Index, Index> of;
    for (std::size_t n = 0; n < m.nodes(); ++n) {
        if (decided[n] < 0) continue;
        auto [found, fresh] = of.try_emplace(decided[n], -1);
        if (fresh) {
            found->second = m.add_column_with(decided[n], 0, 1, true);
            const double most_beyond = most_taken(option) - 1;
            const Index beyond = m.add_column_with(decided[n], 0, most_beyond);  // the first
            const Term only_then[] = {{found->second, most_beyond}, {beyond, -1}};
            m.lp.add_row(0, solver::infinity, only_then);
            const Term together[] = {{decided[n], 1}, {found->second, -1}, {beyond, -1}};
            m.lp.add_row(0, 0, together);
        }
        any[n] = found->second;
    }
    return any;
}

Expression decided_until(const PlanModel& m, InvestmentId option, std::size_t node) {
    Expression count;
    for (const std::size_t n : m.tree.path_to(node)) count.add(m.options[*option].decided[n], 1);
    return count;
}

void add_counts(PlanModel& m, InvestmentId id) {
    const Investment& option = m.c.investments[*id];
    for (const std::size_t leaf : m.tree.leaves()) {
        Expression count = decided_until(m, id, leaf);
        count.constant -= most_taken(option);
        if (count.terms.size() > 1) add_at_most_zero(m.lp, count);
    }
}

// 3.8: one unit of the required option allows as many as this option has; it must be decided no later and be
// in service no later, and not have been given up for another configuration.
void add_requirements(PlanModel& m, InvestmentId id) {
    const Investment& option = m.c.investments[*id];
    for (const InvestmentId required : option.required) {
        const Investment& needed = m.c.investments[*required];
        const OptionColumns& columns = m.options[*required];
        for (std::size_t n = 0; n < m.nodes(); ++n) {
            if (m.options[*id].decided[n] < 0) continue;
            Expression row;
            row.constant = option.max_count * needed.opening_count;
            for (const std::size_t from : m.tree.path_to(n)) {
                const bool in_time =
                    m.start_day(from) + needed.lead.value <= m.start_day(n) + option.lead.value;
                if (in_time) row.add(columns.decided[from], option.max_count);
                for (const auto& way : columns.switches) row.add(way.columns[from], -option.max_count);
            }
            row.add(m.options[*id].decided[n], -1);
            add_at_least_zero(m.lp, row);
        }
    }
}

// 3.8: a configuration may be replaced once it is in full service: by the day the other one takes over, it
// and its ramp-up are over. One that was given up before cannot be given up again.
void switch_after_ramp_up(PlanModel& m, InvestmentId id) {
    const Investment& option = m.c.investments[*id];
    const double ramp = option.ramp_up.empty() ? 0 : option.ramp_up.back().day;
    for (std::size_t n = 0; n < m.nodes(); ++n) {
        for (const auto& way : m.options[*id].switches) {
            if (way.columns[n] < 0) continue;
            const double taken_over = m.start_day(n) + m.c.investments[*way.to].lead.value;
            Expression ready;
            ready.constant = option.opening_count;
            for (const std::size_t from : m.tree.path_to(n)) {
                const double service = m.start_day(from) + option.lead.value;
                if (service < taken_over && service + ramp <= taken_over)
                    ready.add(m.options[*id].decided[from], 1);
            }
            for (const auto& other : m.options[*id].switches) {
                const double lead = m.c.investments[*other.to].lead.value;
                for (const std::size_t from : m.tree.path_to(n)) {
                    if (other.columns[from] < 0) continue;
                    if (m.start_day(from) + lead <= taken_over) {
                        ready.add(other.columns[from], -1);
                    } else if (from != n) {  // it is given up already
                        const Term one[] = {{other.columns[from], 1}, {way.columns[n], 1}};
                        m.lp.add_row(-solver::infinity, 1, one);
                    }
                }
            }
            add_at_least_zero(m.lp, ready);
        }
    }
}

// 3.8: which configuration of a group is in force after the decisions of the path.
Expression active_at(const PlanModel& m, InvestmentId id, std::size_t node) {
    Expression active = decided_until(m, id, node);
    active.constant = m.c.investments[*id].opening_count;
    for (const auto& way : m.options[*id].switches) {
        for (const std::size_t n : m.tree.path_to(node)) active.add(way.columns[n], -1);
    }
    return active;
}

void add_switches(PlanModel& m, InvestmentId from, InvestmentId to) {
    NodeColumns columns(m.nodes(), -1);
    std::map<Index, Index> twin;  // a switch is decided together with the option it leads to
    for (std::size_t n = 0; n < m.nodes(); ++n) {
        const Index decided = m.options[*to].decided[n];
        if (decided < 0) continue;
        auto [found, fresh] = twin.try_emplace(decided, -1);
        if (fresh) found->second = m.add_column_with(decided, 0, 1, true);
        columns[n] = found->second;
    }
    m.options[*from].switches.push_back({to, std::move(columns)});
}

// 3.8: a decision takes the place of one configuration, so that several of one day follow each other.
void replace_one(PlanModel& m, InvestmentId to, const std::vector<InvestmentId>& members) {
    std::set<Index> done;
    for (std::size_t n = 0; n < m.nodes(); ++n) {
        const Index decided = m.options[*to].decided[n];
        if (decided < 0 || !done.insert(decided).second) continue;
        Expression row;
        row.add(decided, 1);
        for (const InvestmentId from : members) {
            for (const auto& way : m.options[*from].switches) {
                if (way.to == to) row.add(way.columns[n], -1);
            }
        }
        add_at_least_zero(m.lp, row);
    }
}

void add_exclusive_groups(PlanModel& m) {
    std::map<std::string, std::vector<InvestmentId>> groups;
    for (std::size_t o = 0; o < m.c.investments.size(); ++o) {
        const std::string& group = m.c.investments[o].exclusive_group;
        if (!group.empty()) groups[group].push_back(InvestmentId{o});
    }
    for (const auto& [name, members] : groups) {
        for (const InvestmentId from : members) {
            for (const InvestmentId to : members) {
                if (from != to) add_switches(m, from, to);
            }
            switch_after_ramp_up(m, from);
        }
        for (const InvestmentId to : members) replace_one(m, to, members);
        for (std::size_t n = 0; n < m.nodes(); ++n) {
            Expression all;
            for (const InvestmentId member : members) {
                const Expression active = active_at(m, member, n);
                all.add(active, 1);
                if (!active.terms.empty()) add_at_least_zero(m.lp, active);
            }
            all.constant -= 1;
            if (!all.terms.empty()) add_at_most_zero(m.lp, all);
        }
    }
}

// 3.9: capital as an annuity for the days in service inside the horizon, or in full with what is
// left of its life at the end credited in a straight line.
void charge_capital(PlanModel& m, InvestmentId id) {
    const Investment& option = m.c.investments[*id];
    const NodeColumns& decided = m.options[*id].decided;
    const bool in_full = m.c.settings.capital == "full";
    const double horizon = m.day(m.calendar.back().end);
    for (std::size_t n = 0; n < m.nodes(); ++n) {
        for (const std::size_t from : m.tree.path_to(n)) {
            if (decided[from] < 0) continue;
            const double day = m.start_day(from), start = m.start_day(n), end = m.end_day(n);
            const double capital = m.at(from).investments[*id].capital.value;
            const double per_day = annuity(capital, m.c.settings.discount_rate, option.life_years) / 365;
            const double amount = in_full ? capital * paid_share(option, day, start, end)
                                          : per_day * days_in_life(option, day, start, end);
            m.ledger.charge("capital", n, decided[from], m.discount_at(n) * amount);
        }
    }
    if (!in_full) return;
    for (const std::size_t leaf : m.tree.ends()) {
        for (const std::size_t from : m.tree.path_to(leaf)) {
            if (decided[from] < 0) continue;
            const double capital = m.at(from).investments[*id].capital.value;
            const double paid = capital * paid_share(option, m.start_day(from), 0, horizon);
            const double used =
                days_in_life(option, m.start_day(from), 0, horizon) / (365 * option.life_years);
            m.ledger.charge("residual", leaf, decided[from], -m.end_discount() * paid * (1 - used));
        }
    }
}

// Opening or closing a whole site by an option brings, or saves, its fixed cost.
void charge_site_fixed_cost(PlanModel& m, InvestmentId id) {
    const Investment& option = m.c.investments[*id];
    if (!option.site || option.resource) return;
    const bool opens = option.kind == InvestmentKind::open, closes = option.kind == InvestmentKind::close;
    if (!opens && !closes) return;
    const auto fixed_cost = [&](std::size_t n) {
        return m.at(n).sites[*option.site].fixed_cost_per_day.value;
    };
    m.charge("fixed", m.options[*id].decided, [&](std::size_t n) {
        const Site& site = m.at(n).sites[*option.site];
        return opens ? site.opening_cost.value : site.closing_cost.value;
    });
    for (std::size_t n = 0; n < m.nodes(); ++n) {
        Expression service = in_service_at(m, id, n);
        const double cost = (opens ? 1 : -1) * m.discount_at(n) * fixed_cost(n) * m.days(n);
        m.ledger.charge_constant("fixed", n, cost * service.constant);
        for (const Term& term : service.terms)
            m.ledger.charge("fixed", n, term.column, cost * term.coefficient);
    }
}

}  // namespace

void add_investments(PlanModel& m) {
    m.options.resize(m.c.investments.size());
    for (std::size_t o = 0; o < m.c.investments.size(); ++o) {
        m.options[o].decided = add_decided(m, m.c.investments[o]);
        m.options[o].any = add_any(m, m.c.investments[o], m.options[o].decided);
    }
    for (std::size_t o = 0; o < m.c.investments.size(); ++o) {
        const Investment& option = m.c.investments[o];
        add_counts(m, InvestmentId{o});
        if (option.paid_by_us) charge_capital(m, InvestmentId{o});
        charge_site_fixed_cost(m, InvestmentId{o});
    }
    add_exclusive_groups(m);
    for (std::size_t o = 0; o < m.c.investments.size(); ++o) add_requirements(m, InvestmentId{o});
}

}  // namespace dualflow
