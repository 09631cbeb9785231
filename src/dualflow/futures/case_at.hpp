// SPDX-License-Identifier: MIT
// The case as it is in a bucket of a sampled future: the rows of the base case with the node's figures.
//
// Demand: quantity × the factor of each cycle that names its product or market × the mean of each season that
//   does, over the row's own days in the bucket. Several that name one row multiply.
// Currencies: money paid at a site whose region has the currency of a series, other than the case's own, is
//   multiplied by the series over its start (case currency a unit of the other; quoted the other way the law
//   is the same, see rates.hpp). These are: processes.unit_cost; overtime_unit_cost, under_cost, over_cost,
//   ramp_up_cost, ramp_down_cost of resources; sites.fixed_cost_per_day; of the supplier price,
//   take_or_pay_price, exercise_price, reservation_fee of contracts; of the departure lanes' cost. Capital,
//   opening, closing and qualification costs, book and customs values, prices and inventory stay.
// Tariffs: the regime in force on most days.
// Outages: capacity of the resources of sites hit, of resources that make only products hit, and of lanes
//   hit, × share left; several rows multiply. The minimum of a contract whose supplier or destination is hit
//   is relieved in proportion (band_minus; force majeure). Where nothing is left in the whole bucket,
//   processes without a resource to shrink are not available and lanes without a capacity have one of 0.
#pragma once

#include "dualflow/case/future_rows.hpp"
#include "dualflow/futures/node_state.hpp"

namespace dualflow {

// Equal to the base case where nothing is random or seasonal. The rows are those of the base case.
Case case_at(const Case& base, const FutureRows& rows, const NodeState& state, const Bucket& bucket);

// The rows without those of tables that [model] off names: what plans are to use.
FutureRows rows_in_use(FutureRows rows, const Settings& settings);

// What is stated and changes nothing in any case_at (W0735): a cost series, a currency of no region, a cycle
// or season of no demand, an outage that takes a share of what has no capacity.
Diagnostics idle_futures(const Case& c, const FutureRows& rows);

}  // namespace dualflow
