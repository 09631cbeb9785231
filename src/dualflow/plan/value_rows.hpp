// SPDX-License-Identifier: MIT
// What knowing the future, minding that it is not known, and a second source are worth: differences between
// costs of plans (values.hpp). Money, discounted, as the objective; gains are positive.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "dualflow/case/values.hpp"
#include "dualflow/plan/plan_status.hpp"

namespace dualflow {

struct PlanResult;

// A plan that is compared with others.
struct ComparedPlan {
    bool found = false;  // else `objective` has no meaning
    PlanStatus status = PlanStatus::infeasible;
    double objective = 0, bound = 0;
};

// By how much one optimum lies above another. Both are known within their gaps only, so the optima's own
// difference is known to lie in [least, most].
struct ValueRange {
    double value = 0;  // of the plans found, within the range
    double least = 0, most = 0;
};

// A product that the plan buys into a site from several sources, and what it costs to have one.
struct SecondSourceRow {
    ProductId product;
    SiteId site;
    // A supplier, or one of its contracts for the product; all others closed.
    struct Single {
        SiteId supplier;
        ContractId contract;  // none: without one
        ComparedPlan plan;
    };
    std::vector<Single> singles;
    std::optional<std::size_t> best;  // of singles; none where no single source has a plan
    std::optional<ValueRange> value;  // the best single − all
};

struct PlanValues {
    ComparedPlan recourse;                // RP: the plan
    ComparedPlan foresight;               // WS
    ComparedPlan expected_value;          // EV: of the mean future, for certain
    ComparedPlan expected_result;         // EEV: its first decisions, in the futures
    std::string reason;                   // why there is no EEV; empty where there is one
    std::optional<ValueRange> evpi, vss;  // RP − WS, EEV − RP
    std::vector<SecondSourceRow> second_sources;
    std::shared_ptr<const PlanResult> foresight_plan;  // where it is found and not the plan itself
};

}  // namespace dualflow
