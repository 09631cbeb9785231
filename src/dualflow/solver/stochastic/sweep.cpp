// SPDX-License-Identifier: MIT
#include "dualflow/solver/stochastic/sweep.hpp"

#include <atomic>
#include <numeric>
#include <thread>
#include <utility>

#include "dualflow/solver/lp/exact_sum.hpp"

namespace dualflow::solver {

Sweep::Sweep(const TwoStageProgram& program, std::size_t clusters, int threads, bool keep_cuts)
    : program_(program),
      partition_(program.futures(), clusters),
      cost_(program.futures(), infinity),
      basis_(program.futures()),
      cut_(keep_cuts ? program.futures() : 0) {
    futures_.reserve(program.futures());
    probability_.reserve(program.futures());
    for (std::size_t s = 0; s < program.futures(); ++s) {
        futures_.push_back(program.future(s));
        probability_.push_back(program.probability(s));
    }
    const auto most = static_cast<int>(std::min<std::size_t>(partition_.parts, 1024));
    for (int t = 0; t < std::clamp(threads, 1, most); ++t)
        solvers_.push_back(std::make_unique<BlockSolver>(program));
}

void Sweep::start_all_from(const Basis& basis) {
    std::fill(basis_.begin(), basis_.end(), basis);
}

std::vector<PartAnswer> Sweep::run_all(std::span<const double> x, const SolveOptions& options) {
    std::vector<std::size_t> all(partition_.parts);
    std::iota(all.begin(), all.end(), std::size_t{0});
    std::vector<PartAnswer> answers(partition_.parts);
    run(x, all, options, answers);
    return answers;
}

void Sweep::run(std::span<const double> x, std::span<const std::size_t> parts, const SolveOptions& options,
                std::vector<PartAnswer>& answers) {
    const std::vector<double> link = link_of(program_, x);
    std::atomic<std::size_t> next{0};
    const auto work = [&](BlockSolver& solver) {
        for (std::size_t k = next.fetch_add(1); k < parts.size(); k = next.fetch_add(1))
            answers[parts[k]] = solve_part(solver, parts[k], link, options);
    };
    std::vector<std::thread> threads;
    for (std::size_t t = 1; t < std::min(solvers_.size(), parts.size()); ++t)
        threads.emplace_back(work, std::ref(*solvers_[t]));
    work(*solvers_.front());
    for (std::thread& thread : threads) thread.join();
}

PartAnswer Sweep::solve_part(BlockSolver& solver, std::size_t part, std::span<const double> link,
                             const SolveOptions& options) {
    PartAnswer out;
    CutSum sum(link.size());
    ExactSum cost(0);
    for (std::size_t s = part; s < futures_.size(); s += partition_.parts) {
        BlockAnswer answer = solver.solve(futures_[s], link, basis_[s], options);
        out.lp_solves += answer.lp_solves;
        out.iterations += answer.iterations;
        out.worst_primal_dual_gap = std::max(out.worst_primal_dual_gap, answer.primal_dual_gap);
        out.cuts_within_reach += answer.cut.within_reach ? 1 : 0;
        if (out.log.empty()) out.log = std::move(answer.log);
        if (!answer.basis.empty()) basis_[s] = std::move(answer.basis);
        cost_[s] = answer.objective;
        if (answer.status != SolveStatus::optimal) {
            out.feasible = false;
            if (answer.status == SolveStatus::infeasible && answer.cut.usable())
                out.feasibility.push_back(std::move(answer.cut));
            continue;
        }
        sum.add(answer.cut, probability_[s]);
        cost.add_product(probability_[s], answer.objective);
        if (!cut_.empty()) cut_[s] = std::move(answer.cut);
    }
    if (out.feasible) {
        out.cut = sum.cut();
        out.cost = cost.value();
    }
    return out;
}

Cut Sweep::tail_cut(std::span<const double> weight) const {
    CutSum sum(program_.link.size());
    for (std::size_t s = 0; s < cut_.size(); ++s) sum.add(cut_[s], weight[s]);
    return sum.cut();
}

Cut cluster_cut(const Partition& partition, const std::vector<PartAnswer>& answers, std::size_t cluster) {
    CutSum sum(answers[cluster].cut.slope.size());
    for (std::size_t p = cluster; p < partition.parts; p += partition.clusters) sum.add(answers[p].cut, 1);
    return sum.cut();
}

}  // namespace dualflow::solver
