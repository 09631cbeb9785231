// SPDX-License-Identifier: MIT
// Where a plan buys a product into a site from more than one source, and the same case with one of them.
// A source is a supplier, or one of its contracts where there are any for the product and the site. Lanes of
// other sites of one's own are no sources and stay open. Internal to plan/.
#pragma once

#include <vector>

#include "dualflow/plan/model.hpp"
#include "dualflow/plan/result.hpp"
#include "dualflow/plan/value_rows.hpp"

namespace dualflow {

// With every source that the case offers there, used or not, in the order of the lanes; no plans yet.
std::vector<SecondSourceRow> find_second_sources(const Case& c, const PlanResult& plan);

// Nothing departs from the row's other sources. Goods on their way at the start arrive.
void keep_single(PlanModel& m, const SecondSourceRow& row, const SecondSourceRow::Single& kept);

}  // namespace dualflow
