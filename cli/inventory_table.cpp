// SPDX-License-Identifier: MIT
// dualflow inventory table: what the stock costs and how large it is, over the share that comes from far;
// what a planner of long buckets needs of an item.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cmath>
#include <memory>
#include <nlohmann/json.hpp>

#include "dualflow/inventory/dual/premium.hpp"
#include "inventory.hpp"
#include "text.hpp"

namespace dualflow::cli {

namespace {

using Json = nlohmann::ordered_json;

struct Request : DualRequest {
    double error = 0;
    int corners = 12;
};

Json corner_as_json(const inventory::Corner& corner) {
    return {{"share_far", corner.share_far},
            {"cost_per_unit", corner.cost},
            {"mean_stock", corner.mean_stock},
            {"premium", std::isfinite(corner.premium) ? Json(corner.premium) : Json(nullptr)}};
}

std::string as_text(const inventory::StockTable& table) {
    std::vector<std::vector<std::string>> rows{{"from far", "cost a unit", "mean stock", "premium"}};
    for (const inventory::Corner& c : table.corners)
        rows.push_back({fmt::format("{:.3f} %", 100 * c.share_far), fmt::format("{:.6f}", c.cost),
                        fmt::format("{:.4f}", c.mean_stock),
                        std::isfinite(c.premium) ? fmt::format("{:.6g}", c.premium) : "any"});
    return in_columns(rows) +
           fmt::format(
               "\nstraight lines between the corners are at most {:.3g} a unit dearer than {}\n"
               "premium: of the near source, at which this share is best\n",
               table.error,
               table.method == "optimum" ? "the optimum"
                                         : "the " + table.method + " (the optimum does not fit into memory)");
}

Exit table(Request request, const Globals& globals) {
    request.problem.cost_expedited = request.problem.cost_regular + 1;  // any: premiums are swept
    const inventory::DualProblem problem = problem_of(request);
    if (request.corners < 2 || request.corners > 10'000)
        throw UsageError(fmt::format("--corners is {}; expected 2 to 10000", request.corners));
    if (!(request.error >= 0))
        throw UsageError(fmt::format("--error is {}; expected 0 or more", request.error));
    const inventory::StockTable found =
        needed(inventory::stock_table(problem, request.error, request.corners, optimum_options(request)));
    if (!globals.json) {
        print(as_text(found));
        return Exit::done;
    }
    Json item = item_as_json(request, problem);
    item.erase("cost_expedited");
    Json document{
        {"schema", "dualflow.inventory.table/1"}, {"item", item},           {"method", found.method},
        {"error_per_unit", found.error},          {"solves", found.solves}, {"corners", Json::array()}};
    for (const inventory::Corner& corner : found.corners)
        document["corners"].push_back(corner_as_json(corner));
    print(document.dump(2) + "\n");
    return Exit::done;
}

}  // namespace

void add_inventory_table(CLI::App& inventory, Session& session) {
    auto request = std::make_shared<Request>();
    CLI::App* verb = inventory.add_subcommand(
        "table", "Stock and its cost over the share that comes from far, in straight lines");
    add_dual_options(*verb, *request, Prices::far_only);
    verb->add_option("--error", request->error, "Stop adding corners at this error, money a unit")
        ->capture_default_str();
    verb->add_option("--corners", request->corners, "Most corners")->capture_default_str();
    verb->callback(
        [request, &session] { session.run = [=, &session] { return table(*request, session.globals); }; });
}

}  // namespace dualflow::cli
