// SPDX-License-Identifier: MIT
// From a solved model back to rows of the plan.
#pragma once

#include "dualflow/plan/model.hpp"
#include "dualflow/plan/result.hpp"
#include "dualflow/solver/lp/solver.hpp"

namespace dualflow {

// Below this a quantity is the solver's rounding, not a plan (units of the product).
inline constexpr double least_quantity = 1e-6;

// The value of a decision at a node; 0 where it has no column.
inline double value(const NodeColumns& columns, std::size_t n, const std::vector<double>& x) {
    return columns.empty() || columns[n] < 0 ? 0 : x[static_cast<std::size_t>(columns[n])];
}

void extract(const PlanModel& m, const solver::Solution& solution, PlanResult& result);

void extract_flows(const PlanModel& m, const std::vector<double>& x, PlanResult& result);
void extract_sales(const PlanModel& m, const std::vector<double>& x, PlanResult& result);
void extract_buffers(const PlanModel& m, const std::vector<double>& x, PlanResult& result);
void extract_record(const PlanModel& m, const std::vector<double>& x, PlanResult& result);
void extract_decisions(const PlanModel& m, const std::vector<double>& x, PlanResult& result);

// Why demand was lost at a node: what stood at its limit on the way to it, or that it does not pay.
std::string reason_lost(const PlanModel& m, const std::vector<double>& x, std::size_t series,
                        std::size_t node);

// Parts bought from two or more sites that all hang on one component from one site.
std::vector<FalseDualSource> find_false_dual_sources(const Case& c, const std::vector<FlowRow>& flows,
                                                     const std::vector<ProductionRow>& production);

}  // namespace dualflow
