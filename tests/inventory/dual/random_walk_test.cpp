// SPDX-License-Identifier: MIT
#include "dualflow/inventory/dual/random_walk.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "inventory/dual/items.hpp"

namespace dualflow::inventory {
namespace {

RC_GTEST_PROP(Overshoot, BalancesTheFlowInAndOutOfEveryLevel, ()) {
    const Distribution demand = random_demand(6);
    const auto base = static_cast<std::int64_t>(std::ceil(demand.mean())) - 1;
    const auto found = overshoot(demand, base);
    RC_ASSERT(found.has_value());
    std::vector<double> next(found->size() + 10, 0);
    for (std::size_t from = 0; from < found->size(); ++from) {
        for (std::size_t d = 0; d < demand.probability.size(); ++d) {
            const std::int64_t to =
                static_cast<std::int64_t>(from) + base - demand.lowest - static_cast<std::int64_t>(d);
            next[to > 0 ? static_cast<std::size_t>(to) : 0] += (*found)[from] * demand.probability[d];
        }
    }
    for (std::size_t n = 0; n < found->size(); ++n) RC_ASSERT(std::abs(next[n] - (*found)[n]) < 1e-13);
    RC_ASSERT(std::abs(std::accumulate(found->begin(), found->end(), 0.0) - 1) < 1e-12);
}

TEST(Overshoot, OfStepsUpAndDownByOneIsGeometricHoweverCloseToCritical) {
    for (const double up : {0.3, 0.49, 0.4999, 0.499999}) {
        const auto found = overshoot(from_weights(0, {up, 0, 1 - up}), 1, 200'000'000);
        ASSERT_TRUE(found) << found.error();
        const double ratio = up / (1 - up);
        for (std::size_t n = 0; n < 30; ++n)
            EXPECT_NEAR((*found)[n] / ((1 - ratio) * std::pow(ratio, n)), 1, 1e-9) << up << " " << n;
    }
}

TEST(Overshoot, RefusesABaseOrderOfTheMeanAndOneTooCloseToIt) {
    EXPECT_FALSE(overshoot(uniform(0, 4), 2));
    const auto close = overshoot(from_weights(0, {0.4999999, 0, 0.5000001}), 1, 1'000'000);
    ASSERT_FALSE(close);
    EXPECT_NE(close.error().find("so close to the mean"), std::string::npos);
}

}  // namespace
}  // namespace dualflow::inventory
