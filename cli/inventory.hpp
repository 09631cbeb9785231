// SPDX-License-Identifier: MIT
// What the subcommands of `dualflow inventory` share.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <utility>
#include <vector>

#include "command.hpp"
#include "dualflow/inventory/demand/distribution.hpp"
#include "dualflow/inventory/dual/optimum.hpp"
#include "dualflow/inventory/dual/policy.hpp"
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
    bool without_expedited = false;
    double memory = 2;   // GiB
    double span = 1e-9;  // money a period
};
// Sets on_sweep so that a long search is seen.
class ProgressView;
void show_sweeps(inventory::OptimumOptions& options, ProgressView& view);
enum class Prices { both, far_only };  // whether the near price is asked for
void add_dual_options(CLI::App& app, DualRequest& request, Prices prices = Prices::both);
// With the demand read; UsageError where the item makes no sense.
inventory::DualProblem problem_of(const DualRequest& request);
inventory::OptimumOptions optimum_options(const DualRequest& request);
inventory::PolicyLimits policy_limits(const DualRequest& request);

// Documents and words of the answer.
nlohmann::ordered_json item_as_json(const DualRequest& request, const inventory::DualProblem& problem);
nlohmann::ordered_json as_json(const inventory::LongRun& average);
nlohmann::ordered_json as_json(const inventory::Optimum& optimum);
nlohmann::ordered_json as_json(const inventory::Policy& policy);
std::string parameters_as_text(const inventory::Policy& policy);  // s_e 4, s_r 8, cap 2
std::string item_as_text(const DualRequest& request, const inventory::DualProblem& problem);
// Columns of a long-run average for in_columns(), with its heading.
std::vector<std::string> long_run_heading();
std::vector<std::string> long_run_cells(const inventory::LongRun& average);

}  // namespace dualflow::cli
