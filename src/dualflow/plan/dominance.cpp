// SPDX-License-Identifier: MIT
#include "dualflow/plan/dominance.hpp"

#include <map>
#include <set>
#include <tuple>

namespace dualflow {
namespace {

struct Weighed {
    std::size_t lane = 0;
    double cost = 0;    // freight and interest on the way
    bool free = false;  // nothing limits it
};

// Interest on the way, by the inventory row where the goods arrive (as plan/network.hpp charges it).
double interest(const Case& c, const Lane& lane, const Inventory* row) {
    const auto& value = c.products[*lane.product].unit_value;
    return row != nullptr && value ? row->holding_rate_per_year * value->value * lane.lead.value / 365 : 0;
}

// What a unit costs a day while it waits at the destination.
double waiting(const Case& c, const Lane& lane, const Inventory& row) {
    const auto& value = c.products[*lane.product].unit_value;
    return row.holding_cost_per_day.value + (value ? row.holding_rate_per_year * value->value / 365 : 0);
}

bool dominates(const Case& c, const Weighed& a, const Weighed& b, const Inventory* destination) {
    const Lane& fast = c.lanes[a.lane];
    const Lane& slow = c.lanes[b.lane];
    if (!a.free || fast.lead > slow.lead || fast.decided != slow.decided) return false;
    const double earlier = (slow.lead - fast.lead).value;
    if (earlier > 0 && (destination == nullptr || destination->storage_limit)) return false;
    const double wait = earlier > 0 ? earlier * waiting(c, fast, *destination) : 0;
    if (a.cost + wait > b.cost) return false;
    const bool equal = a.cost == b.cost && earlier == 0 && b.free;
    return !equal || a.lane < b.lane;
}

}  // namespace

std::vector<bool> keep_undominated(const Case& c, int& pruned) {
    std::map<std::pair<int, int>, const Inventory*> stored;
    for (const Inventory& row : c.inventory) stored[{row.site.index, row.product.index}] = &row;
    std::set<std::size_t> enabled;
    for (const Investment& option : c.investments) {
        for (const LaneId lane : option.enables_lanes) enabled.insert(*lane);
    }
    std::map<std::tuple<int, int, int>, std::vector<Weighed>> rivals;
    for (std::size_t l = 0; l < c.lanes.size(); ++l) {
        const Lane& lane = c.lanes[l];
        const auto row = stored.find({lane.to.index, lane.product.index});
        const double cost =
            lane.cost_per_unit.value + interest(c, lane, row == stored.end() ? nullptr : row->second);
        const bool free = !lane.capacity && !lane.group && !enabled.contains(l);
        rivals[{lane.from.index, lane.to.index, lane.product.index}].push_back({l, cost, free});
    }
    std::vector<bool> keep(c.lanes.size(), true);
    pruned = 0;
    for (const auto& [ends, lanes] : rivals) {
        const auto row = stored.find({std::get<1>(ends), std::get<2>(ends)});
        const Inventory* destination = row == stored.end() ? nullptr : row->second;
        for (const Weighed& b : lanes) {
            for (const Weighed& a : lanes) {
                if (a.lane == b.lane || !keep[b.lane] || !keep[a.lane] || !dominates(c, a, b, destination))
                    continue;
                keep[b.lane] = false;
                ++pruned;
            }
        }
    }
    return keep;
}

}  // namespace dualflow
