// SPDX-License-Identifier: MIT
#include "dualflow/solver/stochastic/held_futures.hpp"

#include <algorithm>
#include <utility>

#include "dualflow/solver/stochastic/block_solver.hpp"

namespace dualflow::solver {

std::vector<HeldFuture> held_futures(const TwoStageProgram& program, const std::vector<double>& cost,
                                     std::span<const double> link, std::size_t count,
                                     const SolveOptions& options) {
    std::vector<std::size_t> worst;
    for (std::size_t s = 0; s < cost.size(); ++s)
        if (program.probability(s) > 0) worst.push_back(s);
    std::stable_sort(worst.begin(), worst.end(),
                     [&](std::size_t a, std::size_t b) { return cost[a] > cost[b]; });
    worst.resize(std::min(worst.size(), count));
    std::sort(worst.begin(), worst.end());
    BlockSolver solver(program);
    std::vector<HeldFuture> held;
    for (const std::size_t s : worst) {
        BlockAnswer answer = solver.solve(program.future(s), link, {}, options);
        if (answer.status == SolveStatus::optimal && answer.cut.usable())
            held.push_back({s, std::move(answer.cut)});
    }
    return held;
}

std::vector<std::uint64_t> numbers_of(const std::vector<HeldFuture>& held) {
    std::vector<std::uint64_t> numbers;
    for (const HeldFuture& one : held) numbers.push_back(one.future);
    return numbers;
}

}  // namespace dualflow::solver
