// SPDX-License-Identifier: MIT
#include "dualflow/futures/transport.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace {

using namespace dualflow;

TEST(TransportOnLine, IsTheAreaBetweenTheDistributionFunctions) {
    EXPECT_NEAR(transport_on_line({{1, 0.5}, {3, 0.5}}, {{2, 1}}), 1, 1e-15);
    EXPECT_NEAR(transport_on_line({{0, 0.25}, {4, 0.75}}, {{0, 0.75}, {4, 0.25}}), 2, 1e-15);
    EXPECT_NEAR(transport_on_line({{5, 1}}, {{5, 0.3}, {5, 0.7}}), 0, 1e-15);
}

// Equal masses: the best of all assignments.
RC_GTEST_PROP(TransportCost, IsThatOfTheBestAssignment, ()) {
    const auto n = *rc::gen::inRange<std::size_t>(1, 6);
    std::vector<std::vector<double>> cost(n, std::vector<double>(n));
    for (auto& row : cost)
        for (double& c : row) c = *rc::gen::inRange(0, 20);
    std::vector<std::size_t> to(n);
    std::iota(to.begin(), to.end(), 0U);
    double least = 1e9;
    do {
        double sum = 0;
        for (std::size_t i = 0; i < n; ++i) sum += cost[i][to[i]];
        least = std::min(least, sum);
    } while (std::next_permutation(to.begin(), to.end()));
    const std::vector<double> even(n, 1.0 / static_cast<double>(n));
    RC_ASSERT(std::abs(transport_cost(cost, even, even) - least / static_cast<double>(n)) < 1e-12);
}

// Unequal masses on the line, where the answer is known in closed form.
RC_GTEST_PROP(TransportCost, IsTheAreaBetweenDistributionsOnTheLine, ()) {
    const auto law = [] {
        const auto n = *rc::gen::inRange<std::size_t>(1, 30);
        std::vector<std::pair<double, double>> all(n);
        double sum = 0;
        for (auto& [value, mass] : all) {
            value = *rc::gen::inRange(-50, 50);
            mass = *rc::gen::inRange(1, 100);
            sum += mass;
        }
        for (auto& [value, mass] : all) mass /= sum;
        return all;
    };
    const auto a = law(), b = law();
    std::vector<std::vector<double>> cost;
    std::vector<double> from, to;
    for (const auto& [x, mass] : a) {
        cost.emplace_back();
        from.push_back(mass);
        for (const auto& [y, other] : b) cost.back().push_back(std::abs(x - y));
    }
    for (const auto& [y, mass] : b) to.push_back(mass);
    RC_ASSERT(std::abs(transport_cost(cost, from, to) - transport_on_line(a, b)) < 1e-9);
}

}  // namespace
