// SPDX-License-Identifier: MIT
// What the subcommands of `dualflow inventory` share.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "command.hpp"
#include "dualflow/inventory/demand/distribution.hpp"
#include "dualflow/inventory/dual/problem.hpp"
#include "dualflow/support/result.hpp"

namespace dualflow::cli {

// The value, or exit 2 with the sentence that says why there is none.
template <class Value>
Value needed(Result<Value, std::string> found) {
    if (!found) throw UsageError(found.error());
    return std::move(*found);
}

// `--flag 1,2.5,3` as numbers; UsageError where one is not.
std::vector<double> numbers_of(const std::string& flag, const std::string& text);

constexpr const char* demand_forms =
    "Demand of a period: uniform:LO:HI, poisson:MEAN, negbin:MEAN:VARIANCE, normal:MEAN:SD, constant:N, "
    "values:0=0.5,2=0.5 or history:FILE.csv[:COLUMN]";

// The item of dual sourcing, as options of a subcommand.
struct DualRequest {
    std::string demand;
    inventory::DualProblem problem;
};
void add_dual_options(CLI::App& app, DualRequest& request);
// With the demand read; UsageError where the item makes no sense.
inventory::DualProblem problem_of(const DualRequest& request);

}  // namespace dualflow::cli
