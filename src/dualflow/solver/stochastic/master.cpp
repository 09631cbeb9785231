// SPDX-License-Identifier: MIT
#include "dualflow/solver/stochastic/master.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace dualflow::solver {
namespace {

constexpr double violation = 1e-9;  // of a cut at a point, relative to its size: less moves nothing

std::size_t at(Index index) {
    return static_cast<std::size_t>(index);
}

std::size_t place_of(const LpModel& model, const TwoStageProgram::Entry& entry) {
    const auto first = model.row_index.begin() + model.start[at(entry.column)],
               last = model.row_index.begin() + model.start[at(entry.column) + 1];
    return static_cast<std::size_t>(std::lower_bound(first, last, entry.row) - model.row_index.begin());
}

// The block's figures of the mean future.
LpModel mean_block(const TwoStageProgram& program) {
    LpModel mean = program.block;
    double mass = 0;
    for (std::size_t s = 0; s < program.futures(); ++s) mass += program.probability(s);
    const auto add = [](double& figure, double weight, double to, double from) {
        if (to != from) figure += weight * (to - from);
    };
    for (std::size_t s = 0; s < program.futures(); ++s) {
        const TwoStageProgram::Future future = program.future(s);
        const double weight = program.probability(s) / mass;
        for (const auto& row : future.rows) {
            add(mean.row_lower[at(row.row)], weight, row.lower, program.block.row_lower[at(row.row)]);
            add(mean.row_upper[at(row.row)], weight, row.upper, program.block.row_upper[at(row.row)]);
        }
        for (const auto& column : future.columns) {
            add(mean.lower[at(column.column)], weight, column.lower, program.block.lower[at(column.column)]);
            add(mean.upper[at(column.column)], weight, column.upper, program.block.upper[at(column.column)]);
        }
        for (const auto& entry : future.entries) {
            const std::size_t place = place_of(mean, entry);
            add(mean.value[place], weight, entry.value, program.block.value[place]);
        }
    }
    return mean;
}

// The block's figures of one future.
LpModel block_of(const TwoStageProgram& program, std::size_t index) {
    LpModel block = program.block;
    const TwoStageProgram::Future future = program.future(index);
    for (const auto& row : future.rows) {
        block.row_lower[at(row.row)] = row.lower;
        block.row_upper[at(row.row)] = row.upper;
    }
    for (const auto& column : future.columns) {
        block.lower[at(column.column)] = column.lower;
        block.upper[at(column.column)] = column.upper;
        block.cost[at(column.column)] = column.cost;
    }
    for (const auto& entry : future.entries) block.value[place_of(block, entry)] = entry.value;
    return block;
}

double mass_of(const TwoStageProgram& program) {
    double mass = 0;
    for (std::size_t s = 0; s < program.futures(); ++s) mass += program.probability(s);
    return mass;
}

// The rows of a block, its own columns at no cost. Columns of the program made, one for each of the block's.
std::vector<Index> add_block(ModelBuilder& builder, const TwoStageProgram& program, const LpModel& block) {
    std::vector<Index> column, row;
    for (std::size_t j = 0; j < at(block.columns()); ++j)
        column.push_back(j < program.link.size() ? program.link[j]
                                                 : builder.add_column(block.lower[j], block.upper[j], 0));
    for (std::size_t i = 0; i < at(block.rows()); ++i)
        row.push_back(builder.add_row(block.row_lower[i], block.row_upper[i]));
    for (std::size_t j = 0; j < at(block.columns()); ++j)
        for (auto k = at(block.start[j]); k < at(block.start[j + 1]); ++k)
            builder.add_term(row[at(block.row_index[k])], column[j], block.value[k]);
    return column;
}

void add_first_stage(ModelBuilder& builder, const LpModel& first) {
    builder.add_offset(first.offset);
    for (std::size_t j = 0; j < at(first.columns()); ++j)
        builder.add_column(first.lower[j], first.upper[j], first.cost[j], first.integer[j] != 0);
    for (std::size_t i = 0; i < at(first.rows()); ++i)
        builder.add_row(first.row_lower[i], first.row_upper[i]);
    for (std::size_t j = 0; j < at(first.columns()); ++j)
        for (auto k = at(first.start[j]); k < at(first.start[j + 1]); ++k)
            builder.add_term(first.row_index[k], static_cast<Index>(j), first.value[k]);
}

LpModel start_model(const TwoStageProgram& program) {
    ModelBuilder builder;
    add_first_stage(builder, program.master);
    const LpModel block = program.convex_in_changes() ? mean_block(program) : block_of(program, 0);
    const std::vector<Index> column = add_block(builder, program, block);
    for (std::size_t j = program.link.size(); j < column.size(); ++j)
        builder.add_cost(column[j], block.cost[j]);
    return builder.finish();
}

}  // namespace

