// SPDX-License-Identifier: MIT
#include "solver/lp/brute_force.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace dualflow::solver::test {
namespace {

constexpr double tolerance = 1e-9;

using Dense = std::vector<std::vector<double>>;

struct Plane {  // Σ normal x = value
    std::vector<double> normal;
    double value;
};

Dense dense(const LpModel& model) {
    Dense a(model.row_lower.size(), std::vector<double>(model.cost.size(), 0));
    for (std::size_t j = 0; j < model.cost.size(); ++j) {
        for (auto k = model.start[j]; k < model.start[j + 1]; ++k) {
            const auto place = static_cast<std::size_t>(k);
            a[static_cast<std::size_t>(model.row_index[place])][j] += model.value[place];
        }
    }
    return a;
}

// Gaussian elimination with pivoting; nothing where the planes do not meet in one point.
std::optional<std::vector<double>> meet(std::vector<Plane> planes) {
    const std::size_t n = planes.size();
    for (std::size_t column = 0; column < n; ++column) {
        std::size_t pivot = column;
        for (std::size_t i = column; i < n; ++i) {
            if (std::abs(planes[i].normal[column]) > std::abs(planes[pivot].normal[column])) pivot = i;
        }
        if (std::abs(planes[pivot].normal[column]) < tolerance) return std::nullopt;
        std::swap(planes[column], planes[pivot]);
        for (std::size_t i = 0; i < n; ++i) {
            if (i == column) continue;
            const double factor = planes[i].normal[column] / planes[column].normal[column];
            for (std::size_t k = 0; k < n; ++k) planes[i].normal[k] -= factor * planes[column].normal[k];
            planes[i].value -= factor * planes[column].value;
        }
    }
    std::vector<double> x(n);
    for (std::size_t j = 0; j < n; ++j) x[j] = planes[j].value / planes[j].normal[j];
    return x;
}

bool feasible(const LpModel& model, const Dense& a, const std::vector<double>& x) {
    for (std::size_t j = 0; j < x.size(); ++j) {
        if (x[j] < model.lower[j] - tolerance || x[j] > model.upper[j] + tolerance) return false;
    }
    for (std::size_t i = 0; i < a.size(); ++i) {
        double activity = 0;
        for (std::size_t j = 0; j < x.size(); ++j) activity += a[i][j] * x[j];
        if (activity < model.row_lower[i] - tolerance || activity > model.row_upper[i] + tolerance)
            return false;
    }
    return true;
}

std::vector<Plane> planes_of(const LpModel& model, const Dense& a) {
    std::vector<Plane> planes;
    for (std::size_t j = 0; j < model.cost.size(); ++j) {
        std::vector<double> unit(model.cost.size(), 0);
        unit[j] = 1;
        planes.push_back({unit, model.lower[j]});
        planes.push_back({unit, model.upper[j]});
    }
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (std::isfinite(model.row_lower[i])) planes.push_back({a[i], model.row_lower[i]});
        if (std::isfinite(model.row_upper[i])) planes.push_back({a[i], model.row_upper[i]});
    }
    return planes;
}

std::optional<double> least_of_lp(const LpModel& model) {
    const Dense a = dense(model);
    const auto planes = planes_of(model, a);
    std::optional<double> least;
    std::vector<bool> chosen(planes.size(), false);
    std::fill(chosen.end() - static_cast<std::ptrdiff_t>(model.cost.size()), chosen.end(), true);
    do {
        std::vector<Plane> active;
        for (std::size_t k = 0; k < planes.size(); ++k) {
            if (chosen[k]) active.push_back(planes[k]);
        }
        const auto x = meet(std::move(active));
        if (!x || !feasible(model, a, *x)) continue;
        double objective = model.offset;
        for (std::size_t j = 0; j < x->size(); ++j) objective += model.cost[j] * (*x)[j];
        least = std::min(least.value_or(objective), objective);
    } while (std::next_permutation(chosen.begin(), chosen.end()));
    return least;
}

std::optional<double> least_from(LpModel model, std::size_t column) {
    while (column < model.cost.size() && model.integer[column] == 0) ++column;
    if (column == model.cost.size()) return least_of_lp(model);
    std::optional<double> least;
    const double last = model.upper[column];
    for (double value = std::ceil(model.lower[column]); value <= last; ++value) {
        model.lower[column] = model.upper[column] = value;
        const auto branch = least_from(model, column + 1);
        if (branch) least = std::min(least.value_or(*branch), *branch);
    }
    return least;
}

}  // namespace

std::optional<double> least_by_enumeration(const LpModel& model) {
    return least_from(model, 0);
}

TEST(BruteForce, FindsTheVertexOfATriangle) {
    ModelBuilder builder;  // max x + 2y with x + y ≤ 4, x + 3y ≤ 6: (3, 1)
    const Index x = builder.add_column(0, 10, -1), y = builder.add_column(0, 10, -2);
    builder.add_row(-infinity, 4, std::vector<Term>{{x, 1}, {y, 1}});
    builder.add_row(-infinity, 6, std::vector<Term>{{x, 1}, {y, 3}});
    EXPECT_NEAR(least_by_enumeration(builder.finish()).value(), -5, 1e-12);
}

TEST(BruteForce, TellsThatNothingIsFeasible) {
    ModelBuilder builder;
    const Index x = builder.add_column(0, 1, 1);
    builder.add_row(2, 3, std::vector<Term>{{x, 1}});
    EXPECT_FALSE(least_by_enumeration(builder.finish()).has_value());
}

TEST(BruteForce, EnumeratesIntegers) {
    ModelBuilder builder;  // max x with 2x ≤ 5: 2.5, in integers 2
    const Index x = builder.add_column(0, 9, -1, true);
    builder.add_row(-infinity, 5, std::vector<Term>{{x, 2}});
    EXPECT_NEAR(least_by_enumeration(builder.finish()).value(), -2, 1e-12);
}

}  // namespace dualflow::solver::test
