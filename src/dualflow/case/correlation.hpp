// SPDX-License-Identifier: MIT
// Matrices of correlations: whether a random vector can have them, and how to draw one that does.
#pragma once

#include <optional>
#include <vector>

namespace dualflow {

// Lower triangular L with L Lᵀ = the symmetric matrix (Cholesky, singular matrices included); none where it
// is not positive semidefinite, to 1e-9. Row i depends on rows up to i alone.
std::optional<std::vector<std::vector<double>>> correlation_root(
    const std::vector<std::vector<double>>& correlation);

}  // namespace dualflow
