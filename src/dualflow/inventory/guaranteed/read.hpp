// SPDX-License-Identifier: MIT
// Chains from files. Three forms, told apart by the first line:
//
//   dualflow   comma-separated, first line names the columns, one stage a row:
//                stage, time (both needed), cost, holding, demand_sd, safety_factor, service_level,
//                max_service, inbound_service, pooling, suppliers
//              `suppliers` lists A;B or A:2;B:1 (with quantities). `service_level` gives the safety factor as
//              its normal quantile and stands in place of `safety_factor`. Empty cells take the default.
//   willems    a chain of the data set of Willems (2008), M&SOM 10(1): columns named by their path
//              (…/@from, …/@to, …/@stageName, …), rows of arcs and rows of stages. Mean stage times are used;
//              service_level gives the safety factor.
//   snc        stage_id,lead_time,max_s_time,cost_rate,risk_pool,ext_demand_mean,ext_demand_std,
//              ext_demand_thres,up_stages: the safety factor in the last but one column, then name and
//              quantity of each supplier.
//
// Errors are one sentence with file and row: an unknown column or stage, a cell that is not a number, and
// what make_chain finds.
#pragma once

#include <string>

#include "dualflow/inventory/guaranteed/network.hpp"

namespace dualflow::inventory {

enum class ChainForm { automatic, dualflow, willems, snc };

Result<Chain, std::string> read_chain(const std::string& file, ChainForm form, double holding_rate);

}  // namespace dualflow::inventory
