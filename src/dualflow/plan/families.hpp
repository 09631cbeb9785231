// SPDX-License-Identifier: MIT
// The constraint families, in the order in which they are built. Each is one file with its equations
// in docs/reference/model.md; a family uses the columns of those before it.
#pragma once

#include "dualflow/plan/model.hpp"

namespace dualflow {

void add_sites(PlanModel& m);        // 3.1–3.3   opening, closing, fixed cost
void add_investments(PlanModel& m);  // 3.4–3.9   options, groups, requires, capital
void add_movement(PlanModel& m);     // 2.1       production starts, departures, freight, interest
void add_demand(PlanModel& m);       // 2.2–2.3   sales, backlog, lost sales, revenue
void add_stock(PlanModel& m);        // 2.4–2.6   stock, safety days, storage limit, holding
void add_balance(PlanModel& m);      // 2.7       flow balance with yields and pipelines
void add_standstills(PlanModel& m);  // 3.5 days on which a resource stands still
void add_capacity(PlanModel& m);     // 3.10–3.14 capacity, overtime, shared lane groups, links
void add_levelling(PlanModel& m);    // 3.15–3.17 ramps and the band
void add_contracts(PlanModel& m);    // 4.1–4.9   awards, base rates, reservations, price bands
void add_duty(PlanModel& m);         // 5.1–5.2   ordinary duty by origin
void add_quality(PlanModel& m);      // 5.3       exposure that grows with the pipeline
void add_budget(PlanModel& m);       // 6.1       capital by calendar year
void add_limits(PlanModel& m);       // 14.1      shares of regions in what is awarded (a strategy's)
void add_record(PlanModel& m);       // 14.2      recorded flows, held by the baseline
void add_end_value(PlanModel& m);    // 7.2–7.4   what is left at the end
void add_uncertainty(PlanModel& m);  // 10.1–10.4 what the noise inside buckets costs
void add_rejoining(PlanModel& m);    // 12.2–12.4 where a disruption's fan re-joins the undisturbed path
void add_risk(PlanModel& m);         // 7.5       CVaR of the cost of the paths, once all is charged

// The whole model.
void build(PlanModel& m);

}  // namespace dualflow
