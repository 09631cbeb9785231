// SPDX-License-Identifier: MIT
#include "dualflow/solver/stochastic/branch_and_cut.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "dualflow/solver/lp/certificate.hpp"
#include "dualflow/solver/lp/dive.hpp"
#include "dualflow/solver/lp/rows.hpp"
#include "dualflow/solver/lp/safe_bound.hpp"
#include "dualflow/solver/stochastic/branching.hpp"
#include "dualflow/solver/stochastic/cut_ageing.hpp"
#include "dualflow/solver/stochastic/cut_rounds.hpp"
#include "dualflow/solver/stochastic/reduced_cost_fixing.hpp"
#include "dualflow/solver/stochastic/rounding_cuts.hpp"

namespace dualflow::solver {
namespace {

constexpr double plunge_within = 0.25;      // of the gap above the least bound: no deeper than that
constexpr int most_dives = 10;              // at the root, in turn, each knowing the cuts of the point before
constexpr double nearly_whole = 1e-6;       // a column that rounding leaves where it is
constexpr std::int64_t first_nodes = 8;     // between two searches for incumbents,
constexpr std::int64_t share_of_nodes = 4;  // or a fourth of the nodes so far
constexpr std::size_t most_rounding_cuts = 100;  // a round
constexpr std::int64_t between_purges = 16;      // nodes: a purge looks at the bases of all that are open

std::size_t at(Index index) {
    return static_cast<std::size_t>(index);
}

enum class Outcome { closed, branched, stopped, failed };

class Search {
public:
    Search(Solver& lp, const Separate& separate, const BranchAndCutOptions& options, SearchTree& tree)
        : lp_(lp),
          separate_(separate),
          options_(options),
          tree_(tree),
          ageing_(options.first_cut, tree.age),
          first_lower_(lp.model().lower),
          first_upper_(lp.model().upper) {}

    SolveStatus run() {
        if (!tree_.started) start();
        const SolveStatus status = search();
        for (Index j = 0; j < lp_.model().columns(); ++j)
            if (is_integer(j)) lp_.set_column_bounds(j, first_lower_[at(j)], first_upper_[at(j)]);
        return status;
    }

private:
    bool is_integer(Index column) const { return lp_.model().integer[at(column)] != 0; }
    double cutoff() const { return tree_.cutoff(options_.gap); }

    void start() {
        tree_.started = true;
        tree_.lower = first_lower_;
        tree_.upper = first_upper_;
        for (Index j = 0; j < lp_.model().columns(); ++j) {
            if (!is_integer(j)) continue;
            tree_.lower[at(j)] = std::ceil(tree_.lower[at(j)]);
            tree_.upper[at(j)] = std::floor(tree_.upper[at(j)]);
        }
        tree_.down.assign(tree_.lower.size(), {});
        tree_.up.assign(tree_.lower.size(), {});
        OpenNode root;
        root.basis = lp_.basis();
        tree_.open.push_back(std::move(root));
        tree_.made = 1;
    }

    SolveStatus search() {
        for (;;) {
            tree_.prune(options_.gap);
            if (tree_.open.empty())
                return tree_.incumbent.empty() ? SolveStatus::infeasible : SolveStatus::optimal;
            if (options_.node_limit >= 0 && tree_.nodes >= options_.node_limit) return SolveStatus::limit;
            OpenNode node = tree_.take_next();
            const Outcome outcome = process(node);
            if (outcome == Outcome::stopped || outcome == Outcome::failed) {
                tree_.open.push_back(std::move(node));
                return outcome == Outcome::failed ? SolveStatus::failed : SolveStatus::limit;
            }
            ++tree_.nodes;
            if (options_.on_node) options_.on_node(tree_);
        }
    }

    void purge(OpenNode& node, Solution& solution) {
        const std::vector<Index> rows = ageing_.purge(lp_, tree_.open);
        node.basis.forget_rows(rows);
        for (auto row = rows.rbegin(); row != rows.rend(); ++row)
            solution.row_dual.erase(solution.row_dual.begin() + *row);
        if (!rows.empty() && options_.on_delete) options_.on_delete(rows);
    }

