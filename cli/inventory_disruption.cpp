// SPDX-License-Identifier: MIT
// dualflow inventory disruption: how much stock a supplier that fails asks for, and whether one that does not
// is worth its premium.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>

#include "dualflow/inventory/single/disruption.hpp"
#include "inventory.hpp"
#include "inventory_site.hpp"

namespace dualflow::cli {

namespace {

using Json = nlohmann::ordered_json;

struct Request {
    SiteRequest site;
    inventory::DisruptionProblem problem;
    std::optional<double> level, premium;
};

struct Answer {
    inventory::DisruptedStock stock;
    double break_even_premium = 0;
    std::optional<double> reliable_cost;

    bool reliable_wins() const { return reliable_cost && *reliable_cost < stock.cost; }
};

Answer solve(const Request& request) {
    inventory::DisruptionProblem problem = request.problem;
    problem.site = problem_of(request.site);
    Answer answer;
    answer.stock =
        needed(request.level ? evaluate_disruption(problem, *request.level) : solve_disruption(problem));
    const double without_premium = needed(inventory::reliable_cost(problem.site, 0));
    answer.break_even_premium = (answer.stock.cost - without_premium) / problem.site.demand.mean();
    if (request.premium)
        answer.reliable_cost = needed(inventory::reliable_cost(problem.site, *request.premium));
    return answer;
}

Json as_json(const Answer& answer) {
    Json document{{"schema", "dualflow.inventory.disruption/1"},
                  {"level", answer.stock.level},
                  {"cost", answer.stock.cost},
                  {"availability", answer.stock.availability},
                  {"periods_covered", answer.stock.periods_covered},
                  {"break_even_premium", answer.break_even_premium}};
    add_averages(document, answer.stock.averages);
    if (answer.reliable_cost) {
        document["reliable_cost"] = *answer.reliable_cost;
        document["best"] = answer.reliable_wins() ? "reliable" : "stock";
    }
    return document;
}

std::string as_text(const Answer& answer) {
    std::string text = fmt::format("level {:.10g}, cost {:.9g} a period\n{}", answer.stock.level,
                                   answer.stock.cost, averages_text(answer.stock.averages));
    text +=
        fmt::format("the supplier is up {:.2f} % of the time; the level outlasts {:.4g} periods of outage\n",
                    100 * answer.stock.availability, answer.stock.periods_covered);
    text +=
        fmt::format("a reliable supplier is worth a premium of {:.6g} a unit\n", answer.break_even_premium);
    if (answer.reliable_cost)
        text += fmt::format("the one asked for costs {:.9g} a period: {}\n", *answer.reliable_cost,
                            answer.reliable_wins() ? "take it" : "keep the stock");
    return text;
}

Exit disruption(const Request& request, const Globals& globals) {
    const Answer answer = solve(request);
    print(globals.json ? as_json(answer).dump(2) + "\n" : as_text(answer));
    return Exit::done;
}

}  // namespace

void add_inventory_disruption(CLI::App& inventory, Session& session) {
    auto request = std::make_shared<Request>();
    CLI::App* verb = inventory.add_subcommand(
        "disruption", "Stock against a supplier that fails, and what a reliable one is worth");
    add_site_options(*verb, request->site);
    verb->add_option("--fails", request->problem.fails, "Probability a period that the supplier goes down")
        ->required();
    verb->add_option("--recovers", request->problem.recovers, "Probability a period that it comes up again")
        ->required();
    verb->add_option("--reliable-premium", request->premium,
                     "What a supplier that never fails costs more a unit, to compare with");
    verb->add_option("--level", request->level, "Cost of this level instead of the best one");
    verb->callback([request, &session] {
        session.run = [=, &session] { return disruption(*request, session.globals); };
    });
}

}  // namespace dualflow::cli
