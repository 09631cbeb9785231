// SPDX-License-Identifier: MIT
// dualflow inventory newsvendor: the one level of stock that costs least, where orders have no fixed cost.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>

#include "dualflow/inventory/single/newsvendor.hpp"
#include "inventory.hpp"
#include "inventory_site.hpp"

namespace dualflow::cli {

namespace {

using Json = nlohmann::ordered_json;

// normal:MEAN:SD, here without a grid.
inventory::NormalProblem normal_problem(const SiteRequest& request) {
    std::string fields = request.demand.substr(request.demand.find(':') + 1);
    if (const std::size_t colon = fields.find(':'); colon != std::string::npos) fields[colon] = ',';
    const std::vector<double> numbers = numbers_of("--demand normal", fields);
    if (numbers.size() != 2)
        throw UsageError(fmt::format("demand \"{}\"; expected normal:MEAN:SD", request.demand));
    const inventory::SiteProblem& site = request.problem;
    return {numbers[0], numbers[1], site.lead, site.holding, site.backlog};
}

struct Request {
    SiteRequest site;
    std::optional<double> level;
};

Exit newsvendor(const Request& request, const Globals& globals) {
    const bool normal = request.site.demand.starts_with("normal:");
    const inventory::Newsvendor found =
        needed(normal ? solve_newsvendor(normal_problem(request.site), request.level)
                      : solve_newsvendor(problem_of(request.site), request.level));
    if (globals.json) {
        Json document{{"schema", "dualflow.inventory.newsvendor/1"},
                      {"level", found.level},
                      {"cost", found.cost},
                      {"critical_ratio", found.critical_ratio},
                      {"demand_mean", found.demand_mean},
                      {"demand_deviation", found.demand_deviation}};
        add_averages(document, found.averages);
        print(document.dump(2) + "\n");
    } else {
        print(fmt::format("level {:.10g}, cost {:.9g} a period\n{}", found.level, found.cost,
                          averages_text(found.averages)));
    }
    return Exit::done;
}

}  // namespace

void add_inventory_newsvendor(CLI::App& inventory, Session& session) {
    auto request = std::make_shared<Request>();
    CLI::App* verb = inventory.add_subcommand(
        "newsvendor", "The level of stock that costs least without a fixed cost (normal demand: exactly)");
    add_site_options(*verb, request->site);
    verb->add_option("--level", request->level, "Cost of this level instead of the best one");
    verb->callback([request, &session] {
        session.run = [=, &session] { return newsvendor(*request, session.globals); };
    });
}

}  // namespace dualflow::cli
