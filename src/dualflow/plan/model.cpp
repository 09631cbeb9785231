// SPDX-License-Identifier: MIT
#include "dualflow/plan/model.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <set>

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

// A row of demand over a bucket; figures a unit are means weighted by quantity.
void add_demand_row(const PlanModel& m, const Demand& row, DemandSeries& series) {
    for (std::size_t t = 0; t < m.calendar.size(); ++t) {
        const Bucket& bucket = m.calendar[t];
        const double days = overlap(m.day(row.from), m.day(row.to), m.day(bucket.start), m.day(bucket.end)) *
                            (row.to - row.from).value;
        const double quantity = days * row.quantity.value;
        if (quantity <= 0) continue;
        DemandSeries::InBucket& cell = series.buckets[t];
        const double old_share = cell.quantity / (cell.quantity + quantity), share = 1 - old_share;
        const auto mean = [&](double old_value, double value) {
            return old_share * old_value + share * value;
        };
        if (row.price) cell.price = mean(cell.price.value_or(0), row.price->value);
        cell.selling_cost = mean(cell.selling_cost, row.selling_cost.value);
        cell.lost_sale_cost = mean(cell.lost_sale_cost, row.lost_sale_cost.value);
        if (row.backlog_cost_per_day) {
            const double old_value = cell.backlog_cost_per_day.value_or(row.backlog_cost_per_day->value);
            cell.backlog_cost_per_day = mean(old_value, row.backlog_cost_per_day->value);
        }
        cell.quantity += quantity;
    }
}

std::vector<DemandSeries> gather_demand(const PlanModel& m) {
    std::map<std::pair<int, int>, DemandSeries> series;
    for (const Demand& row : m.c.demand) {
        auto [found, fresh] = series.try_emplace({row.market.index, row.product.index});
        if (fresh) {
            found->second.market = row.market;
            found->second.product = row.product;
            found->second.row = row.row;
            found->second.buckets.resize(m.calendar.size());
        }
        add_demand_row(m, row, found->second);
    }
    std::vector<DemandSeries> all;
    for (auto& [key, one] : series) {
        // Backlog may be served, or left, after the last row: at the figures of that row.
        for (std::size_t t = 1; t < one.buckets.size(); ++t) {
            if (one.buckets[t].quantity > 0) continue;
            one.buckets[t] = one.buckets[t - 1];
            one.buckets[t].quantity = 0;
        }
        all.push_back(std::move(one));
    }
    return all;
}

// Most of a component that one unit of a product takes, over the processes that make the product.
std::map<int, double> most_per_unit(const PlanModel& m, ProductId output) {
    std::map<int, double> most;
    for (std::size_t p = 0; p < m.c.processes.size(); ++p) {
        if (m.c.processes[p].product != output) continue;
        std::map<int, double> here;
        for (const std::size_t k : m.net.bom_of[p]) {
            here[m.c.bom[k].component.index] += m.c.bom[k].quantity / m.c.processes[p].yield;
        }
        for (const auto& [component, quantity] : here) most[component] = std::max(most[component], quantity);
    }
    return most;
}

// Of each product, `own` and what the products it goes into take of it; bills are acyclic.
std::vector<double> explode(const PlanModel& m, const std::vector<double>& own) {
    std::vector<std::vector<std::pair<std::size_t, double>>> used_in(own.size());
    for (std::size_t p = 0; p < own.size(); ++p) {
        for (const auto& [component, quantity] : most_per_unit(m, ProductId{p})) {
            used_in[static_cast<std::size_t>(component)].emplace_back(p, quantity);
        }
    }
    std::vector<double> need(own.size(), 0);
    std::vector<bool> known(own.size(), false);
    const std::function<double(std::size_t)> of = [&](std::size_t p) -> double {
        if (known[p]) return need[p];
        known[p] = true;
        need[p] = own[p];
        for (const auto& [output, quantity] : used_in[p]) need[p] += quantity * of(output);
        return need[p];
    };
    for (std::size_t p = 0; p < need.size(); ++p) of(p);
    return need;
}

