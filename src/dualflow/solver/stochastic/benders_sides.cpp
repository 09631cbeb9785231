// SPDX-License-Identifier: MIT
#include "dualflow/solver/stochastic/benders_sides.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "dualflow/solver/stochastic/benders_dives.hpp"
#include "dualflow/solver/stochastic/benders_rounds.hpp"

namespace dualflow::solver {
namespace {

constexpr double first_share = 1.5;  // of the gap asked for, to which rounds go before the first branching,
constexpr double dive_share = 0.7;   // before a dive,
constexpr double finer = 0.5;        // and of that so much again and again, while it may close the side
constexpr double finest = 0.05;
constexpr double asked_at =
    0.75;                     // of the gap asked for of the whole plan, which costs more than the trunk's
constexpr double dear = 0.5;  // of the gap asked for: what a column's rounding may cost
constexpr double least_lead = 0.01;  // of the gap asked for: of a side's bound before another's
constexpr int most_sides = 32;
constexpr double whole = 1e-6;

void begin(BendersRun& run) {
    Side all;
    all.bound = run.state.bound;
    all.bound_proved = run.state.bound_proved;
    all.best = run.state.best;
    all.objective = run.state.best_objective;
    all.size = run.state.best_size;
    all.target = first_share * run.options.gap;
    run.state.sides.push_back(std::move(all));
    run.state.sides_made = 1;
}

// What is known of the side at hand goes back to it; where its rounds are to begin stays, if they found no
// point.
void keep_side(BendersRun& run) {
    if (run.state.best.empty()) return;
    Side& side = run.state.sides.front();
    side.best = run.state.best;
    side.objective = run.state.best_objective;
    side.size = run.state.best_size;
}

void go_to_side(BendersRun& run) {
    const Side& side = run.state.sides.front();
    run.state.best = side.best;
    run.state.best_objective = side.objective;
    run.state.best_size = side.size;
    run.state.step = 0;
    run.state.stuck = 0;
    run.state.stopped_early = false;
    run.state.dropped_at = -infinity;
    run.hold_as_stated();
    if (!std::isfinite(side.objective)) sweep_near(run, std::exchange(run.state.best, {}));
}

bool is_closed(const BendersRun& run, const Side& side) {
    return side.bound >= run.cutoff();
}

bool has_less_bound(const Side& a, const Side& b) {
    return a.bound < b.bound;
}

// The side of the least bound, of equals the first.
std::size_t least_side(const std::vector<Side>& sides) {
    return static_cast<std::size_t>(std::min_element(sides.begin(), sides.end(), has_less_bound) -
                                    sides.begin());
}

void go_to_least(BendersRun& run) {
    std::vector<Side>& sides = run.state.sides;
    const auto least = sides.begin() + static_cast<std::ptrdiff_t>(least_side(sides));
    std::rotate(sides.begin(), least, least + 1);
    go_to_side(run);
}

// Whether another side is to be gone on with: its bound is less, by more than what rounds in vain may move.
bool is_for_later(const BendersRun& run) {
    const std::vector<Side>& sides = run.state.sides;
    if (is_closed(run, sides.front())) return true;
    if (run.state.incumbent.empty()) return false;
    const double behind = least_lead * run.options.gap * std::abs(run.state.incumbent_objective);
    return sides[least_side(sides)].bound < sides.front().bound - behind;
}

struct Choice {
    Index column = -1;
    double value = 0, cost = 0;
};

// The column whose rounding may cost the most at the best point of the side at hand.
std::optional<Choice> dearest(const BendersRun& run) {
    const LpModel& first = run.program.master;
    Choice choice;
    for (std::size_t j = 0; j < run.state.best.size(); ++j) {
        if (first.integer[j] == 0) continue;
        const double value = run.state.best[j], part = value - std::floor(value);
        const double cost = std::abs(first.cost[j]) * std::min(part, 1 - part);
        if (std::min(part, 1 - part) > whole && cost > choice.cost)
            choice = {static_cast<Index>(j), value, cost};
    }
    if (choice.column < 0) return std::nullopt;
    return choice;
}

bool is_dear(const BendersRun& run, const Choice& choice) {
    return choice.cost > dear * run.options.gap * std::abs(run.state.best_objective);
}

// Two sides in the place of the one at hand, the nearer one first.
void branch(BendersRun& run, const Choice& choice) {
    Side side = std::move(run.state.sides.front());
    run.state.sides.erase(run.state.sides.begin());
    side.objective = infinity;
    side.target = dive_share * run.options.gap;
    side.dived = false;
    const double below = std::floor(choice.value);
    const BoundChange down{choice.column, -infinity, below}, up{choice.column, below + 1, infinity};
    const bool is_up = choice.value - below > 0.5;
    Side other = side;
    side.changes.push_back(is_up ? up : down);
    other.changes.push_back(is_up ? down : up);
    run.state.sides.insert(run.state.sides.begin(), {std::move(side), std::move(other)});
    run.state.sides_made += 2;
}

// Asks for the whole cost of a plan that is new and near enough to the bound: from then on it is known which
// bound is enough. False where the run ends there.
bool ask_whole(BendersRun& run) {
    BendersState& state = run.state;
    const double plan = state.incumbent_objective;
    if (!run.options.whole_cost || plan >= state.asked_objective) return true;
    const double near = std::max(run.options.gap, asked_at * run.options.whole_gap);
    if (state.bound < plan - near * std::abs(plan)) return true;
    const double cost = run.options.whole_cost(state.incumbent, plan);
    if (run.stopped()) return false;
    if (std::isnan(cost)) return run.stop(SolveStatus::limit);
    state.asked_objective = plan;
    state.whole_objective = std::min(state.whole_objective, cost);
    return true;
}

// Whether each side is closed.
bool is_done(const BendersRun& run) {
    return is_closed(run, run.state.sides[least_side(run.state.sides)]);
}

// What there is to do at a side whose rounds ended with its gap open.
enum class Step { branch, rounds, dive, none };

Step next_step(BendersRun& run, const std::optional<Choice>& choice) {
    Side& side = run.state.sides.front();
    const double gap = run.options.gap, best = run.state.best_objective;
    const bool may_branch = choice && run.state.sides_made + 2 <= most_sides;
    if (may_branch && is_dear(run, *choice)) return Step::branch;
    if (side.target > dive_share * gap) {
        side.target = dive_share * gap;
        return Step::rounds;
    }
    const bool reached = std::isfinite(best) && best - side.bound <= side.target * std::abs(best);
    if (reached && best >= run.cutoff() && side.target > finest * gap) {
        side.target *= finer;
        return Step::rounds;
    }
    if (!side.dived) return Step::dive;
    return may_branch ? Step::branch : Step::none;
}

// False where the run ends there, as of those below.
bool rounds_here(BendersRun& run) {
    if (!run_rounds(run, run.state.sides.front().target)) return false;
    keep_side(run);
    return true;
}

bool dive_here(BendersRun& run) {
    if (!run.holds_integers()) run.state.sides.front().dived = true;
    return dive_at_side(run);
}

// What is to follow rounds that left the side at hand open; without a step where that is nothing.
Step go_on_here(BendersRun& run) {
    const std::optional<Choice> choice = dearest(run);
    const Step step = next_step(run, choice);
    if (step != Step::branch) return step;
    branch(run, *choice);
    go_to_side(run);
    return Step::rounds;
}

}  // namespace

bool branches_between_rounds(const BendersRun& run) {
    return run.program.block.rows() >= run.options.branch_between_rounds;
}

double first_target(const BendersRun& run) {
    return first_share * run.options.gap;
}

bool search_sides(BendersRun& run) {
    if (run.state.sides_made == 0) begin(run);
    Step step = run.holds_integers() ? Step::dive : Step::rounds;
    while (step != Step::none) {
        const bool dives = step == Step::dive;
        if (!(dives ? dive_here(run) : rounds_here(run)) || !ask_whole(run)) return false;
        if (is_done(run)) break;
        if (run.stopped()) return false;
        step = Step::rounds;
        if (dives || is_for_later(run))
            go_to_least(run);
        else
            step = go_on_here(run);
        if (!run.wrong.empty()) return false;
    }
    run.state.sides.clear();
    run.hold_as_stated();
    run.go_back_to_incumbent();
    return true;
}

}  // namespace dualflow::solver
