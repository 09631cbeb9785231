// SPDX-License-Identifier: MIT
#include "dualflow/solver/stochastic/cut_ageing.hpp"

#include <algorithm>

namespace dualflow::solver {
namespace {

constexpr int old = 10;           // solves
constexpr std::size_t few = 20;   // old cuts that are left where they are,
constexpr std::size_t share = 4;  // and up to a fourth of all cuts

}  // namespace

void CutAgeing::note(const Basis& basis, Index rows) {
    age_.resize(static_cast<std::size_t>(rows - first_cut_), 0);
    for (std::size_t k = 0; k < age_.size(); ++k)
        age_[k] = basis.is_basic(first_cut_ + static_cast<Index>(k)) ? age_[k] + 1 : 0;
}

std::vector<Index> CutAgeing::purge(Solver& lp, std::vector<OpenNode>& open) {
    const std::size_t enough = std::max(few, age_.size() / share);
    std::vector<Index> out;
    for (std::size_t k = 0; k < age_.size(); ++k)
        if (age_[k] > old) out.push_back(first_cut_ + static_cast<Index>(k));
    for (const OpenNode& node : open) {
        if (out.size() < enough) return {};
        std::erase_if(out, [&](Index row) { return !node.basis.is_basic(row); });
    }
    if (out.size() < enough) return {};
    lp.delete_rows(out);
    for (OpenNode& node : open) node.basis.forget_rows(out);
    for (auto row = out.rbegin(); row != out.rend(); ++row) age_.erase(age_.begin() + (*row - first_cut_));
    return out;
}

}  // namespace dualflow::solver
