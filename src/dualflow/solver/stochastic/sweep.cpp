// SPDX-License-Identifier: MIT
#include "dualflow/solver/stochastic/sweep.hpp"

#include <algorithm>
#include <atomic>
#include <numeric>
#include <thread>

namespace dualflow::solver {

Sweep::Sweep(const TwoStageProgram& program, int threads) : program_(program), basis_(program.futures()) {
    futures_.reserve(program.futures());
    for (std::size_t s = 0; s < program.futures(); ++s) futures_.push_back(program.future(s));
    const auto most = static_cast<int>(std::min<std::size_t>(futures_.size(), 1024));
    for (int t = 0; t < std::clamp(threads, 1, most); ++t)
        solvers_.push_back(std::make_unique<BlockSolver>(program));
}

void Sweep::start_all_from(const Basis& basis) {
    std::fill(basis_.begin(), basis_.end(), basis);
}

std::vector<BlockAnswer> Sweep::run(std::span<const double> x, const SolveOptions& options,
                                    bool with_points) {
    std::vector<std::size_t> all(futures_.size());
    std::iota(all.begin(), all.end(), std::size_t{0});
    std::vector<BlockAnswer> answers(futures_.size());
    run_some(x, all, options, answers, with_points);
    return answers;
}

void Sweep::run_some(std::span<const double> x, std::span<const std::size_t> some,
                     const SolveOptions& options, std::vector<BlockAnswer>& answers, bool with_points) {
    const std::vector<double> link = link_of(program_, x);
    std::atomic<std::size_t> next{0};
    constexpr std::size_t chunk = 8;
    const auto work = [&](BlockSolver& solver) {
        for (;;) {
            const std::size_t first = next.fetch_add(chunk);
            if (first >= some.size()) return;
            for (std::size_t k = first; k < std::min(first + chunk, some.size()); ++k) {
                const std::size_t s = some[k];
                answers[s] = solver.solve(futures_[s], link, basis_[s], options, with_points);
                if (!answers[s].basis.empty()) basis_[s] = std::move(answers[s].basis);
            }
        }
    };
    std::vector<std::thread> threads;
    const std::size_t needed = std::min(solvers_.size(), (some.size() + chunk - 1) / chunk);
    for (std::size_t t = 1; t < needed; ++t) threads.emplace_back(work, std::ref(*solvers_[t]));
    work(*solvers_.front());
    for (std::thread& thread : threads) thread.join();
}

}  // namespace dualflow::solver
