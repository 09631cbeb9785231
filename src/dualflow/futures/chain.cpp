// SPDX-License-Identifier: MIT
#include "dualflow/futures/chain.hpp"

#include <cstddef>

namespace dualflow {

namespace {

ChainMatrix squared(const ChainMatrix& p) {
    const std::size_t n = p.size();
    ChainMatrix product(n, std::vector<double>(n, 0));
    for (std::size_t i = 0; i < n; ++i) {
        double total = 0;
        for (std::size_t j = 0; j < n; ++j) {
            for (std::size_t k = 0; k < n; ++k) product[i][j] += p[i][k] * p[k][j];
            total += product[i][j];
        }
        for (double& chance : product[i]) chance /= total;  // rounding would grow with each squaring
    }
    return product;
}

}  // namespace

int pick(const std::vector<double>& law, double u) {
    double below = 0;
    int last = 0;
    for (std::size_t state = 0; state < law.size(); ++state) {
        if (law[state] <= 0) continue;
        last = static_cast<int>(state);
        below += law[state];
        if (u < below) break;
    }
    return last;
}

std::vector<double> long_run_law(const ChainMatrix& chain) {
    const std::size_t n = chain.size();
    ChainMatrix p = chain;
    for (std::size_t i = 0; i < n; ++i)  // staying half of the time keeps the law and breaks every cycle
        for (std::size_t j = 0; j < n; ++j) p[i][j] = 0.5 * p[i][j] + (i == j ? 0.5 : 0);
    for (int doubling = 0; doubling < 60; ++doubling) p = squared(p);
    std::vector<double> law(n, 0);
    for (const std::vector<double>& row : p)
        for (std::size_t j = 0; j < n; ++j) law[j] += row[j] / static_cast<double>(n);
    return law;
}

}  // namespace dualflow