// More of each product than a sound plan moves over the horizon: twice the demand, with what safety days
// may ask for at every stage (were all of it to leave in the shortest bucket) and what contracts ask for
// at least, all exploded through the bills; and what is there or on its way at the start.
std::vector<double> horizon_need(const PlanModel& m) {
    std::vector<double> own(m.c.products.size(), 0);
    for (const DemandSeries& series : m.demand) {
        for (const auto& cell : series.buckets) own[*series.product] += 2 * cell.quantity;
    }
    double horizon = 0, shortest = m.calendar.front().days();
    for (const Bucket& bucket : m.calendar) {
        horizon += bucket.days();
        shortest = std::min(shortest, bucket.days());
    }
    for (const Contract& contract : m.c.contracts) {
        if (contract.base_min) own[*contract.product] += contract.base_min->value * horizon;
    }
    // Goods that are worth something at the end may be made for it, as far as capacity goes.
    std::set<ProductId> valued;
    double safety = 0;
    for (const Inventory& row : m.c.inventory) {
        if (row.end_value) valued.insert(row.product);
        safety = std::max(safety, row.safety_days);
    }
    for (const Process& process : m.c.processes) {
        if (!valued.contains(process.product) || !process.resource || process.capacity_use <= 0) continue;
        own[*process.product] +=
            horizon * m.c.resources[*process.resource].capacity.value / process.capacity_use;
    }
    // Three tiers that each keep safety days of what fills the next one.
    const double tiers = std::pow(1 + safety / shortest, 3);
    for (double& quantity : own) quantity *= tiers;
    std::vector<double> need = explode(m, own);
    for (const Inventory& row : m.c.inventory) need[*row.product] += row.opening_stock.value;
    for (const OpeningArrival& row : m.c.opening_pipeline) need[*row.product] += row.quantity.value;
    return need;
}

// Ten times the dearest figure a unit of the case: no elastic row is paid to save money.
double default_elastic_price(const Case& c) {
    double dearest = 1;
    for (const Process& p : c.processes) dearest = std::max(dearest, p.unit_cost.value);
    for (const Lane& l : c.lanes) dearest = std::max(dearest, l.cost_per_unit.value);
    for (const Demand& d : c.demand) {
        dearest = std::max(
            {dearest, d.lost_sale_cost.value + (d.price ? d.price->value : 0), d.selling_cost.value});
    }
    for (const Contract& k : c.contracts) dearest = std::max(dearest, k.bands.front().price.value);
    return 10 * dearest;
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

}  // namespace

PlanModel::PlanModel(const Case& the_case, std::vector<Bucket> buckets, Tree futures)
    : c(the_case), calendar(std::move(buckets)), tree(std::move(futures)), net(make_network(the_case)) {
    discount = mid_bucket_discount(calendar, c.settings.discount_rate);
    demand = gather_demand(*this);
    need = horizon_need(*this);
    elastic_price = c.settings.elastic_price.value_or(default_elastic_price(c));
    contracts_of_move = find_contracts(*this);
}

std::size_t PlanModel::decision_node(std::size_t node, Decided decided) const {
    if (decided == Decided::automatic) decided = days(node) >= 28 ? Decided::after : Decided::before;
    return decided == Decided::before ? tree.before(node) : node;
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

double PlanModel::most(ProductId product) const {
    return need[*product];
}

Index PlanModel::add_elastic(ElasticColumn what, double upper) {
    what.column = lp.add_column(0, upper, 0);
    what.price = elastic_price;
    ledger.charge("elastic", what.column, weight(static_cast<std::size_t>(what.node)) * elastic_price);
    elastic.push_back(what);
    return what.column;
}

double share_of_bucket(const PlanModel& m, std::size_t node, double from_day, double to_day) {
    const Bucket& bucket = m.bucket(node);
    return overlap(m.day(bucket.start), m.day(bucket.end), from_day, to_day);
}

}  // namespace dualflow
