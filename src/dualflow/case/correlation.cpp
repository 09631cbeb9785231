// SPDX-License-Identifier: MIT
#include "dualflow/case/correlation.hpp"

#include <cmath>
#include <cstddef>

namespace dualflow {

std::optional<std::vector<std::vector<double>>> correlation_root(
    const std::vector<std::vector<double>>& correlation) {
    constexpr double tolerance = 1e-9;
    const std::size_t n = correlation.size();
    std::vector<std::vector<double>> root(n, std::vector<double>(n, 0));
    for (std::size_t i = 0; i < n; ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            double left = correlation[i][j];
            for (std::size_t k = 0; k < j; ++k) left -= root[i][k] * root[j][k];
            if (root[j][j] > 0)
                root[i][j] = left / root[j][j];
            else if (std::abs(left) > std::sqrt(tolerance))
                return std::nullopt;  // j is fixed by those before it, and i says otherwise
        }
        double pivot = correlation[i][i];
        for (std::size_t k = 0; k < i; ++k) pivot -= root[i][k] * root[i][k];
        if (pivot < -tolerance) return std::nullopt;
        root[i][i] = pivot > tolerance ? std::sqrt(pivot) : 0;
    }
    return root;
}

}  // namespace dualflow
