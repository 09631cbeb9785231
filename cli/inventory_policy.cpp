// SPDX-License-Identifier: MIT
// dualflow inventory policy: one policy for two sources, with given parameters or with its best.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cmath>
#include <iterator>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>

#include "inventory.hpp"
#include "text.hpp"

namespace dualflow::cli {

namespace {

using Json = nlohmann::ordered_json;

struct Request : DualRequest {
    std::string policy;
    std::optional<std::string> parameters;  // without: the best
};

inventory::PolicyKind kind_of(const std::string& name) {
    std::vector<std::string> names;
    for (const inventory::PolicyKind kind : inventory::policy_kinds) {
        if (name == inventory::short_name(kind)) return kind;
        names.emplace_back(inventory::short_name(kind));
    }
    throw UsageError(fmt::format("--policy is \"{}\"; expected one of {}", name, joined(names)));
}

inventory::Policy policy_of(const Request& request, inventory::PolicyKind kind) {
    inventory::Policy policy{kind, {}};
    for (const double number : numbers_of("--parameters", *request.parameters)) {
        if (number != std::floor(number) || std::abs(number) > 1e9)
            throw UsageError(fmt::format("--parameters holds {:g}; expected whole numbers", number));
        policy.parameters.push_back(static_cast<std::int64_t>(number));
    }
    return policy;
}

Exit policy(const Request& request, const Globals& globals) {
    const inventory::DualProblem problem = problem_of(request);
    const inventory::PolicyKind kind = kind_of(request.policy);
    const inventory::PolicyValue value = needed(
        !request.parameters ? inventory::best(problem, kind, policy_limits(request))
                            : inventory::evaluate(problem, policy_of(request, kind), policy_limits(request)));
    if (globals.json) {
        Json document{{"schema", "dualflow.inventory.policy/1"},
                      {"item", item_as_json(request, problem)},
                      {"policy", inventory::short_name(kind)},
                      {"name", inventory::long_name(kind)},
                      {"parameters", as_json(value.policy)},
                      {"searched", !request.parameters},
                      {"cost", value.average.cost}};
        document.update(as_json(value.average));
        print(document.dump(2) + "\n");
        return Exit::done;
    }
    print(item_as_text(request, problem) + "\n" + inventory::long_name(kind) + ", " +
          parameters_as_text(value.policy) + (!request.parameters ? " (the best)" : "") + "\n" +
          in_columns({long_run_heading(), long_run_cells(value.average)}) +
          fmt::format("variance of the orders: near {:.4f}, far {:.4f}; ready rate {:.3f} %\n",
                      value.average.variance_expedited, value.average.variance_regular,
                      100 * value.average.ready_rate));
    return Exit::done;
}

}  // namespace

void add_inventory_policy(CLI::App& inventory, Session& session) {
    auto request = std::make_shared<Request>();
    CLI::App* verb = inventory.add_subcommand(
        "policy", "Operate one policy for two sources, with given parameters or with its best");
    verb->add_option("--policy", request->policy,
                     "si (single index), di (dual index), cdi (capped dual index) or tbs (base-surge)")
        ->required();
    verb->add_option("--parameters", request->parameters,
                     "si: z_r,delta; di: z_e,z_r; cdi: s_e,s_r,cap; tbs: q,s; without: the best are found");
    add_dual_options(*verb, *request);
    verb->callback(
        [request, &session] { session.run = [=, &session] { return policy(*request, session.globals); }; });
}

}  // namespace dualflow::cli
