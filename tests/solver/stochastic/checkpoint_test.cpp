// SPDX-License-Identifier: MIT
// A decomposition that goes on from a state, against one that never stopped.
#include "dualflow/solver/stochastic/checkpoint.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>
#include <vector>

#include "dualflow/solver/stochastic/benders.hpp"
#include "solver/stochastic/netdes.hpp"
#include "solver/stochastic/random_program.hpp"

namespace dualflow::solver {
namespace {

BendersOptions some_options() {
    BendersOptions options;
    options.gap = 1e-9;
    options.clusters = *rc::gen::element(0, 1);
    options.stabilise = *rc::gen::inRange(0, 2) > 0;
    options.mean_in_master = *rc::gen::inRange(0, 2) > 0;
    options.branch_between_rounds = *rc::gen::element(0, 5000);
    options.heavy_master = *rc::gen::element(0, 100'000);
    return options;
}

// Objects of the standard library compare bit for bit but for signed zeros and NaN, of which there are none.
std::string difference(const BendersResult& one, const BendersResult& other) {
    if (one.status != other.status) return "status";
    if (one.objective != other.objective) return "objective";
    if (one.bound != other.bound) return "bound";
    if (one.bound_proved != other.bound_proved) return "bound_proved";
    if (one.x != other.x) return "x";
    if (one.rounds != other.rounds) return "rounds";
    if (one.lp_solves != other.lp_solves) return "lp_solves";
    if (one.iterations != other.iterations) return "iterations";
    if (one.cuts != other.cuts) return "cuts";
    if (one.log != other.log) return "log";
    return "";
}

RC_GTEST_PROP(AStateKeptAfterAnyRound, LeadsToTheBitsOfARunThatNeverStopped, ()) {
    const StochasticProgram program =
        random_program(*rc::gen::inRange(0, 2) > 0, *rc::gen::inRange(0, 3) > 0);
    const auto two = two_stage(program);
    RC_ASSERT(two.has_value());
    const Risk risk{*rc::gen::element(0.0, 0.5, 1.0), 0.5};
    BendersOptions options = some_options();
    const BendersResult plain = solve_benders(*two, risk, options);
    std::vector<std::string> states;
    options.on_state = [&](const std::string& state) { states.push_back(state); };
    RC_ASSERT(difference(solve_benders(*two, risk, options), plain) == "");
    RC_ASSERT(plain.rounds < 2 || !states.empty());
    options.on_state = nullptr;
    options.threads = 2;
    for (const std::string& state : states) {
        options.resume_from = state;
        const BendersResult resumed = solve_benders(*two, risk, options);
        RC_ASSERT(resumed.why.empty());
        RC_ASSERT(resumed.resumed_after_round > 0);
        RC_ASSERT(resumed.resumed_after_round <= plain.rounds);
        RC_ASSERT(difference(resumed, plain) == "");
    }
}

// Kept before, in and after the rounds with the integers of a plan from elsewhere.
TEST(AStateKeptAfterAnyRound, KnowsThePlanFromElsewhere) {
    const std::string file = std::string(DUALFLOW_SOURCE_DIR) + "/tests/data/netdes/network-10-10-H-01.dat";
    const StochasticProgram program = test::network_design(file);
    const auto two = two_stage(program);
    ASSERT_TRUE(two.has_value());
    int asked = 0;
    std::size_t asked_after = 0;
    std::vector<std::string> states;
    BendersOptions options;
    options.plan_from_elsewhere = [&](double /*seconds*/) {
        ++asked;
        asked_after = states.size();
        Solution plan;
        plan.has_point = true;
        plan.x.assign(static_cast<std::size_t>(two->master.columns()), 1);
        plan.iterations = 7;
        return plan;
    };
    options.on_state = [&](const std::string& state) { states.push_back(state); };
    const BendersResult plain = solve_benders(*two, {}, options);
    const std::vector<std::string> kept = states;
    ASSERT_EQ(asked, 1);
    ASSERT_GT(asked_after, 0U);
    ASSERT_LT(asked_after + 1, kept.size());
    options.on_state = nullptr;
    const std::size_t first = asked_after;
    for (std::size_t k = 0; k < kept.size(); ++k) {
        asked = 0;
        options.resume_from = kept[k];
        EXPECT_EQ(difference(solve_benders(*two, {}, options), plain), "") << k;
        EXPECT_EQ(asked, k < first ? 1 : 0) << k;
    }
}

// A limit of time that is met while elsewhere is asked: what comes back is not kept, and asked for again.
TEST(AStateKeptAfterAnyRound, DoesNotTakeAPlanThatALimitCutShort) {
    const std::string file = std::string(DUALFLOW_SOURCE_DIR) + "/tests/data/netdes/network-10-10-L-01.dat";
    const StochasticProgram program = test::network_design(file);
    const auto two = two_stage(program);
    ASSERT_TRUE(two.has_value());
    int asked = 0;
    std::string state;
    BendersOptions options;
    options.on_state = [&](const std::string& given) { state = given; };
    options.plan_from_elsewhere = [&](double /*seconds*/) {
        if (++asked == 1) options.time_limit = 0;
        Solution plan;
        plan.has_point = true;
        plan.x.assign(static_cast<std::size_t>(two->master.columns()), 1);
        return plan;
    };
    EXPECT_EQ(solve_benders(*two, {}, options).status, SolveStatus::limit);
    options.time_limit = infinity;
    options.resume_from = state;
    EXPECT_EQ(solve_benders(*two, {}, options).status, SolveStatus::optimal);
    EXPECT_EQ(asked, 2);
}

RC_GTEST_PROP(AStateThatIsDamagedOrOfAnotherProgram, IsRefused, ()) {
    const StochasticProgram program = random_program(true, true);
    const auto two = two_stage(program);
    BendersOptions options = some_options();
    std::string state;
    options.on_state = [&](const std::string& given) { state = given; };
    options.round_limit = 1;
    solve_benders(*two, {}, options);
    RC_ASSERT(!state.empty());
    options.on_state = nullptr;

    std::string damaged = state;
    const auto place = *rc::gen::inRange<std::size_t>(0, state.size());
    damaged[place] = static_cast<char>(damaged[place] ^ (1 << *rc::gen::inRange(0, 8)));
    std::string cut_short = state;
    cut_short.resize(*rc::gen::inRange<std::size_t>(1, state.size()));
    for (const std::string& bad : {damaged, cut_short}) {
        options.resume_from = bad;
        const BendersResult refused = solve_benders(*two, {}, options);
        RC_ASSERT(!refused.why.empty());
        RC_ASSERT(refused.x.empty());
    }
    StochasticProgram other = program;
    other.core.lp.cost.front() += 1;
    const auto other_two = two_stage(other);
    options.resume_from = state;
    const std::string why = solve_benders(*other_two, {}, options).why;
    RC_ASSERT(why.find("is not the same") != std::string::npos);
}

TEST(State, OfOtherBytesIsRefusedWithASentence) {
    EXPECT_NE(from_bytes("", "key").error().find("not a state"), std::string::npos);
    EXPECT_NE(from_bytes("something else entirely", "key").error().find("not a state"), std::string::npos);
    EXPECT_NE(from_bytes(to_bytes({}, "one"), "two").error().find("of one; expected two"), std::string::npos);
}

}  // namespace
}  // namespace dualflow::solver
