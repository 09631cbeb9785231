// SPDX-License-Identifier: MIT
#include "dualflow/inventory/single/disruption.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <deque>
#include <map>

#include "dualflow/inventory/single/newsvendor.hpp"
#include "inventory/single/direct.hpp"

namespace dualflow::inventory {
namespace {

DisruptionProblem constant(std::int64_t demand, double holding, double backlog, double fails,
                           double recovers) {
    return {{uniform(demand, demand), 0, holding, backlog}, fails, recovers};
}

TEST(Disruption, OfAConstantDemandIsThePublishedOne) {
    const std::tuple<DisruptionProblem, double, double> rows[] = {
        {constant(2000, 0.25, 3, 0.04, 0.25), 8000, 2737.0689655},
        {constant(100, 1, 19, 0.05, 0.45), 300, 312.2222222},
        {constant(100, 1, 19, 0.02, 0.18), 500, 846.8020},
        {constant(100, 1, 19, 0.01, 0.09), 900, 1733.8945}};
    for (const auto& [problem, level, cost] : rows) {
        const auto found = solve_disruption(problem);
        ASSERT_TRUE(found) << found.error();
        EXPECT_EQ(found->level, level);
        EXPECT_NEAR(found->cost, cost, 5e-5);
        const auto again = evaluate_disruption(problem, level);
        ASSERT_TRUE(again) << again.error();
        EXPECT_NEAR(again->cost, found->cost, 1e-9);
        const auto reliable = reliable_cost(problem.site, 3.5);
        ASSERT_TRUE(reliable);
        EXPECT_NEAR(*reliable, 3.5 * problem.site.demand.mean(), 1e-9);
    }
}

// Between the multiples of demand too: the sum over the length of the outage, term by term.
RC_GTEST_PROP(Disruption, OfAConstantDemandIsTheSumOverOutages, ()) {
    const double fails = 0.01 * *rc::gen::inRange(1, 60), recovers = 0.05 * *rc::gen::inRange(2, 21);
    const double holding = 1, backlog = *rc::gen::inRange(1, 60), demand = *rc::gen::inRange(1, 9);
    const double level = 0.25 * *rc::gen::inRange(0, 200);
    const auto problem = constant(static_cast<std::int64_t>(demand), holding, backlog, fails, recovers);
    const auto given = evaluate_disruption(problem, level), best = solve_disruption(problem);
    RC_ASSERT(given && best);
    double cost = 0, weight = recovers / (fails + recovers);
    for (int n = 0; n < 3000; ++n) {
        const double left = level - demand * (n + 1);
        cost += weight * (left > 0 ? holding * left : -backlog * left);
        weight *= n == 0 ? fails : 1 - recovers;
    }
    RC_ASSERT(std::abs(given->cost - cost) < 1e-7 * (1 + cost));
    RC_ASSERT(best->cost <= cost * (1 + 1e-9));
}

// What happens period by period, as a chain of (supplier, stock less backlog, what is under way).
struct Literal {
    double cost = 0, late = 0;
};
Literal literal(const DisruptionProblem& problem, std::int64_t level) {
    struct State {
        bool up;
        std::int64_t net;
        std::deque<std::int64_t> under_way;  // what arrives soonest first
        auto operator<=>(const State&) const = default;
    };
    const auto demand = direct::masses_of(problem.site.demand);
    const auto lead = static_cast<std::size_t>(problem.site.lead);
    std::map<State, double> now{{{true, level, std::deque<std::int64_t>(lead, 0)}, 1.0}};
    Literal mean;
    for (int period = 0; period < 60; ++period) {
        std::map<State, double> next;
        mean = {};
        for (const auto& [state, p] : now) {
            State begun = state;
            std::int64_t position = begun.net;
            for (const std::int64_t units : begun.under_way) position += units;
            begun.under_way.push_back(begun.up ? level - position : 0);
            const std::int64_t before = begun.net + begun.under_way.front();
            begun.under_way.pop_front();
            for (const auto& [d, q] : demand) {
                const std::int64_t net = before - d;
                const auto size = static_cast<double>(std::abs(net));
                mean.cost += p * q * size * (net > 0 ? problem.site.holding : problem.site.backlog);
                mean.late +=
                    p * q *
                    static_cast<double>(std::max<std::int64_t>(-net, 0) - std::max<std::int64_t>(-before, 0));
                const double turns = begun.up ? problem.fails : problem.recovers;
                next[{begun.up, net, begun.under_way}] += p * q * (1 - turns);
                next[{!begun.up, net, begun.under_way}] += p * q * turns;
            }
        }
        now.clear();
        for (const auto& [state, p] : next) {
            if (p > 1e-15) now.emplace(state, p);
        }
    }
    return mean;
}

TEST(Disruption, CostsWhatItsPeriodsCostOneByOne) {
    for (const int lead : {0, 1, 2}) {
        const DisruptionProblem problem{{from_weights(0, {2, 1, 1}), lead, 1, 8}, 0.2, 0.6};
        for (const std::int64_t level : {2, 4, 7}) {
            const auto found = evaluate_disruption(problem, static_cast<double>(level));
            ASSERT_TRUE(found) << found.error();
            const Literal expected = literal(problem, level);
            EXPECT_NEAR(found->cost, expected.cost, 1e-7) << lead << " " << level;
            EXPECT_NEAR(found->averages.fill_rate, 1 - expected.late / problem.site.demand.mean(), 1e-7);
        }
    }
}

RC_GTEST_PROP(Disruption, CostsNoMoreThanAnyLevel, ()) {
    const DisruptionProblem problem{
        {direct::any_demand(5), *rc::gen::inRange(0, 3), 1, 1.0 * *rc::gen::inRange(1, 40)},
        0.05 * *rc::gen::inRange(1, 19),
        0.05 * *rc::gen::inRange(3, 21)};
    const auto best = solve_disruption(problem);
    RC_ASSERT(best.has_value());
    for (int level = 0; level < 60; ++level)
        RC_ASSERT(evaluate_disruption(problem, level)->cost >= best->cost * (1 - 1e-10));
}

TEST(Disruption, ThatHardlyEverComesIsTheNewsvendor) {
    const SiteProblem site{poisson(12), 2, 1, 14};
    const auto disrupted = solve_disruption({site, 1e-12, 0.5});
    const auto level = solve_newsvendor(site);
    ASSERT_TRUE(disrupted && level);
    EXPECT_EQ(disrupted->level, level->level);
    EXPECT_NEAR(disrupted->cost, level->cost, 1e-8);
}

TEST(Disruption, RefusesProbabilitiesThatAreNone) {
    const auto error = [](double fails, double recovers) {
        const auto found = solve_disruption(constant(100, 1, 19, fails, recovers));
        return found ? std::string() : found.error();
    };
    EXPECT_EQ(error(0.01, 1), "");
    EXPECT_EQ(error(0.99, 0.01), "");
    EXPECT_EQ(error(0, 0.5), "the supplier fails with probability 0; expected one above 0 and below 1");
    EXPECT_NE(error(1, 0.5), "");
    EXPECT_EQ(error(0.5, 0), "the supplier recovers with probability 0; expected one above 0, at most 1");
    EXPECT_NE(error(0.5, 1.5), "");
    EXPECT_NE(error(NAN, 0.5), "");
    EXPECT_NE(error(0.5, 1e-12), "");  // outages without end: too far to search
    EXPECT_FALSE(evaluate_disruption(constant(100, 1, 19, 0.1, 0.5), -1));
    EXPECT_TRUE(evaluate_disruption(constant(100, 1, 19, 0.1, 0.5), 0));
    EXPECT_FALSE(reliable_cost({uniform(1, 1), 0, 1, 9}, -1));
}

}  // namespace
}  // namespace dualflow::inventory
