// SPDX-License-Identifier: MIT
// Cuts of a block, by our own arithmetic from any vector of row duals.
//
// For rows L ≤ W y + T x ≤ U and duals π, with d = q − Wᵀπ and e = −Tᵀπ,
//   Q(x) ≥ Σ min π_i r over [L_i, U_i] + Σ min d_j y_j over the bounds of y + e·x  =  constant + slope·x
// for every x (but for the rounding of the slope to a double), whatever π is (Neumaier and Shcherbina 2004;
// Benders 1962 for the best π). A solver's mistake makes a cut weak, never wrong.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "dualflow/solver/lp/exact_sum.hpp"
#include "dualflow/solver/lp/implied_bounds.hpp"
#include "dualflow/solver/lp/model.hpp"

namespace dualflow::solver {

struct Cut {
    double constant = -infinity;
    std::vector<double> slope;  // of the linking columns
    bool within_reach = false;  // holds for recourse columns within `reach` only

    bool usable() const { return constant > -infinity; }
    double at(std::span<const double> link) const;
};

// Σ weight · cut, added one by one: not usable where one with a weight is not. The constant is rounded down,
// the slope to the nearest.
class CutSum {
public:
    explicit CutSum(std::size_t links) : slope_(links, ExactSum(0)) {}
    void add(const Cut& cut, double weight);
    Cut cut() const;

private:
    ExactSum constant_{0};
    std::vector<ExactSum> slope_;
    bool usable_ = true, within_reach_ = false;
};

// The block's first `links` columns are the linking ones; their bounds are not used. Where a column without a
// bound has a reduced cost of the wrong sign that no small shift of a dual repairs (a free column whose
// reduced cost is zero but for rounding), it is kept within ± `reach`, and the cut says so; not usable
// without a reach.
Cut optimality_cut(const LpModel& block, std::size_t links, std::span<const double> row_dual,
                   double reach = infinity);

// The same with the bounds that the block's rows imply for its columns while the linking ones stay within
// `link_box`, all of them within ± `reach`: dearer, and sharp where rounding meets a wide range.
Cut optimality_cut_within(const LpModel& block, std::size_t links, std::span<const double> row_dual,
                          const Box& link_box, double reach);

// From a Farkas ray: every x for which the block has a point satisfies constant + slope·x ≤ 0. Of the ray and
// its negative the one that `link` violates more.
Cut feasibility_cut(const LpModel& block, std::size_t links, std::span<const double> ray,
                    std::span<const double> link, double reach = infinity);

}  // namespace dualflow::solver
