// SPDX-License-Identifier: MIT
#include "dualflow/solver/stochastic/sampling.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

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

struct Spread {
    double mean = 0, deviation = 0;
};

Spread spread_of(const std::vector<double>& values) {
    Spread spread;
    for (const double value : values) spread.mean += value / static_cast<double>(values.size());
    double squares = 0;
    for (const double value : values) squares += (value - spread.mean) * (value - spread.mean);
    spread.deviation = std::sqrt(squares / static_cast<double>(values.size() - 1));
    return spread;
}

// Cost of a first stage in each future of a sample.
Result<std::vector<double>, std::string> priced(const StochasticProgram& sample, const std::vector<double>& x,
                                                int threads) {
    const auto two = two_stage(sample);
    if (!two) return unexpected(two.error());
    Evaluation found = evaluate_first_stage(*two, {}, x, threads);
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
    SaaResult out;
    const StochasticProgram chooser = sampled(program, choosing, options.seed, choosing_sample);
    double least = infinity;
    for (int m = 0; m < options.samples; ++m) {
        const StochasticProgram sample =
            sampled(program, options.futures, options.seed, static_cast<std::uint32_t>(m));
        const StochasticResult found = solve_stochastic(sample, {}, options.solve);
        if (found.status != SolveStatus::optimal)
            return unexpected(fmt::format("sample {} does not solve to its optimum", m + 1));
        out.bounds.push_back(found.bound);
        const auto costs = priced(chooser, found.first_stage, options.solve.threads);
        if (!costs) return unexpected(costs.error());
        const double mean = spread_of(*costs).mean;
        if (mean < least || out.first_stage.empty()) {
            least = mean;
            out.first_stage = found.first_stage;
        }
    }
    const Spread below = spread_of(out.bounds);
    out.lower_mean = below.mean;
    out.lower_deviation = below.deviation;
    out.lower = below.mean - student_t_quantile(options.confidence, options.samples - 1) * below.deviation /
                                 std::sqrt(static_cast<double>(options.samples));
    const auto costs = priced(sampled(program, options.fresh, options.seed, fresh_sample), out.first_stage,
                              options.solve.threads);
    if (!costs) return unexpected(costs.error());
    const Spread above = spread_of(*costs);
    out.upper_mean = above.mean;
    out.upper_deviation = above.deviation;
    const int freedom = static_cast<int>(std::min<std::size_t>(options.fresh - 1, 1'000'000));
    out.upper = above.mean + student_t_quantile(options.confidence, freedom) * above.deviation /
                                 std::sqrt(static_cast<double>(options.fresh));
    return out;
}

}  // namespace dualflow::solver
