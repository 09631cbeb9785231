// SPDX-License-Identifier: MIT
#include "dualflow/solver/lp/ladder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "dualflow/solver/lp/certificate.hpp"

namespace dualflow::solver {
namespace {

// From this many columns or rows on, the interior point method goes first: on multi-period networks it is
// many times faster than a cold simplex, and below it costs little to be wrong.
constexpr Index large = 10'000;
// Where it goes first, a basis is worth so many iterations a column or row: one that is far from an optimum
// costs simplex far more than interior point takes from nothing.
constexpr double patience_of_basis = 0.5;
// A basis that is only tidied is near its optimum, or the library goes round in circles with the tightest
// tolerances: so many iterations a column or row, and no fewer than that.
constexpr double patience_of_tidying = 0.1;
constexpr Index least_patience = 1000;

double now() {
    using std::chrono::duration, std::chrono::steady_clock;
    return duration<double>(steady_clock::now().time_since_epoch()).count();
}

const char* words(Claim claim) {
    switch (claim) {
        case Claim::optimal:
            return "optimal";
        case Claim::infeasible:
            return "infeasible";
        case Claim::unbounded:
            return "unbounded";
        case Claim::infeasible_or_unbounded:
            return "infeasible or unbounded";
        case Claim::limit:
            return "limit reached";
        case Claim::interrupted:
            return "interrupted";
        case Claim::error:
            break;
    }
    return "an error";
}

bool is_set(const std::atomic<bool>* flag) {
    return flag != nullptr && flag->load();
}

// What the rungs have said so far.
class Climb {
public:
    Climb(const LpModel& model, const SolveOptions& options, std::vector<std::string>& log)
        : model_(model), options_(options), log_(log) {}

    // True when the answer settles the matter.
    bool take(const Attempt& attempt, LpAnswer answer) {
        ++outcome_.solves;
        may_be_tidied_ = answer.claim == Claim::optimal || answer.claim == Claim::error;
        switch (answer.claim) {
            case Claim::optimal:
                return take_point(attempt, answer);
            case Claim::infeasible:
                return take_infeasible(attempt, answer);
            case Claim::unbounded:
                return agree(attempt, answer.claim, unbounded_, SolveStatus::unbounded);
            case Claim::limit:
                if (attempt.patience >= 0 && answer.iterations >= attempt.patience)
                    return give_up(attempt, answer);
                return stop(answer, SolveStatus::limit);
            case Claim::interrupted:
                return stop(answer, SolveStatus::interrupted);
            case Claim::infeasible_or_unbounded:
            case Claim::error:
                break;
        }
        log_.push_back(fmt::format("{}: claimed {}", attempt.name, words(answer.claim)));
        return false;
    }

    // Whether the last answer claimed an optimum that did not pass, or broke off: its basis may only need
    // tidying.
    bool may_be_tidied() const { return may_be_tidied_; }
    bool stop_for(SolveStatus status) { return outcome_.status = status, true; }
    LpOutcome outcome() && { return std::move(outcome_); }

private:
    bool take_point(const Attempt& attempt, LpAnswer& answer) {
        const Verdict verdict = keep_best(answer);
        if (!verdict.agrees) {
            log_.push_back(fmt::format("{}: claimed optimal, but {}", attempt.name, verdict.reason));
            return false;
        }
        if (!verdict.remark.empty()) log_.push_back(fmt::format("{}: {}", attempt.name, verdict.remark));
        outcome_.status = SolveStatus::optimal;
        outcome_.gap = verdict.gap;
        return true;
    }

    bool take_infeasible(const Attempt& attempt, const LpAnswer& answer) {
        if (!answer.dual_ray.empty()) outcome_.farkas = answer.dual_ray;
        if (!answer.dual_ray.empty() && proves_infeasible(model_, answer.dual_ray)) {
            return stop_for(SolveStatus::infeasible);
        }
        return agree(attempt, answer.claim, infeasible_, SolveStatus::infeasible);
    }

    // A claim we cannot check ourselves needs a second rung that makes it too.
    bool agree(const Attempt& attempt, Claim claim, int& count, SolveStatus status) {
        if (++count >= 2) return stop_for(status);
        log_.push_back(fmt::format("{}: claimed {} without proof, asking again", attempt.name, words(claim)));
        return false;
    }

