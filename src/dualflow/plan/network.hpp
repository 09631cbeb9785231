// SPDX-License-Identifier: MIT
// The network of a case as the model sees it: points where a product of a known origin is held or
// passes through, and what connects them. Nothing here depends on time or on a decision.
//
// Duty follows the country in which goods were made, not the one they were shipped from. So where a
// site sends on a product that reaches it from makers in several regions, each origin has a point of
// its own (and a pool without origin from which the site itself uses the product, filled by transfers);
// where the product goes no further, one point without origin is enough.
#pragma once

#include <map>
#include <utility>
#include <vector>

#include "dualflow/case/case.hpp"

namespace dualflow {

using PointId = Id<struct PointTag>;
using MoveId = Id<struct MoveTag>;

struct Point {
    SiteId site;
    ProductId product;
    RegionId origin;                       // none: origins are not told apart here
    const Inventory* inventory = nullptr;  // none: nothing is stored here
    bool carries_opening = true;           // opening stock and pipeline belong to this point
    // What meets here, by index into Network and Case.
    std::vector<std::size_t> moves_in, moves_out, transfers_in, transfers_out;
    std::vector<ProcessId> made_by;
    std::vector<std::pair<ProcessId, std::size_t>> used_by;  // process, line of its bill of materials
    bool demanded = false;
};

// A lane as goods of one origin travel on it.
struct Move {
    LaneId lane;
    PointId from, to;
    RegionId origin;
};

struct Transfer {
    PointId from, to;
};

struct Network {
    std::vector<Point> points;
    std::vector<Move> moves;
    std::vector<Transfer> transfers;
    std::vector<std::vector<std::size_t>> bom_of;      // lines of Case::bom, by process
    std::map<std::pair<int, int>, PointId> use_point;  // (site, product) → where it is used or sold
    int lanes_pruned = 0;
};

// `variants` are the figures that the case may have: a lane is left out where it is dominated in all of them.
Network make_network(const Case& c, const std::vector<const Case*>& variants);

}  // namespace dualflow
