// SPDX-License-Identifier: MIT
// dualflow runs: the runs that were kept. runs show RUN prints one again, runs remove RUN forgets it.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <nlohmann/json.hpp>

#include "command.hpp"
#include "dualflow/publish/answer.hpp"
#include "dualflow/publish/text.hpp"
#include "progress.hpp"
#include "run_store.hpp"

namespace dualflow::cli {

namespace {

struct Request {
    std::string run, runs;
};

nlohmann::ordered_json as_json(const runs::RunFacts& f) {
    const auto maybe = [](const std::optional<double>& value) {
        return value ? nlohmann::ordered_json(*value) : nlohmann::ordered_json();
    };
    return {{"run", f.id},
            {"created", f.created},
            {"case", f.case_name},
            {"strategy", f.strategy},
            {"hash", f.case_hash},
            {"path", f.case_path},
            {"status", f.status},
            {"objective", maybe(f.objective)},
            {"bound", maybe(f.bound)},
            {"gap", maybe(f.gap)},
            {"seconds", f.seconds},
            {"versions", f.versions}};
}

std::string as_json(const std::vector<runs::RunFacts>& list) {
    nlohmann::ordered_json rows = nlohmann::ordered_json::array();
    for (const runs::RunFacts& facts : list) rows.push_back(as_json(facts));
    const nlohmann::ordered_json document = {{"schema", "dualflow.runs/1"}, {"runs", rows}};
    return document.dump(1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

std::string as_text(const std::vector<runs::RunFacts>& list, const std::string& folder) {
    if (list.empty())
        return fmt::format("no runs in {}\nnext: dualflow plan CASE{}\n", folder, runs_argument(folder));
    std::vector<std::vector<std::string>> rows = {
        {"run", "made (UTC)", "case", "strategy", "status", "objective", "gap", "time"}};
    for (const runs::RunFacts& f : list)
        rows.push_back({std::to_string(f.id), f.created, f.case_name, f.strategy, f.status,
                        f.objective ? text::grouped(*f.objective, 2) : "",
                        f.gap ? text::percent(*f.gap, 4) : "", short_time(f.seconds)});
    return text::table(rows, {1, 2, 3, 4});
}

Exit list(const Request& request, const Globals& globals) {
    const auto list = open_to_read(request.runs).list();
    if (!list) fail(list.error());
    print(globals.json ? as_json(*list) : as_text(*list, request.runs));
    return Exit::done;
}

Exit show(const Request& request, const Globals& globals) {
    const runs::StoredRun run = load_run(request.runs, request.run);
    print(globals.json ? run.document : plan_answer(run.document));
    return Exit::done;
}

Exit remove(const Request& request, const Globals& globals) {
    const std::int64_t id = load_run(request.runs, request.run).facts.id;
    const auto removed = open_to_write(request.runs).remove(id);
    if (!removed) fail(removed.error());
    print(globals.json ? fmt::format("{{\"schema\": \"dualflow.removed/1\", \"run\": {}}}\n", id)
                       : fmt::format("run {} removed from {}\n", id, request.runs));
    return Exit::done;
}

}  // namespace

void add_runs(CLI::App& app, Session& session) {
    auto request = std::make_shared<Request>();
    CLI::App* verb = app.add_subcommand("runs", "List the runs that were kept; show or remove one");
    add_runs_option(*verb, request->runs);
    verb->require_subcommand(0, 1);
    const auto add_part = [&](const char* name, const char* description,
                              Exit (*run)(const Request&, const Globals&)) {
        CLI::App* part = verb->add_subcommand(name, description);
        part->add_option("RUN", request->run, "Number of the run, or last")->required();
        part->callback(
            [=, &session] { session.run = [=, &session] { return run(*request, session.globals); }; });
    };
    add_part("show", "Print the answer of a run again, with --json its document", show);
    add_part("remove", "Remove a run from the store", remove);
    verb->callback([=, &session] {  // called after that of a part, if one was named
        if (verb->get_subcommands().empty())
            session.run = [=, &session] { return list(*request, session.globals); };
    });
}

}  // namespace dualflow::cli
