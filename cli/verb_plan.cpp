// SPDX-License-Identifier: MIT
// dualflow plan CASE: reads and checks the case, plans it, keeps the run and prints the answer.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cmath>
#include <filesystem>
#include <memory>
#include <optional>
#include <stdexcept>
#include <thread>

#include "command.hpp"
#include "dualflow/plan/foresight.hpp"
#include "dualflow/plan/plan.hpp"
#include "dualflow/plan/values.hpp"
#include "dualflow/publish/answer.hpp"
#include "dualflow/publish/document.hpp"
#include "dualflow/publish/report.hpp"
#include "dualflow/publish/text.hpp"
#include "interrupt.hpp"
#include "load.hpp"
#include "progress.hpp"
#include "ranks.hpp"
#include "run_store.hpp"
#include "state_keeper.hpp"

namespace dualflow::cli {

namespace {

struct Request {
    std::string folder, strategy, runs, report, method = "auto";
    std::optional<double> gap, time_limit;
    std::optional<int> threads;
    bool no_save = false, keep = false, foresight = false, values = false;
};

struct Planned {
    PlanResult plan;
    double seconds = 0;
};

PlanMethod method_of(const std::string& word) {
    if (word == "extensive") return PlanMethod::extensive;
    return word == "benders" ? PlanMethod::benders : PlanMethod::automatic;
}

int threads_of(const Request& request, const Case& c) {
    const int asked = request.threads.value_or(c.settings.threads);
    return asked > 0 ? asked : std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
}

std::string banner(const Case& c) {
    return fmt::format("dualflow {}   case {}{}   {}, {} sites, {} lanes   seed {}", dualflow_version(),
                       c.settings.name, c.strategy.empty() ? "" : ", strategy " + c.strategy,
                       c.settings.calendar, c.sites.size(),
                       text::grouped(static_cast<double>(c.lanes.size()), 0), c.settings.seed);
}

Planned solve(const Request& request, const Loaded& loaded, const Session& session) {
    const Globals& globals = session.globals;
    const Case& c = loaded.c();
    PlanOptions options;
    solver::Team& team = the_team();
    options.method = method_of(request.method);
    options.gap = request.gap.value_or(c.settings.gap);
    options.threads = threads_of(request, c);
    options.time_limit = request.time_limit.value_or(solver::infinity);
    ProgressView view(globals.progress, options.gap);
    view.message(banner(c));
    const InterruptFlag interrupt;
    options.interrupt = interrupt.get();
    std::optional<StateKeeper> keeper;
    std::string so_far;
    options.on_progress = [&](const solver::Progress& progress) {
        view.update(progress);
        so_far = fmt::format("round {}, gap {:.2g}", progress.nodes, progress.gap);
    };
    if (request.keep) {
        keeper.emplace(session, request.runs);
        options.resume_from = keeper->state();
        options.on_state = [&](const std::string& state) { keeper->keep(so_far, state); };
    }
    options.on_message = [&](const std::string& text) { view.message(text); };
    const Futures futures = futures_for(loaded, options.on_message).futures;
    PlanOptions on_ranks = options;
    if (team.size() > 1) on_ranks.team = &team;
    PlanResult plan =
        request.foresight ? make_plan_with_foresight(c, futures, options) : make_plan(c, futures, on_ranks);
    if (request.values && has_plan(plan)) plan.values = find_values(c, futures, plan, options);
    const bool stopped = plan.status == PlanStatus::interrupted || plan.status == PlanStatus::limit;
    if (keeper) stopped ? keeper->say_how_to_go_on() : keeper->end();
    if (request.keep && plan.method == "extensive form")
        view.message("note     no state was kept: the model was solved at once (--method benders keeps one)");
    const double seconds = view.seconds();
    view.message(fmt::format("stopped: {}   {} simplex iterations, {} nodes, {} linear programs   {}",
                             to_string(plan.status), plan.solve.iterations, plan.solve.branch_nodes,
                             plan.solve.lp_solves, short_time(seconds)));
    for (const std::string& event : plan.log) view.message("note     " + event);
    return {std::move(plan), seconds};
}

runs::StoredRun to_store(const Request& request, const Case& c, const Planned& planned,
                         const std::string& document) {
    runs::StoredRun run;
    run.facts.case_name = c.settings.name + (planned.plan.foresight ? " (with foresight)" : "");
    run.facts.case_hash = c.hash;
    run.facts.strategy = c.strategy;
    run.facts.case_path = std::filesystem::absolute(request.folder).lexically_normal().string();
    run.facts.status = to_string(planned.plan.status);
    run.facts.objective = planned.plan.objective;
    run.facts.bound = planned.plan.bound;
    run.facts.gap = planned.plan.gap;
    run.facts.seconds = planned.seconds;
    run.facts.versions =
        fmt::format("dualflow {}, {}", dualflow_version(), solver::solver_name_and_version());
    run.document = document;
    return run;
}

Exit exit_of(PlanStatus status) {
    switch (status) {
        case PlanStatus::optimal:
            return Exit::done;
        case PlanStatus::elastic:
        case PlanStatus::infeasible:
            return Exit::elastic;
        case PlanStatus::limit:
            return Exit::limit;
        case PlanStatus::interrupted:
            return Exit::interrupted;
        case PlanStatus::failed:
            return Exit::bug;
    }
    throw std::logic_error("unknown plan status");
}

std::string closing_words(const Request& request, const std::optional<std::int64_t>& run) {
    std::string out;
    if (!request.report.empty()) out += fmt::format("report: {}\n", request.report);
    if (!run) return out;
    out += fmt::format("run {} kept in {}", *run, request.runs);
    if (request.report.empty())
        out += fmt::format("   next: dualflow report {}{}", *run, runs_argument(request.runs));
    return out + "\n";
}

// What this rank does for the leader, which alone reads and writes anything but the case. Other plans than
// the one asked for (--foresight, --values) are the leader's.
void help(const Request& request, const Loaded& loaded) {
    if (request.foresight) return;
    PlanOptions options;
    options.method = method_of(request.method);
    options.gap = request.gap.value_or(loaded.c().settings.gap);
    options.threads = threads_of(request, loaded.c());
    options.team = &the_team();
    const InterruptFlag interrupt;  // a signal to all ranks is the leader's to answer
    help_to_plan(loaded.c(), futures_for(loaded, [](const std::string&) {}).futures, options);
}

Exit plan(const Request& request, const Session& session) {
    const Globals& globals = session.globals;
    const std::optional<Loaded> loaded = load_case(request.folder, globals, request.strategy);
    if (!loaded) return Exit::invalid_case;
    if (!the_team().leads()) {
        help(request, *loaded);
        return Exit::done;
    }
    const Case& c = loaded->c();
    // Before the work, not after: a place that cannot be written to is found now.
    std::optional<runs::Store> store;
    if (!request.no_save) store = open_to_write(request.runs);
    const Planned planned = solve(request, *loaded, session);
    const std::string document = plan_document(c, planned.plan);
    print(globals.json ? document : plan_answer(document));
    finish_output();  // the answer is out whatever happens to the store
    std::optional<std::int64_t> run;
    if (has_plan(planned.plan)) {
        if (store) {
            auto saved = store->save(to_store(request, c, planned, document));
            if (!saved) fail(saved.error());
            run = *saved;
        }
        if (!request.report.empty()) {
            const auto written = write_report(document, request.report);
            if (!written) throw EnvironmentError(written.error());
        }
        const std::string words = closing_words(request, run);
        globals.json ? complain(words) : print(words.empty() ? words : "\n" + words);
    }
    return exit_of(planned.plan.status);
}

}  // namespace

void add_plan(CLI::App& app, Session& session) {
    auto request = std::make_shared<Request>();
    CLI::App* verb =
        app.add_subcommand("plan", "Plan a case: where parts come from, what to build, at what cost");
    verb->add_option("CASE", request->folder, "Folder of the case")->required();
    verb->add_option("--strategy", request->strategy,
                     "Plan the case under this strategy of its tables (baseline: at what was recorded)")
        ->type_name("NAME");
    verb->add_option("--method", request->method,
                     "auto, extensive (all futures at once) or benders (one branch at a time)")
        ->check(CLI::IsMember({"auto", "extensive", "benders"}))
        ->capture_default_str();
    verb->add_option("--gap", request->gap, "Relative gap at which to stop (default: of the case)")
        ->type_name("SHARE")
        ->check(CLI::Range(0.0, 1.0));
    verb->add_option("--threads", request->threads,
                     "Threads; 0 = as many as the machine has (default: of the case)")
        ->type_name("N")
        ->check(CLI::Range(0, 1024));
    verb->add_option("--time-limit", request->time_limit, "Seconds after which the best plan is kept")
        ->type_name("S")
        ->check(CLI::NonNegativeNumber);
    CLI::Option* foresight = verb->add_flag("--foresight", request->foresight,
                                            "Plan each future as if it were known, but for shocks: a cost "
                                            "nobody could operate at, to compare with");
    verb->add_flag("--values", request->values,
                   "Also what foresight, minding the futures and second sources are worth; plans the case "
                   "several times, each within the time limit")
        ->excludes(foresight);
    verb->add_option("--report", request->report, "Write the report to this file as well")->type_name("FILE");
    add_runs_option(*verb, request->runs);
    verb->add_flag("--no-save", request->no_save, "Do not keep the run");
    verb->add_flag("--keep", request->keep,
                   "benders: keep the state after every round, for dualflow resume to go on with");
    verb->callback([request, &session] {
        session.on_ranks = true;
        session.run = [=, &session] { return plan(*request, session); };
    });
}

}  // namespace dualflow::cli
