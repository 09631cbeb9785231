// SPDX-License-Identifier: MIT
// Feasible in days (docs/reference/model.md, eq. 2.8). Inside a bucket stock is piecewise linear in
// time, with kinks where an arrival begins or ends; non-negative at every kink means non-negative
// always. Rows for kinks are added only where a solved plan falls below zero.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "dualflow/plan/model.hpp"
#include "dualflow/support/result.hpp"

namespace dualflow {

// How far below zero a stock may be at a kink: units of the product, or a part of what passes through
// (a solver cannot hold a stock fed by 1e6 units to 1e-6).
inline constexpr double kink_tolerance = 1e-6;
inline constexpr double kink_tolerance_of_flow = 1e-9;

// Rows that hold a stock of `x` in one of the nodes at or above zero at its lowest kink, where it falls
// below.
std::vector<solver::LazyRow> rows_below_zero(const PlanModel& m, const std::vector<std::size_t>& nodes,
                                             const std::vector<double>& x);
std::vector<std::size_t> all_nodes(const PlanModel& m);

// Rows that were asked for, in order.
struct AskedKinks {
    std::vector<std::uint64_t> points, buckets;
    std::vector<double> days;
};

class KinkRows {
public:
    using Asked = AskedKinks;

    explicit KinkRows(const PlanModel& m) : m_(&m) {}

    // For each point and bucket with a node whose stock falls below −kink_tolerance in the plan `x`, rows
    // that hold it at or above zero at its lowest kink: in every node of the bucket, since what one future
    // lacks the others are likely to lack next. Rows that were given before are not given again.
    std::vector<solver::LazyRow> violated(const std::vector<double>& x);

    // Stocks of the last plan that fall below zero although they have had their row: what a solver missed.
    std::size_t missed() const { return missed_; }

    // What was asked, and the rows of it for a run that goes on. Error: none of this model's.
    const Asked& asked() const { return asked_; }
    Result<std::vector<solver::LazyRow>, std::string> ask_again(const Asked& before);

private:
    void ask(std::size_t point, std::size_t bucket, double day, std::vector<solver::LazyRow>& rows);

    const PlanModel* m_;
    Asked asked_;
    std::size_t missed_ = 0;
    std::set<std::tuple<std::size_t, std::size_t, double>> known_;  // point, bucket, day
};

}  // namespace dualflow
