// SPDX-License-Identifier: MIT
// From a basis that is optimal for one future to one that is for another, by the dual simplex method.
//
// Futures that differ in right-hand sides and bounds alone keep each other's bases dual feasible, and a few
// pivots lead from one to the other. A block is small, so that a plain dual simplex (largest infeasibility;
// ratio test in two passes after Harris 1973; product form of the inverse) is done before a solver that has
// more to set up begins. What it says is no more than a proposal: DictionaryBasis judges it.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "dualflow/solver/stochastic/dictionary_basis.hpp"

namespace dualflow::solver {

class BasisWalk {
public:
    explicit BasisWalk(const BunchContext& context);

    // The basis where it ends; none where it finds no way. `figures` are those of the future's slots.
    std::optional<Basis> walk(const Basis& from, std::span<const double> link,
                              std::span<const double> figures);

    std::int64_t pivots() const { return pivots_; }  // of all walks so far

private:
    struct Eta {
        std::size_t place = 0;
        std::vector<std::pair<std::size_t, double>> column;  // but for the place's own
        double pivot = 0;
    };
    bool begin(const Basis& from, std::span<const double> link, std::span<const double> figures);
    bool factor();
    bool set_values();
    bool set_duals();
    std::optional<std::size_t> leaving() const;
    void set_row(std::size_t place);
    std::optional<std::size_t> entering(bool grows) const;
    bool pivot(std::size_t place, std::size_t enters);
    void solve(std::vector<double>& x) const;
    void solve_transposed(std::vector<double>& y) const;
    template <class Take>
    void each_entry(std::size_t variable, const Take& take) const;
    double miss(std::size_t variable, double value) const;

    const BunchContext& context_;
    std::size_t columns_, rows_;
    std::vector<double> lower_, upper_;  // of columns, then rows, in the future
    std::vector<Standing> standing_;
    std::vector<double> value_, reduced_, row_;  // of variables; row_ is one of the tableau
    std::vector<std::size_t> basic_;             // variable at each place
    std::optional<BasisFactor> factor_;
    std::vector<Eta> etas_;
    std::int64_t pivots_ = 0;
};

}  // namespace dualflow::solver
