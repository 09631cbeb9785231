// SPDX-License-Identifier: MIT
#include "dualflow/solver/stochastic/point_sweeps.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "dualflow/solver/lp/exact_sum.hpp"
#include "dualflow/solver/lp/safe_bound.hpp"
#include "dualflow/solver/stochastic/cut_check.hpp"
#include "dualflow/solver/stochastic/evaluate.hpp"

namespace dualflow::solver {
namespace {

constexpr std::size_t most_clusters = 100;
constexpr std::size_t most_batches = 10;  // of clusters, of a sweep
constexpr double worth_a_glance = 0.02;   // share of futures that had to be solved in the sweep before
constexpr std::size_t group_size = 8;     // of futures, at the beginning, where groups are asked for

std::size_t clusters_of(const TwoStageProgram& program, const BendersOptions& options) {
    if (options.clusters > 0) return static_cast<std::size_t>(options.clusters);
    if (!options.adaptive_partition) return most_clusters;
    return std::clamp<std::size_t>(program.futures() / group_size, 1, most_clusters);
}

}  // namespace

PointSweeps::PointSweeps(const TwoStageProgram& program, const Risk& risk, const BendersOptions& options,
                         Team& team, BendersState& state)
    : program_(program),
      risk_(risk),
      options_(options),
      state_(state),
      sweep_(program, team, clusters_of(program, options), options.threads, !risk.neutral(),
             options.adaptive_partition) {
    solve_options_.interrupt = options.interrupt;
}

Cut PointSweeps::tail_cut() {
    return sweep_.tail_cut(tail_weights(sweep_.probabilities(), sweep_.costs(), risk_.alpha));
}

bool PointSweeps::next_alone(std::vector<PartAlone>& alone, std::size_t& done) {
    const std::size_t parts = sweep_.partition().parts, first = done;
    alone.resize(parts);
    std::vector<std::size_t> some;
    for (const std::size_t batch = (parts + most_batches - 1) / most_batches;
         done < parts && some.size() < batch; ++done)
        some.push_back(done);
    sweep_.run_alone(some, solve_options_, alone);
    bool solved = true;
    for (std::size_t p = first; p < done; ++p) {
        const PartAlone& one = alone[p];
        state_.lp_solves += one.lp_solves;
        state_.iterations += one.iterations;
        state_.worst_primal_dual_gap = std::max(state_.worst_primal_dual_gap, one.worst_primal_dual_gap);
        if (!one.log.empty() && state_.log.size() < 100) state_.log.push_back(one.log);
        solved = solved && one.solved;
    }
    return solved;
}

Swept PointSweeps::all(const std::vector<double>& point) {
    Swept swept;
    if (!state_.shares_basis) share_basis(point);
    swept.answers = sweep_.run_all(point, solve_options_);
    const std::vector<double> link = link_of(program_, point);
    std::int64_t groups = 0;
    for (const PartAnswer& answer : swept.answers) {
        count(answer, link, swept);
        groups += answer.groups;
    }
    judge_groups(groups, program_.futures());
    swept.point = point;
    if (swept.feasible) set_cost(point, swept);
    return swept;
}

void PointSweeps::count(const PartAnswer& answer, std::span<const double> link, Swept& swept) {
    state_.lp_solves += answer.lp_solves;
    state_.iterations += answer.iterations;
    state_.worst_primal_dual_gap = std::max(state_.worst_primal_dual_gap, answer.worst_primal_dual_gap);
    state_.cuts_within_reach += answer.cuts_within_reach;
    if (!answer.log.empty() && state_.log.size() < 100) state_.log.push_back(answer.log);
    swept.feasible = swept.feasible && answer.feasible;
    if (answer.feasible && swept.wrong.empty()) swept.wrong = why_no_cut(answer.cut, link, answer.cost);
}

Swept PointSweeps::batches(Master& master, std::vector<double> point, std::span<const double> at,
                           double raise) {
    Swept swept;
    if (!state_.shares_basis) share_basis(point);
    swept.answers.resize(sweep_.partition().parts);
    const bool partial = options_.partial_sweeps || options_.adaptive_partition;
    const double enough = partial && risk_.neutral() ? raise : infinity;
    const std::size_t clusters = sweep_.partition().clusters,
                      batch = std::isfinite(enough) ? (clusters + most_batches - 1) / most_batches : clusters;
    double moved = 0;
    std::int64_t groups = 0;
    if (state_.glance && enough < infinity && !options_.rows_missed &&
        glance_is_enough(master, point, at, enough, swept, moved))
        return swept;
    const std::int64_t lp_solves = state_.lp_solves;
    for (std::size_t done = 0; done < clusters;) {
        const std::size_t size = std::min(batch, clusters - done);
        solve_clusters(point, size, swept);
        if (!swept.feasible) {
            swept.cut_off = add_feasibility(master, swept, at);
            return swept;
        }
        groups += add_clusters(master, size, at, swept, moved);
        done += size;
        const double solved = static_cast<double>(done * program_.futures()) / static_cast<double>(clusters);
        state_.glance = sweep_.can_glance() &&
                        static_cast<double>(state_.lp_solves - lp_solves) > worth_a_glance * solved;
        judge_groups(groups, static_cast<std::size_t>(solved));
        if (moved > enough && done < clusters && options_.partial_sweeps) {
            swept.cut_off = true;
            return swept;
        }
    }
    swept.cut_off = moved > 0;
    if (!risk_.neutral()) swept.cut_off = add_tail(master, point, at, swept) || swept.cut_off;
    set_cost(point, swept);
    swept.point = std::move(point);
    return swept;
}

// Known bases, or groups, at the point and at the master's own. Where those have nothing against it, that is
// the point to sweep: see whether it is as good as the master says.
bool PointSweeps::glance_is_enough(Master& master, std::vector<double>& point, std::span<const double> at,
                                   double enough, Swept& swept, double& moved) {
    const bool same = std::equal(point.begin(), point.end(), at.begin());
    for (const double* from : {std::as_const(point).data(), at.data()}) {
        if (same && from == at.data()) break;
        moved += add_glance(master, {from, point.size()}, at, swept);
        if (moved <= enough) continue;
        swept.cut_off = true;
        return true;
    }
    std::copy_n(at.begin(), point.size(), point.begin());
    return false;
}

// Cuts from bases that are known, or of groups; by how much they move the master.
double PointSweeps::add_glance(Master& master, std::span<const double> point, std::span<const double> at,
                               Swept& swept) {
    sweep_.glance(point, solve_options_, swept.answers);
    for (const PartAnswer& answer : swept.answers) {
        state_.lp_solves += answer.lp_solves;
        state_.iterations += answer.iterations;
        state_.cuts_within_reach += answer.cuts_within_reach;
    }
    double moved = 0;
    for (std::size_t k = 0; k < sweep_.partition().clusters; ++k)
        moved += master.add_cluster(k, cluster_cut(sweep_.partition(), swept.answers, k), at);
    return moved;
}

bool PointSweeps::add_tail(Master& master, const std::vector<double>& point, std::span<const double> at,
                           Swept& swept) {
    const std::vector<double>& cost = sweep_.costs();
    const std::vector<double> weight = tail_weights(sweep_.probabilities(), cost, risk_.alpha);
    const Cut cut = sweep_.tail_cut(weight);
    ExactSum sum;
    std::vector<double> not_held = weight;
    for (const HeldFuture& held : master.held()) not_held[held.future] = 0;
    for (std::size_t s = 0; s < cost.size(); ++s) sum.add_product(not_held[s], cost[s]);
    if (swept.wrong.empty()) swept.wrong = why_no_cut(cut, link_of(program_, point), sum.value());
    return master.add_tail(cut, weight, at);
}

// Of the clusters that were solved last. By how much they move the master is added up; how many groups they
// have comes back.
std::int64_t PointSweeps::add_clusters(Master& master, std::size_t size, std::span<const double> at,
                                       const Swept& swept, double& moved) {
    const Partition& partition = sweep_.partition();
    const std::size_t clusters = partition.clusters;
    std::int64_t groups = 0;
    for (std::size_t k = 0; k < size; ++k) {
        const std::size_t cluster = (state_.next_cluster + k) % clusters;
        moved += master.add_cluster(cluster, cluster_cut(partition, swept.answers, cluster), at);
        for (std::size_t p = cluster; p < partition.parts; p += clusters) groups += swept.answers[p].groups;
    }
    state_.next_cluster = (state_.next_cluster + size) % clusters;
    return groups;
}

// Groups are worth a look while they are half as many as their futures.
void PointSweeps::judge_groups(std::int64_t groups, std::size_t futures) {
    if (groups > 0) state_.glance = 2 * static_cast<std::size_t>(groups) <= futures;
}

void PointSweeps::solve_clusters(const std::vector<double>& point, std::size_t size, Swept& swept) {
    const Partition& partition = sweep_.partition();
    std::vector<std::size_t> parts;
    for (std::size_t k = 0; k < size; ++k)
        for (std::size_t p = (state_.next_cluster + k) % partition.clusters; p < partition.parts;
             p += partition.clusters)
            parts.push_back(p);
    sweep_.run(point, parts, solve_options_, swept.answers);
    const std::vector<double> link = link_of(program_, point);
    for (const std::size_t p : parts) count(swept.answers[p], link, swept);
}

bool PointSweeps::add_feasibility(Master& master, const Swept& swept, std::span<const double> at) {
    bool violated = false;
    for (const PartAnswer& answer : swept.answers)
        for (const Cut& cut : answer.feasibility) violated = master.add_feasibility(cut, at) || violated;
    return violated;
}

// The first future's basis is a better start for the others than none.
void PointSweeps::share_basis(const std::vector<double>& point) {
    state_.shares_basis = true;
    BlockSolver solver(program_);
    const BlockAnswer answer = solver.solve(program_.future(0), link_of(program_, point), {}, solve_options_);
    if (!answer.basis.empty()) sweep_.start_all_from(answer.basis);
}

void PointSweeps::set_cost(const std::vector<double>& point, Swept& swept) {
    ExactSum sum(objective_of(program_.master, point));
    swept.size = std::abs(program_.master.offset);
    for (std::size_t j = 0; j < point.size(); ++j) swept.size += std::abs(program_.master.cost[j] * point[j]);
    for (const PartAnswer& answer : swept.answers) {
        for (const double cost : {answer.cost, answer.held_cost}) {
            sum.add_product(1 - risk_.lambda, cost);
            swept.size += std::abs(cost);
        }
    }
    if (!risk_.neutral()) {
        const std::vector<double>& cost = sweep_.costs();
        const std::vector<double> tail = tail_weights(sweep_.probabilities(), cost, risk_.alpha);
        for (std::size_t s = 0; s < cost.size(); ++s) sum.add_product(risk_.lambda * tail[s], cost[s]);
    }
    swept.objective = sum.value();
}

}  // namespace dualflow::solver
