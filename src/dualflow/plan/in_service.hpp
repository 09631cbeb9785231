// SPDX-License-Identifier: MIT
// How something comes into service in a bucket and goes out of it, decision by decision
// (docs/reference/model.md, eq. 3.7, 3.14 and 4.9): what an option enables, a site that is opened or closed,
// a contract that is qualified. It is in service or it is not, however many options put it there.
//
// Shares are of the bucket, from the day of the change to the bucket's end.
#pragma once

#include <string>
#include <vector>

#include "dualflow/plan/expression.hpp"
#include "dualflow/plan/model.hpp"

namespace dualflow {

// A change that takes place where the binary `column` is 1 (−1: it did before the start).
struct Change {
    double day = -solver::infinity;
    Index column = -1;
    double share = 0;
    std::string group;  // an end ends what began earlier in its group
};

struct InService {
    std::vector<Change> begins, ends;
    // A configuration gives way to another one that does the same: no change, so it takes back the beginning
    // of the other one.
    std::vector<Change> handed_over;
};
InService enabled_by(const PlanModel& m, const std::vector<InvestmentId>& options, std::size_t node);
InService site_in_service(const PlanModel& m, SiteId site, std::size_t node);

bool may_end(const Change& begin, const Change& end);

// The share of the bucket in service, as Σ share × column; more than it where several things do the same.
Expression share_in_service(const InService& service);

// 3.13–3.14: what bounds a flow of a bucket in which something comes into service. On all of its days the
// flow is at most `most` and what capacity allows. On a part of them it is at most that part of the capacity
// and, since a flow is even over its bucket, what the need of those days and the filling of safety stocks ask
// for; so the days before are not served from it.
struct FlowLimit {
    double most = 0;
    double capacity_per_day = solver::infinity, need_per_day = solver::infinity, fill = 0;
};
FlowLimit flow_limit(const PlanModel& m, ProductId product, std::size_t node, double most,
                     double capacity_per_day);

// Rows that keep the flow within that: every expression less the flow ≥ 0.
void add_flow_rows(PlanModel& m, const Expression& flow, const InService& service, std::size_t node,
                   const FlowLimit& limit);

// The row flow ≤ what flows on the share `left` of the bucket, or on all of it where `otherwise` is 1 or
// more.
void add_flow_row(PlanModel& m, const Expression& flow, std::size_t node, const FlowLimit& limit, double left,
                  const Expression& otherwise);

// A way to be in service: the decisions that it takes, the share of the bucket in which all of them are in
// service, and what may end it. Without columns it holds from the start.
struct Alternative {
    std::vector<Index> columns;
    double share = 1;
    std::vector<Change> ends;
};
bool ended_by(const Alternative& alternative, const Change& end);

// Rows result ≥ whole · the share of the bucket in service, for whole ≤ most.
void add_forced_share(solver::ModelBuilder& lp, Index result, Index whole, double most,
                      const std::vector<Alternative>& all);

}  // namespace dualflow
