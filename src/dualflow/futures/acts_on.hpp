// SPDX-License-Identifier: MIT
// Which rows of a case the rows of random futures reach.
#pragma once

#include <vector>

#include "dualflow/case/future_rows.hpp"

namespace dualflow {

bool names_demand(const DemandTarget& target, const Demand& demand);

// The currency series that moves what is paid at a site; −1: none. The case's own currency never moves.
int series_of(const Case& c, const FutureRows& rows, SiteId site);

// What the processes on each resource make.
std::vector<std::vector<ProductId>> products_by_resource(const Case& c);

}  // namespace dualflow
