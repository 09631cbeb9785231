// SPDX-License-Identifier: MIT
// The fields of the library's types, for bytes.hpp. Internal to the library.
#pragma once

#include "dualflow/solver/lp/solver.hpp"
#include "dualflow/solver/parallel/bytes.hpp"
#include "dualflow/solver/stochastic/checkpoint.hpp"
#include "dualflow/solver/stochastic/cut.hpp"
#include "dualflow/solver/stochastic/search_tree.hpp"
#include "dualflow/solver/stochastic/sweep.hpp"

namespace dualflow::solver {

template <class Archive, either_way<Term> T>
void fields(Archive& archive, T& term) {
    archive(term.column);
    archive(term.coefficient);
}
template <class Archive, either_way<LazyRow> T>
void fields(Archive& archive, T& row) {
    archive(row.lower);
    archive(row.upper);
    archive(row.terms);
}
template <class Archive, either_way<Cut> T>
void fields(Archive& archive, T& cut) {
    archive(cut.constant);
    archive(cut.slope);
    archive(cut.within_reach);
}
template <class Archive, either_way<Basis> T>
void fields(Archive& archive, T& basis) {
    archive(basis.columns);
    archive(basis.rows);
}
template <class Archive, either_way<HeldFuture> T>
void fields(Archive& archive, T& held) {
    archive(held.future);
    archive(held.base);
}
template <class Archive, either_way<MasterState> T>
void fields(Archive& archive, T& master) {
    archive(master.held);
    archive(master.base);
    archive(master.tail);
    archive(master.rows);
    archive(master.idle);
    archive(master.basis);
    archive(master.cuts);
}
template <class Archive, either_way<PartGroups> T>
void fields(Archive& archive, T& groups) {
    archive(groups.of);
    archive(groups.basis);
}
template <class Archive, either_way<SweepState> T>
void fields(Archive& archive, T& sweep) {
    archive(sweep.shared);
    archive(sweep.bases);
    archive(sweep.used);
    archive(sweep.served);
    archive(sweep.groups);
    archive(sweep.seeded);
}
template <class Archive, either_way<BoundChange> T>
void fields(Archive& archive, T& change) {
    archive(change.column);
    archive(change.lower);
    archive(change.upper);
}
template <class Archive, either_way<OpenNode> T>
void fields(Archive& archive, T& node) {
    archive(node.number);
    archive(node.depth);
    archive(node.bound);
    archive(node.bound_proved);
    archive(node.changes);
    archive(node.basis);
    archive(node.column);
    archive(node.moved);
    archive(node.parent_objective);
}
template <class Archive, either_way<PseudoCost> T>
void fields(Archive& archive, T& cost) {
    archive(cost.sum);
    archive(cost.count);
}
template <class Archive, either_way<SearchTree> T>
void fields(Archive& archive, T& tree) {
    archive(tree.started);
    archive(tree.lower);
    archive(tree.upper);
    archive(tree.open);
    archive(tree.plunge);
    archive(tree.down);
    archive(tree.up);
    archive(tree.incumbent);
    archive(tree.objective);
    archive(tree.closed);
    archive(tree.closed_proved);
    archive(tree.nodes);
    archive(tree.made);
    archive(tree.next_search);
    archive(tree.age);
    archive(tree.lp_solves);
    archive(tree.iterations);
    archive(tree.worst_primal_dual_gap);
    archive(tree.log);
}
template <class Archive, either_way<Side> T>
void fields(Archive& archive, T& side) {
    archive(side.changes);
    archive(side.bound);
    archive(side.bound_proved);
    archive(side.best);
    archive(side.objective);
    archive(side.size);
    archive(side.target);
    archive(side.dived);
}
template <class Archive, either_way<BendersState> T>
void fields(Archive& archive, T& state) {
    archive(state.integers);
    archive(state.step);
    archive(state.start);
    archive(state.best);
    archive(state.incumbent);
    archive(state.dived);
    archive(state.held_integers);
    archive(state.rows_of_whole);
    archive(state.incumbent_objective);
    archive(state.before_dive);
    archive(state.dives);
    archive(state.sides);
    archive(state.sides_made);
    archive(state.whole_objective);
    archive(state.asked_objective);
    archive(state.best_objective);
    archive(state.best_size);
    archive(state.bound);
    archive(state.bound_proved);
    archive(state.reach);
    archive(state.kept_near);
    archive(state.glance);
    archive(state.next_cluster);
    archive(state.last_point);
    archive(state.stuck);
    archive(state.shares_basis);
    archive(state.stopped_early);
    archive(state.last_bound);
    archive(state.dropped_at);
    archive(state.early_stops_in_vain);
    archive(state.whole_sweeps);
    archive(state.master);
    archive(state.sweep);
    archive(state.tree);
    archive(state.restarting);
    archive(state.rounds);
    archive(state.lp_solves);
    archive(state.iterations);
    archive(state.cuts_within_reach);
    archive(state.worst_primal_dual_gap);
    archive(state.log);
}

template <class Archive, either_way<PartAlone> T>
void fields(Archive& archive, T& alone) {
    archive(alone.solved);
    archive(alone.cut);
    archive(alone.point);
    archive(alone.lp_solves);
    archive(alone.iterations);
    archive(alone.worst_primal_dual_gap);
    archive(alone.log);
}
template <class Archive, either_way<PartAnswer> T>
void fields(Archive& archive, T& answer) {
    archive(answer.feasible);
    archive(answer.cut);
    archive(answer.cost);
    archive(answer.held_cost);
    archive(answer.feasibility);
    archive(answer.lp_solves);
    archive(answer.iterations);
    archive(answer.groups);
    archive(answer.cuts_within_reach);
    archive(answer.worst_primal_dual_gap);
    archive(answer.log);
}
// What was made of the bases stays where it was made.
template <class Archive, either_way<PartFound> T>
void fields(Archive& archive, T& found) {
    archive(found.fresh);
    archive(found.used);
}

}  // namespace dualflow::solver
