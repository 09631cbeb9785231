// SPDX-License-Identifier: MIT
// Better labels from given ones: in each round variables are drawn in a new order, those that close no cycle
// with the ones before form a forest, and all of the forest's labels are set at their joint best while the
// others stay. Never worse; the draws are keyed by the round, so the same call gives the same labels.
#pragma once

#include <cstdint>

#include "dualflow/inventory/guaranteed/labelling.hpp"

namespace dualflow::inventory {

// `rounds` without improvement end it. Work is comparisons made, added to `work`.
void improve_labels(const Labelling& model, std::vector<std::size_t>& labels, int rounds, double& work);

}  // namespace dualflow::inventory
