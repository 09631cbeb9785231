// SPDX-License-Identifier: MIT
// dualflow inventory ss: when to order, and up to what, where an order has a fixed cost.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>

#include "dualflow/inventory/single/ss_policy.hpp"
#include "inventory.hpp"
#include "inventory_site.hpp"

namespace dualflow::cli {

namespace {

using Json = nlohmann::ordered_json;

struct Request {
    SiteRequest site;
    double fixed = 0;
    std::optional<std::int64_t> reorder, up_to;
};

inventory::SsPolicy policy_of(const Request& request) {
    const inventory::SiteProblem problem = problem_of(request.site);
    if (request.reorder.has_value() != request.up_to.has_value())
        throw UsageError("one of --reorder and --up-to; expected both, or neither for the best");
    if (request.reorder) return needed(evaluate_ss(problem, request.fixed, *request.reorder, *request.up_to));
    return needed(solve_ss(problem, request.fixed));
}

Exit ss(const Request& request, const Globals& globals) {
    const inventory::SsPolicy policy = policy_of(request);
    if (globals.json) {
        Json document{{"schema", "dualflow.inventory.ss/1"},
                      {"reorder", policy.reorder},
                      {"up_to", policy.up_to},
                      {"cost", policy.cost},
                      {"orders", policy.orders},
                      {"fixed", policy.fixed_cost}};
        add_averages(document, policy.averages);
        print(document.dump(2) + "\n");
    } else {
        print(
            fmt::format("order when the position is {} or less, up to {}\ncost {:.9g} a period, an order "
                        "every {:.4g} periods\n{}",
                        policy.reorder, policy.up_to, policy.cost, 1 / policy.orders,
                        averages_text(policy.averages, policy.fixed_cost)));
    }
    return Exit::done;
}

}  // namespace

void add_inventory_ss(CLI::App& inventory, Session& session) {
    auto request = std::make_shared<Request>();
    CLI::App* verb = inventory.add_subcommand(
        "ss", "When to order and up to what, (s,S), where an order has a fixed cost");
    add_site_options(*verb, request->site);
    verb->add_option("--fixed", request->fixed, "Cost of an order of any size")->required();
    verb->add_option("--reorder", request->reorder, "Cost of this s instead of the best one; with --up-to");
    verb->add_option("--up-to", request->up_to, "Cost of this S instead of the best one; with --reorder");
    verb->callback(
        [request, &session] { session.run = [=, &session] { return ss(*request, session.globals); }; });
}

}  // namespace dualflow::cli
