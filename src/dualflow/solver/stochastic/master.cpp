// SPDX-License-Identifier: MIT
#include "dualflow/solver/stochastic/master.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "dualflow/solver/lp/certificate.hpp"
#include "dualflow/solver/lp/safe_bound.hpp"
#include "dualflow/solver/stochastic/cut_check.hpp"
#include "dualflow/solver/stochastic/futures_of.hpp"

namespace dualflow::solver {
namespace {

constexpr double violation = 1e-9;     // of a cut at a point, relative to its size: less moves nothing
constexpr int long_idle = 6;           // solves: cuts idle for more are taken out,
constexpr std::size_t share_idle = 4;  // once they are a fourth of all
constexpr double first_stage = 1e-7;   // by how much a loose answer may miss rows of the first stage

std::size_t at(Index index) {
    return static_cast<std::size_t>(index);
}

double mass_of(const TwoStageProgram& program) {
    double mass = 0;
    for (std::size_t s = 0; s < program.futures(); ++s) mass += program.probability(s);
    return mass;
}

}  // namespace

StartProblem::StartProblem(const TwoStageProgram& program)
    : solver_(program_of_one(program,
                             program.convex_in_changes() ? mean_block(program) : block_of(program, 0))) {}

Solution StartProblem::solve(const SolveOptions& options) {
    solver_.start_from({});
    return solver_.solve_relaxation(options);
}

LazyRow feasibility_row(const TwoStageProgram& program, const Cut& cut) {
    LazyRow row;
    row.upper = -cut.constant;
    for (std::size_t j = 0; j < cut.slope.size(); ++j)
        if (cut.slope[j] != 0) row.terms.push_back({program.link[j], cut.slope[j]});
    return row;
}

std::vector<LazyRow> new_rows(const std::vector<LazyRow>& rows, const std::vector<LazyRow>& known) {
    const auto same_term = [](const Term& a, const Term& b) {
        return a.column == b.column && a.coefficient == b.coefficient;
    };
    std::vector<LazyRow> fresh;
    for (const LazyRow& row : rows) {
        const auto same = [&](const LazyRow& other) {
            return row.lower == other.lower && row.upper == other.upper &&
                   std::equal(row.terms.begin(), row.terms.end(), other.terms.begin(), other.terms.end(),
                              same_term);
        };
        if (std::none_of(known.begin(), known.end(), same)) fresh.push_back(row);
    }
    return fresh;
}

Master::Master(const TwoStageProgram& program, const Risk& risk, bool mean_future, MasterState state)
    : program_(program), state_(std::move(state)), solver_(LpModel{}) {
    const std::vector<Cut>& base = state_.base;
    ModelBuilder builder;
    add_first_stage(builder, program.master);
    const auto add_cost = [&](const Cut& cut, double weight) {
        builder.add_offset(weight * cut.constant);
        for (std::size_t j = 0; j < cut.slope.size(); ++j)
            builder.add_cost(program.link[j], weight * cut.slope[j]);
        return builder.add_column(0, infinity, weight);
    };
    for (const Cut& cut : base) delta_.push_back(add_cost(cut, 1 - risk.lambda));
    for (const HeldFuture& held : state_.held)
        held_delta_.push_back(add_cost(held.base, (1 - risk.lambda) * program.probability(held.future)));
    add_held(builder);
    if (!risk.neutral()) tail_delta_ = add_cost(state_.tail, risk.lambda);
    if (mean_future && program.convex_in_changes()) {
        const LpModel mean = mean_block(program);
        const std::vector<Index> column = add_block(builder, program, mean);
        // Σ θ ≥ mass × the mean future's cost
        double constant = 0;
        const Index least = builder.add_row(0, infinity);
        const auto add_to_least = [&](const Cut& cut, Index delta, double weight) {
            builder.add_term(least, delta, weight);
            constant += weight * cut.constant;
            for (std::size_t j = 0; j < cut.slope.size(); ++j)
                builder.add_term(least, program.link[j], weight * cut.slope[j]);
        };
        for (std::size_t k = 0; k < base.size(); ++k) add_to_least(base[k], delta_[k], 1);
        for (std::size_t h = 0; h < held_delta_.size(); ++h)
            add_to_least(state_.held[h].base, held_delta_[h], program.probability(state_.held[h].future));
        const double mass = mass_of(program);
        for (std::size_t j = program.link.size(); j < column.size(); ++j)
            if (mean.cost[j] != 0) builder.add_term(least, column[j], -mass * mean.cost[j]);
        builder.set_row_bounds(least, -constant, infinity);
    }
    solver_ = Solver(builder.finish());
    if (!state_.rows.empty()) solver_.add_rows(state_.rows);
    solver_.start_from(state_.basis);
}

// Of each future that is held: base(x) + δ ≥ the cost of its block, which is copied out.
void Master::add_held(ModelBuilder& builder) const {
    for (std::size_t h = 0; h < held_delta_.size(); ++h) {
        const HeldFuture& held = state_.held[h];
        const LpModel block = block_of(program_, held.future);
        const std::vector<Index> column = add_block(builder, program_, block);
        const Index row = builder.add_row(-held.base.constant, infinity);
        builder.add_term(row, held_delta_[h], 1);
        for (std::size_t j = 0; j < held.base.slope.size(); ++j)
            builder.add_term(row, program_.link[j], held.base.slope[j]);
        for (std::size_t j = program_.link.size(); j < column.size(); ++j)
            if (block.cost[j] != 0) builder.add_term(row, column[j], -block.cost[j]);
    }
}

MasterState Master::state() const {
    MasterState state = state_;
    state.basis = solver_.basis();
    return state;
}

// `missed`: by how much the cut that the row is of says that the point misses it.
void Master::add(LazyRow row, double missed, std::span<const double> point) {
    if (wrong_.empty()) wrong_ = why_no_row_of(missed, row, point);
    solver_.add_rows({row});
    state_.rows.push_back(std::move(row));
    ++state_.cuts;
}

void Master::note_rows(const std::vector<LazyRow>& added) {
    state_.rows.insert(state_.rows.end(), added.begin(), added.end());
}

// The LP has lost them already, so its own rows are counted from what is known of the cuts.
void Master::forget_rows(const std::vector<Index>& deleted) {
    const Index own = own_rows() + static_cast<Index>(deleted.size());
    state_.idle.resize(state_.rows.size(), 0);
    for (auto row = deleted.rbegin(); row != deleted.rend(); ++row) {
        state_.rows.erase(state_.rows.begin() + (*row - own));
        state_.idle.erase(state_.idle.begin() + (*row - own));
    }
}

void Master::keep_near(std::span<const double> point, double reach) {
    const LpModel& first = program_.master;
    kept_.clear();
    for (std::size_t j = 0; j < at(first.columns()); ++j) {
        if (std::isfinite(first.lower[j]) && std::isfinite(first.upper[j])) continue;
        const double low = std::isfinite(first.lower[j]) ? -infinity : point[j] - reach;
        const double high = std::isfinite(first.upper[j]) ? infinity : point[j] + reach;
        kept_.push_back({static_cast<Index>(j), low, high});
        solver_.set_column_bounds(static_cast<Index>(j), std::max(first.lower[j], low),
                                  std::min(first.upper[j], high));
    }
}

void Master::release() {
    const LpModel& first = program_.master;
    for (const Kept& kept : kept_)
        solver_.set_column_bounds(kept.column, first.lower[at(kept.column)], first.upper[at(kept.column)]);
    kept_.clear();
}

void Master::hold_integers(std::span<const double> x) {
    for (std::size_t j = 0; j < x.size(); ++j)
        if (program_.master.integer[j] != 0 && !std::isnan(x[j]))
            solver_.set_column_bounds(static_cast<Index>(j), x[j], x[j]);
}

void Master::let_integers_go() {
    const LpModel& first = program_.master;
    for (std::size_t j = 0; j < at(first.columns()); ++j)
        if (first.integer[j] != 0)
            solver_.set_column_bounds(static_cast<Index>(j), first.lower[j], first.upper[j]);
    for (const Kept& kept : kept_)
        solver_.set_column_bounds(kept.column, std::max(first.lower[at(kept.column)], kept.lower),
                                  std::min(first.upper[at(kept.column)], kept.upper));
}

void Master::narrow(std::span<const BoundChange> changes) {
    const LpModel& now = solver_.model();
    for (const BoundChange& change : changes)
        solver_.set_column_bounds(change.column, std::max(now.lower[at(change.column)], change.lower),
                                  std::min(now.upper[at(change.column)], change.upper));
}

bool Master::at_reach(std::span<const double> point) const {
    constexpr double near = 1e-9;
    return std::any_of(kept_.begin(), kept_.end(), [&](const Kept& kept) {
        const double x = point[at(kept.column)], slack = near * (1 + std::abs(x));
        return x <= kept.lower + slack || x >= kept.upper - slack;
    });
}

Solution Master::checked(Solution solution) {
    if (solution.has_point && wrong_.empty()) wrong_ = why_not_satisfied(state_.rows, solution.x);
    return solution;
}

// A row that holds a cost has it first.
bool Master::is_cut(const LazyRow& row) const {
    return !row.terms.empty() && row.terms.front().column >= program_.master.columns();
}

bool Master::keeps_first_stage(const Solution& solution) const {
    const Index own = own_rows();
    const auto counts = [&](Index row) { return row < own || !is_cut(state_.rows[at(row - own)]); };
    return largest_miss(solver_.model(), solution.x, counts) <= first_stage;
}

void Master::raise_costs(Solution& solution) const {
    for (const LazyRow& row : state_.rows) {
        if (!is_cut(row)) continue;
        double needed = row.lower;
        for (std::size_t k = 1; k < row.terms.size(); ++k)
            needed -= row.terms[k].coefficient * solution.x[at(row.terms[k].column)];
        double& cost = solution.x[at(row.terms.front().column)];
        cost = std::max(cost, needed);
    }
    solution.objective = objective_of(solver_.model(), solution.x);
}

// Every solve starts from the basis alone, so that one that goes on from a state finds the same.
Solution Master::solve_relaxation(const SolveOptions& options) {
    solver_.start_from(solver_.basis());
    Solution solution = solver_.solve_relaxation(options);
    const bool loose = options.feasibility > SolveOptions{}.feasibility;
    if (loose && solution.has_point) {
        if (!keeps_first_stage(solution)) {
            SolveOptions usual = options;
            usual.feasibility = SolveOptions{}.feasibility;
            Solution again = solver_.solve_relaxation(usual);
            again.iterations += solution.iterations;
            again.lp_solves += solution.lp_solves;
            solution = std::move(again);
        }
        if (solution.has_point) raise_costs(solution);
    }
    return checked(std::move(solution));
}

bool Master::drop_idle(const Solution& solution, std::int64_t heavy, std::size_t stay, bool may_drop) {
    if (solution.status != SolveStatus::optimal) return false;
    std::int64_t entries = 0;
    for (const LazyRow& row : state_.rows) entries += static_cast<std::int64_t>(row.terms.size());
    if (entries < heavy) return false;
    const Index own = own_rows();
    const Basis basis = solver_.basis();
    if (basis.empty()) return false;
    state_.idle.resize(state_.rows.size(), 0);
    std::vector<Index> old;
    std::size_t cuts = 0;
    for (std::size_t k = 0; k < state_.rows.size(); ++k) {
        if (!is_cut(state_.rows[k])) continue;
        ++cuts;
        if (k < stay) continue;
        const Index row = own + static_cast<Index>(k);
        state_.idle[k] = basis.is_basic(row) ? state_.idle[k] + 1 : 0;
        if (state_.idle[k] > long_idle) old.push_back(row);
    }
    if (!may_drop || old.empty() || old.size() < cuts / share_idle) return false;
    solver_.delete_rows(old);
    forget_rows(old);
    return true;
}

Solution Master::nearest(std::span<const double> point, const SolveOptions& options) const {
    const LpModel& now = solver_.model();
    LpModel first = program_.master;
    for (std::size_t j = 0; j < at(first.columns()); ++j) {
        first.cost[j] = 0;
        first.lower[j] = now.lower[j];
        first.upper[j] = now.upper[j];
    }
    ModelBuilder builder;
    add_first_stage(builder, first);
    for (const LazyRow& row : state_.rows)
        if (!is_cut(row)) builder.add_row(row.lower, row.upper, row.terms);
    for (Index j = 0; j < first.columns(); ++j) {
        const double value = point[at(j)], weight = 1 / (1 + std::abs(value));
        if (first.lower[at(j)] == first.upper[at(j)]) continue;
        const Index above = builder.add_column(0, infinity, weight),
                    below = builder.add_column(0, infinity, weight);
        builder.add_row(value, value, std::vector<Term>{{j, 1}, {above, -1}, {below, 1}});
    }
    Solution solution = Solver(builder.finish()).solve_relaxation(options);
    solution.x.resize(solution.x.empty() ? 0 : at(first.columns()));
    return solution;
}

Solution Master::solve(const SolveOptions& options, double gap, const std::vector<double>& start) {
    solver_.start_from(solver_.basis());
    SolveOptions with_gap = options;
    with_gap.gap = gap;
    std::vector<double> full;
    if (!start.empty()) {
        full.assign(at(solver_.model().columns()), 0);
        std::copy(start.begin(), start.end(), full.begin());
    }
    return checked(solver_.solve(with_gap, full));
}

Index Master::add_rows(const std::vector<LazyRow>& rows) {
    const std::vector<LazyRow> added = new_rows(rows, state_.rows);
    solver_.add_rows(added);
    state_.rows.insert(state_.rows.end(), added.begin(), added.end());
    return static_cast<Index>(added.size());
}

// δ ≥ cut(x) − base(x) + more, where the point misses it by more than rounding.
double Master::add_row(Index delta, const Cut& base, const Cut& cut, std::span<const double> point,
                       std::span<const Term> more) {
    if (!cut.usable()) return 0;
    LazyRow row;
    row.lower = cut.constant - base.constant;
    row.terms.push_back({delta, 1});
    double value = row.lower, size = std::abs(cut.constant) + std::abs(base.constant);
    for (std::size_t j = 0; j < cut.slope.size(); ++j) {
        const double coefficient = cut.slope[j] - base.slope[j], x = point[at(program_.link[j])];
        size += (std::abs(cut.slope[j]) + std::abs(base.slope[j])) * std::abs(x);
        if (coefficient == 0) continue;
        row.terms.push_back({program_.link[j], -coefficient});
        value += coefficient * x;
    }
    for (const Term& term : more) {
        row.terms.push_back({term.column, -term.coefficient});
        value += term.coefficient * point[at(term.column)];
        size += std::abs(term.coefficient * point[at(term.column)]);
    }
    const double missed = value - point[at(delta)];
    if (missed <= violation * size) return 0;
    add(std::move(row), missed, point);
    return missed;
}

double Master::add_cluster(std::size_t cluster, const Cut& cut, std::span<const double> point) {
    return add_row(delta_[cluster], state_.base[cluster], cut, point);
}

bool Master::add_tail(const Cut& cut, std::span<const double> weight, std::span<const double> point) {
    CutSum sum(program_.link.size());
    sum.add(cut, 1);
    std::vector<Term> more;
    for (std::size_t h = 0; h < held_delta_.size(); ++h) {
        const double share = weight[state_.held[h].future];
        if (share == 0) continue;
        sum.add(state_.held[h].base, share);
        more.push_back({held_delta_[h], share});
    }
    return add_row(tail_delta_, state_.tail, sum.cut(), point, more) > 0;
}

bool Master::add_feasibility(const Cut& cut, std::span<const double> point) {
    const double missed = cut.at(link_of(program_, point));
    if (missed <= 0) return false;
    add(feasibility_row(program_, cut), missed, point);
    return true;
}

}  // namespace dualflow::solver