    // False where the node's box is empty.
    bool install(const OpenNode& node) {
        lower_ = tree_.lower;
        upper_ = tree_.upper;
        for (const BoundChange& change : node.changes) narrow(change);
        bool any = true;
        for (Index j = 0; j < lp_.model().columns(); ++j) {
            if (!is_integer(j)) continue;
            any = any && lower_[at(j)] <= upper_[at(j)];
            if (any) lp_.set_column_bounds(j, lower_[at(j)], upper_[at(j)]);
        }
        return any;
    }

    void narrow(const BoundChange& change) {
        lower_[at(change.column)] = std::max(lower_[at(change.column)], change.lower);
        upper_[at(change.column)] = std::min(upper_[at(change.column)], change.upper);
    }

    // Narrows the node for good; false where nothing of it is left.
    bool tighten(OpenNode& node, const std::vector<BoundChange>& changes) {
        // What is cut away is proved to cost the cutoff or more.
        if (!changes.empty()) tree_.close(cutoff(), cutoff());
        for (const BoundChange& change : changes) {
            const bool whole_tree = node.depth == 0;
            if (whole_tree) {
                tree_.lower[at(change.column)] = std::max(tree_.lower[at(change.column)], change.lower);
                tree_.upper[at(change.column)] = std::min(tree_.upper[at(change.column)], change.upper);
            } else {
                node.changes.push_back(change);
            }
            narrow(change);
            if (lower_[at(change.column)] > upper_[at(change.column)]) return false;
            lp_.set_column_bounds(change.column, lower_[at(change.column)], upper_[at(change.column)]);
        }
        return true;
    }

    Solution solve() {
        Solution solution = lp_.solve_relaxation(options_.lp);
        note(solution);
        if (solution.status == SolveStatus::optimal) ageing_.note(lp_.basis(), lp_.model().rows());
        return solution;
    }

    // Where rounding left a dual vector without any safe bound, and the node above had one, another is looked
    // for.
    Solution solve_to_prove(const OpenNode& node) {
        Solution solution = solve();
        const bool lost = solution.status == SolveStatus::optimal && solution.bound_proved == -infinity &&
                          node.bound_proved > -infinity;
        if (!lost) return solution;
        lp_.start_from({});
        Solution other = solve();
        return other.status == SolveStatus::optimal && other.bound_proved > -infinity ? other : solution;
    }

    void note(const Solution& solution) {
        tree_.lp_solves += solution.lp_solves;
        tree_.iterations += solution.iterations;
        tree_.log.insert(tree_.log.end(), solution.log.begin(), solution.log.end());
        tree_.worst_primal_dual_gap = std::max(tree_.worst_primal_dual_gap, solution.worst_primal_dual_gap);
    }

    Outcome close(const OpenNode& node) {
        tree_.close(node.bound, node.bound_proved);
        return Outcome::closed;
    }

    // A dual vector that has no safe bound for want of finite bounds may have one for what costs less than
    // the cutoff: that is a row, and bounds of columns follow from it. What costs more is proved to.
    Outcome close(OpenNode& node, const Solution& solution) {
        if (solution.bound_proved == -infinity && std::isfinite(cutoff())) {
            LpModel below = lp_.model();
            LazyRow row{-infinity, cutoff() - below.offset, {}};
            for (Index j = 0; j < below.columns(); ++j)
                if (below.cost[at(j)] != 0) row.terms.push_back({j, below.cost[at(j)]});
            append_rows(below, {row});
            const double bound = safe_dual_bound(below, solution.row_dual);
            node.bound_proved = std::max(node.bound_proved, std::min(cutoff(), bound));
        }
        return close(node);
    }

    Outcome close_empty(OpenNode& node, const Solution& solution) {
        if (proves_infeasible(lp_.model(), solution.farkas)) node.bound_proved = infinity;
        node.bound = infinity;
        return close(node);
    }

