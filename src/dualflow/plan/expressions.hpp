// SPDX-License-Identifier: MIT
// Quantities that several constraint families speak of, as expressions over the model's columns.
#pragma once

#include <functional>
#include <vector>

#include "dualflow/plan/expression.hpp"
#include "dualflow/plan/model.hpp"

namespace dualflow {

// Whether a site is opened (or closed) by an investment without a resource.
bool opened_by_investment(const Case& c, SiteId site);

// Whether what a process makes is sold under a contract: the buyer then pays the contract's price, which
// holds what the making costs the supplier.
bool sold_under_contract(const Case& c, const Process& process);

// 3.2: 1 where the site is open at the node, 0 where it is not.
bool always_open(const PlanModel& m, SiteId site);
Expression open_at(const PlanModel& m, SiteId site, std::size_t node);

// 3.4: how many of an option are in service: Σ share of the bucket in service × number decided. Whether what
// it enables is in service does not depend on how many there are: in_service.hpp.
Expression in_service_at(const PlanModel& m, InvestmentId option, std::size_t node);

// Good units from a started one with every option that raises it.
double best_yield(const Case& c, const Process& process);
// and with every option that lowers it.
double least_yield(const Case& c, const Process& process);
// and at any node.
double best_yield(const PlanModel& m, ProcessId process);
double least_yield(const PlanModel& m, ProcessId process);

// 3.6: capacity per day, without overtime.
Expression installed_at(const PlanModel& m, ResourceId resource, std::size_t node);
double most_installed(const PlanModel& m, ResourceId resource,
                      std::size_t node);  // with every option, per day

std::vector<InvestmentId> options_that(const Case& c, const std::function<bool(const Investment&)>& holds);

// Use of a resource in the bucket, in its own units.
Expression use_at(const PlanModel& m, ResourceId resource, std::size_t node);

// What a unit of the process needs of a line of its bill of materials in the bucket (effectivity by days).
double bom_quantity(const PlanModel& m, std::size_t line, std::size_t node);

// 2.7: stock of a point at day θ of the node's bucket: what was there, plus arrivals, less what left.
// At θ = the bucket's end this is the right-hand side of the balance.
Expression stock_at(const PlanModel& m, PointId point, std::size_t node, double theta);

// Of a unit on its way: interest on its value while it travels (holding rate × value × lead / 365). The rate
// is that of the inventory row where it arrives, else of the one where it leaves; a case that states holding
// as money per day charges stock only.
double pipeline_interest(const PlanModel& m, const Point& from, const Point& to, double lead_days,
                         std::size_t node);

// What leaves a point in the bucket, for use, sale or onward.
Expression outflow_at(const PlanModel& m, PointId point, std::size_t node);

// Of a unit in stock at a point that stores, for a day.
double holding_per_day(const PlanModel& m, const Point& point, std::size_t n);

}  // namespace dualflow
