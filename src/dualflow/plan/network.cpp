// SPDX-License-Identifier: MIT
#include "dualflow/plan/network.hpp"

#include <algorithm>
#include <set>

#include "dualflow/plan/dominance.hpp"

namespace dualflow {
namespace {

using Key = std::pair<int, int>;  // site, product

Key key_of(SiteId site, ProductId product) {
    return {site.index, product.index};
}

using Origins = std::map<Key, std::set<int>>;  // regions of make, by place

// Origins travel along lanes until nothing is new.
void propagate(const Case& c, const std::vector<bool>& keep, Origins& origins) {
    for (bool grew = true; grew;) {
        grew = false;
        for (std::size_t l = 0; l < c.lanes.size(); ++l) {
            const auto from = origins.find(key_of(c.lanes[l].from, c.lanes[l].product));
            if (!keep[l] || from == origins.end()) continue;
            auto& to = origins[key_of(c.lanes[l].to, c.lanes[l].product)];
            const std::size_t before = to.size();
            to.insert(from->second.begin(), from->second.end());
            grew = grew || to.size() > before;
        }
    }
}

// Regions in which the goods found at each (site, product) may have been made. Goods that are there
// from the start and that nobody makes count as made where they lie.
Origins find_origins(const Case& c, const std::vector<bool>& keep, const std::set<Key>& used) {
    Origins origins;
    for (const Process& p : c.processes) {
        origins[key_of(p.site, p.product)].insert(c.sites[*p.site].region.index);
    }
    propagate(c, keep, origins);
    const auto seed = [&](Key key) {
        auto& known = origins[key];
        if (known.empty()) known.insert(c.sites[static_cast<std::size_t>(key.first)].region.index);
    };
    for (const Inventory& row : c.inventory) seed(key_of(row.site, row.product));
    for (const OpeningArrival& row : c.opening_pipeline) seed(key_of(row.to, row.product));
    propagate(c, keep, origins);
    for (const Key& key : used) seed(key);
    return origins;
}

class NetworkMaker {
public:
    NetworkMaker(const Case& c, const std::vector<const Case*>& variants)
        : c_(c), keep_(keep_undominated(variants, net_.lanes_pruned)) {
        for (const Inventory& row : c.inventory) inventory_[key_of(row.site, row.product)] = &row;
        for (const Demand& row : c.demand) used_.insert(key_of(row.market, row.product));
        find_bills();
        for (std::size_t l = 0; l < c.lanes.size(); ++l) {
            if (keep_[l]) sent_on_.insert(key_of(c.lanes[l].from, c.lanes[l].product));
        }
    }

    Network make() {
        for (const auto& [key, regions] : find_origins(c_, keep_, used_)) add_points(key, regions);
        for (std::size_t l = 0; l < c_.lanes.size(); ++l) {
            if (keep_[l]) add_moves(LaneId{l});
        }
        link_processes();
        for (const Demand& row : c_.demand)
            point(net_.use_point.at(key_of(row.market, row.product))).demanded = true;
        return std::move(net_);
    }

private:
    Point& point(PointId id) { return net_.points[*id]; }

    void find_bills() {
        net_.bom_of.resize(c_.processes.size());
        for (std::size_t p = 0; p < c_.processes.size(); ++p) {
            for (std::size_t k = 0; k < c_.bom.size(); ++k) {
                if (c_.bom[k].output != c_.processes[p].product ||
                    c_.bom[k].variant != c_.processes[p].variant)
                    continue;
                net_.bom_of[p].push_back(k);
                used_.insert(key_of(c_.processes[p].site, c_.bom[k].component));
            }
        }
    }

    PointId add_point(Key key, RegionId origin, bool stores) {
        Point made;
        made.site = SiteId{key.first};
        made.product = ProductId{key.second};
        made.origin = origin;
        const auto row = inventory_.find(key);
        if (stores && row != inventory_.end()) made.inventory = row->second;
        net_.points.push_back(std::move(made));
        return PointId{net_.points.size() - 1};
    }

    void add_points(Key key, const std::set<int>& regions) {
        const bool split = regions.size() > 1 && sent_on_.contains(key);
        if (!split) {
            const RegionId origin = regions.size() == 1 ? RegionId{*regions.begin()} : RegionId{};
            const PointId only = add_point(key, origin, true);
            for (const int region : regions) by_origin_[{key, region}] = only;
            net_.use_point[key] = only;
            return;
        }
        const int own = c_.sites[static_cast<std::size_t>(key.first)].region.index;
        const int opening = regions.contains(own) ? own : *regions.begin();
        for (const int region : regions) {
            const PointId made = add_point(key, RegionId{region}, true);
            point(made).carries_opening = region == opening;
            by_origin_[{key, region}] = made;
        }
        if (used_.contains(key)) add_pool(key, regions);
    }

    void add_pool(Key key, const std::set<int>& regions) {
        const PointId pool = add_point(key, RegionId{}, false);
        point(pool).carries_opening = false;
        net_.use_point[key] = pool;
        for (const int region : regions) {
            const PointId from = by_origin_.at({key, region});
            point(from).transfers_out.push_back(net_.transfers.size());
            point(pool).transfers_in.push_back(net_.transfers.size());
            net_.transfers.push_back({from, pool});
        }
    }

    void add_moves(LaneId id) {
        const Lane& lane = c_.lanes[*id];
        const Key from = key_of(lane.from, lane.product), to = key_of(lane.to, lane.product);
        for (const auto& [place, start] : by_origin_) {
            if (place.first != from) continue;
            const RegionId origin{place.second};
            const PointId end = by_origin_.at({to, place.second});
            point(start).moves_out.push_back(net_.moves.size());
            point(end).moves_in.push_back(net_.moves.size());
            net_.moves.push_back({id, start, end, origin});
        }
    }

    void link_processes() {
        for (std::size_t p = 0; p < c_.processes.size(); ++p) {
            const Process& process = c_.processes[p];
            const int region = c_.sites[*process.site].region.index;
            point(by_origin_.at({key_of(process.site, process.product), region}))
                .made_by.push_back(ProcessId{p});
            for (const std::size_t k : net_.bom_of[p]) {
                point(net_.use_point.at(key_of(process.site, c_.bom[k].component)))
                    .used_by.emplace_back(ProcessId{p}, k);
            }
        }
    }

    const Case& c_;
    Network net_;
    std::vector<bool> keep_;
    std::map<Key, const Inventory*> inventory_;
    std::set<Key> used_, sent_on_;
    std::map<std::pair<Key, int>, PointId> by_origin_;
};

}  // namespace

Network make_network(const Case& c, const std::vector<const Case*>& variants) {
    return NetworkMaker(c, variants).make();
}

}  // namespace dualflow
