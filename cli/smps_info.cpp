// SPDX-License-Identifier: MIT
// dualflow smps info: how large a stochastic program is.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <nlohmann/json.hpp>

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

}  // namespace

void add_smps_info(CLI::App& smps, Session& session) {
    auto files = std::make_shared<SmpsFiles>();
    CLI::App* verb = smps.add_subcommand("info", "Show how large a stochastic program is");
    add_smps_files(*verb, *files);
    verb->callback(
        [files, &session] { session.run = [=, &session] { return info(*files, session.globals); }; });
}

}  // namespace dualflow::cli
