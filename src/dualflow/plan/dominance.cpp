// SPDX-License-Identifier: MIT
#include "dualflow/plan/dominance.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "dualflow/case/strategies.hpp"

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

// One set of figures, and what is looked up in it.
class Figures {
public:
    explicit Figures(const Case& c) : c_(c) {
        for (const Inventory& row : c.inventory) stored_[{row.site.index, row.product.index}] = &row;
        for (const Investment& option : c.investments) {
            for (const LaneId lane : option.enables_lanes) enabled_.insert(*lane);
        }
    }

    bool dominates(std::size_t fast_lane, std::size_t slow_lane) const {
        const Weighed a = weigh(fast_lane), b = weigh(slow_lane);
        const Lane& fast = c_.lanes[a.lane];
        const Lane& slow = c_.lanes[b.lane];
        if (!a.free || fast.lead > slow.lead || fast.decided != slow.decided) return false;
        const double earlier = (slow.lead - fast.lead).value;
        const Inventory* destination = stored_at_end(fast);
        if (earlier > 0 && (destination == nullptr || destination->storage_limit)) return false;
        const double wait = earlier > 0 ? earlier * waiting(c_, fast, *destination) : 0;
        if (a.cost + wait > b.cost) return false;
        const bool equal = a.cost == b.cost && earlier == 0 && b.free;
        return !equal || a.lane < b.lane;
    }

private:
    const Inventory* stored_at_end(const Lane& lane) const {
        const auto row = stored_.find({lane.to.index, lane.product.index});
        return row == stored_.end() ? nullptr : row->second;
    }
    Weighed weigh(std::size_t l) const {
        const Lane& lane = c_.lanes[l];
        return {l, lane.cost_per_unit.value + interest(c_, lane, stored_at_end(lane)),
                !lane.capacity && !lane.group && !enabled_.contains(l)};
    }

    const Case& c_;
    std::map<std::pair<int, int>, const Inventory*> stored_;
    std::set<std::size_t> enabled_;
};

}  // namespace

std::vector<bool> keep_undominated(const std::vector<const Case*>& variants, int& pruned) {
    std::vector<Figures> figures;
    for (const Case* each : variants) figures.emplace_back(*each);
    const Case& c = *variants.front();
    std::map<std::tuple<int, int, int>, std::vector<std::size_t>> rivals;
    for (std::size_t l = 0; l < c.lanes.size(); ++l) {
        const Lane& lane = c.lanes[l];
        rivals[{lane.from.index, lane.to.index, lane.product.index}].push_back(l);
    }
    std::vector<bool> keep(c.lanes.size(), true);
    const auto recorded = [&](const Lane& lane) {
        return c.strategy == baseline_strategy &&
               std::any_of(c.recorded_flows.begin(), c.recorded_flows.end(), [&](const RecordedFlow& flow) {
                   return flow.from == lane.from && flow.to == lane.to && flow.product == lane.product &&
                          flow.mode == lane.mode;
               });
    };
    pruned = 0;
    for (const auto& [ends, lanes] : rivals) {
        for (const std::size_t b : lanes) {
            for (const std::size_t a : lanes) {
                if (a == b || !keep[b] || !keep[a] || recorded(c.lanes[b])) continue;
                if (!std::all_of(figures.begin(), figures.end(),
                                 [&](const Figures& each) { return each.dominates(a, b); }))
                    continue;
                keep[b] = false;
                ++pruned;
            }
        }
    }
    return keep;
}

}  // namespace dualflow
