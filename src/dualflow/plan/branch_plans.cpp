// SPDX-License-Identifier: MIT
#include "dualflow/plan/branch_plans.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "dualflow/solver/lp/dive.hpp"
#include "dualflow/solver/lp/safe_bound.hpp"
#include "dualflow/solver/lp/solver.hpp"
#include "dualflow/solver/parallel/threads.hpp"

namespace dualflow {
namespace {

using solver::Index;
using solver::LazyRow;
using solver::LpModel;
using solver::Solution;
using solver::SolveStatus;

constexpr double share_of_gap = 0.25;
constexpr double more_open = 2;  // than branch and bound is to close: it need not close it all

std::size_t at(Index index) {
    return static_cast<std::size_t>(index);
}

// A branch as a model of its own: what the trunk puts into its rows is on their sides.
std::vector<LpModel> models_of(const LpModel& lp, const std::vector<int>& branch,
                               const std::vector<double>& x, std::vector<Index>& local) {
    const auto branches = static_cast<std::size_t>(1 + *std::max_element(branch.begin(), branch.end()));
    std::vector<solver::ModelBuilder> builders(branches);
    std::vector<int> branch_of_row(at(lp.rows()), -1);
    std::vector<double> from_trunk(at(lp.rows()), 0);
    const auto for_entries = [&](std::size_t j, const auto& visit) {
        for (auto k = at(lp.start[j]); k < at(lp.start[j + 1]); ++k) visit(at(lp.row_index[k]), lp.value[k]);
    };
    for (std::size_t j = 0; j < branch.size(); ++j)
        for_entries(j, [&](std::size_t row, double value) {
            if (branch[j] < 0)
                from_trunk[row] += value * x[j];
            else
                branch_of_row[row] = branch[j];
        });
    std::vector<Index> local_row(at(lp.rows()), -1);
    for (std::size_t i = 0; i < branch_of_row.size(); ++i) {
        if (branch_of_row[i] < 0) continue;
        solver::ModelBuilder& builder = builders[static_cast<std::size_t>(branch_of_row[i])];
        local_row[i] = builder.add_row(lp.row_lower[i] - from_trunk[i], lp.row_upper[i] - from_trunk[i]);
    }
    local.assign(branch.size(), -1);
    for (std::size_t j = 0; j < branch.size(); ++j) {
        if (branch[j] < 0) continue;
        solver::ModelBuilder& builder = builders[static_cast<std::size_t>(branch[j])];
        local[j] = builder.add_column(lp.lower[j], lp.upper[j], lp.cost[j], lp.integer[j] != 0);
        for_entries(
            j, [&](std::size_t row, double value) { builder.add_term(local_row[row], local[j], value); });
    }
    std::vector<LpModel> models;
    models.reserve(branches);
    for (solver::ModelBuilder& builder : builders) models.push_back(builder.finish());
    return models;
}

}  // namespace

struct BranchPlans::Branch {
    explicit Branch(LpModel model) : solver(std::move(model)) {}

    solver::Solver solver;
    std::vector<double> x;             // its plan; empty before there is one
    double cost = 0;                   // of that,
    double bound = -solver::infinity;  // and at least of any
    SolveFacts work;

    void count(const Solution& solution) {
        work.iterations += solution.iterations;
        work.branch_nodes += solution.nodes;
        work.lp_solves += solution.lp_solves;
        work.worst_primal_dual_gap = std::max(work.worst_primal_dual_gap, solution.worst_primal_dual_gap);
    }

    double left_open() const { return std::max(0.0, cost - bound); }

    void take(std::vector<double> point) {
        x = std::move(point);
        cost = solver::objective_of(solver.model(), x);
    }

    // With its integers, until the gap of `options`; what it had, where that finds no better one.
    bool search(const solver::SolveOptions& options) {
        const Solution found = solver.solve(options, x);
        count(found);
        if (found.has_point && (x.empty() || found.objective < cost)) take(found.x);
        const bool said = found.status == SolveStatus::optimal || found.status == SolveStatus::limit;
        if (said && !x.empty()) bound = std::max(bound, std::min(found.bound, cost));
        return !x.empty();
    }

    bool plan(const solver::SolveOptions& options, const solver::SolveOptions& if_in_vain) {
        const Solution relaxed = solver.solve_relaxation(options);
        count(relaxed);
        x.clear();
        if (relaxed.status != SolveStatus::optimal) return false;
        // What an earlier search said of fewer rows holds too.
        bound =
            std::max(bound, std::isfinite(relaxed.bound_proved) ? relaxed.bound_proved : relaxed.objective);
        const solver::Dive dived = solver::dive(solver, options, relaxed);
        work.iterations += dived.iterations;
        work.lp_solves += dived.lp_solves;
        x = dived.x;
        if (x.empty()) return search(if_in_vain);
        if (!is_whole() && !plan_with_its_integers(options)) {
            x.clear();
            return search(if_in_vain);
        }
        take(std::move(x));
        return true;
    }

    // A dive leaves integers a rounding off, which may be worth much where they open something large.
    bool is_whole() const {
        const std::vector<std::uint8_t>& integer = solver.model().integer;
        for (std::size_t j = 0; j < x.size(); ++j)
            if (integer[j] != 0 && x[j] != std::round(x[j])) return false;
        return true;
    }

