// SPDX-License-Identifier: MIT
// A decomposition that goes on from a state, against one that never stopped.
#include "dualflow/solver/stochastic/checkpoint.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>
#include <vector>

#include "dualflow/solver/stochastic/benders.hpp"
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
void expect_the_same(const BendersResult& one, const BendersResult& other) {
    RC_ASSERT(one.status == other.status);
    RC_ASSERT(one.objective == other.objective);
    RC_ASSERT(one.bound == other.bound);
    RC_ASSERT(one.bound_proved == other.bound_proved);
    RC_ASSERT(one.x == other.x);
    RC_ASSERT(one.rounds == other.rounds);
    RC_ASSERT(one.lp_solves == other.lp_solves);
    RC_ASSERT(one.iterations == other.iterations);
    RC_ASSERT(one.cuts == other.cuts);
    RC_ASSERT(one.log == other.log);
}

RC_GTEST_PROP(AStateKeptAfterAnyRound, LeadsToTheBitsOfARunThatNeverStopped, ()) {
    const StochasticProgram program =
        random_program(*rc::gen::inRange(0, 2) > 0, *rc::gen::inRange(0, 3) > 0);
    const auto two = two_stage(program);
    RC_ASSERT(two.has_value());
    const Risk risk{*rc::gen::element(0.0, 0.5, 1.0), 0.5};
    BendersOptions options = some_options();
    if (*rc::gen::inRange(0, 2) > 0)
        options.plan_from_elsewhere = [&] {
            return std::vector<double>(static_cast<std::size_t>(two->master.columns()), 0);
        };
    const BendersResult plain = solve_benders(*two, risk, options);
    std::vector<std::string> states;
    options.on_state = [&](const std::string& state) { states.push_back(state); };
    expect_the_same(solve_benders(*two, risk, options), plain);
    RC_ASSERT(plain.rounds < 2 || !states.empty());
    options.on_state = nullptr;
    options.threads = 2;
    for (const std::string& state : states) {
        options.resume_from = state;
        const BendersResult resumed = solve_benders(*two, risk, options);
        RC_ASSERT(resumed.why.empty());
        RC_ASSERT(resumed.resumed_after_round > 0);
        RC_ASSERT(resumed.resumed_after_round <= plain.rounds);
        expect_the_same(resumed, plain);
    }
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
