// SPDX-License-Identifier: MIT
// Family: what buckets cannot see (docs/reference/model.md, eq. 10.1–10.4): the buffer that the noise of a
// demand needs, by the share of it that comes from the fast source.
//
//   g ≥ h · [(p + s) · sales − s · fast arrivals]   for every line p + s·α of the item's table.
//
// What these variables know: g follows from sales and arrivals of its node.
#include "dualflow/plan/families/uncertainty.hpp"

#include <algorithm>
#include <cmath>
#include <span>
#include <utility>

#include "dualflow/plan/expressions.hpp"
#include "dualflow/plan/families.hpp"
#include "dualflow/plan/noise_grid.hpp"
#include "dualflow/plan/sources.hpp"

namespace dualflow {
namespace {

constexpr double least_cv = 5e-3;  // of a period: below, a buffer is not worth the grid it would need

// Figures that come from different sums are one item where they agree to nine digits.
double nine_digits(double x) {
    const double scale = std::pow(10.0, 9 - std::ceil(std::log10(x)));
    return std::round(x * scale) / scale;
}

// 10.3: of a unit for a period in which there is none: what its waiting costs, or the sale that is lost.
double running_out(const PlanModel& m, const DemandSeries& series, std::size_t node) {
    const DemandSeries::AtNode& cell = series.nodes[node];
    if (cell.backlog_cost_per_day) return *cell.backlog_cost_per_day * m.c.settings.review_days;
    const auto& value = m.at(node).products[*series.product].unit_value;
    const double margin = cell.price.value_or(0) - cell.selling_cost - (value ? value->value : 0);
    return cell.lost_sale_cost + std::max(0.0, margin);
}

double days_in(const PlanModel& m, const Demand& row, double from, double to) {
    return overlap(m.day(row.from), m.day(row.to), from, to) * (row.to - row.from).value;
}

bool belongs(const Demand& row, const DemandSeries& series) {
    return row.market == series.market && row.product == series.product;
}

// The row of the bucket that says most of its demand, if its demand varies.
const Demand* row_of(const PlanModel& m, const DemandSeries& series, std::size_t node) {
    const Demand* largest = nullptr;
    double most = 0;
    for (const Demand& row : m.at(node).demand) {
        if (!belongs(row, series)) continue;
        const double quantity = days_in(m, row, m.start_day(node), m.end_day(node)) * row.quantity.value;
        if (quantity <= most) continue;
        most = quantity;
        largest = &row;
    }
    return largest != nullptr && largest->noise.law != NoiseLaw::none ? largest : nullptr;
}

// The mean of a day over all days of the horizon with this noise.
double reference_volume(const PlanModel& m, const DemandSeries& series, const Noise& noise) {
    double quantity = 0, days = 0;
    for (const Demand& row : m.c.demand) {
        if (!belongs(row, series) || row.noise != noise) continue;
        const double its = days_in(m, row, 0, m.day(m.calendar.back().end));
        days += its;
        quantity += its * row.quantity.value;
    }
    // Where the case itself asks for nothing and only a future does, one unit a day is as good as another.
    return quantity > 0 ? nine_digits(quantity / days) : 1;
}

// Cut or bounded laws keep their shape when the mean is another one: ends as multiples of it.
void take_law(const PlanModel& m, const DemandSeries& series, const Demand& row, NoiseItem& item) {
    item.noise = row.noise;
    item.mean_per_day = reference_volume(m, series, row.noise);
    if (depends_on_volume(row.noise)) return;
    if (item.noise.lo) item.noise.lo = *item.noise.lo / item.mean_per_day;
    if (item.noise.hi) item.noise.hi = *item.noise.hi / item.mean_per_day;
    item.mean_per_day = 1;
}

// Whether there is a table to ask for at the node; fills in what it is of.
bool take_item(const PlanModel& m, const DemandSeries& series, const Point& store, std::size_t node,
               NoiseColumns::AtNode& at) {
    const Demand* row = row_of(m, series, node);
    if (row == nullptr) return false;
    const int review = m.c.settings.review_days;
    take_law(m, series, *row, at.item);
    at.item.review_days = review;
    if (daily_cv(at.item.noise, at.item.mean_per_day) < least_cv * std::sqrt(review)) return false;
    at.holding = holding_per_day(m, store, node) * review;
    const double cost = running_out(m, series, node);
    if (!(at.holding > 0) || !(cost > 0)) return false;
    at.item.waiting = nine_digits(cost / at.holding);
    return true;
}

const Point* store_of(const PlanModel& m, const DemandSeries& series) {
    for (const Point& point : m.net.points) {
        if (point.site == series.market && point.product == series.product && point.inventory != nullptr)
            return &point;
    }
    return nullptr;
}

// 10.4: a line of the table, as far as it goes through corners `a` and `b`, in the perspective of sales.
void add_line(PlanModel& m, const NoiseColumns::AtNode& at, Index sales, double at_one, double slope) {
    const Term row[] = {{at.cost, 1}, {sales, -at.holding * at_one}, {at.fast, at.holding * slope}};
    m.lp.add_row(0, solver::infinity, std::span(row, slope > 0 ? 3 : 2));
}

// N as a column of its own, so that the lines stay short.
Index add_fast(PlanModel& m, std::size_t node, Expression arrivals) {
    double most = arrivals.constant;
    for (const Term& term : arrivals.terms) most += term.coefficient * m.lp.column_upper(term.column);
    const Index fast = m.add_column(node, 0, most);
    arrivals.add(fast, -1);
    add_equal_zero(m.lp, arrivals);
    return fast;
}

void add_lines(PlanModel& m, std::size_t node, NoiseColumns::AtNode& at, Index sales) {
    const auto& corners = at.table->corners;
    const double most = at.holding * corners.back().cost * m.lp.column_upper(sales);
    at.cost = m.add_column(node, 0, most);
    // What the fast source brings beyond the consumption saves nothing more.
    add_line(m, at, sales, corners.front().cost, 0);
    for (std::size_t j = 1; j < corners.size(); ++j) {
        const NoiseCorner &a = corners[j - 1], &b = corners[j];
        const double slope = (b.cost - a.cost) / (b.share_slow - a.share_slow);
        add_line(m, at, sales, b.cost + slope * (1 - b.share_slow), slope);
    }
}

void add_at_node(PlanModel& m, std::size_t series, std::size_t node, NoiseColumns::AtNode& at) {
    const Index sales = m.sales[series][node];
    const SourceClasses sources = classes_of(
        sources_of(m, m.demand[series].market, m.demand[series].product, node), m.c.settings.review_days);
    at.item.lead_fast = sources.lead_fast;
    at.item.lead_slow = sources.lead_slow;
    at.table = m.noise_tables->find(at.item);
    if (at.item.single()) {
        m.ledger.charge("uncertainty", node, sales,
                        m.discount_at(node) * at.holding * at.table->corners.front().cost);
        return;
    }
    at.fast = add_fast(m, node, arrivals_of(m, sources.fast, node));
    add_lines(m, node, at, sales);
    m.ledger.charge("uncertainty", node, at.cost, m.discount_at(node));
}

}  // namespace

void add_uncertainty(PlanModel& m) {
    if (!m.c.settings.tables) return;
    for (std::size_t d = 0; d < m.demand.size(); ++d) {
        const Point* store = store_of(m, m.demand[d]);
        if (store == nullptr) continue;
        NoiseColumns columns;
        columns.series = d;
        columns.nodes.resize(m.nodes());
        bool any = false;
        for (std::size_t n = 0; n < m.nodes(); ++n) {
            if (m.sales[d][n] < 0 || !take_item(m, m.demand[d], *store, n, columns.nodes[n])) continue;
            add_at_node(m, d, n, columns.nodes[n]);
            any = true;
        }
        if (any) m.noise.push_back(std::move(columns));
    }
}

}  // namespace dualflow
