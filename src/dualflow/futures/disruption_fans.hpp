// SPDX-License-Identifier: MIT
// Rare shocks as fans that leave a tree (MODEL section 6): a fan shares everything up to its node, then has
// buckets of its own in which the shock has struck, and re-joins the path that goes on undisturbed.
//
// A fan leaves node v for the buckets that follow it on the path of the most probable child (of equals the
// first), beginning with bucket t(v) + 1, or with the first bucket where it leaves the root. Its shock
// strikes at the start of that first bucket and lasts its mean duration; all else is as on the path. Its
// probability given v is that of at least one such shock in the first bucket, 1 − exp(−rate × days / 365).
//
// One fan is one set of members that shocks hit together. A process of a member alone has one. The shocks
// that a group shares hit nested sets, by their mark (shocks.hpp): one fan where all members share one rate,
// else one for each different rate, so that each member's rate stays what its row states.
//
// The window: buckets until the 95 % quantile of the longest duration and the time to recover of the sites
// hit (time_to_recover_days, the longest; 90 where none is given) have passed, at least one bucket, cut off
// at the end of the horizon.
//
// Of all possible fans those with the largest expected loss (probability × days × capacity lost × share of
// the case that is hit) are taken, as long as there are not more than `most` and the chances of the fans on
// no path to a leaf sum to more than `most_on_a_path` (what is left is the weight of the undisturbed leaf).
// What is left out is in FanReport.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "dualflow/case/case.hpp"
#include "dualflow/futures/node_state.hpp"
#include "dualflow/futures/tree.hpp"
#include "dualflow/futures/tree_report.hpp"

namespace dualflow {

struct FanOptions {
    std::size_t most = 48;
    double most_on_a_path = 0.5;        // below 1
    std::optional<double> window_days;  // instead of quantile and time to recover
};

struct FanMember {
    std::size_t row = 0, member = 0;  // of disruptions
    friend auto operator<=>(const FanMember&, const FanMember&) = default;
};

struct DisruptionFan {
    int node = -1;           // base node that it leaves; −1: the root, before the first bucket
    double probability = 0;  // given the node
    std::vector<std::size_t> buckets;
    std::vector<std::size_t> beside;  // by bucket: the node of the undisturbed path
    std::vector<NodeState> states;    // by bucket
    std::vector<FanMember> members;   // that the shock hits
};

// A set of members that rare shocks hit together, at their rate.
struct RareShock {
    double rate_per_year = 0;
    std::vector<FanMember> members;
    bool common = false;
};

std::vector<RareShock> rare_shocks(const Sampler& sampler);

// paths: of the leaves, in the order of tree.leaves().
std::vector<DisruptionFan> make_fans(const Case& c, const Sampler& sampler,
                                     const std::vector<Bucket>& buckets, const Tree& tree,
                                     const std::vector<SampledPath>& paths, const FanOptions& options,
                                     FanReport& report);

}  // namespace dualflow
