// SPDX-License-Identifier: MIT
#include "dualflow/solver/stochastic/values.hpp"

#include <fmt/format.h>

#include "dualflow/solver/lp/exact_sum.hpp"
#include "dualflow/solver/stochastic/evaluate.hpp"
#include "dualflow/solver/stochastic/futures_of.hpp"

namespace dualflow::solver {
namespace {

Result<Solution, std::string> solve_one(const LpModel& model, const StochasticOptions& options,
                                        const std::string& what) {
    SolveOptions with;
    with.gap = options.gap;
    with.interrupt = options.interrupt;
    Solution solution = Solver(model).solve(with);
    if (solution.status != SolveStatus::optimal)
        return unexpected(fmt::format("{} does not solve to its optimum", what));
    return solution;
}

}  // namespace

Result<StochasticValues, std::string> stochastic_values(const StochasticProgram& given,
                                                        const StochasticOptions& options) {
    StochasticProgram program = given;
    normalise(program);
    const auto two = two_stage(program);
    if (!two) return unexpected(two.error());
    StochasticValues values;
    const StochasticResult recourse = solve_stochastic(program, {}, options);
    if (recourse.status != SolveStatus::optimal)
        return unexpected(std::string("the program does not solve to its optimum"));
    values.recourse = recourse.objective;

    ExactSum sum(0);
    for (std::size_t s = 0; s < two->futures(); ++s) {
        const auto alone =
            solve_one(program_of_one(*two, block_of(*two, s)), options, fmt::format("future {}", s + 1));
        if (!alone) return unexpected(alone.error());
        sum.add_product(two->probability(s), alone->objective);
    }
    values.wait_and_see = sum.value();

    const auto mean = solve_one(program_of_one(*two, mean_block(*two)), options, "the mean future");
    if (!mean) return unexpected(mean.error());
    values.mean_future = mean->objective;
    values.expected_value_stage.assign(mean->x.begin(), mean->x.begin() + two->master.columns());
    values.expected_value =
        evaluate_first_stage(*two, {}, values.expected_value_stage, options.threads).objective;
    return values;
}

}  // namespace dualflow::solver