    Outcome process(OpenNode& node) {
        if (!install(node)) return Outcome::closed;  // cut away by reduced costs, and counted there
        lp_.start_from(node.basis);
        CutRounds rounds;
        for (bool first = true;; first = false) {
            if (options_.stop && options_.stop()) return Outcome::stopped;
            Solution solution = solve_to_prove(node);
            if (solution.status == SolveStatus::infeasible) return close_empty(node, solution);
            if (solution.status == SolveStatus::interrupted || solution.status == SolveStatus::limit)
                return Outcome::stopped;
            if (solution.status != SolveStatus::optimal) return Outcome::failed;
            if (first) tree_.learn(node, solution.objective);
            node.bound = std::max(node.bound, solution.objective);
            node.bound_proved = std::max(node.bound_proved, solution.bound_proved);
            node.basis = lp_.basis();
            if (node.depth == 0 || tree_.nodes % between_purges == 0) purge(node, solution);
            if (node.bound >= cutoff()) return close(node, solution);
            if (!fix_by_reduced_costs(node, solution)) return Outcome::closed;
            const std::vector<Index> fractional = fractional_columns(lp_.model(), solution.x);
            std::optional<Outcome> done = fractional.empty()
                                              ? accept(node, solution, rounds)
                                              : cut_or_branch(node, solution, fractional, rounds);
            if (done) return *done;
        }
    }

    bool fix_by_reduced_costs(OpenNode& node, const Solution& solution) {
        if (tree_.incumbent.empty()) return true;
        const Rises rises = rises_of(lp_.model(), solution.row_dual);
        return tighten(node, fixed_by(rises, cutoff(), lp_.model(), lower_, upper_));
    }

    // A point whose integers are whole: nothing where it is cut off and the node is to be solved again.
    std::optional<Outcome> accept(OpenNode& node, const Solution& solution, CutRounds& rounds) {
        const Separation found = offer(solution.x, solution.objective);
        if (found.stopped) return Outcome::stopped;
        const bool moves = rounds.still_move(solution);
        if (found.cut_off && moves) return {};
        if (std::isfinite(found.objective)) return close(node, solution);
        tree_.log.emplace_back("branch and cut: a point that is neither cut off nor priced");
        return Outcome::failed;
    }

    // Asks what a point with whole integers costs, and keeps it where it is the best.
    Separation offer(std::vector<double> x, double objective) {
        for (Index j = 0; j < lp_.model().columns(); ++j)
            if (is_integer(j)) x[at(j)] = std::round(x[at(j)]);
        const Separation found = separate_(x, true, cutoff() - objective);
        if (found.objective < tree_.objective) {
            tree_.objective = found.objective;
            tree_.incumbent = std::move(x);
        }
        return found;
    }

    std::optional<Outcome> cut_or_branch(OpenNode& node, const Solution& solution,
                                         const std::vector<Index>& fractional, CutRounds& rounds) {
        if (rounds.worth_cutting(node.depth, solution.objective, cutoff() - solution.objective)) {
            const Separation found = separate_(solution.x, false, cutoff() - solution.objective);
            if (found.stopped) return Outcome::stopped;
            if (add_rounding_cuts(solution) || found.cut_off) return {};
        }
        const Index rows = lp_.model().rows();
        if (!look_for_incumbent(node, solution)) return Outcome::stopped;
        if (node.bound >= cutoff()) return close(node, solution);
        if (lp_.model().rows() > rows) {
            lp_.start_from(node.basis);
            return {};
        }
        return branch(node, solution, fractional);
    }

    bool add_rounding_cuts(const Solution& solution) {
        const std::vector<LazyRow> cuts =
            rounding_cuts(lp_.model(), tree_.lower, tree_.upper, solution.x, most_rounding_cuts);
        if (cuts.empty()) return false;
        lp_.add_rows(cuts);
        if (options_.on_add) options_.on_add(cuts);
        return true;
    }

