// SPDX-License-Identifier: MIT
// The branches of a plan whose trunk is decided. They meet in the trunk alone, so each is planned on its own,
// with its integers: what it may use is what is known in its nodes.
#pragma once

#include <memory>
#include <vector>

#include "dualflow/plan/clock.hpp"
#include "dualflow/plan/plan.hpp"
#include "dualflow/plan/result.hpp"
#include "dualflow/solver/lp/model.hpp"

namespace dualflow {

class BranchPlans {
public:
    // Of the model `lp`; `branch_of_column` says whose its columns are, −1 of the trunk, whose values stand
    // in `x`. No row holds columns of two branches.
    BranchPlans(const solver::LpModel& lp, std::vector<int> branch_of_column, std::vector<double> x,
                const PlanOptions& options);
    ~BranchPlans();

    // Each branch as near to its optimum as a dive comes, or, where that leads nowhere, within a fourth of
    // the gap asked for; false where one has no plan.
    bool plan();
    // By how much they may cost too much, all together: each against the best bound that is known of it.
    double left_open() const;
    // Branch and bound in those that leave most open, until so much of it is closed, by better plans or by
    // higher bounds; each to a fourth of the gap asked for at the finest, and no longer than the limit of
    // time.
    void search(double by);
    // Rows of the model that are to hold as well: branches that miss one are planned again, with the integers
    // they have where those leave a plan. False where none is left.
    bool hold(const std::vector<solver::LazyRow>& rows);

    const std::vector<double>& x() const { return x_; }  // of all columns
    const SolveFacts& work() const { return work_; }

private:
    struct Branch;
    bool solve(const std::vector<std::size_t>& which, bool with_integers);
    void take_work();
    void take_points();

    std::vector<int> branch_of_column_;
    std::vector<solver::Index> local_;  // of a column of the model in its branch
    std::vector<double> x_;
    const PlanOptions& options_;
    Clock clock_{options_.time_limit};
    std::vector<std::unique_ptr<Branch>> branches_;
    SolveFacts work_;
};

}  // namespace dualflow
