// SPDX-License-Identifier: MIT
#include "inventory_site.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>
#include <string_view>
#include <vector>

#include "dualflow/inventory/demand/parse.hpp"
#include "inventory.hpp"

namespace dualflow::cli {

void add_site_options(CLI::App& app, SiteRequest& request) {
    app.add_option("--demand", request.demand, demand_forms)->required();
    app.add_option("--lead", request.problem.lead, "Lead time, periods; 0: there for this period's demand")
        ->capture_default_str();
    app.add_option("--holding", request.problem.holding, "Cost of a unit in stock at the end of a period")
        ->required();
    app.add_option("--backlog", request.problem.backlog, "Cost of a unit that waits at the end of a period")
        ->required();
}

inventory::SiteProblem problem_of(const SiteRequest& request) {
    inventory::SiteProblem problem = request.problem;
    problem.demand = needed(inventory::parse_demand(request.demand));
    return problem;
}

double poisson_rate(const std::string& demand, const std::string& otherwise) {
    constexpr std::string_view poisson = "poisson:";
    if (!demand.starts_with(poisson))
        throw UsageError(fmt::format("demand \"{}\" under continuous review; expected poisson:RATE, or {}",
                                     demand, otherwise));
    const std::vector<double> numbers = numbers_of("--demand poisson", demand.substr(poisson.size()));
    if (numbers.size() != 1) throw UsageError(fmt::format("demand \"{}\"; expected poisson:RATE", demand));
    return numbers.front();
}

void add_averages(nlohmann::ordered_json& document, const inventory::StockAverages& averages) {
    document["holding"] = averages.holding;
    document["backlog"] = averages.backlog;
    document["ready_rate"] = averages.ready_rate;
    document["fill_rate"] = averages.fill_rate;
}

std::string averages_text(const inventory::StockAverages& averages, double fixed_cost) {
    const std::string fixed = fixed_cost > 0 ? fmt::format(", orders {:.6g}", fixed_cost) : std::string();
    return fmt::format(
        "of it holding {:.6g}, backlog {:.6g}{}\nperiods without backlog {:.2f} %, demand met "
        "from stock {:.2f} %\n",
        averages.holding, averages.backlog, fixed, 100 * averages.ready_rate, 100 * averages.fill_rate);
}

}  // namespace dualflow::cli
