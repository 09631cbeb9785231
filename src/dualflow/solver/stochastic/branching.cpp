// SPDX-License-Identifier: MIT
#include "dualflow/solver/stochastic/branching.hpp"

#include <algorithm>
#include <cmath>

#include "dualflow/solver/lp/certificate.hpp"

namespace dualflow::solver {
namespace {

constexpr double whole = 1e-9;         // a column this near to an integer is one
constexpr std::int64_t reliable = 4;   // pseudo-costs seen so often on both sides are believed
constexpr std::size_t most_tried = 8;  // columns a node
constexpr int trial_iterations = 100;  // of the simplex, for each child
constexpr double least_share = 1e-6;   // of the objective: a side that costs less counts as that
constexpr std::size_t no_better = 4;   // tried in turn without a better one: then that is enough

std::size_t at(Index index) {
    return static_cast<std::size_t>(index);
}

struct Candidate {
    Index column = 0;
    double value = 0;
    double down = 0, up = 0;  // what its children cost more, as far as is known
    double score = 0;
    bool believed = false;

    double to_floor() const { return value - std::floor(value); }
    double to_ceiling() const { return std::ceil(value) - value; }
};

class Chooser {
public:
    Chooser(Solver& lp, const SolveOptions& options, const Solution& solution, double cutoff,
            SearchTree& tree)
        : lp_(lp), options_(options), solution_(solution), cutoff_(cutoff), tree_(tree), basis_(lp.basis()) {
        options_.iteration_limit = trial_iterations;
    }

    Branching choose(std::span<const Index> fractional) {
        std::vector<Candidate> candidates = judged(fractional);
        const Candidate* best = nullptr;
        std::size_t tried = 0, in_vain = 0;
        for (Candidate& candidate : candidates) {
            const bool trial = !candidate.believed && tried < most_tried && in_vain < no_better;
            if (trial) {
                ++tried;
                if (!try_children(candidate)) return std::move(out_);
            }
            if (best == nullptr || candidate.score > best->score) {
                best = &candidate;
                in_vain = 0;
                out_.down_bound = trial ? down_bound_ : -infinity;
                out_.up_bound = trial ? up_bound_ : -infinity;
            } else {
                ++in_vain;
            }
        }
        out_.column = best->column;
        return std::move(out_);
    }

private:
    double score(const Candidate& candidate) const {
        const double least = least_share * std::max(std::abs(solution_.objective), 1e-6);
        return std::max(candidate.down, least) * std::max(candidate.up, least);
    }

    // By pseudo-costs, the most promising first; a column never seen has those of the mean column.
    std::vector<Candidate> judged(std::span<const Index> fractional) const {
        const PseudoCost down = all(tree_.down), up = all(tree_.up);
        std::vector<Candidate> candidates;
        for (const Index column : fractional) {
            Candidate candidate{column, solution_.x[at(column)]};
            const PseudoCost& own_down = tree_.down[at(column)];
            const PseudoCost& own_up = tree_.up[at(column)];
            candidate.down = (own_down.count > 0 ? own_down : down).mean() * candidate.to_floor();
            candidate.up = (own_up.count > 0 ? own_up : up).mean() * candidate.to_ceiling();
            candidate.believed = std::min(own_down.count, own_up.count) >= reliable;
            candidate.score = score(candidate);
            candidates.push_back(candidate);
        }
        std::stable_sort(candidates.begin(), candidates.end(),
                         [](const Candidate& a, const Candidate& b) { return a.score > b.score; });
        return candidates;
    }

    static PseudoCost all(std::span<const PseudoCost> costs) {
        PseudoCost sum;
        for (const PseudoCost& cost : costs) {
            sum.sum += cost.mean();
            sum.count += cost.count > 0 ? 1 : 0;
        }
        return sum;
    }

    // False where a side turned out to be closed: the node is to be solved again without it.
    bool try_children(Candidate& candidate) {
        const auto j = at(candidate.column);
        const double lower = lp_.model().lower[j], upper = lp_.model().upper[j];
        const double below = std::floor(candidate.value), above = std::ceil(candidate.value);
        down_bound_ = bound_within(candidate.column, lower, below);
        up_bound_ = bound_within(candidate.column, above, upper);
        lp_.set_column_bounds(candidate.column, lower, upper);
        if (down_bound_ >= cutoff_) out_.tightened.push_back({candidate.column, above, upper});
        if (up_bound_ >= cutoff_) out_.tightened.push_back({candidate.column, lower, below});
        if (!out_.tightened.empty()) return false;
        candidate.down = learn(tree_.down[j], down_bound_, candidate.to_floor());
        candidate.up = learn(tree_.up[j], up_bound_, candidate.to_ceiling());
        candidate.score = score(candidate);
        return true;
    }

    // Infinite where the child is proved to be empty.
    double bound_within(Index column, double lower, double upper) {
        lp_.set_column_bounds(column, lower, upper);
        lp_.start_from(basis_);
        const Solution child = lp_.solve_relaxation(options_);
        out_.lp_solves += child.lp_solves;
        out_.iterations += child.iterations;
        if (child.status == SolveStatus::infeasible && proves_infeasible(lp_.model(), child.farkas))
            return infinity;
        return child.bound_proved;
    }

    double learn(PseudoCost& cost, double bound, double moved) const {
        const double rise = std::isfinite(bound) ? std::max(0.0, bound - solution_.objective) : 0.0;
        if (moved >= telling) cost.add(rise / moved);
        return rise;
    }

    Solver& lp_;
    SolveOptions options_;
    const Solution& solution_;
    double cutoff_;
    SearchTree& tree_;
    Basis basis_;
    Branching out_;
    double down_bound_ = -infinity, up_bound_ = -infinity;
};

}  // namespace

std::vector<Index> fractional_columns(const LpModel& model, std::span<const double> x) {
    std::vector<Index> found;
    for (Index j = 0; j < model.columns(); ++j)
        if (model.integer[at(j)] != 0 && std::abs(x[at(j)] - std::round(x[at(j)])) > whole)
            found.push_back(j);
    return found;
}

bool rounds_up(const LpModel& model, Index column, double value) {
    int up_locks = 0, down_locks = 0;
    for (std::size_t k = at(model.start[at(column)]); k < at(model.start[at(column) + 1]); ++k) {
        const std::size_t row = at(model.row_index[k]);
        const bool below = std::isfinite(model.row_lower[row]), above = std::isfinite(model.row_upper[row]);
        const bool rises = model.value[k] > 0;
        up_locks += (rises ? above : below) ? 1 : 0;
        down_locks += (rises ? below : above) ? 1 : 0;
    }
    if (up_locks != down_locks) return up_locks < down_locks;
    return value - std::floor(value) > 0.5;
}

Branching choose_branching(Solver& lp, const SolveOptions& options, const Solution& solution,
                           std::span<const Index> fractional, double cutoff, SearchTree& tree) {
    return Chooser(lp, options, solution, cutoff, tree).choose(fractional);
}

}  // namespace dualflow::solver
