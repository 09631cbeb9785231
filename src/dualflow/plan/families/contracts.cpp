// SPDX-License-Identifier: MIT
// Family: contracts (docs/reference/model.md, eq. 4.1–4.9): who is awarded, the base rate and its
// notice, what is reserved and exercised, the minimum as money, qualification.
//
// What these variables know: awards, base rates, reservations and qualifications are decided before
// the data of their bucket (a base rate `notice_days` before it is in force); what is taken and
// exercised is decided after.
#include "dualflow/plan/families/contracts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "dualflow/plan/families.hpp"

namespace dualflow {

Terms find_terms(const PlanModel& m, const Contract& contract) {
    const double horizon = m.day(m.calendar.back().end);
    const double from = contract.award_from ? std::max(0.0, m.day(*contract.award_from)) : 0;
    const double to = contract.award_to ? m.day(*contract.award_to) : horizon;
    const double length = contract.term ? contract.term->value : horizon + 1;
    Terms terms{std::vector<int>(m.nodes(), -1), std::vector<std::size_t>(m.nodes(), 0), {}};
    std::vector<bool> continues(m.nodes(), false);
    for (std::size_t n = 0; n < m.nodes(); ++n) {
        const double start = m.start_day(n);
        if (start < from) continue;
        const int number = static_cast<int>(std::floor((start - from) / length));
        if (from + number * length >= to) continue;
        terms.number[n] = number;
        const int parent = m.tree.nodes[n].parent;
        const auto before = static_cast<std::size_t>(std::max(parent, 0));
        const bool same = parent >= 0 && terms.number[before] == number;
        terms.start[n] = same ? terms.start[before] : n;
        if (same) continues[before] = true;
    }
    for (std::size_t n = 0; n < m.nodes(); ++n) {
        if (terms.number[n] >= 0 && !continues[n]) terms.ends.push_back(n);
    }
    return terms;
}

Expression departures_under(const PlanModel& m, std::size_t contract, std::size_t node) {
    Expression sum;
    for (std::size_t i = 0; i < m.net.moves.size(); ++i) {
        const auto& covering = m.contracts_of_move[i];
        const auto found = std::find(covering.begin(), covering.end(), contract);
        if (found == covering.end()) continue;
        if (covering.size() == 1) {
            sum.add(m.move[i][node], 1);
        } else {
            sum.add(m.shared_move.at(i)[static_cast<std::size_t>(found - covering.begin())][node], 1);
        }
    }
    return sum;
}

double most_departing(const PlanModel& m, std::size_t contract, std::size_t node) {
    double moved = 0, per_day = 0, opening = 0;
    for (const Term& term : departures_under(m, contract, node).terms)
        moved += m.lp.column_upper(term.column);
    const Contract& data = m.c.contracts[contract];
    for (std::size_t p = 0; p < m.c.processes.size(); ++p) {
        const Process& process = m.c.processes[p];
        if (process.site != data.supplier || process.product != data.product) continue;
        double most = 0;  // what is finished on a day was started on another, at most at the highest rate
        for (const std::size_t n : m.tree.path_to(node)) {
            if (m.start[p][n] >= 0) most = std::max(most, m.lp.column_upper(m.start[p][n]) / m.days(n));
        }
        per_day += best_yield(m, ProcessId{p}) * most;
    }
    for (const OpeningArrival& row : m.c.opening_pipeline) {
        if (row.to == data.supplier && row.product == data.product) opening += row.quantity.value;
    }
    // Goods that wait or pass through may leave faster than they are made.
    const auto elsewhere = [&](const auto& row, SiteId site) {
        return site == data.supplier && row.product == data.product;
    };
    const bool waits = std::any_of(m.c.inventory.begin(), m.c.inventory.end(),
                                   [&](const Inventory& row) { return elsewhere(row, row.site); }) ||
                       std::any_of(m.c.lanes.begin(), m.c.lanes.end(),
                                   [&](const Lane& lane) { return elsewhere(lane, lane.to); });
    return waits ? moved : std::min(moved, per_day * m.days(node) + opening);
}

namespace {

// A move that several contracts cover is shared out among them.
void share_moves(PlanModel& m) {
    for (std::size_t i = 0; i < m.net.moves.size(); ++i) {
        const std::size_t count = m.contracts_of_move[i].size();
        if (count < 2) continue;
        auto& parts = m.shared_move[i];
        for (std::size_t k = 0; k < count; ++k) {
            parts.push_back(m.add_decision(m.c.lanes[*m.net.moves[i].lane].decided,
                                           [&](std::size_t n) { return m.lp.column_upper(m.move[i][n]); }));
        }
        for (std::size_t n = 0; n < m.nodes(); ++n) {
            Expression whole;
            whole.add(m.move[i][n], -1);
            for (const NodeColumns& part : parts) whole.add(part[n], 1);
            add_equal_zero(m.lp, whole);
        }
    }
}

// The node on whose path the rate in force at `n` was decided: the last that lies `notice` days back.
// Before that the rate is the one of the award, which is not the one announced on the same day.
struct RateDecision {
    std::size_t node = 0;
    bool announced = false;
    auto operator<=>(const RateDecision&) const = default;
};
RateDecision rate_decided_at(const PlanModel& m, const Contract& contract, std::size_t n) {
    RateDecision decision{m.tree.before(m.tree.path_to(n).front()), false};
    for (const std::size_t from : m.tree.path_to(n)) {
        if (m.start_day(from) + contract.notice.value <= m.start_day(n))
            decision = {m.tree.before(from), true};
    }
    return decision;
}

double most_per_day(const PlanModel& m, std::size_t k, std::size_t n) {
    return most_departing(m, k, n) / m.days(n);
}

// A column that holds for a term: one a term and path, decided before the data of its first bucket.
NodeColumns add_for_term(PlanModel& m, const Terms& terms, double upper, bool integer) {
    NodeColumns columns(m.nodes(), -1);
    std::map<std::size_t, Index> by_start;
    for (std::size_t n = 0; n < m.nodes(); ++n) {
        if (terms.number[n] < 0 || m.tree.in_fan(n)) continue;
        auto [found, fresh] = by_start.try_emplace(m.tree.before(terms.start[n]), -1);
        if (fresh) found->second = m.add_column_before(terms.start[n], 0, upper, integer);
        columns[n] = found->second;
    }
    m.hold_in_fans(columns);
    return columns;
}

double largest(const PlanModel& m, std::size_t k) {
    double most = 0;
    for (std::size_t n = 0; n < m.nodes(); ++n) most = std::max(most, most_per_day(m, k, n));
    return most;
}

// 4.2: z, one a term, where a base rate must be at least base_min or zero.
void add_award(PlanModel& m, std::size_t k, const Terms& terms) {
    const Contract& contract = m.c.contracts[k];
    ContractColumns& columns = m.contracts[k];
    if (!contract.base_min || contract.base_min->value <= 0) return;
    // The base rate and the reservation are zero without it (below), and so is all that departs.
    columns.award = add_for_term(m, terms, 1, true);
}

// 4.3–4.4: the base rate in force, its bounds, and how far it may move inside a term.
void add_base_rate(PlanModel& m, std::size_t k, const Terms& terms) {
    const Contract& contract = m.c.contracts[k];
    ContractColumns& columns = m.contracts[k];
    const double most = contract.base_max
                            ? contract.base_max->value
                            : std::max(largest(m, k), contract.base_min ? contract.base_min->value : 0);
    std::map<std::pair<RateDecision, int>, Index> made;  // by node of decision and term
    for (std::size_t n = 0; n < m.nodes(); ++n) {
        if (terms.number[n] < 0 || m.tree.in_fan(n)) continue;
        auto [found, fresh] = made.try_emplace({rate_decided_at(m, contract, n), terms.number[n]}, -1);
        if (fresh) found->second = m.add_column_before(rate_decided_at(m, contract, n).node, 0, most);
        columns.base[n] = found->second;
        if (fresh && !columns.award.empty()) {
            const Term at_most[] = {{columns.base[n], 1}, {columns.award[n], -most}};
            m.lp.add_row(-solver::infinity, 0, at_most);
            const Term at_least[] = {{columns.base[n], 1}, {columns.award[n], -contract.base_min->value}};
            m.lp.add_row(0, solver::infinity, at_least);
        }
    }
    m.hold_in_fans(columns.base);
    for (std::size_t n = 0; n < m.nodes(); ++n) {
        const int parent = m.tree.nodes[n].parent;
        if (parent < 0 || terms.number[n] < 0 || terms.start[n] == n || m.tree.in_fan(n)) continue;
        const Index now = columns.base[n], before = columns.base[static_cast<std::size_t>(parent)];
        if (now == before) continue;
        const Term down[] = {{now, 1}, {before, -(1 - contract.flex_down.value_or(Share{0}).value)}};
        m.lp.add_row(0, solver::infinity, down);
        const Term up[] = {{now, 1}, {before, -(1 + contract.flex_up.value_or(Share{0}).value)}};
        m.lp.add_row(-solver::infinity, 0, up);
    }
}

// 4.5: (1 − φ⁻) b L ≤ f_b + short and f_b ≤ (1 + φ⁺) b L, with the part of b that is owed.
void add_base_volume(PlanModel& m, std::size_t k, std::size_t n) {
    const Contract& contract = m.at(n).contracts[k];
    ContractColumns& columns = m.contracts[k];
    const double least = (1 - contract.band_minus.value_or(Share{0}).value) * m.days(n);
    const double most = (1 + contract.band_plus.value_or(Share{0}).value) * m.days(n);
    Expression within;
    within.add(columns.taken[n], 1);
    within.add(columns.owed[n], -most);
    add_at_most_zero(m.lp, within);
    if (least <= 0 || columns.owed[n] < 0) return;
    const double upper = least * m.lp.column_upper(columns.owed[n]);
    if (contract.take_or_pay_price) {
        columns.shortfall[n] = m.add_column(n, 0, upper);
        m.ledger.charge("take_or_pay", n, columns.shortfall[n],
                        m.discount_at(n) * m.at(n).contracts[k].take_or_pay_price->value);
    } else {
        columns.shortfall[n] = m.add_elastic(
            {"contract_minimum", "contracts", contract.id, contract.row, static_cast<int>(n), -1, 0}, upper);
    }
    const Term floor[] = {{columns.taken[n], 1}, {columns.shortfall[n], 1}, {columns.owed[n], -least}};
    m.lp.add_row(0, solver::infinity, floor);
}

// 4.6: exercise within what is reserved; the fee is due on the reservation, used or not.
void add_reservation(PlanModel& m, std::size_t k, const Terms& terms) {
    const Contract& contract = m.c.contracts[k];
    ContractColumns& columns = m.contracts[k];
    const double most = contract.reservation_max ? contract.reservation_max->value : largest(m, k);
    columns.reserved = add_for_term(m, terms, most, false);
    for (std::size_t n = 0; n < m.nodes(); ++n) {
        if (terms.number[n] < 0) continue;
        const Contract& now = m.at(n).contracts[k];
        const double exercise = now.exercise_price.value_or(now.bands.front().price).value;
        columns.surge[n] = m.add_column(n, 0, most_departing(m, k, n));
        m.ledger.charge("surge", n, columns.surge[n], m.discount_at(n) * exercise);
        m.ledger.charge("reservation", n, columns.reserved[n],
                        m.discount_at(n) * m.days(n) * now.reservation_fee.value);
        const Term within[] = {{columns.surge[n], 1}, {columns.reserved[n], -m.days(n)}};
        m.lp.add_row(-solver::infinity, 0, within);
        if (columns.award.empty()) continue;
        const Term awarded[] = {{columns.reserved[n], 1}, {columns.award[n], -most}};
        m.lp.add_row(-solver::infinity, 0, awarded);
    }
}

// 4.1: departures = taken + surge; outside of every term nothing departs.
void split_departures(PlanModel& m, std::size_t k, const Terms& terms) {
    ContractColumns& columns = m.contracts[k];
    const Contract& contract = m.c.contracts[k];
    const bool base_only_with_rate = has_reservation(contract) && !has_base(contract);
    for (std::size_t n = 0; n < m.nodes(); ++n) {
        Expression split = departures_under(m, k, n);
        if (split.terms.empty()) continue;
        if (terms.number[n] >= 0 && !base_only_with_rate) {
            columns.taken[n] = m.add_column(n, 0, most_departing(m, k, n));
        }
        split.add(columns.taken[n], -1);
        split.add(columns.surge[n], -1);
        add_equal_zero(m.lp, split);
    }
}

void add_contract(PlanModel& m, std::size_t k) {
    ContractColumns& columns = m.contracts[k];
    const Contract& contract = m.c.contracts[k];
    const Terms terms = find_terms(m, contract);
    columns.term_start = terms.start;
    for (NodeColumns* each : {&columns.base, &columns.taken, &columns.surge, &columns.shortfall}) {
        each->assign(m.nodes(), -1);
    }
    bool any = false;
    for (std::size_t n = 0; n < m.nodes(); ++n) any = any || !departures_under(m, k, n).terms.empty();
    if (!any) return;
    add_award(m, k, terms);
    add_qualification(m, k);
    if (has_base(contract)) {
        add_base_rate(m, k, terms);
        add_owed_rate(m, k);
    }
    if (has_reservation(contract)) add_reservation(m, k, terms);
    split_departures(m, k, terms);
    for (std::size_t n = 0; has_base(contract) && n < m.nodes(); ++n) {
        if (columns.taken[n] >= 0) add_base_volume(m, k, n);
    }
    charge_price_bands(m, k, terms);
    hold_until_in_service(m, k);
}

// A plain price, at any time and in any quantity, needs no columns of its own.
bool is_plain(const Case& c, std::size_t k) {
    const Contract& contract = c.contracts[k];
    return contract.bands.size() == 1 && !has_base(contract) && !has_reservation(contract) &&
           options_enabling(c, k).empty() && !contract.award_from && !contract.award_to &&
           !needs_qualification(contract);
}

}  // namespace

void add_contracts(PlanModel& m) {
    m.contracts.resize(m.c.contracts.size());
    share_moves(m);
    for (std::size_t k = 0; k < m.c.contracts.size(); ++k) {
        if (!is_plain(m.c, k)) {
            add_contract(m, k);
            continue;
        }
        for (std::size_t n = 0; n < m.nodes(); ++n) {
            const double price = m.at(n).contracts[k].bands.front().price.value;
            for (const Term& term : departures_under(m, k, n).terms) {
                m.ledger.charge("purchase", n, term.column, m.discount_at(n) * price);
            }
        }
    }
}

}  // namespace dualflow
