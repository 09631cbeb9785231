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
constexpr double dear = 0.5;  // of the gap asked for: what a column's rounding may cost
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

// What is known of the side at hand goes back to it.
void keep_side(BendersRun& run) {
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
    run.hold_as_stated();
    if (!std::isfinite(side.objective)) sweep_near(run, std::exchange(run.state.best, {}));
}

bool has_less_bound(const Side& a, const Side& b) {
    return a.bound < b.bound;
}

// The side of the least bound, of equals the first, comes to hand.
void go_to_least(BendersRun& run) {
    std::vector<Side>& sides = run.state.sides;
    const auto least = std::min_element(sides.begin(), sides.end(), has_less_bound);
    std::rotate(sides.begin(), least, least + 1);
    go_to_side(run);
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
    const auto j = static_cast<std::size_t>(choice.column);
    const double lower = run.master->lp().model().lower[j], upper = run.master->lp().model().upper[j];
    side.objective = infinity;
    side.target = dive_share * run.options.gap;
    side.dived = false;
    Side down = side, up = std::move(side);
    const double below = std::floor(choice.value);
    down.changes.push_back({choice.column, lower, below});
    up.changes.push_back({choice.column, below + 1, upper});
    if (choice.value - below > 0.5) std::swap(down, up);
    run.state.sides.insert(run.state.sides.begin(), {std::move(down), std::move(up)});
    run.state.sides_made += 2;
}

bool is_closed(const BendersRun& run, const Side& side) {
    return side.bound >= run.cutoff();
}

// Asks for the whole cost of a plan that is new; where it leaves a side open, there is more to do.
bool all_are_closed(BendersRun& run) {
    const auto least = [&]() -> const Side& {
        return *std::min_element(run.state.sides.begin(), run.state.sides.end(), has_less_bound);
    };
    if (!is_closed(run, least())) return false;
    if (!run.options.whole_cost || run.state.incumbent_objective >= run.state.asked_objective) return true;
    run.state.asked_objective = run.state.incumbent_objective;
    run.state.whole_objective =
        std::min(run.state.whole_objective, run.options.whole_cost(run.state.incumbent));
    return is_closed(run, least());
}

// What there is to do at a side whose rounds ended with its gap open; false where nothing is left.
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
    if (!side.dived) return Step::dive;
    const bool reached = best - side.bound <= side.target * std::abs(best);
    if (reached && best >= run.cutoff() && side.target > finest * gap) {
        side.target *= finer;
        return Step::rounds;
    }
    return may_branch ? Step::branch : Step::none;
}

// False where the run ends there.
bool dive_here(BendersRun& run) {
    if (!run.holds_integers()) {
        keep_side(run);
        run.state.sides.front().dived = true;
    }
    if (!dive_at_side(run)) return false;
    go_to_least(run);
    return run.wrong.empty();
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
    if (run.holds_integers() && !dive_here(run)) return false;
    for (;;) {
        if (!run_rounds(run, run.state.sides.front().target)) return false;
        keep_side(run);
        if (is_closed(run, run.state.sides.front())) {
            if (all_are_closed(run)) break;
            if (run.stopped()) return false;
            go_to_least(run);
            if (!run.wrong.empty()) return false;
            continue;
        }
        const std::optional<Choice> choice = dearest(run);
        const Step step = next_step(run, choice);
        if (step == Step::none) break;
        if (step == Step::branch) {
            branch(run, *choice);
            go_to_side(run);
        }
        if (step == Step::dive && !dive_here(run)) return false;
        if (!run.wrong.empty()) return false;
    }
    run.state.sides.clear();
    run.hold_as_stated();
    run.go_back_to_incumbent();
    return true;
}

}  // namespace dualflow::solver
