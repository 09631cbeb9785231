// SPDX-License-Identifier: MIT
// dualflow resume: goes on with a run that was killed or stopped. Without a number it lists them.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>

#include "command.hpp"
#include "dualflow/publish/text.hpp"
#include "run_store.hpp"

namespace dualflow::cli {

namespace {

using Json = nlohmann::ordered_json;

struct Request {
    std::string run, runs;
};

std::vector<std::string> words_of(const runs::UnfinishedRun& run) {
    const Json words = Json::parse(run.command, nullptr, false);
    const bool fits = words.is_array() && std::all_of(words.begin(), words.end(),
                                                      [](const Json& word) { return word.is_string(); });
    if (!fits)
        throw EnvironmentError(
            fmt::format("unfinished run {}: its command cannot be read: {}", run.id, run.command));
    return words.get<std::vector<std::string>>();
}

Exit list(const Request& request, const Globals& globals) {
    const auto found = open_to_read(request.runs).unfinished();
    if (!found) fail(found.error());
    if (globals.json) {
        Json rows = Json::array();
        for (const runs::UnfinishedRun& run : *found)
            rows.push_back({{"run", run.id},
                            {"created", run.created},
                            {"updated", run.updated},
                            {"command", words_of(run)},
                            {"folder", run.folder},
                            {"progress", run.progress}});
        print(Json{{"schema", "dualflow.unfinished/1"}, {"runs", rows}}.dump(2, ' ', false,
                                                                             Json::error_handler_t::replace) +
              "\n");
        return Exit::done;
    }
    if (found->empty()) {
        print(fmt::format("no unfinished runs in {}\n", request.runs));
        return Exit::done;
    }
    std::vector<std::vector<std::string>> rows{{"run", "updated (UTC)", "reached", "command"}};
    for (const runs::UnfinishedRun& run : *found)
        rows.push_back({std::to_string(run.id), run.updated, run.progress,
                        fmt::format("{}", fmt::join(words_of(run), " "))});
    print(text::table(rows, {1, 2, 3}));
    return Exit::done;
}

Exit go_on(const Request& request, const Globals& globals) {
    const auto run = open_to_read(request.runs).load_unfinished(request.run);
    if (!run) fail(run.error());
    Resumed resumed{run->id, std::filesystem::absolute(request.runs).lexically_normal().string(), run->state};
    std::filesystem::current_path(run->folder);
    return run_command(words_of(*run), std::move(resumed), &globals);
}

}  // namespace

void add_resume(CLI::App& app, Session& session) {
    auto request = std::make_shared<Request>();
    CLI::App* verb = app.add_subcommand(
        "resume", "Go on with a run that was killed or stopped; without a number, list them");
    verb->add_option("RUN", request->run, "Number of the unfinished run, or last");
    add_runs_option(*verb, request->runs);
    verb->callback([request, &session] {
        session.on_ranks = !request->run.empty();
        session.run = [request, &session] {
            return request->run.empty() ? list(*request, session.globals) : go_on(*request, session.globals);
        };
    });
}

}  // namespace dualflow::cli
