// SPDX-License-Identifier: MIT
// The site of one item, as options of the subcommands that solve one.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "command.hpp"
#include "dualflow/inventory/single/problem.hpp"

namespace dualflow::cli {

struct SiteRequest {
    std::string demand;
    inventory::SiteProblem problem;  // its demand is read from `demand`
};
void add_site_options(CLI::App& app, SiteRequest& request);
// With the demand read; UsageError where it cannot be.
inventory::SiteProblem problem_of(const SiteRequest& request);

// The rate of poisson:RATE, of which continuous review needs no grid; UsageError, which names the way out,
// where demand is anything else.
double poisson_rate(const std::string& demand, const std::string& otherwise);

// "holding", "backlog", "ready_rate" and "fill_rate", added to the document.
void add_averages(nlohmann::ordered_json& document, const inventory::StockAverages& averages);
// The same in words, with "fixed" where orders cost something.
std::string averages_text(const inventory::StockAverages& averages, double fixed_cost = 0);

}  // namespace dualflow::cli
