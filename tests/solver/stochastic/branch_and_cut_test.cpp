// SPDX-License-Identifier: MIT
// The search tree on models whose rows it learns one after the other, against enumeration.
#include "dualflow/solver/stochastic/branch_and_cut.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>
#include <vector>

#include "dualflow/solver/lp/safe_bound.hpp"
#include "solver/lp/brute_force.hpp"
#include "solver/lp/random_models.hpp"

namespace dualflow::solver {
namespace {

std::vector<LazyRow> rows_of(const LpModel& model) {
    std::vector<LazyRow> rows;
    for (std::size_t i = 0; i < model.row_lower.size(); ++i)
        rows.push_back({model.row_lower[i], model.row_upper[i], {}});
    for (Index j = 0; j < model.columns(); ++j)
        for (Index k = model.start[static_cast<std::size_t>(j)];
             k < model.start[static_cast<std::size_t>(j) + 1]; ++k)
            rows[static_cast<std::size_t>(model.row_index[static_cast<std::size_t>(k)])].terms.push_back(
                {j, model.value[static_cast<std::size_t>(k)]});
    return rows;
}

// A model that is given without its rows; a point is told one row that it violates.
class Hidden {
public:
    explicit Hidden(LpModel model) : model_(std::move(model)), rows_(rows_of(model_)), lp_(bare()) {
        lp_.solve_relaxation({});
    }

    SolveStatus search(SearchTree& tree, std::int64_t node_limit = -1) {
        BranchAndCutOptions options;
        options.gap = 1e-9;
        options.node_limit = node_limit;
        return branch_and_cut(
            lp_, [this](std::span<const double> x, bool, double) { return separation(x); }, options, tree);
    }

    Solver& lp() { return lp_; }

private:
    LpModel bare() const {
        ModelBuilder builder;
        for (std::size_t j = 0; j < model_.cost.size(); ++j)
            builder.add_column(model_.lower[j], model_.upper[j], model_.cost[j], model_.integer[j] != 0);
        builder.add_offset(model_.offset);
        return builder.finish();
    }

    Separation separation(std::span<const double> x) {
        for (const LazyRow& row : rows_) {
            double activity = 0;
            for (const Term& term : row.terms)
                activity += term.coefficient * x[static_cast<std::size_t>(term.column)];
            if (activity >= row.lower - 1e-7 && activity <= row.upper + 1e-7) continue;
            lp_.add_rows({row});
            return {true};
        }
        return {false, objective_of(model_, x)};
    }

    LpModel model_;
    std::vector<LazyRow> rows_;
    Solver lp_;
};

RC_GTEST_PROP(BranchAndCut, FindsWhatEnumerationFinds, ()) {
    const LpModel model = test::tiny_model({4, 5, *rc::gen::inRange(1, 5)});
    const std::optional<double> least = test::least_by_enumeration(model);
    Hidden hidden(model);
    SearchTree tree;
    const SolveStatus status = hidden.search(tree);
    RC_LOG() << static_cast<int>(status) << " " << tree.objective << " " << tree.bound() << "\n";
    RC_ASSERT(status == (least ? SolveStatus::optimal : SolveStatus::infeasible));
    if (!least) return;
    RC_ASSERT(std::abs(tree.objective - *least) <= 1e-6);
    RC_ASSERT(tree.bound_proved() <= *least + 1e-9 * (1 + std::abs(*least)));
    RC_ASSERT(tree.bound_proved() >= *least - 1e-6);
    RC_ASSERT(tree.bound() >= *least - 1e-6);
}

RC_GTEST_PROP(BranchAndCut, ThatStopsAtAnyNodeAndGoesOnEndsWithTheSameBits, ()) {
    const LpModel model = test::tiny_model({5, 6, 5});
    Hidden whole(model), parts(model);
    SearchTree one, other;
    const SolveStatus status = whole.search(one);
    SolveStatus last = SolveStatus::limit;
    for (std::int64_t nodes = 1; last == SolveStatus::limit && nodes < 1000; ++nodes) {
        SearchTree kept = other;  // a plain value: a copy is as good
        last = parts.search(kept, nodes);
        other = kept;
    }
    RC_ASSERT(last == status);
    RC_ASSERT(other.objective == one.objective);
    RC_ASSERT(other.incumbent == one.incumbent);
    RC_ASSERT(other.bound_proved() == one.bound_proved());
    RC_ASSERT(other.nodes == one.nodes);
    RC_ASSERT(other.iterations == one.iterations);
}

RC_GTEST_PROP(BranchAndCut, LeavesTheBoundsOfTheLpAsTheyWere, ()) {
    const LpModel model = test::tiny_model({4, 4, 3});
    Hidden hidden(model);
    SearchTree tree;
    hidden.search(tree, *rc::gen::inRange(0, 4));
    RC_ASSERT(hidden.lp().model().lower == model.lower);
    RC_ASSERT(hidden.lp().model().upper == model.upper);
}

// The bound of a tree that is not finished holds too.
RC_GTEST_PROP(BranchAndCut, ProvesNoBoundAboveTheOptimumWhenStopped, ()) {
    const LpModel model = test::tiny_model({5, 6, 5});
    const std::optional<double> least = test::least_by_enumeration(model);
    Hidden hidden(model);
    SearchTree tree;
    hidden.search(tree, *rc::gen::inRange(0, 6));
    if (least) RC_ASSERT(tree.bound_proved() <= *least + 1e-9 * (1 + std::abs(*least)));
    if (least) RC_ASSERT(tree.objective >= *least - 1e-6);
}

TEST(BranchAndCut, SaysWhichPointItCanNeitherCutOffNorPrice) {
    ModelBuilder builder;
    builder.add_column(0, 3, -1, true);
    Solver lp(builder.finish());
    lp.solve_relaxation({});
    SearchTree tree;
    const Separate mute = [](std::span<const double>, bool, double) { return Separation{}; };
    EXPECT_EQ(branch_and_cut(lp, mute, {}, tree), SolveStatus::failed);
    ASSERT_FALSE(tree.log.empty());
    EXPECT_NE(tree.log.back().find("neither cut off nor priced"), std::string::npos);
    EXPECT_EQ(tree.bound_proved(), -3);
}

TEST(BranchAndCut, StopsWhenAsked) {
    ModelBuilder builder;
    builder.add_column(0, 3, -1, true);
    Solver lp(builder.finish());
    lp.solve_relaxation({});
    SearchTree tree;
    BranchAndCutOptions options;
    options.stop = [] { return true; };
    const Separate mute = [](std::span<const double>, bool, double) { return Separation{}; };
    EXPECT_EQ(branch_and_cut(lp, mute, options, tree), SolveStatus::limit);
    EXPECT_EQ(tree.open.size(), 1U);
    EXPECT_EQ(tree.objective, infinity);
}

}  // namespace
}  // namespace dualflow::solver
