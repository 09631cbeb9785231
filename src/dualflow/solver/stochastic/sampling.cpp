// SPDX-License-Identifier: MIT
#include "dualflow/solver/stochastic/sampling.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "dualflow/solver/lp/exact_sum.hpp"
#include "dualflow/solver/lp/safe_bound.hpp"
#include "dualflow/solver/stochastic/evaluate.hpp"
#include "dualflow/solver/stochastic/student_t.hpp"
#include "dualflow/support/philox.hpp"

namespace dualflow::solver {
namespace {

constexpr std::uint32_t fresh_sample = 0xFFFFFFFF, choosing_sample = 0xFFFFFFFE;  // apart from the samples
constexpr std::size_t choosing = 1000;  // futures on which the samples' first stages are compared

// Where a uniform number falls among weights.
template <class Weight>
std::size_t drawn(std::size_t size, double uniform, const Weight& weight) {
    double sum = 0;
    for (std::size_t i = 0; i < size; ++i) sum += weight(i);
    double left = uniform * sum;
    for (std::size_t i = 0; i + 1 < size; ++i) {
        left -= weight(i);
        if (left < 0) return i;
    }
    return size - 1;
}

double mean_of(const std::vector<double>& values) {
    ExactSum sum;
    for (const double value : values) sum.add(value);
    return sum.value() / static_cast<double>(values.size());
}

// Errors of the mean as those of Student's t.
SampleMean sample_mean(const std::vector<double>& values, double confidence) {
    SampleMean out;
    const auto size = static_cast<double>(values.size());
    out.mean = mean_of(values);
    double squares = 0;
    for (const double value : values) squares += (value - out.mean) * (value - out.mean);
    out.deviation = std::sqrt(squares / (size - 1));
    const int freedom = static_cast<int>(std::min<std::size_t>(values.size() - 1, 1'000'000));
    const double error = out.deviation / std::sqrt(size);
    const double one_sided = student_t_quantile(confidence, freedom) * error;
    const double two_sided = student_t_quantile((1 + confidence) / 2, freedom) * error;
    out.from = out.mean - two_sided;
    out.to = out.mean + two_sided;
    out.at_least = out.mean - one_sided;
    out.at_most = out.mean + one_sided;
    return out;
}

// Cost of a first stage in each future of a sample; infinite where it has no answer.
Result<std::vector<double>, std::string> priced(const StochasticProgram& sample, const std::vector<double>& x,
                                                const StochasticOptions& options) {
    const auto two = two_stage(sample);
    if (!two) return unexpected(two.error());
    Evaluation found = evaluate_first_stage(*two, {}, x, options.threads, options.interrupt);
    const double first = objective_of(two->master, x);
    for (double& cost : found.cost) cost += first;
    return std::move(found.cost);
}

std::string what_is_wrong(const SaaOptions& options) {
    if (options.futures < 1 || options.samples < 2 || options.fresh < 2)
        return fmt::format("{} samples of {} futures and {} fresh ones; expected at least 2, 1 and 2",
                           options.samples, options.futures, options.fresh);
    if (!(options.confidence > 0.5 && options.confidence < 1))
        return fmt::format("a confidence of {}; expected more than 0.5 and less than 1", options.confidence);
    return {};
}

// What first stages are chosen by: how many futures have no answer, then the mean cost.
std::pair<std::size_t, double> price_of(const std::vector<double>& costs) {
    const std::size_t without = without_answer(costs);
    return {without, without > 0 ? infinity : mean_of(costs)};
}

const char* why_unsolved(SolveStatus status) {
    if (status == SolveStatus::infeasible) return "has no first stage with an answer in every future";
    if (status == SolveStatus::unbounded) return "has an objective that falls without end";
    return "does not solve to its optimum";
}

Result<std::vector<StochasticResult>, std::string> solve_samples(const StochasticProgram& program,
                                                                 const SaaOptions& options) {
    std::vector<StochasticResult> solved;
    for (int m = 0; m < options.samples; ++m) {
        const StochasticProgram sample =
            sampled(program, options.futures, options.seed, static_cast<std::uint32_t>(m));
        solved.push_back(solve_stochastic(sample, {}, options.solve));
        if (solved.back().status != SolveStatus::optimal)
            return unexpected(fmt::format("sample {} {}", m + 1, why_unsolved(solved.back().status)));
    }
    return solved;
}

// Of the samples' own, on futures of their own.
Result<std::vector<double>, std::string> best_first_stage(const StochasticProgram& program,
                                                          const SaaOptions& options,
                                                          const std::vector<StochasticResult>& solved) {
    const StochasticProgram chooser = sampled(program, choosing, options.seed, choosing_sample);
    const std::vector<double>* best = nullptr;
    std::pair<std::size_t, double> least;
    for (const StochasticResult& one : solved) {
        const auto costs = priced(chooser, one.first_stage, options.solve);
        if (!costs) return unexpected(costs.error());
        const auto price = price_of(*costs);
        if (best != nullptr && price >= least) continue;
        least = price;
        best = &one.first_stage;
    }
    return *best;
}

}  // namespace

StochasticProgram sampled(const StochasticProgram& program, std::size_t futures, std::uint64_t seed,
                          std::uint32_t sample) {
    StochasticProgram made;
    made.core = program.core;
    made.tree.push_back(program.tree.empty() ? TreeNode{0, -1, 1, {}} : program.tree.front());
    std::vector<const TreeNode*> leaves;
    for (const TreeNode& node : program.tree)
        if (node.stage == 1) leaves.push_back(&node);
    for (std::size_t s = 0; s < futures; ++s) {
        const auto uniform = [&](std::size_t block) {
            return philox_uniform(seed, sample, static_cast<std::uint32_t>(s),
                                  static_cast<std::uint32_t>(block));
        };
        TreeNode node{1, 0, 1.0 / static_cast<double>(futures), {}};
        if (!leaves.empty()) {
            node.changes = leaves[drawn(leaves.size(), uniform(0), [&](std::size_t i) {
                               return leaves[i]->probability;
                           })]->changes;
        }
        for (std::size_t b = 0; b < program.blocks.size(); ++b) {
            const auto& values = program.blocks[b].realisations;
            const auto& chosen = values[drawn(values.size(), uniform(b),
                                              [&](std::size_t i) { return values[i].probability; })];
            node.changes.insert(node.changes.end(), chosen.changes.begin(), chosen.changes.end());
        }
        made.tree.push_back(std::move(node));
    }
    return made;
}

Result<SaaResult, std::string> sample_average(const StochasticProgram& program, const SaaOptions& options) {
    if (std::string wrong = what_is_wrong(options); !wrong.empty()) return unexpected(std::move(wrong));
    if (program.core.stages != 2)
        return unexpected(fmt::format("the program has {} stages; expected 2", program.core.stages));
    const auto solved = solve_samples(program, options);
    if (!solved) return unexpected(solved.error());
    SaaResult out;
    for (const StochasticResult& one : *solved) out.proved = out.proved && std::isfinite(one.bound_proved);
    for (const StochasticResult& one : *solved)
        out.bounds.push_back(out.proved ? one.bound_proved : one.bound);
    out.below = sample_mean(out.bounds, options.confidence);
    auto first_stage = best_first_stage(program, options, *solved);
    if (!first_stage) return unexpected(first_stage.error());
    out.first_stage = std::move(*first_stage);
    const auto costs =
        priced(sampled(program, options.fresh, options.seed, fresh_sample), out.first_stage, options.solve);
    if (!costs) return unexpected(costs.error());
    out.without_answer = without_answer(*costs);
    constexpr SampleMean none{infinity, infinity, infinity, infinity, infinity, infinity};
    out.above = out.without_answer > 0 ? none : sample_mean(*costs, options.confidence);
    return out;
}

}  // namespace dualflow::solver
