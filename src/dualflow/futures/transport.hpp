// SPDX-License-Identifier: MIT
// Wasserstein distances of order 1 between finite laws.
#pragma once

#include <cstddef>
#include <utility>
#include <vector>

namespace dualflow {

// On the line, from (value, probability); each law's probabilities sum to one. Exact: the area between the
// two distribution functions.
double transport_on_line(std::vector<std::pair<double, double>> a, std::vector<std::pair<double, double>> b);

// The least cost of moving the masses of the sources to the sinks, by successive shortest paths (Ahuja,
// Magnanti and Orlin 1993, section 9.7). cost[i][j] ≥ 0; masses are positive and their sums agree.
double transport_cost(const std::vector<std::vector<double>>& cost, const std::vector<double>& sources,
                      std::vector<double> sinks);

}  // namespace dualflow
