// SPDX-License-Identifier: MIT
#include "dualflow/plan/unit_cost.hpp"

#include <algorithm>
#include <cmath>

#include "dualflow/case/tariff_rate.hpp"
#include "dualflow/plan/expressions.hpp"

namespace dualflow {
namespace {

constexpr double unknown = solver::infinity;

// With every option that makes it cheaper.
double best_unit_cost(const Case& c, const Process& process) {
    double share = 1;
    for (const Investment& option : c.investments) {
        if (process.resource && option.resource == process.resource)
            share += std::min(0.0, option.unit_cost_effect);
    }
    return std::max(0.0, share) * process.unit_cost.value;
}

// The least figures of the path to a leaf.
class LeastOfPath {
public:
    LeastOfPath(const PlanModel& m, std::size_t leaf) : m_(m), leaf_(leaf), path_(m.tree.path_to(leaf)) {
        for (std::size_t i = 0; i < m.net.moves.size(); ++i) {
            const LaneId lane = m.net.moves[i].lane;
            way_.push_back(price_paid(i) +
                           least([&](const Case& c) { return c.lanes[*lane].cost_per_unit.value; }) +
                           least_duty(i));
        }
    }

    double cheapest(const Point& point, const std::vector<double>& known) const {
        double least = unknown;
        for (const ProcessId p : point.made_by) least = std::min(least, cost_of_making(p, known));
        for (const std::size_t i : point.moves_in)
            least = std::min(least, known[*m_.net.moves[i].from] + way_[i]);
        for (const std::size_t t : point.transfers_in)
            least = std::min(least, known[*m_.net.transfers[t].from]);
        return least;
    }

private:
    template <class Figure>
    double least(Figure figure) const {
        double least = unknown;
        const Case* last = nullptr;
        for (const std::size_t n : path_) {
            if (&m_.at(n) != last) least = std::min(least, figure(m_.at(n)));
            last = &m_.at(n);
        }
        return least;
    }

    // What the plan pays for a unit where it is bought: the least price of the contracts that cover the move,
    // or outside of them the unit cost of a supplier that has contracts.
    double price_paid(std::size_t move) const {
        double lowest = unknown;
        for (const std::size_t k : m_.contracts_of_move[move]) {
            lowest = std::min(lowest, least([&](const Case& c) {
                                  double price = unknown;
                                  for (const PriceBand& band : c.contracts[k].bands)
                                      price = std::min(price, band.price.value);
                                  return price;
                              }));
        }
        if (!m_.contracts_of_move[move].empty()) return lowest;
        for (const ProcessId p : m_.net.points[*m_.net.moves[move].from].made_by) {
            if (!sold_under_contract(m_.c, m_.c.processes[*p])) continue;
            lowest = std::min(lowest, least([&](const Case& c) {
                                  return c.processes[*p].unit_cost.value / c.processes[*p].yield;
                              }));
        }
        return lowest == unknown ? 0 : lowest;
    }

    double least_duty(std::size_t move) const {
        double lowest = unknown;
        for (const std::size_t n : path_) lowest = std::min(lowest, duty_per_unit(m_, move, n));
        return lowest;
    }

    double cost_of_making(ProcessId p, const std::vector<double>& known) const {
        const Process& process = m_.c.processes[*p];
        if (sold_under_contract(m_.c, process)) return 0;  // paid where it is bought
        double cost = least([&](const Case& c) { return best_unit_cost(c, c.processes[*p]); });
        for (const std::size_t line : m_.net.bom_of[*p]) {
            const PointId from = m_.net.use_point.at({process.site.index, m_.c.bom[line].component.index});
            const double quantity = bom_quantity(m_, line, leaf_);  // of the last bucket
            if (quantity > 0) cost += quantity * known[*from];
        }
        return cost / best_yield(m_, p);
    }

    const PlanModel& m_;
    std::size_t leaf_;
    const std::vector<std::size_t>& path_;
    std::vector<double> way_;  // of a unit on each move: price, freight and duty
};

}  // namespace

double duty_per_unit(const PlanModel& m, std::size_t i, std::size_t node) {
    const Move& move = m.net.moves[i];
    const Bucket& bucket = m.bucket(node);
    const Lane& lane = m.at(node).lanes[*move.lane];
    const RegionId left = m.c.sites[*lane.from].region, entered = m.c.sites[*lane.to].region;
    if (left == entered || !move.origin || move.origin == entered) return 0;
    const int days = static_cast<int>(std::lround(lane.lead.value));
    const Bucket entry{bucket.start + days, bucket.end + days};
    const double share = duty_share(m.at(node), move.origin, entered, lane.product, entry);
    return share * m.at(node).products[*lane.product].customs_value.value;
}

std::vector<double> replacement_costs(const PlanModel& m, std::size_t leaf) {
    const LeastOfPath path(m, leaf);
    // Costs only fall from infinity along makes and moves, none of which costs less than nothing: as
    // many rounds as there are points settle every chain.
    std::vector<double> known(m.net.points.size(), unknown);
    for (std::size_t round = 0; round < known.size(); ++round) {
        bool changed = false;
        for (std::size_t i = 0; i < known.size(); ++i) {
            const double now = path.cheapest(m.net.points[i], known);
            changed = changed || now < known[i];
            known[i] = std::min(known[i], now);
        }
        if (!changed) break;
    }
    return known;
}

std::vector<EndValue> end_values(const PlanModel& m, std::size_t leaf) {
    std::vector<EndValue> values(m.net.points.size());
    const Case& c = m.at(leaf);
    const std::vector<double> replacement = replacement_costs(m, leaf);
    for (std::size_t i = 0; i < values.size(); ++i) {
        const Point& point = m.net.points[i];
        const auto row = std::find_if(c.inventory.begin(), c.inventory.end(), [&](const Inventory& r) {
            return r.site == point.site && r.product == point.product;
        });
        if (row != c.inventory.end() && row->end_value) {
            values[i] = {row->end_value->value, false};
        } else if (m.c.settings.end_stock == "replacement") {
            const auto& book = c.products[*point.product].unit_value;
            const double value = std::min(replacement[i], book ? book->value : unknown);
            values[i] = {value == unknown ? 0 : value, true};
        }
    }
    return values;
}

}  // namespace dualflow
