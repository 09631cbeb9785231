// SPDX-License-Identifier: MIT
// dualflow report RUN: one HTML file of a run that opens anywhere.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>

#include "command.hpp"
#include "dualflow/publish/report.hpp"
#include "run_store.hpp"

namespace dualflow::cli {

namespace {

struct Request {
    std::string run, output, runs;
};

Exit report(const Request& request, const Globals& globals) {
    const runs::StoredRun run = load_run(request.runs, request.run);
    std::filesystem::path file = request.output;
    if (file.empty())
        file = std::filesystem::path(request.runs) / fmt::format("report-{}.html", run.facts.id);
    const auto written = write_report(run.document, file);
    if (!written) throw EnvironmentError(written.error());
    const nlohmann::ordered_json answer = {
        {"schema", "dualflow.report/1"}, {"run", run.facts.id}, {"report", file.string()}};
    print(globals.json ? answer.dump(1) + "\n" : file.string() + "\n");
    return Exit::done;
}

}  // namespace

void add_report(CLI::App& app, Session& session) {
    auto request = std::make_shared<Request>();
    CLI::App* verb = app.add_subcommand("report", "Write a run as one HTML file with map, charts and tables");
    verb->add_option("RUN", request->run, "Number of the run, or last")->required();
    verb->add_option("--output", request->output,
                     "File to write (default: report-RUN.html in the folder of runs)")
        ->type_name("FILE");
    add_runs_option(*verb, request->runs);
    verb->callback(
        [request, &session] { session.run = [=, &session] { return report(*request, session.globals); }; });
}

}  // namespace dualflow::cli
