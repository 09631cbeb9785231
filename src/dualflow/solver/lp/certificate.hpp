// SPDX-License-Identifier: MIT
// Whether to believe an answer: the tests of the retry ladder, all in our own arithmetic.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "dualflow/solver/lp/model.hpp"

namespace dualflow::solver {

// A point and a dual vector, judged.
struct Verdict {
    bool feasible = false;  // the point satisfies rows and bounds
    bool agrees = false;    // and its objective agrees with the safe bound of the dual vector
    double objective = infinity;
    double bound = -infinity;  // safe_dual_bound: proved, whether or not it agrees
    double gap = infinity;     // |objective − bound| / money_scale
    std::string reason;        // of what is not so; empty where all is
    std::string remark;        // of what is, but only with a reservation
};

// What a difference of objectives is measured against: |objective|, or where income and cost cancel a
// thousandth of Σ |cost · x|, or a hundredth of the dearest cost. All of it
// scales with the unit of money.
double money_scale(const LpModel& model, std::span<const double> x);

// The same where a dual vector says what a unit of each row is worth: not below a ten-thousandth of the
// largest |dual · entry · x|. The excess of a cost over a threshold is a small objective that a row makes of
// two large amounts, and no arithmetic of doubles knows it better than to their last digits. Of a dual no
// more is believed than the dearest of the row's own columns asks, |cost ÷ entry|: a vector must not make the
// measure that it is judged by.
double money_scale(const LpModel& model, std::span<const double> x, std::span<const double> row_dual);

// (objective of x − bound) / |objective|, at least a thousandth of Σ |cost · x| below the line; zero where
// they agree to a billionth of money_scale.
double relative_gap(const LpModel& model, std::span<const double> x, double bound);

// Moves entries of x that lie outside their bounds by less than `tolerance` onto them.
void snap_to_bounds(const LpModel& model, double tolerance, std::vector<double>& x);

struct Tolerances {
    double feasibility = 1e-8;  // of rows and bounds
    double agreement = 1e-9;    // of objective and safe bound
};

// A row counts as satisfied when it is missed by no more than feasibility × (1 + the largest of |side| and
// its terms |a x|): a balance of flows of 1e6 cannot be met to 1e-9. What such a
// miss could be worth shows in the agreement, which is judged far more sharply.
//
// A free column that no row bounds leaves the safe bound at −∞ however good the dual vector is. The
// agreement is then judged with such columns kept within a box a thousand times as wide as the point,
// `remark` says so, and `bound` stays −∞.
Verdict judge(const LpModel& model, std::span<const double> x, std::span<const double> row_dual,
              const Tolerances& tolerances);

// By how much rows and bounds are missed at most, relative to 1 + the largest of |side| and terms; of the
// rows that count, where that is asked.
double largest_miss(const LpModel& model, std::span<const double> x,
                    const std::function<bool(Index row)>& counts = {});

// Whether y, or −y, proves that no point satisfies the model (Farkas): with costs of zero its
// Lagrangean is above zero everywhere in the columns' bounds.
bool proves_infeasible(const LpModel& model, std::span<const double> ray);

}  // namespace dualflow::solver