StartProblem::StartProblem(const TwoStageProgram& program) : solver_(start_model(program)) {}

Solution StartProblem::solve(const SolveOptions& options) {
    return solver_.solve_relaxation(options);
}

LazyRow feasibility_row(const TwoStageProgram& program, const Cut& cut) {
    LazyRow row;
    row.upper = -cut.constant;
    for (std::size_t j = 0; j < cut.slope.size(); ++j)
        if (cut.slope[j] != 0) row.terms.push_back({program.link[j], cut.slope[j]});
    return row;
}

Master::Master(const TwoStageProgram& program, const Risk& risk, std::vector<Cut> base, Cut tail,
               bool mean_future, const std::vector<LazyRow>& feasibility)
    : program_(program), base_(std::move(base)), tail_base_(std::move(tail)), solver_(LpModel{}) {
    ModelBuilder builder;
    add_first_stage(builder, program.master);
    const auto add_cost = [&](const Cut& cut, double weight) {
        builder.add_offset(weight * cut.constant);
        for (std::size_t j = 0; j < cut.slope.size(); ++j)
            builder.add_cost(program.link[j], weight * cut.slope[j]);
        return builder.add_column(0, infinity, weight);
    };
    for (const Cut& cut : base_) delta_.push_back(add_cost(cut, 1 - risk.lambda));
    if (!risk.neutral()) tail_delta_ = add_cost(tail_base_, risk.lambda);
    if (mean_future && program.convex_in_changes()) {
        const LpModel mean = mean_block(program);
        const std::vector<Index> column = add_block(builder, program, mean);
        // Σ θ ≥ mass × the mean future's cost
        double constant = 0;
        const Index least = builder.add_row(0, infinity);
        for (std::size_t k = 0; k < base_.size(); ++k) {
            builder.add_term(least, delta_[k], 1);
            constant += base_[k].constant;
            for (std::size_t j = 0; j < base_[k].slope.size(); ++j)
                builder.add_term(least, program.link[j], base_[k].slope[j]);
        }
        const double mass = mass_of(program);
        for (std::size_t j = program.link.size(); j < column.size(); ++j)
            if (mean.cost[j] != 0) builder.add_term(least, column[j], -mass * mean.cost[j]);
        builder.set_row_bounds(least, -constant, infinity);
    }
    solver_ = Solver(builder.finish());
    if (!feasibility.empty()) solver_.add_rows(feasibility);
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

bool Master::at_reach(std::span<const double> point) const {
    constexpr double near = 1e-9;
    return std::any_of(kept_.begin(), kept_.end(), [&](const Kept& kept) {
        const double x = point[at(kept.column)], slack = near * (1 + std::abs(x));
        return x <= kept.lower + slack || x >= kept.upper - slack;
    });
}

Solution Master::solve_relaxation(const SolveOptions& options) {
    return solver_.solve_relaxation(options);
}

Solution Master::solve(const SolveOptions& options, double gap, const std::vector<double>& start) {
    SolveOptions with_gap = options;
    with_gap.gap = gap;
    std::vector<double> full;
    if (!start.empty()) {
        full.assign(at(solver_.model().columns()), 0);
        std::copy(start.begin(), start.end(), full.begin());
    }
    return solver_.solve(with_gap, full);
}

// δ ≥ cut(x) − base(x), where the point misses it by more than rounding.
bool Master::add_row(Index delta, const Cut& base, const Cut& cut, std::span<const double> point) {
    if (!cut.usable()) return false;
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
    if (value - point[at(delta)] <= violation * size) return false;
    solver_.add_rows({row});
    ++cuts_;
    return true;
}

bool Master::add_optimality(std::span<const Cut* const> cuts, std::span<const double> probability,
                            std::span<const double> point) {
    bool violated = false;
    for (std::size_t k = 0; k < base_.size(); ++k) {
        const Cut cut = weighted_sum(cuts, probability, k, base_.size());
        violated = add_row(delta_[k], base_[k], cut, point) || violated;
    }
    return violated;
}

bool Master::add_tail(std::span<const Cut* const> cuts, std::span<const double> weight,
                      std::span<const double> point) {
    return add_row(tail_delta_, tail_base_, weighted_sum(cuts, weight, 0, 1), point);
}

bool Master::add_feasibility(const Cut& cut, std::span<const double> point) {
    const LazyRow row = feasibility_row(program_, cut);
    double value = cut.constant;
    for (const Term& term : row.terms) value += term.coefficient * point[at(term.column)];
    if (value <= 0) return false;
    solver_.add_rows({row});
    ++cuts_;
    return true;
}

}  // namespace dualflow::solver
