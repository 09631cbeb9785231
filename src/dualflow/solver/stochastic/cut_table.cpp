// SPDX-License-Identifier: MIT
#include "dualflow/solver/stochastic/cut_table.hpp"

#include <algorithm>
#include <set>
#include <string>

namespace dualflow::solver {

void CutTable::set(const BunchContext& context, std::span<const DictionaryBasis* const> bases,
                   std::span<const double> link) {
    basis_.clear();
    base_.clear();
    std::set<std::string_view> known;
    for (std::size_t k = 0; k < bases.size(); ++k) {
        if (!known.insert(bases[k]->cut_key()).second) continue;
        basis_.push_back(k);
        base_.push_back(bases[k]->cut_at(context, link));
    }
    coefficient_.assign(context.first.size() * basis_.size(), 0);
    for (std::size_t c = 0; c < basis_.size(); ++c)
        for (const auto& [slot, value] : bases[basis_[c]]->cut_coefficients())
            coefficient_[slot * basis_.size() + c] = value;
}

std::size_t CutTable::highest(std::span<const double> delta, std::vector<double>& scratch) const {
    scratch.assign(base_.begin(), base_.end());
    const std::size_t cuts = base_.size();
    for (std::size_t v = 0; v < delta.size(); ++v) {
        if (delta[v] == 0) continue;
        const double* coefficient = coefficient_.data() + v * cuts;
        for (std::size_t c = 0; c < cuts; ++c) scratch[c] += coefficient[c] * delta[v];
    }
    return basis_[static_cast<std::size_t>(std::max_element(scratch.begin(), scratch.end()) -
                                           scratch.begin())];
}

}  // namespace dualflow::solver