    // At the root and now and then: the point rounded, then dives, at the root until one ends where the rows
    // known so far say what it costs. False where it was stopped.
    bool look_for_incumbent(const OpenNode& node, const Solution& solution) {
        if (tree_.nodes < tree_.next_search) return true;
        const bool none = tree_.incumbent.empty();
        tree_.next_search =
            tree_.nodes + (none ? first_nodes : std::max(first_nodes, tree_.nodes / share_of_nodes));
        bool stopped = !try_rounded(solution);
        for (int k = 0; k < (node.depth == 0 ? most_dives : 1) && !stopped; ++k) {
            SolveOptions options = options_.lp;
            options.gap = options_.gap;
            const Solution relaxed = k == 0 ? solution : solve();
            if (relaxed.status != SolveStatus::optimal) break;
            const Dive found = dive(lp_, options, relaxed);
            tree_.lp_solves += found.lp_solves;
            tree_.iterations += found.iterations;
            if (found.x.empty() || found.objective >= cutoff()) break;
            const Separation answer = offer(found.x, found.objective);
            stopped = answer.stopped;
            if (!answer.cut_off) break;
        }
        lp_.start_from(node.basis);
        return !stopped;
    }

    // False where it was stopped.
    bool try_rounded(const Solution& solution) {
        FixedIntegers fixed(lp_);
        for (const Index column : fixed.columns()) {
            const double value = solution.x[at(column)], nearest = std::round(value);
            const bool whole = std::abs(value - nearest) <= nearly_whole;
            const bool up = rounds_up(lp_.model(), column, value);
            fixed.fix(column, whole ? nearest : up ? std::ceil(value) : std::floor(value));
        }
        const Solution rounded = solve();
        if (rounded.status != SolveStatus::optimal || rounded.objective >= cutoff()) return true;
        return !offer(rounded.x, rounded.objective).stopped;
    }

    Outcome branch(OpenNode& node, const Solution& solution, const std::vector<Index>& fractional) {
        Branching choice = choose_branching(lp_, options_.lp, solution, fractional, cutoff(), tree_);
        tree_.lp_solves += choice.lp_solves;
        tree_.iterations += choice.iterations;
        if (!choice.tightened.empty()) {
            if (!tighten(node, choice.tightened)) return Outcome::closed;
            tree_.open.push_back(node);  // to be looked at again, narrower
            tree_.plunge = node.number;
            return Outcome::branched;
        }
        const double value = solution.x[at(choice.column)], below = std::floor(value);
        OpenNode down = child(node, solution, choice.down_bound, {choice.column, -infinity, below});
        down.moved = below - value;
        OpenNode up = child(node, solution, choice.up_bound, {choice.column, below + 1, infinity});
        up.moved = below + 1 - value;
        const bool upwards =
            tree_.incumbent.empty() ? rounds_up(lp_.model(), choice.column, value) : up.moved < -down.moved;
        const OpenNode& first = upwards ? up : down;
        if (first.bound < cutoff() && is_worth_a_plunge(first)) tree_.plunge = first.number;
        tree_.open.push_back(std::move(down));
        tree_.open.push_back(std::move(up));
        return Outcome::branched;
    }

    bool is_worth_a_plunge(const OpenNode& node) const {
        if (tree_.incumbent.empty()) return true;
        const double least = std::min(tree_.bound(), node.bound);
        return node.bound <= least + plunge_within * (cutoff() - least);
    }

    OpenNode child(const OpenNode& node, const Solution& solution, double bound, BoundChange change) {
        OpenNode out = node;
        out.number = tree_.made++;
        out.depth = node.depth + 1;
        out.bound = std::max(node.bound, bound);
        out.bound_proved = std::max(node.bound_proved, bound);
        out.changes.push_back(change);
        out.column = change.column;
        out.parent_objective = solution.objective;
        return out;
    }

    Solver& lp_;
    const Separate& separate_;
    const BranchAndCutOptions& options_;
    SearchTree& tree_;
    CutAgeing ageing_;
    std::vector<double> first_lower_, first_upper_;
    std::vector<double> lower_, upper_;  // of the node at hand
};

}  // namespace

SolveStatus branch_and_cut(Solver& lp, const Separate& separate, const BranchAndCutOptions& options,
                           SearchTree& tree) {
    return Search(lp, separate, options, tree).run();
}

}  // namespace dualflow::solver
