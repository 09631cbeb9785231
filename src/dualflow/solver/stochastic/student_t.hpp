// SPDX-License-Identifier: MIT
// Student's t distribution, for confidence intervals of few replications.
#pragma once

namespace dualflow::solver {

// P(T ≤ t) with `freedom` ≥ 1 degrees of freedom, by the regularised incomplete beta function (DLMF 8.17.22,
// the continued fraction by Lentz's method).
double student_t_below(double t, int freedom);

// The t with P(T ≤ t) = level, 0 < level < 1.
double student_t_quantile(double level, int freedom);

}  // namespace dualflow::solver
