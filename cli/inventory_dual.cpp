// SPDX-License-Identifier: MIT
// dualflow inventory dual: how much of an item to buy near and far, at least cost.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <nlohmann/json.hpp>

#include "dualflow/inventory/dual/optimum.hpp"
#include "inventory.hpp"

namespace dualflow::cli {

namespace {

using Json = nlohmann::ordered_json;

Json as_json(const inventory::Optimum& optimum) {
    return {{"cost", optimum.cost},
            {"lower", optimum.lower},
            {"upper", optimum.upper},
            {"span", optimum.span},
            {"share_expedited", optimum.average.share_expedited}};
}

Exit dual(const DualRequest& request, const Globals& globals) {
    const inventory::DualProblem problem = problem_of(request);
    const inventory::Optimum optimum = needed(inventory::solve_optimum(problem));
    const Json document{{"schema", "dualflow.inventory.dual/1"}, {"optimum", as_json(optimum)}};
    print(globals.json ? document.dump(2) + "\n" : fmt::format("optimum {:.9g}\n", optimum.cost));
    return Exit::done;
}

}  // namespace

void add_inventory_dual(CLI::App& inventory, Session& session) {
    auto request = std::make_shared<DualRequest>();
    CLI::App* verb = inventory.add_subcommand("dual", "Split an item between a near and a far source");
    add_dual_options(*verb, *request);
    verb->callback(
        [request, &session] { session.run = [=, &session] { return dual(*request, session.globals); }; });
}

}  // namespace dualflow::cli
