// SPDX-License-Identifier: MIT
// dualflow inventory rq: when to order and how much, where stock is watched all the time.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>

#include "dualflow/inventory/single/rq_policy.hpp"
#include "inventory.hpp"
#include "inventory_site.hpp"

namespace dualflow::cli {

namespace {

using Json = nlohmann::ordered_json;

struct Request {
    std::string demand;
    inventory::RqProblem problem;
    std::optional<std::int64_t> reorder, quantity;
};

inventory::RqPolicy policy_of(const Request& request) {
    inventory::RqProblem problem = request.problem;
    problem.rate = poisson_rate(request.demand, "the policy ss for demand in lots");
    if (request.reorder && !request.quantity)
        throw UsageError("--reorder without --quantity; expected both, or --quantity alone for its best r");
    if (request.reorder) return needed(evaluate_rq(problem, *request.reorder, *request.quantity));
    return needed(solve_rq(problem, request.quantity));
}

Exit rq(const Request& request, const Globals& globals) {
    const inventory::RqPolicy policy = policy_of(request);
    if (globals.json) {
        Json document{{"schema", "dualflow.inventory.rq/1"},
                      {"reorder", policy.reorder},
                      {"quantity", policy.quantity},
                      {"cost", policy.cost},
                      {"orders", policy.orders},
                      {"fixed", policy.fixed_cost}};
        add_averages(document, policy.averages);
        print(document.dump(2) + "\n");
    } else {
        print(fmt::format(
            "order {} when the position falls to {}\ncost {:.9g} and {:.4g} orders a unit of time\n{}",
            policy.quantity, policy.reorder, policy.cost, policy.orders,
            averages_text(policy.averages, policy.fixed_cost)));
    }
    return Exit::done;
}

}  // namespace

void add_inventory_rq(CLI::App& inventory, Session& session) {
    auto request = std::make_shared<Request>();
    inventory::RqProblem& problem = request->problem;
    CLI::App* verb = inventory.add_subcommand(
        "rq", "When to order and how much, (r,Q), where stock is watched all the time");
    verb->add_option("--demand", request->demand, "poisson:RATE, customers of one unit a unit of time")
        ->required();
    verb->add_option("--lead", problem.lead, "Lead time, units of time")->required();
    verb->add_option("--holding", problem.holding, "Cost of a unit in stock and unit of time")->required();
    verb->add_option("--backlog", problem.backlog, "Cost of a unit that waits and unit of time")->required();
    verb->add_option("--fixed", problem.fixed, "Cost of an order of any size")->required();
    verb->add_option("--quantity", request->quantity, "Orders of this Q, with the best r or with --reorder");
    verb->add_option("--reorder", request->reorder, "Cost of this r; with --quantity");
    verb->callback(
        [request, &session] { session.run = [=, &session] { return rq(*request, session.globals); }; });
}

}  // namespace dualflow::cli
