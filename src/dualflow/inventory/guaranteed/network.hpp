// SPDX-License-Identifier: MIT
// A supply chain of the guaranteed-service model (Graves and Willems 2000, "Optimizing strategic safety stock
// placement in supply chains", M&SOM 2(1), section 2; Humair and Willems 2011 for general acyclic networks).
//
// Stage j quotes a service time S_j to every customer and waits SI_j ≥ S_i for every supplier i. What it must
// cover out of stock is demand over its net replenishment time
//     τ_j = SI_j + T_j − S_j ≥ 0,        safety stock  k_j √τ_j,        cost a period  h_j k_j √τ_j.
// h_j: holding rate × cumulative cost (cost added here and upstream, times the quantities of the arcs),
// unless the stage states its own. k_j: safety factor × standard deviation of demand where customers outside
// are served; upstream pooled over those demands, k_j = (Σ_d (φ_jd k_d)^p)^(1/p), φ_jd the units of j in one
// of d over all paths, p = 2 unless the stage says otherwise (p = 1: no pooling). That is Humair and Willems
// 2011, appendix 2.4; on trees it is the root of summed squares of Graves and Willems 2000.
//
// Times are in the data's own unit, of which the solver distinguishes millionths.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "dualflow/support/result.hpp"

namespace dualflow::inventory {

using Ticks = std::int64_t;  // millionths of the data's unit of time
inline constexpr Ticks ticks_a_unit = 1'000'000;
inline constexpr Ticks unlimited = std::numeric_limits<Ticks>::max() / 4;

struct ChainStage {
    std::string name;
    double time = 0;             // T_j: processing, mean where the data gives a distribution
    double cost_added = 0;       // money a unit
    double holding = -1;         // h_j, money a unit and period; below 0: rate × cumulative cost
    double demand_sd = 0;        // of customers outside, a period
    double safety_factor = 0;    // z, for that demand
    double most_service = -1;    // largest S_j that customers outside accept; below 0: none is stated
    double inbound_service = 0;  // service time of suppliers outside
    double pooling = 2;          // p
    int row = 0;                 // of the file, for messages
};

struct ChainArc {
    std::size_t supplier = 0, customer = 0;
    double quantity = 1;  // units of the supplier's item in one of the customer's
};

// A chain that passed the checks, with what the solver needs, all by stage.
struct Chain {
    std::vector<ChainStage> stages;
    std::vector<ChainArc> arcs;
    std::vector<std::size_t> order;                              // suppliers first
    std::vector<std::vector<std::size_t>> suppliers, customers;  // ascending, without repeats
    std::vector<Ticks> time, inbound, most_service;              // most_service: `unlimited` where none
    std::vector<double> holding;                                 // h_j
    std::vector<double> stock;                                   // k_j

    std::size_t size() const { return stages.size(); }
    double stock_of(std::size_t stage, Ticks net_time) const;  // k_j √τ, 0 for τ ≤ 0
    double cost_of(std::size_t stage, Ticks net_time) const;   // h_j k_j √τ
    bool is_forest() const;  // no cycle even when the arcs' directions are dropped
};

// Errors are one sentence: a cycle, a repeated stage or arc, a figure out of its range, demand without a
// largest service time. `rate` is the cost of holding one of money for a period.
Result<Chain, std::string> make_chain(std::vector<ChainStage> stages, std::vector<ChainArc> arcs,
                                      double rate);

}  // namespace dualflow::inventory
