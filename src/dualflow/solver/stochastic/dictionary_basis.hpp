// SPDX-License-Identifier: MIT
// One basis of the block, and for which futures it is optimal.
//
// Where futures differ in right-hand sides and bounds alone, reduced costs do not depend on the future, and
// the basic values are linear in what differs: with the first future's figures as reference and δ = figures −
// those,
//     x_B(δ) = x_B(0) + Σ_v δ_v g_v ,   g_v = B⁻¹ times the column that slot v moves,
// so the basis is optimal for each future whose x_B(δ) lies within its bounds: a list of linear tests in δ
// (bunching: Wets 1988, "Large scale linear programming techniques in stochastic programming"; Gassmann 1990,
// "MSLiP", section 3). Cost and cut of all the futures that it serves follow from Σ p and Σ p·figures.
//
// Nothing is taken on trust: the point's rows are checked by residuals, bounded over all futures at once, its
// cost against the cut; and the cut is evaluated as in cut.hpp, from any duals, in sums that carry their
// error.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "dualflow/solver/lp/exact_sum.hpp"
#include "dualflow/solver/lp/solver.hpp"
#include "dualflow/solver/stochastic/basis_factor.hpp"
#include "dualflow/solver/stochastic/cut.hpp"
#include "dualflow/solver/stochastic/random_sides.hpp"

namespace dualflow::solver {

// What all bases of a program share.
struct BunchContext {
    BunchContext(const TwoStageProgram& program, const RandomSides& sides);

    std::size_t links;
    LpModel block;  // with the figures of the first future
    Box hull;       // what rows imply for columns in every future while linking ones keep the master's bounds
    std::vector<Index> row_start, row_column;  // entries by rows
    std::vector<double> row_value;
    struct SlotPair {
        int lower = -1, upper = -1;  // slots of a variable's bounds; −1: none
    };
    std::vector<SlotPair> slot_of;           // of columns, then of rows
    std::vector<double> first, least, most;  // of each slot: the first future's figure, the range of δ
    std::vector<double> least_size;          // least |figure| over all futures
    double dearest = 0;                      // largest |cost|

    double lower(std::size_t variable) const;
    double upper(std::size_t variable) const;
    double farthest(std::size_t slot) const;  // largest |δ|
};

// Sums over the futures that a basis serves.
struct Bunched {
    ExactSum mass{0};
    std::vector<ExactSum> figure;  // Σ p·figure, of DictionaryBasis::slots
    std::int64_t futures = 0;
};

class DictionaryBasis {
public:
    // None where the basis cannot be used: singular, or without a proved cut.
    static std::optional<DictionaryBasis> of(const BunchContext& context, const Basis& basis);

    // Which futures it serves at one point of the master: all, none, or those that pass `tests`.
    struct Region {
        bool alive = false;
        struct Test {
            double constant = 0;  // passed where constant + Σ coefficient δ ≥ 0
            std::uint32_t first = 0, last = 0;
        };
        std::vector<Test> tests;
        double objective = 0, gap = 0;  // at δ = 0
        bool check_gap = false;         // not known to be small for all futures
        double worst_gap = 0;           // relative; where it need not be checked, over all futures
    };
    Region region(const BunchContext& context, std::span<const double> link,
                  const SolveOptions& options) const;

    bool serves(const BunchContext& context, const Region& region, std::span<const double> delta,
                const SolveOptions& options) const;
    double miss(const Region& region, std::span<const double> delta) const;  // Σ of what tests fail by
    double objective(const Region& region, std::span<const double> delta) const;

    const std::vector<std::uint32_t>& slots() const { return slots_; }  // that cost and cut depend on
    // Of all the futures summed up: Σ p·cut and Σ p·cost.
    Cut cut(const Bunched& bunched) const;
    void add_cost(const BunchContext& context, const Region& region, const Bunched& bunched,
                  ExactSum& cost) const;

    double cut_at(const BunchContext& context, std::span<const double> link) const;  // at δ = 0; rounded
    std::vector<std::pair<std::uint32_t, double>> cut_coefficients() const;          // of slots; rounded
    const std::string& cut_key() const { return cut_key_; }  // the same for cuts that differ by rounding

    const Basis& basis() const { return basis_; }
    std::size_t bytes() const { return bytes_; }  // about

private:
    struct Slope {
        std::uint32_t slot = 0;
        double value = 0;
    };
    struct CutTerm {
        std::size_t place = 0;       // in slots_
        double least = 0, most = 0;  // between which its coefficient lies
    };
    struct BoundTest {
        std::size_t variable = 0;
        bool upper = false;
        std::uint32_t first = 0, last = 0;     // in coefficient_, slot_
        double tolerance = 0;                  // of 1, relative to the bound
        double least = 0, most = 0, size = 0;  // of Σ coefficient δ over all futures; Σ |coefficient δ|
    };
    double value(const Region::Test& test, std::span<const double> delta) const;
    void set_key();
    void count_bytes();
    bool sort_variables(const BunchContext& context);
    bool set_cut(const BunchContext& context);
    void add_column_terms(const BunchContext& context, std::size_t column, const ExactSum& reduced,
                          bool& usable);
    void add_term(int slot, double fixed, const ExactSum& coefficient);
    void set_moves(const BunchContext& context);
    double move(const BunchContext& context, std::size_t variable, std::uint32_t slot,
                std::vector<std::vector<Slope>>& moves);
    void set_tests(const BunchContext& context, const std::vector<std::vector<Slope>>& moves);
    std::size_t place_of(std::uint32_t slot);
    void solve_refined(std::vector<ExactSum> right, std::vector<double>& x, double& residual) const;
    std::vector<double> values(const BunchContext& context, std::span<const double> link,
                               double& residual) const;
    void set_money(const BunchContext& context, std::span<const double> link, std::span<const double> x,
                   const SolveOptions& options, Region& region) const;
    static double scale_of(double objective, double dearest);

    Basis basis_;
    std::optional<BasisFactor> factor_;
    std::vector<std::size_t> basic_;       // columns, in the factor's order
    std::vector<std::size_t> tight_rows_;  // rows at a side, in the factor's order
    std::vector<int> tight_place_;         // of a row among them; −1: basic
    std::vector<double> fixed_;  // value of every nonbasic column, side of every tight row, at δ = 0
    std::vector<double> dual_;
    ExactSum rest_{0};  // of the cut's constant: what does not depend on the future
    std::vector<CutTerm> terms_;
    std::vector<double> cut_slope_;
    std::string cut_key_;
    std::vector<std::uint32_t> slots_;
    std::vector<double> cost_slope_;  // of the objective in δ, of slots_
    std::vector<double> gap_slope_;   // of objective − cut in δ, of slots_
    std::size_t bytes_ = 0;
    double moved_residual_ = 0;  // largest residual that any future's δ adds
    std::vector<BoundTest> tests_;
    std::vector<std::uint32_t> slot_;
    std::vector<double> coefficient_;
};

}  // namespace dualflow::solver
