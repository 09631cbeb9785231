// SPDX-License-Identifier: MIT
#include "dualflow/futures/disruption_fans.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <map>

#include "tree_case.hpp"

namespace {

using namespace dualflow;
using tests::buckets_of;
using tests::small_tree;
using tests::tree_case;
using tests::tree_rows;

TEST(RareShocks, KeepTheRateOfEachMemberAtAnyCorrelation) {
    for (const double rho : {0.0, 0.3, 1.0}) {
        FutureRows rows = tests::some_rows();
        rows.disruptions = {tests::in_group(tests::outage_row("a", 0.04), "g", rho),
                            tests::in_group(tests::outage_row("b", 0.01), "g", rho),
                            tests::in_group(tests::outage_row("c", 0.04), "g", rho)};
        rows.disruptions[0].members = {"A", "B"};
        std::map<FanMember, double> rate;
        double together = 0;
        for (const RareShock& shock : rare_shocks(make_sampler(rows, {1, 16, 0.05}))) {
            for (const FanMember& member : shock.members) rate[member] += shock.rate_per_year;
            if (shock.members.size() == 4) together += shock.rate_per_year;
        }
        EXPECT_NEAR((rate[{0, 0}]), 0.04, 1e-15) << rho;
        EXPECT_NEAR((rate[{0, 1}]), 0.04, 1e-15) << rho;
        EXPECT_NEAR((rate[{1, 0}]), 0.01, 1e-15) << rho;
        EXPECT_NEAR((rate[{2, 0}]), 0.04, 1e-15) << rho;
        EXPECT_NEAR(together, rho * 0.01, 1e-15) << "all four, as often as the rarest allows";
    }
}

TEST(RareShocks, OfAGroupWithOneRateAreOneFan) {
    FutureRows rows = tests::some_rows();
    rows.disruptions = {tests::in_group(tests::outage_row("a", 0.04), "g", 1),
                        tests::in_group(tests::outage_row("b", 0.04), "g", 1)};
    const auto shocks = rare_shocks(make_sampler(rows, {1, 16, 0.05}));
    ASSERT_EQ(shocks.size(), 1U);
    EXPECT_EQ(shocks[0].members.size(), 2U);
    EXPECT_NEAR(shocks[0].rate_per_year, 0.04, 1e-15);
}

SampledTree tree_with(const Case& c, const FanOptions& fans, std::size_t leaves = 6) {
    TreeOptions options = small_tree(leaves);
    options.fans = fans;
    return make_sampled_tree(c, tree_rows(), buckets_of(c), options);
}

TEST(DisruptionFans, LeaveTheirNodeWithTheChanceOfAShockInTheNextBucket) {
    const Case c = tree_case();
    const std::vector<Bucket> buckets = buckets_of(c);
    const SampledTree made = tree_with(c, {1000, 0.9, {}});
    std::size_t inner = 1;  // the root
    for (const Node& node : made.tree.nodes) inner += node.bucket + 1 < buckets.size();
    ASSERT_EQ(made.fans.size(), inner);
    EXPECT_EQ(made.report.fans.possible, inner);
    EXPECT_NEAR(made.report.fans.impact_taken, 1, 1e-12);
    EXPECT_NEAR(made.report.fans.probability_neglected, 0, 1e-15);
    for (const DisruptionFan& fan : made.fans) {
        const std::size_t first =
            fan.node < 0 ? 0 : made.tree.nodes[static_cast<std::size_t>(fan.node)].bucket + 1;
        ASSERT_EQ(fan.buckets.at(0), first);
        EXPECT_NEAR(fan.probability, 1 - std::exp(-0.04 * buckets[first].days() / 365), 1e-14);
        EXPECT_EQ(fan.members, (std::vector<FanMember>{{0, 0}}));
    }
    const double mean = 0.04 * 3653 / 365;
    EXPECT_NEAR(made.report.fans.expected_shocks, mean, 1e-12);
    EXPECT_NEAR(made.report.fans.two_or_more, 1 - std::exp(-mean) * (1 + mean), 1e-14);
}

// On every path: the chances of its fans, from the root on, sum to what is left of the leaf.
TEST(DisruptionFans, RunBesideTheMostProbableChildAndDifferOnlyInCapacity) {
    const Case c = tree_case();
    const std::vector<Bucket> buckets = buckets_of(c);
    const SampledTree made = tree_with(c, {1000, 0.9, {}});
    for (const DisruptionFan& fan : made.fans) {
        int parent = fan.node;
        ASSERT_EQ(fan.buckets.size(), fan.states.size());
        ASSERT_EQ(fan.buckets.size(), fan.beside.size());
        for (std::size_t k = 0; k < fan.buckets.size(); ++k) {
            const Node& beside = made.tree.nodes[fan.beside[k]];
            EXPECT_EQ(beside.parent, parent);
            EXPECT_EQ(beside.bucket, fan.buckets[k]);
            for (const Node& other : made.tree.nodes)
                EXPECT_TRUE(other.parent != parent || other.probability <= beside.probability);
            parent = static_cast<int>(fan.beside[k]);
            NodeState undisturbed = made.states[fan.beside[k]], hit = fan.states[k];
            double left = 1;
            for (const CapacityLeft& x : hit.capacity) left = x.row == 0 ? x.left : left;
            const double days = buckets[fan.buckets[k]].days();
            EXPECT_NEAR(left, k == 0 ? 1 - 30 / days : 1, 1e-12);  // 30 days from its first day on
            undisturbed.capacity = hit.capacity = {};
            EXPECT_EQ(undisturbed, hit);
        }
    }
}

// Lognormal 30 ± 30: the 95 % quantile is 30 exp(1.645 s − s²/2), s² = ln 2, and 90 days or those of the
// site.
TEST(DisruptionFans, LastAsLongAsTheOutageAndItsRecovery) {
    Case c = tree_case();
    FutureRows rows = tree_rows();
    const auto days_of_first = [&](const FanOptions& fans) {
        TreeOptions options = small_tree(1);
        options.fans = fans;
        rows.disruptions[0].duration = DurationLaw::lognormal;
        double days = 0;
        for (const DisruptionFan& fan : make_sampled_tree(c, rows, buckets_of(c), options).fans)
            if (fan.node < 0)
                for (const std::size_t b : fan.buckets) days += buckets_of(c)[b].days();
        return days;
    };
    EXPECT_EQ(days_of_first({}), 181);  // 83.5 + 90 days: two quarters of 90 and 91
    c.sites[1].time_to_recover = Days{100};
    EXPECT_EQ(days_of_first({}), 273);  // 183.5
    FanOptions shorter;
    shorter.window_days = 90;
    EXPECT_EQ(days_of_first(shorter), 90);
}

TEST(DisruptionFans, AreLimitedInNumberAndWeightAndSayWhatIsLeftOut) {
    const Case c = tree_case();
    const SampledTree few = tree_with(c, {3, 0.9, {}});
    EXPECT_EQ(few.fans.size(), 3U);
    EXPECT_GT(few.report.fans.probability_neglected, 0);
    EXPECT_LT(few.report.fans.impact_taken, 1);
    const SampledTree light = tree_with(c, {1000, 0.06, {}});
    EXPECT_GT(light.fans.size(), 0U);
    for (const std::size_t leaf : light.tree.leaves()) {
        double sum = 0;
        for (const DisruptionFan& fan : light.fans)
            for (const std::size_t n : light.tree.path_to(leaf))
                sum += fan.node == static_cast<int>(n) ? fan.probability : 0;
        for (const DisruptionFan& fan : light.fans) sum += fan.node < 0 ? fan.probability : 0;
        EXPECT_LE(sum, 0.06 + 1e-12);
    }
}

TEST(DisruptionFans, LeaveFrequentOutagesOnThePaths) {
    const Case c = tree_case();
    const SampledTree made = tree_with(c, {1000, 0.9, {}});
    bool struck = false;
    for (const NodeState& state : made.states)
        for (const CapacityLeft& x : state.capacity) {
            EXPECT_EQ(x.row, 1U);
            struck = true;
        }
    EXPECT_TRUE(struck);
}

}  // namespace
