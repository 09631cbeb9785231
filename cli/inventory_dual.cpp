// SPDX-License-Identifier: MIT
// dualflow inventory dual: how much of an item to buy near and far, at least cost and by simple policies.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cmath>
#include <memory>
#include <nlohmann/json.hpp>

#include "inventory.hpp"
#include "progress.hpp"
#include "text.hpp"

namespace dualflow::cli {

namespace {

using Json = nlohmann::ordered_json;
using PolicyFound = Result<inventory::PolicyValue, std::string>;

// Of a policy's cost above the optimum, which is known to its span only: less than that is none.
double gap_percent(double cost, const inventory::Optimum& optimum) {
    const double above = cost - optimum.cost;
    return std::abs(above) <= std::max(optimum.span, 1e-12 * (1 + std::abs(optimum.cost)))
               ? 0
               : 100 * above / optimum.cost;
}

Json number_or_null(double value) {
    return std::isfinite(value) ? Json(value) : Json(nullptr);
}

Json policies_as_json(const std::vector<PolicyFound>& policies, const inventory::Optimum& optimum) {
    Json json = Json::object();
    for (std::size_t i = 0; i < policies.size(); ++i) {
        const inventory::PolicyKind kind = inventory::policy_kinds[i];
        Json entry{{"name", inventory::long_name(kind)}};
        if (const PolicyFound& found = policies[i]; found) {
            entry["parameters"] = as_json(found->policy);
            entry["cost"] = found->average.cost;
            entry["gap_percent"] = number_or_null(gap_percent(found->average.cost, optimum));
            entry.update(as_json(found->average));
        } else {
            entry["cost"] = nullptr;
            entry["why"] = found.error();
        }
        json[inventory::short_name(kind)] = entry;
    }
    return json;
}

std::string above_as_text(double percent) {
    return std::isfinite(percent) ? fmt::format("{:.3f} %", percent) : "-";
}

std::string as_text(const inventory::Optimum& optimum, const std::vector<PolicyFound>& policies) {
    std::vector<std::vector<std::string>> rows{{""}};
    const auto add = [&](const std::string& name, const std::vector<std::string>& cells, std::string gap,
                         std::string more) {
        rows.push_back({name});
        rows.back().insert(rows.back().end(), cells.begin(), cells.end());
        rows.back().push_back(std::move(gap));
        rows.back().push_back(std::move(more));
    };
    const std::vector<std::string> heading = long_run_heading();
    rows.front().insert(rows.front().end(), heading.begin(), heading.end());
    rows.front().insert(rows.front().end(), {"above optimum", ""});
    add("optimum", long_run_cells(optimum.average), "", "");
    std::string notes;
    for (std::size_t i = 0; i < policies.size(); ++i) {
        const std::string name = inventory::long_name(inventory::policy_kinds[i]);
        if (!policies[i]) {
            if (notes.find(policies[i].error()) == std::string::npos)
                notes += fmt::format("no {}: {}\n", name, policies[i].error());
            continue;
        }
        add(name, long_run_cells(policies[i]->average),
            above_as_text(gap_percent(policies[i]->average.cost, optimum)),
            parameters_as_text(policies[i]->policy));
    }
    return in_columns(rows) + notes +
           fmt::format("\nthe optimum lies between {:.9f} and {:.9f}; {} states, {} sweeps\n", optimum.lower,
                       optimum.upper, optimum.states, optimum.sweeps);
}

Exit dual(const DualRequest& request, const Globals& globals) {
    const inventory::DualProblem problem = problem_of(request);
    const inventory::Optimum optimum = needed(inventory::solve_optimum(problem, optimum_options(request)));
    std::vector<PolicyFound> policies;
    for (const inventory::PolicyKind kind : inventory::policy_kinds)
        policies.push_back(inventory::best(problem, kind, policy_limits(request)));
    if (globals.json) {
        const Json document{{"schema", "dualflow.inventory.dual/1"},
                            {"item", item_as_json(request, problem)},
                            {"optimum", as_json(optimum)},
                            {"policies", policies_as_json(policies, optimum)}};
        print(document.dump(2) + "\n");
    } else {
        print(item_as_text(request, problem) + "\n" + as_text(optimum, policies));
    }
    return Exit::done;
}

}  // namespace

void add_inventory_dual(CLI::App& inventory, Session& session) {
    auto request = std::make_shared<DualRequest>();
    CLI::App* verb = inventory.add_subcommand(
        "dual", "Split an item between a near and a far source: the optimum and the best simple policies");
    add_dual_options(*verb, *request);
    dualflow::inventory::DualProblem& p = request->problem;
    verb->add_option("--fixed-regular", p.fixed_regular, "Cost of a far order, whatever its size")
        ->capture_default_str();
    verb->add_option("--fixed-expedited", p.fixed_expedited, "Cost of a near order, whatever its size")
        ->capture_default_str();
    verb->add_flag("--lost-sales", p.lost_sales, "Demand that is not served is lost");
    verb->callback(
        [request, &session] { session.run = [=, &session] { return dual(*request, session.globals); }; });
}

}  // namespace dualflow::cli