    bool plan_with_its_integers(const solver::SolveOptions& options) {
        solver::FixedIntegers fixed(solver);
        fixed.fix_all(x);
        const Solution found = solver.solve_relaxation(options);
        count(found);
        if (found.status != SolveStatus::optimal) return false;
        take(found.x);
        return true;
    }
};

BranchPlans::BranchPlans(const LpModel& lp, std::vector<int> branch_of_column, std::vector<double> x,
                         const PlanOptions& options)
    : branch_of_column_(std::move(branch_of_column)), x_(std::move(x)), options_(options) {
    for (LpModel& model : models_of(lp, branch_of_column_, x_, local_))
        branches_.push_back(std::make_unique<Branch>(std::move(model)));
}

BranchPlans::~BranchPlans() = default;

bool BranchPlans::plan() {
    std::vector<std::size_t> all(branches_.size());
    std::iota(all.begin(), all.end(), std::size_t{0});
    return solve(all, false);
}

bool BranchPlans::solve(const std::vector<std::size_t>& which, bool with_integers) {
    solver::SolveOptions options, search;
    options.gap = search.gap = share_of_gap * options_.gap;
    search.interrupt = options_.interrupt;
    std::vector<std::uint8_t> found(which.size(), 0);
    solver::on_threads(
        static_cast<std::size_t>(options_.threads), which.size(), [&](std::size_t /*thread*/, std::size_t k) {
            Branch& branch = *branches_[which[k]];
            solver::SolveOptions own = search;
            own.time_limit = clock_.left();
            found[k] = (with_integers && branch.plan_with_its_integers(options)) || branch.plan(options, own);
        });
    take_work();
    if (std::find(found.begin(), found.end(), 0) != found.end()) return false;
    take_points();
    return true;
}

double BranchPlans::left_open() const {
    double sum = 0;
    for (const auto& branch : branches_) sum += branch->left_open();
    return sum;
}

void BranchPlans::search(double by) {
    const double fine = share_of_gap * options_.gap;
    std::vector<std::size_t> order;
    for (std::size_t b = 0; b < branches_.size(); ++b)
        if (branches_[b]->left_open() > fine * std::abs(branches_[b]->cost)) order.push_back(b);
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return branches_[a]->left_open() > branches_[b]->left_open();
    });
    double open = 0;
    std::size_t count = 0;
    while (count < order.size() && open < more_open * by) open += branches_[order[count++]]->left_open();
    const double kept = open > 0 ? std::max(0.0, 1 - by / open) : 0;  // of what each leaves open
    const auto search_in = [&](std::size_t /*thread*/, std::size_t k) {
        Branch& branch = *branches_[order[k]];
        solver::SolveOptions own;
        own.interrupt = options_.interrupt;
        own.time_limit = clock_.left();
        // The library measures by the cost that it ends with.
        const double size =
            std::max({std::abs(branch.cost), std::abs(branch.cost - branch.left_open()), 1e-12});
        own.gap = std::max(fine, kept * branch.left_open() / size);
        branch.search(own);
    };
    solver::on_threads(static_cast<std::size_t>(options_.threads), count, search_in);
    take_work();
    take_points();
}

void BranchPlans::take_work() {
    work_ = {};
    for (const auto& branch : branches_) {
        work_.iterations += branch->work.iterations;
        work_.branch_nodes += branch->work.branch_nodes;
        work_.lp_solves += branch->work.lp_solves;
        work_.worst_primal_dual_gap =
            std::max(work_.worst_primal_dual_gap, branch->work.worst_primal_dual_gap);
    }
}

void BranchPlans::take_points() {
    for (std::size_t j = 0; j < x_.size(); ++j)
        if (branch_of_column_[j] >= 0)
            x_[j] = branches_[static_cast<std::size_t>(branch_of_column_[j])]->x[at(local_[j])];
}

bool BranchPlans::hold(const std::vector<LazyRow>& rows) {
    std::vector<std::vector<LazyRow>> of_branch(branches_.size());
    std::vector<std::uint8_t> misses(branches_.size(), 0);
    for (const LazyRow& row : rows) {
        LazyRow own{row.lower, row.upper, {}};
        int branch = -1;
        double value = 0;
        for (const solver::Term& term : row.terms) {
            const double part = term.coefficient * x_[at(term.column)];
            value += part;
            if (branch_of_column_[at(term.column)] < 0) {
                own.lower -= part;
                own.upper -= part;
            } else {
                branch = branch_of_column_[at(term.column)];
                own.terms.push_back({local_[at(term.column)], term.coefficient});
            }
        }
        if (branch < 0) continue;  // the trunk's, which holds what it must
        of_branch[static_cast<std::size_t>(branch)].push_back(std::move(own));
        if (value < row.lower || value > row.upper) misses[static_cast<std::size_t>(branch)] = 1;
    }
    std::vector<std::size_t> again;
    for (std::size_t b = 0; b < branches_.size(); ++b) {
        branches_[b]->solver.add_rows(of_branch[b]);
        if (misses[b] != 0) again.push_back(b);
    }
    return solve(again, true);
}

}  // namespace dualflow
