// SPDX-License-Identifier: MIT
// Solving a model. The one implementation (highs_solver.cpp) is the only file that sees a HiGHS header.
//
// No status is trusted: an LP counts as solved only when the point satisfies the model by our own
// arithmetic and its objective agrees with the safe bound of its dual vector (safe_bound.hpp);
// otherwise the model is solved again on the next rung of a ladder (warm; cold; interior point with
// crossover; without presolve; primal simplex; after each, once more from the basis it left, unscaled)
// and `log` says so.
//
// Deterministic: one thread unless asked, fixed seed; limits that must be reproducible count
// iterations and nodes. `time_limit` is for people who wait.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "dualflow/solver/lp/model.hpp"

namespace dualflow::solver {

enum class SolveStatus {
    optimal,      // LP: primal and safe dual agree; MIP: the gap asked for was reached
    limit,        // stopped by a limit; x holds the best point found if has_point
    interrupted,  // stopped by the interrupt flag; likewise
    infeasible,   // no point satisfies the model
    unbounded,
    failed  // every rung of the ladder was tried; log says how each ended
};

struct Progress {
    double bound = 0;      // proved by the solver so far
    double objective = 0;  // best point, +infinity where none
    double gap = 0;        // (objective − bound) / |objective|
    std::int64_t nodes = 0, iterations = 0;
    double seconds = 0;
};

struct SolveOptions {
    double gap = 1e-4;        // relative, MIP
    double tolerance = 1e-9;  // agreement of primal and safe dual, relative to money_scale (certificate.hpp)
    double feasibility = 1e-8;          // by how much a row or bound may be missed (certificate.hpp)
    std::int64_t iteration_limit = -1;  // simplex iterations; −1 = none
    std::int64_t node_limit = -1;
    double cutoff = infinity;  // an LP whose objective is known to be at least this may stop (status limit)
    double time_limit = infinity;  // seconds
    int threads = 1;
    int seed = 1;
    const std::atomic<bool>* interrupt = nullptr;      // set to stop
    std::function<void(const Progress&)> on_progress;  // called from the solving thread
};

struct Solution {
    SolveStatus status = SolveStatus::failed;
    bool has_point = false;
    double objective = infinity;      // of x, by our own arithmetic
    double bound = -infinity;         // the solver's claim
    double bound_proved = -infinity;  // safe bound of the LP (or of the LP relaxation), our own arithmetic
    std::vector<double> x;
    std::vector<double> row_dual;      // of the LP; of a MIP: of the LP with its integers fixed
    std::vector<double> reduced_cost;  // likewise
    std::vector<double> farkas;        // of an infeasible LP: the ray claimed to prove it, or its negative
    std::int64_t iterations = 0, nodes = 0;
    int lp_solves = 0;
    double worst_primal_dual_gap = 0;  // over the LPs that were accepted
    std::vector<std::string> log;      // what did not go as it should, in order
};

// How a column or row stands in a basis: at its lower side, basic, at its upper side, free at zero, or
// nonbasic at a side not said.
enum class Standing : std::uint8_t { lower, basic, upper, zero, nonbasic };

// Which columns and rows are basic, and at which side the others are (a Standing each): where a solve may
// start. Of a model of the same size only.
struct Basis {
    std::vector<std::uint8_t> columns, rows;
    bool empty() const { return columns.empty(); }
    bool is_basic(Index row) const;                       // a row it does not know yet is
    void forget_rows(const std::vector<Index>& deleted);  // ascending
};

// A model with a solver behind it that keeps its basis between calls.
class Solver {
public:
    explicit Solver(LpModel model);
    ~Solver();
    Solver(Solver&&) noexcept;
    Solver& operator=(Solver&&) noexcept;

    const LpModel& model() const;

    // Changes keep the basis for the next solve.
    void set_column_bounds(Index column, double lower, double upper);
    void set_row_bounds(Index row, double lower, double upper);
    void set_cost(Index column, double cost);
    void set_entry(Index row, Index column, double value);  // of an entry that the model has
    void add_rows(const std::vector<LazyRow>& rows);
    // Rows in ascending order; those after them move up. The basis is kept where all of them are basic in it,
    // else the next solve starts from nothing.
    void delete_rows(const std::vector<Index>& rows);

    // The next solve starts from this basis and from nothing else that earlier solves left behind, so that it
    // is a function of the model and the basis alone. An empty one: from nothing. Rows that were added after
    // the basis was taken are basic.
    void start_from(const Basis& basis);
    Basis basis() const;  // of the last solve; empty where it has none

    Solution solve_relaxation(const SolveOptions& options);  // integrality dropped
    // Relaxation first (its dual vector gives bound_proved), then branch and bound by the solver,
    // then the LP with the integers fixed at the point found (exact figures and duals).
    // `start` (may be empty) is a point whose integer columns are tried first.
    Solution solve(const SolveOptions& options, const std::vector<double>& start = {});

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

// For other solvers: the model as an MPS file, columns C0, C1, … and rows R0, R1, …; the name ends in .mps.
// False where it cannot be written.
bool write_mps(const LpModel& model, const std::string& file);

std::string solver_name_and_version();  // "HiGHS 1.15.1"

}  // namespace dualflow::solver
