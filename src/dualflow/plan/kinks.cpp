// SPDX-License-Identifier: MIT
#include "dualflow/plan/kinks.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>
#include <set>
#include <utility>

#include "dualflow/plan/expressions.hpp"

namespace dualflow {
namespace {

// Days after departure or start at which something arrives at the point.
std::set<double> leads_into(const PlanModel& m, const Point& point) {
    std::set<double> leads;
    for (const Case* each : m.variants) {
        for (const std::size_t i : point.moves_in) leads.insert(each->lanes[*m.net.moves[i].lane].lead.value);
        for (const ProcessId p : point.made_by) leads.insert(each->processes[*p].lead.value);
    }
    return leads;
}

std::set<double> kinks_of(const PlanModel& m, const Point& point, const std::set<double>& leads,
                          std::size_t node) {
    std::set<double> kinks;
    const double start = m.start_day(node), end = m.end_day(node);
    const auto add = [&](double day) {
        if (day > start && day < end) kinks.insert(day);
    };
    for (const std::size_t from : m.tree.path_to(node)) {
        for (const double lead : leads) {
            add(m.start_day(from) + lead);
            add(m.end_day(from) + lead);
        }
    }
    for (const OpeningArrival& row : m.c.opening_pipeline) {
        if (point.carries_opening && row.to == point.site && row.product == point.product)
            add(m.day(row.date));
    }
    return kinks;
}

double tolerance_of(const Expression& stock, const std::vector<double>& x) {
    double largest = std::abs(stock.constant);
    for (const Term& term : stock.terms) {
        largest = std::max(largest, std::abs(term.coefficient * x[static_cast<std::size_t>(term.column)]));
    }
    return std::max(kink_tolerance, kink_tolerance_of_flow * largest);
}

// The day at which the stock is lowest of those at which it falls below zero.
std::optional<double> lowest_kink(const PlanModel& m, std::size_t point, const std::set<double>& leads,
                                  std::size_t node, const std::vector<double>& x) {
    double lowest = 0;
    std::optional<double> at;
    for (const double day : kinks_of(m, m.net.points[point], leads, node)) {
        const Expression stock = stock_at(m, PointId{point}, node, day);
        const double value = stock.at(x);
        if (value >= std::min(lowest, -tolerance_of(stock, x))) continue;
        lowest = value;
        at = day;
    }
    return at;
}

// Of points that have a stock, with the node and day.
template <class Visit>
void for_each_below_zero(const PlanModel& m, const std::vector<std::size_t>& nodes,
                         const std::vector<double>& x, const Visit& visit) {
    for (std::size_t i = 0; i < m.net.points.size(); ++i) {
        if (m.net.points[i].inventory == nullptr) continue;
        const std::set<double> leads = leads_into(m, m.net.points[i]);
        for (const std::size_t n : nodes) {
            if (const auto day = lowest_kink(m, i, leads, n, x)) visit(i, n, *day);
        }
    }
}

std::optional<solver::LazyRow> row_of(const PlanModel& m, std::size_t point, std::size_t node, double day) {
    Expression stock = stock_at(m, PointId{point}, node, day);
    if (stock.terms.empty()) return {};
    return solver::LazyRow{-stock.constant, solver::infinity, std::move(stock.terms)};
}

}  // namespace

std::vector<solver::LazyRow> rows_below_zero(const PlanModel& m, const std::vector<std::size_t>& nodes,
                                             const std::vector<double>& x) {
    std::vector<solver::LazyRow> rows;
    for_each_below_zero(m, nodes, x, [&](std::size_t point, std::size_t node, double day) {
        if (auto row = row_of(m, point, node, day)) rows.push_back(std::move(*row));
    });
    return rows;
}

std::vector<std::size_t> all_nodes(const PlanModel& m) {
    std::vector<std::size_t> all(m.nodes());
    std::iota(all.begin(), all.end(), std::size_t{0});
    return all;
}

std::vector<solver::LazyRow> KinkRows::violated(const std::vector<double>& x) {
    std::vector<solver::LazyRow> rows;
    const auto known = known_;
    missed_ = 0;
    for_each_below_zero(*m_, all_nodes(*m_), x, [&](std::size_t point, std::size_t node, double day) {
        const std::size_t bucket = m_->tree.nodes[node].bucket;
        if (known.contains({point, bucket, day})) ++missed_;
        ask(point, bucket, day, rows);
    });
    return rows;
}

Result<std::vector<solver::LazyRow>, std::string> KinkRows::ask_again(const Asked& before) {
    const std::size_t count = before.days.size();
    std::vector<solver::LazyRow> rows;
    bool fits = before.points.size() == count && before.buckets.size() == count;
    for (std::size_t k = 0; fits && k < count; ++k) {
        fits = before.points[k] < m_->net.points.size() && before.buckets[k] < m_->calendar.size();
        if (fits) ask(before.points[k], before.buckets[k], before.days[k], rows);
    }
    if (!fits) return unexpected(std::string("rows for kinks of another case"));
    return rows;
}

void KinkRows::ask(std::size_t point, std::size_t bucket, double day, std::vector<solver::LazyRow>& rows) {
    if (!known_.insert({point, bucket, day}).second) return;
    asked_.points.push_back(point);
    asked_.buckets.push_back(bucket);
    asked_.days.push_back(day);
    for (std::size_t n = 0; n < m_->nodes(); ++n) {
        if (m_->tree.nodes[n].bucket != bucket) continue;
        if (auto row = row_of(*m_, point, n, day)) rows.push_back(std::move(*row));
    }
}

}  // namespace dualflow
