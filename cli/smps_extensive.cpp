// SPDX-License-Identifier: MIT
// dualflow smps extensive: the extensive form as a file, for other solvers.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>

#include "dualflow/solver/lp/solver.hpp"
#include "dualflow/solver/stochastic/extensive.hpp"
#include "smps.hpp"

namespace dualflow::cli {

namespace {

struct Request {
    SmpsFiles files;
    std::string risk, out;
    double most_nodes = 2e6;
};

Exit write(const Request& request, const Globals& globals) {
    const solver::Risk risk = risk_of(request.risk);
    if (!request.out.ends_with(".mps"))
        throw UsageError(fmt::format("--out is \"{}\"; expected a name that ends in .mps", request.out));
    const solver::StochasticProgram program = read_program(request.files);
    if (const std::string wrong = solver::what_is_wrong(risk, program.probability()); !wrong.empty())
        throw UsageError(wrong);
    const auto tree = solver::tree_of(program, request.most_nodes);
    if (!tree) throw UsageError(tree.error());
    const solver::ExtensiveForm form = solver::extensive_form(program.core, *tree, risk);
    const std::string part = request.out + ".part.mps";  // the writer goes by the ending
    if (!solver::write_mps(form.lp, part)) {
        std::error_code ignored;
        std::filesystem::remove(part, ignored);
        throw EnvironmentError(fmt::format("{}: cannot be written", request.out));
    }
    std::filesystem::rename(part, request.out);
    const nlohmann::ordered_json document = {{"schema", "dualflow.smps.extensive/1"},
                                             {"file", request.out},
                                             {"nodes", tree->size()},
                                             {"rows", form.lp.rows()},
                                             {"columns", form.lp.columns()},
                                             {"entries", form.lp.value.size()}};
    print(globals.json ? document.dump(2) + "\n"
                       : fmt::format("{}: {} nodes, {} rows, {} columns, {} entries\n", request.out,
                                     tree->size(), form.lp.rows(), form.lp.columns(), form.lp.value.size()));
    return Exit::done;
}

}  // namespace

void add_smps_extensive(CLI::App& smps, Session& session) {
    auto request = std::make_shared<Request>();
    CLI::App* verb =
        smps.add_subcommand("extensive", "Write the extensive form as an MPS file, for other solvers");
    add_smps_files(*verb, request->files);
    verb->add_option("--out", request->out, "The file; its name ends in .mps")->required()->type_name("FILE");
    verb->add_option("--risk", request->risk, "Minimise (1 − L) mean + L CVaR_A of the total cost")
        ->type_name("L,A");
    verb->add_option("--most-nodes", request->most_nodes, "Refuse a tree of more nodes")
        ->capture_default_str();
    verb->callback(
        [request, &session] { session.run = [=, &session] { return write(*request, session.globals); }; });
}

}  // namespace dualflow::cli
