// SPDX-License-Identifier: MIT
// The distinct cuts of a dictionary at one point of the master, as a table to look the highest one up in.
//
// Any dual vector bounds the cost of any future from below, so the highest of the cuts known says much of a
// future without a linear program solved (and the basis it is of is a good start for one). Values here only
// choose; what is claimed comes from DictionaryBasis::cut().
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "dualflow/solver/stochastic/dictionary_basis.hpp"

namespace dualflow::solver {

class CutTable {
public:
    // One entry a distinct cut, the first that has it.
    void set(const BunchContext& context, std::span<const DictionaryBasis* const> bases,
             std::span<const double> link);

    std::size_t size() const { return base_.size(); }
    bool empty() const { return base_.empty(); }
    // Of the basis whose cut is highest at δ, the first of equals; `scratch` is overwritten.
    std::size_t highest(std::span<const double> delta, std::vector<double>& scratch) const;

private:
    std::vector<std::size_t> basis_;   // place in what was given
    std::vector<double> base_;         // value at δ = 0
    std::vector<double> coefficient_;  // slots × cuts, a slot after the other
};

}  // namespace dualflow::solver
