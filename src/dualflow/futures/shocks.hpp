// SPDX-License-Identifier: MIT
// Outages as marked Poisson processes with common shocks.
//
// Row i of a group with rate λ_i and group_correlation ρ_i takes ρ_i λ_i of its rate from shocks that the
// group shares and the rest from its own. The group's shocks come at rate Λ = max_i ρ_i λ_i; one with an even
// mark u hits every member whose ρ_i λ_i / Λ is above u. Thinning and adding independent Poisson processes
// gives Poisson processes, so each member's outages come at exactly λ_i, for any ρ and unequal rates (common
// Poisson shocks: Marshall and Olkin 1967; Lindskog and McNeil 2003, section 2). Counts of i and j have
// covariance min(ρ_i λ_i, ρ_j λ_j) a year: nothing at ρ = 0, and the most that two such rates allow at ρ = 1.
#pragma once

#include <cstdint>
#include <vector>

#include "dualflow/case/calendar.hpp"
#include "dualflow/case/future_rows.hpp"
#include "dualflow/futures/path.hpp"

namespace dualflow {

// A member that the process may hit: where the shock's mark is below `chance`.
struct ShockHit {
    std::size_t row = 0, member = 0;
    double chance = 1;
    std::uint64_t duration_stream = 0;
};

struct ShockProcess {
    double rate_per_year = 0;
    std::uint64_t stream = 0;
    bool common = false;
    std::vector<ShockHit> hits;
};

// In an order that does not depend on that of the rows; processes of rate zero are left out.
std::vector<ShockProcess> shock_processes(const std::vector<Disruption>& disruptions);

// Where a shock's random numbers stand.
struct ShockPlace {
    std::uint64_t seed = 0;
    std::uint32_t scenario = 0, period = 0, shock = 0;
};

// What one shock of a process on a day with a mark in [0, 1) does.
void strike(const ShockProcess& process, const std::vector<Disruption>& disruptions, const ShockPlace& place,
            double day, double mark, std::vector<Outage>& outages);

// All shocks of a process, period by period, from period `first` on.
void sample_shocks(const ShockProcess& process, const std::vector<Disruption>& disruptions,
                   const std::vector<Bucket>& periods, std::uint64_t seed, std::uint32_t scenario,
                   std::vector<Outage>& outages, std::size_t first = 0);

}  // namespace dualflow
