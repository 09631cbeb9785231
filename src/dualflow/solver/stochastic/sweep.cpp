// SPDX-License-Identifier: MIT
#include "dualflow/solver/stochastic/sweep.hpp"

#include <utility>

#include "dualflow/solver/lp/exact_sum.hpp"
#include "dualflow/solver/parallel/threads.hpp"
#include "dualflow/solver/stochastic/future_alone.hpp"

namespace dualflow::solver {
namespace {

// Of a block for which a dictionary is kept: rows, and rows times figures that change, which is what making
// an entry costs.
constexpr std::size_t most_rows = 1500, most_moves = 250'000;
constexpr std::size_t usual_parts = 200;
constexpr std::size_t seeds = 64;  // futures that are solved before the first sweep, for their bases

}  // namespace

struct Sweep::PartWork {
    std::span<const double> link;
    const SolveOptions& options;
    PartAnswer answer;
    std::optional<PartDictionary> dictionary;
    CutSum cut;
    ExactSum cost{0}, held_cost{0};
    std::vector<std::uint64_t> marks;  // of each future's duals; where there are groups

    PartWork(std::span<const double> link_given, const SolveOptions& options_given,
             const std::optional<BasisDictionary>& known)
        : link(link_given), options(options_given), cut(link_given.size()) {
        if (known) dictionary.emplace(*known, options);
    }
};

Sweep::Sweep(const TwoStageProgram& program, std::size_t clusters, int threads, bool keep_cuts,
             bool in_groups)
    : program_(program),
      partition_(program.futures(), clusters, in_groups ? 1 : usual_parts),
      cost_(program.futures(), infinity),
      cut_(keep_cuts ? program.futures() : 0) {
    probability_.reserve(program.futures());
    for (std::size_t s = 0; s < program.futures(); ++s) probability_.push_back(program.probability(s));
    const auto rows = static_cast<std::size_t>(program.block.rows());
    const bool keeps_bases = rows <= most_rows && !in_groups;
    auto sides = keeps_bases ? random_sides(program) : std::nullopt;
    if (sides && sides->slots.size() * rows <= most_moves) {
        dictionary_.emplace(program, std::move(*sides));
        served_by_.assign(program.futures(), BasisDictionary::none);
    } else {
        basis_.resize(program.futures());
        if (in_groups && program.convex_in_changes() && partition_.futures > partition_.parts)
            groups_.emplace(program, partition_);
    }
    const auto most = static_cast<int>(std::min<std::size_t>(partition_.parts, 1024));
    for (int t = 0; t < std::clamp(threads, 1, most); ++t)
        solvers_.push_back(std::make_unique<BlockSolver>(program));
}

void Sweep::start_all_from(const Basis& basis) {
    shared_ = basis;
}

void Sweep::hold(const std::vector<std::uint64_t>& futures) {
    held_.assign(program_.futures(), 0);
    for (const std::uint64_t future : futures) held_[future] = 1;
}

void Sweep::start_from(const SweepState& state) {
    shared_ = state.shared;
    if (dictionary_) {
        dictionary_->restore(state.bases, state.used);
        seeded_ = state.seeded;
        served_by_ = state.served;
    } else {
        basis_ = state.bases;
    }
    if (groups_) groups_->restore(state.groups);
}

SweepState Sweep::state() const {
    if (!dictionary_)
        return {shared_, basis_, {}, {}, groups_ ? groups_->state() : std::vector<PartGroups>(), false};
    SweepState state{shared_, {}, {}, served_by_, {}, seeded_};
    for (BasisDictionary::Id id = 0; id < dictionary_->size(); ++id) {
        state.bases.push_back(dictionary_->entry(id).basis->basis());
        state.used.push_back(dictionary_->entry(id).used);
    }
    return state;
}

template <class Work>
void Sweep::on_own_threads(std::size_t count, const Work& work) {
    on_threads(solvers_.size(), count,
               [&](std::size_t thread, std::size_t k) { work(*solvers_[thread], k); });
}

std::vector<PartFound> Sweep::solve(std::span<const double> x, std::span<const std::size_t> parts,
                                    const SolveOptions& options, std::vector<PartAnswer>& answers) {
    const std::vector<double> link = link_of(program_, x);
    seeding_ = {};
    if (dictionary_) {
        dictionary_->move_to(link);
        dictionary_->set_regions(options, static_cast<int>(solvers_.size()));
        if (!seeded_) seed(link, options, seeding_);
    }
    std::vector<PartFound> found(dictionary_ ? parts.size() : 0);
    on_own_threads(parts.size(), [&](BlockSolver& solver, std::size_t k) {
        PartWork part(link, options, dictionary_);
        solve_part(solver, parts[k], part);
        if (groups_) regroup(parts[k], part);
        answers[parts[k]] = std::move(part.answer);
        if (!part.dictionary) return;
        found[k].made = std::move(*part.dictionary).found();
        found[k].used = found[k].made.used;
        for (const BasisDictionary::Entry& entry : found[k].made.fresh)
            found[k].fresh.push_back(entry.basis->basis());
    });
    return found;
}

void Sweep::solve_alone(std::span<const std::size_t> parts, const SolveOptions& options,
                        std::vector<PartAlone>& alone) {
    on_threads(solvers_.size(), parts.size(), [&](std::size_t /*thread*/, std::size_t k) {
        alone[parts[k]] = part_alone(parts[k], options);
    });
}

PartAlone Sweep::part_alone(std::size_t part, const SolveOptions& options) const {
    PartAlone out;
    CutSum cut(program_.link.size());
    std::vector<ExactSum> point(static_cast<std::size_t>(program_.master.columns()), ExactSum(0));
    for (std::size_t s = part; s < probability_.size() && out.solved; s += partition_.parts) {
        const FutureAlone one = solver::solve_alone(program_, s, options);
        out.lp_solves += one.lp_solves;
        out.iterations += one.iterations;
        out.worst_primal_dual_gap = std::max(out.worst_primal_dual_gap, one.primal_dual_gap);
        if (out.log.empty()) out.log = one.log;
        out.solved = one.status == SolveStatus::optimal && one.cut.usable();
        if (!out.solved) break;
        cut.add(one.cut, probability_[s]);
        for (std::size_t j = 0; j < point.size(); ++j) point[j].add_product(probability_[s], one.x[j]);
    }
    out.cut = cut.cut();
    for (const ExactSum& sum : point) out.point.push_back(sum.value());
    return out;
}

// Entries that were made elsewhere are made again here.
BasisDictionary::Found Sweep::in_full(PartFound found, const SolveOptions& options) const {
    if (found.made.fresh.size() == found.fresh.size()) {
        found.made.used = std::move(found.used);
        return std::move(found.made);
    }
    BasisDictionary::Found made;
    made.used = std::move(found.used);
    for (const Basis& basis : found.fresh) made.fresh.push_back(dictionary_->entry_of(basis, options));
    return made;
}

void Sweep::learn(std::span<const std::size_t> parts, std::vector<PartFound> found,
                  const SolveOptions& options) {
    if (!dictionary_) return;
    const BasisDictionary::Id before = dictionary_->size();
    for (std::size_t k = 0; k < parts.size(); ++k)
        take_over(parts[k], before, in_full(std::move(found[k]), options));
    const std::vector<BasisDictionary::Id> becomes = dictionary_->tidy();
    if (becomes.empty()) return;
    for (BasisDictionary::Id& id : served_by_)
        if (id != BasisDictionary::none) id = becomes[static_cast<std::size_t>(id)];
}

bool Sweep::keeps_bases() const {
    return dictionary_ && (dictionary_->size() > 0 || !seeded_);
}

bool Sweep::can_glance() const {
    return dictionary_ ? dictionary_->size() > 0 : groups_.has_value();
}

void Sweep::glance(std::span<const double> x, std::span<const std::size_t> parts, const SolveOptions& options,
                   std::vector<PartAnswer>& answers) {
    const std::vector<double> link = link_of(program_, x);
    if (dictionary_) {
        dictionary_->move_to(link);
        dictionary_->set_cuts();
    }
    on_own_threads(parts.size(), [&](BlockSolver& solver, std::size_t k) {
        PartWork work(link, options, dictionary_);
        if (dictionary_)
            glance_at_bases(parts[k], work);
        else
            glance_at_groups(solver, parts[k], work);
        if (work.answer.feasible) work.answer.cut = work.cut.cut();
        answers[parts[k]] = std::move(work.answer);
    });
}

void Sweep::glance_at_bases(std::size_t part, PartWork& work) const {
    for (std::size_t s = part; s < probability_.size(); s += partition_.parts)
        if (!is_held(s)) work.dictionary->add(work.dictionary->highest(s), probability_[s]);
    work.dictionary->sum_up_cuts(work.cut);
}

// A mean future without an answer leaves the part without a cut.
void Sweep::glance_at_groups(BlockSolver& solver, std::size_t part, PartWork& work) {
    const std::vector<TwoStageProgram::Future>& means = groups_->means(part);
    PartGroups& groups = groups_->part(part);
    std::vector<Cut> cuts;
    for (std::size_t g = 0; g < means.size(); ++g) {
        const Basis& start = groups.basis[g].empty() ? shared_ : groups.basis[g];
        BlockAnswer answer = solve_block(solver, means[g], start, work);
        if (answer.status != SolveStatus::optimal) work.answer.feasible = false;
        if (!answer.basis.empty()) groups.basis[g] = std::move(answer.basis);
        cuts.push_back(std::move(answer.cut));
    }
    if (!work.answer.feasible) return;
    for (std::size_t k = 0; k < groups.of.size(); ++k)
        work.cut.add(cuts[static_cast<std::size_t>(groups.of[k])], probability_[part + k * partition_.parts]);
}

void Sweep::regroup(std::size_t part, PartWork& work) {
    groups_->split(part, work.marks);
    work.answer.groups = static_cast<std::int64_t>(groups_->part(part).basis.size());
}

// Bases of a few futures spread over all of them, so that not every part has to find the common ones.
void Sweep::seed(std::span<const double> link, const SolveOptions& options, PartAnswer& answer) {
    seeded_ = true;
    PartWork work(link, options, dictionary_);
    const std::size_t all = probability_.size(), some = std::min(all, seeds);
    for (std::size_t k = 0; k < some; ++k) {
        const std::size_t s = k * all / some;
        if (work.dictionary->find(s, BasisDictionary::none) == BasisDictionary::none)
            solve_future(*solvers_.front(), s, work);
    }
    answer = std::move(work.answer);
    const std::vector<BasisDictionary::Id> becomes = dictionary_->merge(std::move(*work.dictionary).found());
    for (BasisDictionary::Id& id : served_by_)
        if (id != BasisDictionary::none) id = becomes[static_cast<std::size_t>(id)];
    dictionary_->move_to(link);
    dictionary_->set_regions(options, 1);
}

// Ids that the part gave to new bases become those that the dictionary gives them.
void Sweep::take_over(std::size_t part, BasisDictionary::Id before, const BasisDictionary::Found& found) {
    const std::vector<BasisDictionary::Id> becomes = dictionary_->merge(found);
    if (becomes.empty()) return;
    for (std::size_t s = part; s < served_by_.size(); s += partition_.parts)
        if (served_by_[s] >= before)
            served_by_[s] = becomes[static_cast<std::size_t>(served_by_[s] - before)];
}

void Sweep::solve_part(BlockSolver& solver, std::size_t part, PartWork& work) {
    PartAnswer& out = work.answer;
    for (std::size_t s = part; s < probability_.size(); s += partition_.parts) {
        if (work.dictionary && look_up(s, work)) continue;
        BlockAnswer answer = solve_future(solver, s, work);
        cost_[s] = answer.objective;
        if (answer.status != SolveStatus::optimal) {
            out.feasible = false;
            if (answer.status == SolveStatus::infeasible && answer.cut.usable())
                out.feasibility.push_back(std::move(answer.cut));
            continue;
        }
        (is_held(s) ? work.held_cost : work.cost).add_product(probability_[s], answer.objective);
        if (!is_held(s)) work.cut.add(answer.cut, probability_[s]);
        if (!cut_.empty()) cut_[s] = std::move(answer.cut);
    }
    if (!out.feasible) return;
    if (work.dictionary) work.dictionary->sum_up(work.cut, work.cost, out.worst_primal_dual_gap);
    out.cut = work.cut.cut();
    out.cost = work.cost.value();
    out.held_cost = work.held_cost.value();
}

// True where a basis that is known serves the future, or one that is a few pivots away.
bool Sweep::look_up(std::size_t future, PartWork& work) {
    BasisDictionary::Id id = work.dictionary->find(future, served_by_[future]);
    if (id == BasisDictionary::none) {
        const std::int64_t before = work.dictionary->pivots();
        id = work.dictionary->walk(served_by_[future]);
        work.answer.iterations += work.dictionary->pivots() - before;
        if (id == BasisDictionary::none) return false;
        ++work.answer.lp_solves;
    }
    served_by_[future] = id;
    cost_[future] = work.dictionary->cost(id);
    if (is_held(future))
        work.held_cost.add_product(probability_[future], cost_[future]);
    else
        work.dictionary->add(id, probability_[future]);
    if (!cut_.empty()) cut_[future] = work.dictionary->cut(id);
    return true;
}

BlockAnswer Sweep::solve_future(BlockSolver& solver, std::size_t future, PartWork& work) {
    const Basis* start = work.dictionary ? work.dictionary->start(served_by_[future]) : &basis_[future];
    if (start == nullptr || start->empty()) start = &shared_;
    BlockAnswer answer = solve_block(solver, program_.future(future), *start, work);
    if (groups_) work.marks.push_back(mark_of(answer.row_dual));
    if (answer.basis.empty()) return answer;
    if (!work.dictionary) {
        basis_[future] = std::move(answer.basis);
    } else if (answer.status == SolveStatus::optimal) {
        const BasisDictionary::Id id = work.dictionary->extend(answer.basis);
        if (id != BasisDictionary::none) served_by_[future] = id;
    }
    return answer;
}

BlockAnswer Sweep::solve_block(BlockSolver& solver, const TwoStageProgram::Future& future, const Basis& start,
                               PartWork& work) const {
    BlockAnswer answer = solver.solve(future, work.link, start, work.options);
    PartAnswer& out = work.answer;
    out.lp_solves += answer.lp_solves;
    out.iterations += answer.iterations;
    out.worst_primal_dual_gap = std::max(out.worst_primal_dual_gap, answer.primal_dual_gap);
    out.cuts_within_reach += answer.cut.within_reach ? 1 : 0;
    if (out.log.empty()) out.log = std::move(answer.log);
    return answer;
}

Cut Sweep::tail_cut(std::size_t part, std::span<const double> weight) const {
    CutSum sum(program_.link.size());
    for (std::size_t s = part; s < cut_.size(); s += partition_.parts)
        if (!is_held(s)) sum.add(cut_[s], weight[s]);
    return sum.cut();
}

Cut cluster_cut(const Partition& partition, const std::vector<PartAnswer>& answers, std::size_t cluster) {
    CutSum sum(answers[cluster].cut.slope.size());
    for (std::size_t p = cluster; p < partition.parts; p += partition.clusters) sum.add(answers[p].cut, 1);
    return sum.cut();
}

}  // namespace dualflow::solver
