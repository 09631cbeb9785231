// SPDX-License-Identifier: MIT
#include "dualflow/solver/stochastic/cut_rounds.hpp"

#include <algorithm>
#include <cmath>

namespace dualflow::solver {
namespace {

constexpr int cut_depth = 8;                      // nodes above it are separated at fractional points too
constexpr int root_rounds = 30, node_rounds = 2;  // of that, at most
constexpr double worthwhile = 0.01;  // of the gap: what a round must close to be followed by another
constexpr int most_stuck = 3;        // solves in which cuts do not move the point: then they are rounding
constexpr int most_level = 1000;     // solves in which they move it, and its objective stays
constexpr double still = 1e-12;      // relative: an objective that has not moved
constexpr double same_place = 1e-6;  // relative: a column that has not

bool is_elsewhere(const std::vector<double>& x, const std::vector<double>& before) {
    return !std::equal(x.begin(), x.end(), before.begin(), before.end(), [](double now, double then) {
        return std::abs(now - then) <= same_place * std::max(1.0, std::abs(then));
    });
}

}  // namespace

bool CutRounds::worth_cutting(int depth, double objective, double gap) {
    if (depth >= cut_depth || fractional_ >= (depth == 0 ? root_rounds : node_rounds)) return false;
    if (!std::isfinite(gap)) gap = std::abs(objective) * worthwhile;
    const bool helped = fractional_ == 0 || objective - last_ > worthwhile * gap;
    ++fractional_;
    last_ = objective;
    return helped;
}

bool CutRounds::still_move(const Solution& solution) {
    const bool rose = solution.objective - last_ > still * std::max(1.0, std::abs(last_));
    stuck_ = rose || is_elsewhere(solution.x, point_) ? 0 : stuck_ + 1;
    level_ = rose ? 0 : level_ + 1;
    last_ = solution.objective;
    point_ = solution.x;
    return stuck_ < most_stuck && level_ < most_level;
}

}  // namespace dualflow::solver
