// SPDX-License-Identifier: MIT
// The narrow border to the solver library: one attempt at an LP, one branch and bound. What comes back
// is a claim; solver.cpp decides what to believe. Implemented by highs_solver.cpp alone.
//
// Costs are handed over divided by a power of two and the answers multiplied back, both exactly, so
// that the library's absolute tolerances mean the same whether money counts in cents or billions.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "dualflow/solver/lp/model.hpp"
#include "dualflow/solver/lp/solver.hpp"

namespace dualflow::solver {

enum class Method { dual_simplex, primal_simplex, interior_point };

// One way to solve an LP.
struct Attempt {
    const char* name = "";
    Method method = Method::dual_simplex;
    bool presolve = true;
    bool from_basis = false;     // start from the basis of the last run; otherwise everything is forgotten
    bool tidy = false;           // without scaling and with the tightest tolerances the library has
    std::int64_t patience = -1;  // iterations after which another way is more promising; −1: any number
};

// What is left of the limits of SolveOptions.
struct Limits {
    double seconds = infinity;
    std::int64_t iterations = -1, nodes = -1;
};

enum class Claim { optimal, infeasible, unbounded, infeasible_or_unbounded, limit, interrupted, error };

struct LpAnswer {
    Claim claim = Claim::error;
    std::vector<double> x, row_dual;  // empty where there is none
    std::vector<double> dual_ray;     // of an infeasible LP, where the library has one
    std::int64_t iterations = 0;
};

struct MipAnswer {
    Claim claim = Claim::error;
    std::vector<double> x;  // empty where no point was found
    double bound = -infinity;
    std::int64_t iterations = 0, nodes = 0;
};

class Engine {
public:
    explicit Engine(const LpModel& model);  // takes the relaxation
    ~Engine();
    Engine(Engine&&) noexcept;
    Engine& operator=(Engine&&) noexcept;

    void set_column_bounds(Index column, double lower, double upper);
    void set_row_bounds(Index row, double lower, double upper);
    void set_cost(Index column, double cost);
    void set_entry(Index row, Index column, double value);
    void add_rows(const std::vector<LazyRow>& rows);
    void delete_rows(const std::vector<Index>& rows);  // ascending

    // Forgets everything else; an empty one: everything. Rows that it does not know yet are basic.
    // `model` is the one that all changes so far led to. It is passed on anew: the library keeps entries in
    // the order in which they came, and scales once.
    void start_from(const Basis& basis, const LpModel& model);
    Basis basis() const;
    bool has_basis() const;
    void remember_basis();  // of the last run
    void restore_basis();   // the one remembered, if any

    LpAnswer run(const Attempt& attempt, const SolveOptions& options, const Limits& limits);
    // Branch and bound on the model with its integers, apart from the LP and its basis.
    // `known_bound` is what on_progress shows until the library has a better one.
    MipAnswer branch(const LpModel& model, const SolveOptions& options, const Limits& limits,
                     const std::vector<double>& start, double known_bound, bool presolve);

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace dualflow::solver