    bool give_up(const Attempt& attempt, LpAnswer& answer) {
        keep_best(answer);
        log_.push_back(fmt::format("{}: given up after {} iterations", attempt.name, answer.iterations));
        return false;
    }

    bool stop(LpAnswer& answer, SolveStatus status) {
        keep_best(answer);
        return stop_for(status);
    }

    // Keeps the point and duals of an answer that is the best so far, and every valid bound.
    Verdict keep_best(LpAnswer& answer) {
        snap_to_bounds(model_, options_.feasibility, answer.x);
        const Verdict verdict =
            judge(model_, answer.x, answer.row_dual, {options_.feasibility, options_.tolerance});
        outcome_.bound = std::max(outcome_.bound, verdict.bound);
        if (verdict.agrees || (verdict.feasible && verdict.objective < outcome_.objective)) {
            outcome_.has_point = true;
            outcome_.objective = verdict.objective;
            outcome_.x = std::move(answer.x);
            outcome_.row_dual = std::move(answer.row_dual);
        }
        return verdict;
    }

    const LpModel& model_;
    const SolveOptions& options_;
    std::vector<std::string>& log_;
    LpOutcome outcome_;
    int infeasible_ = 0, unbounded_ = 0;
    bool may_be_tidied_ = false;
};

}  // namespace

Budget::Budget(const SolveOptions& options) : options_(options), began_(now()) {}

Limits Budget::left() const {
    Limits limits;
    limits.seconds = std::max(0.0, options_.time_limit - (now() - began_));
    limits.nodes = options_.node_limit;
    if (options_.iteration_limit >= 0) {
        limits.iterations = std::max<std::int64_t>(0, options_.iteration_limit - iterations_);
    }
    return limits;
}

std::vector<Attempt> rungs(Index size, bool has_basis, bool iterations_limited) {
    Attempt warm{"warm dual simplex", Method::dual_simplex, false, true};
    constexpr Attempt cold{"cold dual simplex", Method::dual_simplex, true, false};
    constexpr Attempt plain{"dual simplex without presolve", Method::dual_simplex, false, false};
    Attempt interior{"interior point with crossover", Method::interior_point, true, false};
    constexpr Attempt primal{"primal simplex without presolve", Method::primal_simplex, false, false};
    Attempt tidy{"again from that basis, unscaled", Method::dual_simplex, false, true, true};
    std::vector<Attempt> ladder;
    // Only simplex iterations are counted, so only simplex stops at a limit on them.
    const bool interior_first = size >= large && !iterations_limited;
    if (!iterations_limited)
        tidy.patience = std::max(least_patience, static_cast<Index>(patience_of_tidying * size));
    if (interior_first) {
        warm.patience = static_cast<std::int64_t>(patience_of_basis * size);
        interior.patience = size;  // of the simplex that tidies its basis
    }
    if (has_basis) ladder = {warm, tidy};
    ladder.insert(ladder.end(),
                  {interior_first ? interior : cold, tidy, interior_first ? cold : interior, tidy});
    ladder.insert(ladder.end(), {plain, primal, tidy});
    return ladder;
}

LpOutcome climb(const Run& run, bool has_basis, const LpModel& model, const SolveOptions& options,
                Budget& budget, std::vector<std::string>& log) {
    Climb climb(model, options, log);
    for (const Attempt& attempt :
         rungs(std::max(model.columns(), model.rows()), has_basis, options.iteration_limit >= 0)) {
        Limits limits = budget.left();
        if (is_set(options.interrupt) && climb.stop_for(SolveStatus::interrupted)) break;
        if ((limits.seconds <= 0 || limits.iterations == 0) && climb.stop_for(SolveStatus::limit)) break;
        if (attempt.tidy && !climb.may_be_tidied()) continue;
        if (attempt.patience >= 0) limits.iterations = attempt.patience;
        LpAnswer answer = run(attempt, limits);
        budget.spend(answer.iterations);
        if (climb.take(attempt, std::move(answer))) break;
    }
    return std::move(climb).outcome();
}

}  // namespace dualflow::solver
