// SPDX-License-Identifier: MIT
// dualflow smps info and evaluate: how large a stochastic program is, and what a given first stage costs.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cmath>
#include <fstream>
#include <memory>
#include <nlohmann/json.hpp>

#include "dualflow/solver/stochastic/evaluate.hpp"
#include "smps.hpp"
#include "text.hpp"

namespace dualflow::cli {

namespace {

using Json = nlohmann::ordered_json;

struct StageSize {
    std::string name;
    int columns = 0, rows = 0, integers = 0;
};

std::vector<StageSize> sizes_of(const solver::CoreProgram& core) {
    std::vector<StageSize> sizes;
    for (const std::string& name : core.stage_names) sizes.push_back({name, 0, 0, 0});
    for (std::size_t j = 0; j < core.column_stage.size(); ++j) {
        StageSize& stage = sizes[static_cast<std::size_t>(core.column_stage[j])];
        ++stage.columns;
        stage.integers += core.lp.integer[j];
    }
    for (const int stage : core.row_stage) ++sizes[static_cast<std::size_t>(stage)].rows;
    return sizes;
}

Exit info(const SmpsFiles& files, const Globals& globals) {
    const solver::StochasticProgram program = read_program(files);
    const std::vector<StageSize> sizes = sizes_of(program.core);
    if (globals.json) {
        Json document{{"schema", "dualflow.smps.info/1"},  {"stages", Json::array()},
                      {"futures", program.futures()},      {"independent_blocks", program.blocks.size()},
                      {"tree_nodes", program.tree.size()}, {"warnings", program.warnings}};
        for (const StageSize& size : sizes)
            document["stages"].push_back({{"name", size.name},
                                          {"columns", size.columns},
                                          {"integers", size.integers},
                                          {"rows", size.rows}});
        print(document.dump(2) + "\n");
        return Exit::done;
    }
    std::vector<std::vector<std::string>> rows{{"period", "columns", "integers", "rows"}};
    for (const StageSize& size : sizes)
        rows.push_back({size.name, std::to_string(size.columns), std::to_string(size.integers),
                        std::to_string(size.rows)});
    print(in_columns(rows) + fmt::format("{:.10g} futures{}\n", program.futures(),
                                         program.tree.empty()
                                             ? fmt::format(" of {} independent blocks", program.blocks.size())
                                             : fmt::format(", a tree of {} nodes", program.tree.size())));
    return Exit::done;
}

struct EvaluateRequest {
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

Exit evaluate(const EvaluateRequest& request, const Globals& globals) {
    const solver::Risk risk = risk_of(request.risk);
    const solver::StochasticProgram program = read_program(request.files);
    const auto two = solver::two_stage(program);
    if (!two) throw UsageError(two.error());
    const std::vector<double> x = first_stage_of(program, request.first_stage);
    const solver::Evaluation found = solver::evaluate_first_stage(*two, risk, x, request.threads);
    const bool feasible = std::isfinite(found.objective);
    if (globals.json) {
        const Json document{{"schema", "dualflow.smps.evaluate/1"},
                            {"feasible", feasible},
                            {"objective", feasible ? Json(found.objective) : Json(nullptr)},
                            {"futures", found.cost.size()},
                            {"lp_solves", found.lp_solves},
                            {"simplex_iterations", found.iterations},
                            {"certificate", {{"worst_primal_dual_gap", found.worst_primal_dual_gap}}}};
        print(document.dump(2) + "\n");
    } else if (feasible) {
        print(fmt::format("objective {:.10g} over {} futures\n", found.objective, found.cost.size()));
    } else {
        const auto without = std::count_if(found.cost.begin(), found.cost.end(),
                                           [](double cost) { return !std::isfinite(cost); });
        print(
            fmt::format("{} of {} futures have no answer to this first stage\n", without, found.cost.size()));
    }
    return feasible ? Exit::done : Exit::elastic;
}

}  // namespace

void add_smps_info(CLI::App& smps, Session& session) {
    auto files = std::make_shared<SmpsFiles>();
    CLI::App* verb = smps.add_subcommand("info", "Show how large a stochastic program is");
    add_smps_files(*verb, *files);
    verb->callback(
        [files, &session] { session.run = [=, &session] { return info(*files, session.globals); }; });
}

void add_smps_evaluate(CLI::App& smps, Session& session) {
    auto request = std::make_shared<EvaluateRequest>();
    CLI::App* verb = smps.add_subcommand("evaluate", "Cost of a given first stage over all futures");
    add_smps_files(*verb, request->files);
    verb->add_option("--first-stage", request->first_stage,
                     "JSON file of names and values, or an answer of smps solve --json")
        ->required()
        ->type_name("FILE");
    verb->add_option("--risk", request->risk, "As in smps solve")->type_name("L,A");
    verb->add_option("--threads", request->threads, "Threads")->capture_default_str();
    verb->callback(
        [request, &session] { session.run = [=, &session] { return evaluate(*request, session.globals); }; });
}

}  // namespace dualflow::cli
