// SPDX-License-Identifier: MIT
// dualflow smps evaluate: what a given first stage costs over all futures.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cmath>
#include <fstream>
#include <memory>
#include <nlohmann/json.hpp>

#include "dualflow/solver/stochastic/evaluate.hpp"
#include "interrupt.hpp"
#include "smps.hpp"

namespace dualflow::cli {

namespace {

using Json = nlohmann::ordered_json;

struct Request {
    SmpsFiles files;
    std::string risk, first_stage;
    int threads = 1;
};

// Names and values, as the answer of `smps solve --json` has them under first_stage, or alone.
std::vector<double> first_stage_of(const solver::StochasticProgram& program, const std::string& file) {
    std::ifstream in(file);
    if (!in) throw EnvironmentError(fmt::format("{}: cannot be read", file));
    Json document = Json::parse(in, nullptr, false);
    if (document.is_object() && document.contains("first_stage")) document = document["first_stage"];
    if (!document.is_object())
        throw InvalidInput(fmt::format("{}: expected a JSON object of column names and values", file));
    std::vector<double> values;
    for (std::size_t j = 0; j < program.core.column_stage.size(); ++j) {
        if (program.core.column_stage[j] != 0) continue;
        const std::string& name = program.core.column_names[j];
        if (!document.contains(name) || !document[name].is_number())
            throw InvalidInput(fmt::format("{}: no number for column {} of the first stage", file, name));
        values.push_back(document[name].get<double>());
        document.erase(name);
    }
    if (!document.empty())
        throw InvalidInput(
            fmt::format("{}: {} is no column of the first stage", file, document.items().begin().key()));
    return values;
}

// What the first stage itself misses, in a sentence; empty: nothing.
std::string miss_of(const solver::StochasticProgram& program, const solver::TwoStageProgram& two,
                    const std::vector<double>& x) {
    using Of = solver::FirstStageMiss::Of;
    const auto miss = solver::first_stage_miss(two, x);
    if (!miss) return {};
    const bool row = miss->of == Of::row;
    const std::vector<int>& stage = row ? program.core.row_stage : program.core.column_stage;
    const std::vector<std::string>& names = row ? program.core.row_names : program.core.column_names;
    std::vector<std::string> of_first;
    for (std::size_t k = 0; k < stage.size(); ++k)
        if (stage[k] == 0) of_first.push_back(names[k]);
    return fmt::format("{} {} of the first stage is {:.10g}; expected {}", row ? "row" : "column",
                       of_first.at(miss->index), miss->value,
                       miss->of == Of::integer ? std::string("a whole number")
                                               : fmt::format("{:.10g} to {:.10g}", miss->lower, miss->upper));
}

Json as_json(const solver::TwoStageProgram& two, const solver::Evaluation& found, const std::string& miss) {
    return {{"schema", "dualflow.smps.evaluate/1"},
            {"feasible", std::isfinite(found.objective)},
            {"misses", miss.empty() ? Json(nullptr) : Json(miss)},
            {"objective", or_null(found.objective)},
            {"futures", two.futures()},
            {"futures_without_answer", solver::without_answer(found.cost)},
            {"lp_solves", found.lp_solves},
            {"simplex_iterations", found.iterations},
            {"certificate", {{"worst_primal_dual_gap", found.worst_primal_dual_gap}}}};
}

std::string as_text(const solver::Evaluation& found, const std::string& miss) {
    if (!miss.empty()) return miss + "\n";
    if (std::isfinite(found.objective))
        return fmt::format("objective {:.10g} over {} futures\n", found.objective, found.cost.size());
    return fmt::format("{} of {} futures have no answer to this first stage\n",
                       solver::without_answer(found.cost), found.cost.size());
}

Exit evaluate(const Request& request, const Globals& globals) {
    const solver::Risk risk = risk_of(request.risk);
    const solver::StochasticProgram program = read_program(request.files);
    const auto two = solver::two_stage(program);
    if (!two) throw UsageError(two.error());
    const std::vector<double> x = first_stage_of(program, request.first_stage);
    if (const std::string wrong = solver::what_is_wrong(risk, program.probability()); !wrong.empty())
        throw UsageError(wrong);
    const InterruptFlag interrupt;
    const std::string miss = miss_of(program, *two, x);
    solver::Evaluation found;
    if (miss.empty()) found = solver::evaluate_first_stage(*two, risk, x, request.threads, interrupt.get());
    if (interrupt.get()->load()) return stopped_without_answer();
    print(globals.json ? as_json(*two, found, miss).dump(2) + "\n" : as_text(found, miss));
    return std::isfinite(found.objective) ? Exit::done : Exit::elastic;
}

}  // namespace

void add_smps_evaluate(CLI::App& smps, Session& session) {
    auto request = std::make_shared<Request>();
    CLI::App* verb = smps.add_subcommand("evaluate", "Cost of a given first stage over all futures");
    add_smps_files(*verb, request->files);
    verb->add_option("--first-stage", request->first_stage,
                     "JSON file of names and values, or an answer of smps solve --json")
        ->required()
        ->type_name("FILE");
    verb->add_option("--risk", request->risk, "As in smps solve")->type_name("L,A");
    add_threads(*verb, request->threads);
    verb->callback(
        [request, &session] { session.run = [=, &session] { return evaluate(*request, session.globals); }; });
}

}  // namespace dualflow::cli
