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

// 3.4: options in service at the node: Σ share of the bucket in service × number decided.
Expression in_service_at(const PlanModel& m, InvestmentId option, std::size_t node);

// Good units from a started one with every option that raises it.
double best_yield(const Case& c, const Process& process);
// and with every option that lowers it.
double least_yield(const Case& c, const Process& process);

// 3.6: capacity per day, without overtime.
Expression installed_at(const PlanModel& m, ResourceId resource, std::size_t node);
double most_installed(const PlanModel& m, ResourceId resource);  // with every option, per day

std::vector<InvestmentId> options_that(const Case& c, const std::function<bool(const Investment&)>& holds);

// 3.13–3.14: what bounds a flow of a bucket in which something comes into service. On all of its days the
// flow is at most `most` and what capacity allows. On a part of them it is at most that part of the capacity
// and, since a flow is even over its bucket, what the need of those days and the first filling of safety
// stocks ask for; so the days before are not served from it.
struct FlowLimit {
    double most = 0;
    double capacity_per_day = solver::infinity, need_per_day = solver::infinity, fill = 0;
};
FlowLimit flow_limit(const PlanModel& m, ProductId product, std::size_t node, double most,
                     double capacity_per_day);

// The most that may flow at the node while a thing is in service, `in_service` being its share of the bucket
// as Σ share × number decided (open_at, in_service_at): ≥ the flow.
Expression flow_while(const PlanModel& m, const Expression& in_service, std::size_t node,
                      const FlowLimit& limit);

// Use of a resource in the bucket, in its own units.
Expression use_at(const PlanModel& m, ResourceId resource, std::size_t node);

// What a unit of the process needs of a line of its bill of materials in the bucket (effectivity by days).
double bom_quantity(const PlanModel& m, std::size_t line, std::size_t node);

// 2.7: stock of a point at day θ of the node's bucket: what was there, plus arrivals, less what left.
// At θ = the bucket's end this is the right-hand side of the balance.
Expression stock_at(const PlanModel& m, PointId point, std::size_t node, double theta);

// What leaves a point in the bucket, for use, sale or onward.
Expression outflow_at(const PlanModel& m, PointId point, std::size_t node);

}  // namespace dualflow
