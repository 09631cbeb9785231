// SPDX-License-Identifier: MIT
#include "dualflow/plan/model.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "dualflow/plan/need.hpp"

namespace dualflow {
namespace {

std::vector<double> mid_bucket_discount(const std::vector<Bucket>& calendar, double rate) {
    std::vector<double> discount;
    for (const Bucket& bucket : calendar) {
        const double middle = (bucket.start - calendar.front().start).value + bucket.days() / 2;
        discount.push_back(std::pow(1 + rate, -middle / 365));
    }
    return discount;
}

void take_figures(const Demand& row, DemandSeries::AtNode& cell) {
    cell.stated = true;
    if (row.price) cell.price = row.price->value;
    cell.selling_cost = row.selling_cost.value;
    cell.lost_sale_cost = row.lost_sale_cost.value;
    if (row.backlog_cost_per_day) cell.backlog_cost_per_day = row.backlog_cost_per_day->value;
}

// A row of demand over the node's bucket; figures a unit are means weighted by quantity. Sums for now:
// gather_demand divides them by the quantity once every row is in.
void add_demand_row(const PlanModel& m, const Demand& row, std::size_t node, DemandSeries::AtNode& cell) {
    const double days = overlap(m.day(row.from), m.day(row.to), m.start_day(node), m.end_day(node)) *
                        (row.to - row.from).value;
    if (days <= 0) return;
    const double quantity = days * row.quantity.value;
    if (quantity <= 0) {  // where nothing is wanted, what is owed from before waits at the row's figures
        if (!cell.stated) take_figures(row, cell);
        return;
    }
    if (cell.quantity == 0) cell = {};
    cell.stated = true;
    cell.quantity += quantity;
    if (row.price) cell.price = cell.price.value_or(0) + quantity * row.price->value;
    cell.selling_cost += quantity * row.selling_cost.value;
    cell.lost_sale_cost += quantity * row.lost_sale_cost.value;
    if (row.backlog_cost_per_day) {
        cell.backlog_cost_per_day =
            cell.backlog_cost_per_day.value_or(0) + quantity * row.backlog_cost_per_day->value;
        cell.backlogged += quantity;
    }
}

// A row without a price sells for nothing; what may wait does so at the mean of the rows that say what it
// costs.
void sums_to_means(DemandSeries::AtNode& cell) {
    if (cell.quantity <= 0) return;
    if (cell.price) *cell.price /= cell.quantity;
    cell.selling_cost /= cell.quantity;
    cell.lost_sale_cost /= cell.quantity;
    if (cell.backlog_cost_per_day) *cell.backlog_cost_per_day /= cell.backlogged;
}

std::vector<DemandSeries> gather_demand(const PlanModel& m) {
    std::map<std::pair<int, int>, DemandSeries> series;
    for (std::size_t i = 0; i < m.c.demand.size(); ++i) {
        const Demand& row = m.c.demand[i];
        auto [found, fresh] = series.try_emplace({row.market.index, row.product.index});
        if (fresh) {
            found->second.market = row.market;
            found->second.product = row.product;
            found->second.row = row.row;
            found->second.nodes.resize(m.nodes());
        }
        for (std::size_t n = 0; n < m.nodes(); ++n)
            add_demand_row(m, m.at(n).demand[i], n, found->second.nodes[n]);
    }
    std::vector<DemandSeries> all;
    for (auto& [key, one] : series) {
        for (DemandSeries::AtNode& cell : one.nodes) sums_to_means(cell);
        // Backlog may be served, or left, after the last row: at the figures of that row.
        for (std::size_t n = 0; n < m.nodes(); ++n) {
            if (one.nodes[n].stated || m.tree.nodes[n].parent < 0) continue;
            one.nodes[n] = one.nodes[static_cast<std::size_t>(m.tree.nodes[n].parent)];
            one.nodes[n].quantity = 0;
        }
        all.push_back(std::move(one));
    }
    return all;
}

// Ten times the dearest figure a unit of the case: no elastic row is paid to save money.
double default_elastic_price(const Case& c) {
    double dearest = 0;
    for (const Process& p : c.processes) dearest = std::max(dearest, p.unit_cost.value);
    for (const Lane& l : c.lanes) dearest = std::max(dearest, l.cost_per_unit.value);
    for (const Demand& d : c.demand) {
        dearest = std::max(
            {dearest, d.lost_sale_cost.value + (d.price ? d.price->value : 0), d.selling_cost.value});
    }
    for (const Contract& k : c.contracts) {
        for (const PriceBand& band : k.bands) dearest = std::max(dearest, band.price.value);
    }
    return dearest > 0 ? 10 * dearest : 1;
}

std::vector<std::vector<std::size_t>> find_contracts(const PlanModel& m) {
    std::vector<std::vector<std::size_t>> found(m.net.moves.size());
    for (std::size_t i = 0; i < found.size(); ++i) {
        const Lane& lane = m.c.lanes[*m.net.moves[i].lane];
        for (std::size_t k = 0; k < m.c.contracts.size(); ++k) {
            const Contract& contract = m.c.contracts[k];
            const bool covers = contract.supplier == lane.from && contract.product == lane.product &&
                                (!contract.destination || contract.destination == lane.to);
            if (covers) found[i].push_back(k);
        }
    }
    return found;
}

std::vector<const Case*> distinct(const std::vector<const Case*>& figures) {
    std::vector<const Case*> each;
    std::set<const Case*> seen;
    for (const Case* one : figures) {
        if (seen.insert(one).second) each.push_back(one);
    }
    return each;
}

}  // namespace

PlanModel::PlanModel(const Case& the_case, std::vector<Bucket> buckets, const Futures& futures, double factor)
    : c(the_case),
      calendar(std::move(buckets)),
      tree(futures.tree),
      figures(futures.figures),
      variants(distinct(futures.figures)),
      net(make_network(the_case, variants)),
      need_factor(factor) {
    discount = mid_bucket_discount(calendar, c.settings.discount_rate);
    demand = gather_demand(*this);
    need = horizon_need(*this);
    for (double& quantity : need) quantity *= need_factor;
    daily_need = daily_needs(*this);
    fill = safety_fills(*this);
    elastic_price = c.settings.elastic_price.value_or(default_elastic_price(c));
    contracts_of_move = find_contracts(*this);
}

Index PlanModel::add_column_at(int known, double lower, double upper, bool integer) {
    home.push_back(known);
    return lp.add_column(lower, upper, 0, integer);
}

bool PlanModel::decided_before(std::size_t node, Decided decided) const {
    if (decided == Decided::automatic) return days(node) < 28;
    return decided == Decided::before;
}

bool PlanModel::epoch(std::size_t t) const {
    if (t == 0 || c.settings.epoch == "bucket") return true;
    // The first bucket that starts on or after an anniversary of the start.
    const auto years = [&](std::size_t at) {
        int count = 0;
        while (add_months(calendar.front().start, 12 * (count + 1)) <= calendar[at].start) ++count;
        return count;
    };
    return years(t) > years(t - 1);
}

const Inventory& PlanModel::stored_at(const Point& point, std::size_t node) const {
    return at(node).inventory[static_cast<std::size_t>(point.inventory - c.inventory.data())];
}

double PlanModel::end_discount() const {
    return std::pow(1 + c.settings.discount_rate, -day(calendar.back().end) / 365);
}

double PlanModel::most(ProductId product) const {
    return need[*product];
}

Index PlanModel::add_elastic(ElasticColumn what, double upper, double price) {
    what.column = add_column(static_cast<std::size_t>(what.node), 0, upper);
    what.price = price;
    const auto node = static_cast<std::size_t>(what.node);
    ledger.charge("elastic", node, what.column, discount_at(node) * price);
    elastic.push_back(what);
    return what.column;
}

double share_of_bucket(const PlanModel& m, std::size_t node, double from_day, double to_day) {
    const Bucket& bucket = m.bucket(node);
    return overlap(m.day(bucket.start), m.day(bucket.end), from_day, to_day);
}

}  // namespace dualflow
