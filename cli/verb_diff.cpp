// SPDX-License-Identifier: MIT
// dualflow diff RUN RUN: two runs side by side, in costs, investments and flows.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "command.hpp"
#include "dualflow/publish/answer.hpp"
#include "dualflow/publish/diff.hpp"
#include "dualflow/publish/report.hpp"
#include "run_store.hpp"

namespace dualflow::cli {

namespace {

struct Request {
    std::string left, right, output, runs;
};

Exit diff(const Request& request, const Globals& globals) {
    const runs::StoredRun left = load_run(request.runs, request.left);
    const runs::StoredRun right = load_run(request.runs, request.right);
    const auto document = diff_document({left.facts.id, left.document}, {right.facts.id, right.document});
    if (!document) throw UsageError(document.error());
    if (!request.output.empty()) {
        const auto written = write_report(*document, request.output);
        if (!written) throw EnvironmentError(written.error());
    }
    print(globals.json ? *document : diff_answer(*document));
    if (!request.output.empty()) {
        const std::string words = fmt::format("report: {}\n", request.output);
        globals.json ? complain(words) : print("\n" + words);
    }
    return Exit::done;
}

}  // namespace

void add_diff(CLI::App& app, Session& session) {
    auto request = std::make_shared<Request>();
    CLI::App* verb = app.add_subcommand("diff", "Compare two runs: costs, investments, flows");
    verb->add_option("LEFT", request->left, "Number of a run, or last")->required();
    verb->add_option("RIGHT", request->right, "Number of the other run, or last")->required();
    verb->add_option("--output", request->output, "Write the comparison as one HTML file as well")
        ->type_name("FILE");
    add_runs_option(*verb, request->runs);
    verb->callback(
        [request, &session] { session.run = [=, &session] { return diff(*request, session.globals); }; });
}

}  // namespace dualflow::cli
