// SPDX-License-Identifier: MIT
#include "dualflow/futures/reduce.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace {

using namespace dualflow;

std::vector<std::size_t> cluster_on_line(const std::vector<double>& x, std::size_t count) {
    return cluster(x.size(), count, [&](std::size_t i, std::size_t j) { return std::abs(x[i] - x[j]); });
}

TEST(Cluster, PutsPointsWithTheirNearestCentre) {
    EXPECT_EQ(cluster_on_line({0, 1, 10, 11, 2, 12}, 2), (std::vector<std::size_t>{0, 0, 1, 1, 0, 1}));
    EXPECT_EQ(cluster_on_line({0, 1, 10}, 1), (std::vector<std::size_t>{0, 0, 0}));
}

TEST(Cluster, MakesNoMoreThanThereAreDifferentPoints) {
    const auto of = cluster_on_line({3, 5, 3, 5, 3}, 4);
    EXPECT_EQ(of, (std::vector<std::size_t>{0, 1, 0, 1, 0}));
}

TEST(Cluster, LeavesPointsBeyondThoseComparedToTheNearestCentreToo) {
    std::vector<double> x(3000);
    for (std::size_t i = 0; i < x.size(); ++i) x[i] = i % 3 == 0 ? 0 : 100 + static_cast<double>(i % 3);
    const auto of = cluster_on_line(x, 2);
    for (std::size_t i = 0; i < x.size(); ++i) EXPECT_EQ(of[i], i % 3 == 0 ? of[0] : 1 - of[0]);
}

// Among five points in two clusters every choice is tried.
TEST(Reduce, ChoosesMembersThatKeepMeanAndDeviation) {
    const std::vector<std::vector<double>> points{{0, 3}, {1, 0}, {2, 1}, {10, 5}, {13, 7}};
    const std::vector<std::size_t> of{0, 0, 0, 1, 1};
    const std::vector<double> weight{1, 0.5};
    const auto error = [&](std::size_t i, std::size_t j) {
        double sum = 0;
        for (std::size_t e = 0; e < 2; ++e) {
            double mean = 0, square = 0;
            for (const auto& p : points) {
                mean += p[e] / 5;
                square += p[e] * p[e] / 5;
            }
            const double m = 0.6 * points[i][e] + 0.4 * points[j][e];
            const double s = std::sqrt(0.6 * 0.4) * std::abs(points[i][e] - points[j][e]);
            sum += weight[e] * (std::pow(m - mean, 2) + std::pow(s - std::sqrt(square - mean * mean), 2));
        }
        return sum;
    };
    double least = 1e9;
    for (std::size_t i = 0; i < 3; ++i)
        for (std::size_t j = 3; j < 5; ++j) least = std::min(least, error(i, j));
    const Reduced reduced = reduce(points, of, weight);
    ASSERT_EQ(reduced.points.size(), 2U);
    EXPECT_NEAR(reduced.probability[0], 0.6, 1e-15);
    EXPECT_NEAR(reduced.probability[1], 0.4, 1e-15);
    EXPECT_NEAR(error(reduced.points[0], reduced.points[1]), least, 1e-12);
}

}  // namespace
