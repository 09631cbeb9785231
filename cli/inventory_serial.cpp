// SPDX-License-Identifier: MIT
// dualflow inventory serial: where a chain of stages keeps its stock, and what that costs.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cmath>
#include <memory>
#include <nlohmann/json.hpp>

#include "dualflow/inventory/demand/parse.hpp"
#include "dualflow/inventory/serial/base_stock.hpp"
#include "inventory.hpp"
#include "inventory_site.hpp"
#include "text.hpp"
#include "usage.hpp"

namespace dualflow::cli {

namespace {

using Json = nlohmann::ordered_json;

struct Request {
    std::string demand, leads, holding, levels, review = "continuous";
    double backlog = 0;
};

inventory::SerialChain chain_of(const Request& request) {
    const std::vector<double> leads = numbers_of("--leads", request.leads);
    const std::vector<double> holding = numbers_of("--holding", request.holding);
    if (request.review == "continuous")
        return needed(inventory::continuous_chain(
            poisson_rate(request.demand, "--review periodic for demand of a period"), leads, holding,
            request.backlog));
    return needed(inventory::periodic_chain(needed(inventory::parse_demand(request.demand)), leads, holding,
                                            request.backlog));
}

inventory::Levels levels_of(const Request& request, std::size_t stages) {
    constexpr double most = 1e7;
    inventory::Levels levels;
    for (const double level : numbers_of("--levels", request.levels)) {
        if (level != std::floor(level) || std::abs(level) > most)
            throw UsageError(
                fmt::format("--levels holds {}; expected whole numbers within ±{:g}", level, most));
        levels.push_back(static_cast<std::int64_t>(level));
    }
    if (levels.size() != stages)
        throw UsageError(fmt::format("{} levels for {} stages; expected one of each", levels.size(), stages));
    return levels;
}

struct Answer {
    inventory::SerialChain chain;
    inventory::SerialOptimum optimum;
    inventory::Levels levels;  // asked for, or the best
    inventory::SerialCost cost, heuristic;
};

Answer solve(const Request& request) {
    Answer answer;
    answer.chain = chain_of(request);
    answer.optimum = solve_serial(answer.chain);
    answer.levels =
        request.levels.empty() ? answer.optimum.levels : levels_of(request, answer.chain.stages.size());
    answer.cost = serial_cost(answer.chain, answer.levels);
    answer.heuristic = serial_cost(answer.chain, answer.optimum.heuristic);
    return answer;
}

double percent_above(double cost, double optimum) {
    return 100 * (cost / optimum - 1);
}

Json as_json(const Answer& answer, const Request& request) {
    const inventory::SerialOptimum& optimum = answer.optimum;
    const inventory::Levels local = inventory::local_levels(answer.levels);
    Json stages = Json::array();
    for (std::size_t i = 0; i < answer.levels.size(); ++i) {
        const inventory::SerialStage& stage = answer.chain.stages[i];
        stages.push_back({{"stage", i + 1},
                          {"lead", stage.lead},
                          {"holding", stage.holding},
                          {"echelon_holding", answer.chain.echelon_holding(i)},
                          {"echelon_level", answer.levels[i]},
                          {"local_level", local[i]},
                          {"lower", optimum.lower[i]},
                          {"upper", optimum.upper[i]},
                          {"on_hand", answer.cost.on_hand[i]}});
    }
    return {{"schema", "dualflow.inventory.serial/1"},
            {"review", request.review},
            {"cost", request.levels.empty() ? optimum.cost : answer.cost.cost},
            {"optimum", optimum.cost},
            {"echelon_levels", answer.levels},
            {"local_levels", local},
            {"holding", answer.cost.holding},
            {"transit", answer.cost.transit},
            {"backlog", answer.cost.backlog},
            {"ready_rate", answer.cost.ready_rate},
            {"heuristic",
             {{"cost", answer.heuristic.cost},
              {"gap_percent", percent_above(answer.heuristic.cost, optimum.cost)},
              {"echelon_levels", optimum.heuristic}}},
            {"stages", stages}};
}

std::string as_text(const Answer& answer) {
    const double optimum = answer.optimum.cost;
    std::string text =
        fmt::format("cost {:.9g} a unit of time: holding {:.6g}, under way {:.6g}, backlog {:.6g}\n",
                    answer.cost.cost, answer.cost.holding, answer.cost.transit, answer.cost.backlog);
    if (answer.levels != answer.optimum.levels)
        text += fmt::format("the best levels cost {:.9g}, so these are {:.4f} % above\n", optimum,
                            percent_above(answer.cost.cost, optimum));
    text += fmt::format(
        "without backlog {:.2f} % of the time; levels in the middle of the bounds cost {:.4f} % more than "
        "the best\n",
        100 * answer.cost.ready_rate, percent_above(answer.heuristic.cost, optimum));
    std::vector<std::vector<std::string>> rows{
        {"stage", "echelon level", "bounds", "local level", "on hand"}};
    const inventory::Levels local = inventory::local_levels(answer.levels);
    for (std::size_t i = 0; i < local.size(); ++i)
        rows.push_back({std::to_string(i + 1), std::to_string(answer.levels[i]),
                        fmt::format("{} to {}", answer.optimum.lower[i], answer.optimum.upper[i]),
                        std::to_string(local[i]), fmt::format("{:.4f}", answer.cost.on_hand[i])});
    return text + in_columns(rows);
}

Exit serial(const Request& request, const Globals& globals) {
    const Answer answer = solve(request);
    print(globals.json ? as_json(answer, request).dump(2) + "\n" : as_text(answer));
    return Exit::done;
}

}  // namespace

void add_inventory_serial(CLI::App& inventory, Session& session) {
    auto request = std::make_shared<Request>();
    CLI::App* verb = inventory.add_subcommand(
        "serial", "Base-stock levels of a chain of stages; lists run from the supplier to the customer");
    verb->add_option("--demand", request->demand,
                     "poisson:RATE a unit of time; under periodic review also uniform:LO:HI, "
                     "negbin:MEAN:VARIANCE, values:… and so on, of a period")
        ->required();
    verb->add_option("--leads", request->leads, "Lead time of each stage: 0.25,0.25,0.25")->required();
    verb->add_option("--holding", request->holding,
                     "Cost of a unit on hand at each stage, or under way from it: 0.25,0.5,1")
        ->required();
    verb->add_option("--backlog", request->backlog, "Cost of a unit that the customer waits for")->required();
    const auto take_review = [request](const std::string& word) {
        if (word != "continuous" && word != "periodic")
            throw CLI::ValidationError(bad_choice("--review", word, {"continuous", "periodic"}));
        request->review = word;
    };
    verb->add_option_function<std::string>("--review", take_review, "When orders are placed; else continuous")
        ->option_text("continuous|periodic");
    verb->add_option("--levels", request->levels, "Cost of these echelon levels instead of the best ones");
    verb->callback(
        [request, &session] { session.run = [=, &session] { return serial(*request, session.globals); }; });
}

}  // namespace dualflow::cli
