// SPDX-License-Identifier: MIT
// dualflow smps solve: the best first stage of a stochastic program.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>

#include "dualflow/solver/stochastic/solve.hpp"
#include "interrupt.hpp"
#include "progress.hpp"
#include "ranks.hpp"
#include "run_store.hpp"
#include "smps.hpp"
#include "state_keeper.hpp"
#include "text.hpp"

namespace dualflow::cli {

namespace {

using Json = nlohmann::ordered_json;

struct Request {
    SmpsFiles files;
    std::string risk, method = "auto", runs;
    bool keep = false;
    solver::StochasticOptions options;
};

solver::StochasticMethod method_of(const std::string& name) {
    if (name == "auto") return solver::StochasticMethod::automatic;
    if (name == "extensive") return solver::StochasticMethod::extensive;
    if (name == "benders") return solver::StochasticMethod::benders;
    throw UsageError(fmt::format("--method is \"{}\"; expected auto, extensive or benders", name));
}

const char* word_for(solver::SolveStatus status) {
    switch (status) {
        case solver::SolveStatus::optimal:
            return "optimal";
        case solver::SolveStatus::limit:
            return "limit";
        case solver::SolveStatus::interrupted:
            return "interrupted";
        case solver::SolveStatus::infeasible:
            return "infeasible";
        case solver::SolveStatus::unbounded:
            return "unbounded";
        default:
            return "failed";
    }
}

Exit exit_of(solver::SolveStatus status) {
    switch (status) {
        case solver::SolveStatus::optimal:
            return Exit::done;
        case solver::SolveStatus::interrupted:
            return Exit::interrupted;
        case solver::SolveStatus::infeasible:
        case solver::SolveStatus::unbounded:
            return Exit::elastic;
        default:
            return Exit::limit;
    }
}

Json as_json(const solver::StochasticProgram& program, const solver::Risk& risk,
             const solver::StochasticResult& result) {
    Json first_stage = Json::object();
    for (std::size_t j = 0; j < result.first_stage.size(); ++j)
        first_stage[result.first_stage_names[j]] = result.first_stage[j];
    return {{"schema", "dualflow.smps.solve/1"},
            {"status", word_for(result.status)},
            {"method", result.method},
            {"objective", or_null(result.objective)},
            {"bound", or_null(result.bound)},
            {"bound_proved", or_null(result.bound_proved)},
            {"gap", or_null(result.gap)},
            {"risk", {{"lambda", risk.lambda}, {"alpha", risk.alpha}}},
            {"stages", program.core.stages},
            {"futures", program.futures()},
            {"rounds", result.rounds},
            {"resumed_after_round", result.resumed_after_round},
            {"cuts", result.cuts},
            {"lp_solves", result.lp_solves},
            {"simplex_iterations", result.iterations},
            {"certificate",
             {{"worst_primal_dual_gap", result.worst_primal_dual_gap},
              {"cuts_within_reach", result.cuts_within_reach}}},
            {"first_stage", first_stage},
            {"warnings", program.warnings},
            {"log", result.log},
            {"solver", solver::solver_name_and_version()}};
}

std::string as_text(const solver::StochasticProgram& program, const solver::StochasticResult& result) {
    if (result.status == solver::SolveStatus::infeasible)
        return fmt::format("infeasible by {}: no first stage has an answer in every future\n", result.method);
    if (result.status == solver::SolveStatus::unbounded)
        return fmt::format("unbounded by {}: the objective falls without end\n", result.method);
    std::string text = fmt::format(
        "{} by {}: objective {:.10g}, bound {:.10g}, gap {}\n{:.0f} futures in {} stages; {} rounds, {} "
        "cuts, "
        "{} LP solves, {} simplex iterations; every accepted LP agrees with its own bound to {:.2g}\n",
        word_for(result.status), result.method, result.objective, result.bound,
        std::isfinite(result.gap) ? fmt::format("{:.2g}", result.gap) : std::string("not known"),
        program.futures(), program.core.stages, result.rounds, result.cuts, result.lp_solves,
        result.iterations, result.worst_primal_dual_gap);
    if (std::isfinite(result.bound_proved))
        text += fmt::format("bound proved by own arithmetic: {:.10g}\n", result.bound_proved);
    else if (std::isfinite(result.bound))
        text += "no bound is proved by own arithmetic: a column has no bounds, and rounding needs them\n";
    std::vector<std::vector<std::string>> rows{{"first stage", "value"}};
    for (std::size_t j = 0; j < result.first_stage.size() && rows.size() <= 20; ++j)
        if (result.first_stage[j] != 0)
            rows.push_back({result.first_stage_names[j], fmt::format("{:.8g}", result.first_stage[j])});
    return text + "\n" + in_columns(rows);
}

constexpr const char* no_state =
    "warning: --keep: no state is kept of the extensive form, by which this program is solved\n"
    "  = --method benders keeps one\n";

std::string reached(const solver::Progress& progress) {
    return fmt::format("round {}, gap {:.2g}", progress.nodes, progress.gap);
}

Exit solve(const Request& request, const Session& session) {
    const Globals& globals = session.globals;
    const solver::Risk risk = risk_of(request.risk);
    solver::StochasticOptions options = request.options;
    options.method = method_of(request.method);
    const solver::StochasticProgram program = read_program(request.files);
    const InterruptFlag interrupt;
    options.interrupt = interrupt.get();
    options.team = &the_team();
    const bool leads = options.team->leads();
    std::optional<StateKeeper> keeper;
    const bool keeps = !solver::begins_with_extensive_form(program, options.method);
    if (request.keep && leads && !keeps) complain(no_state);
    if (request.keep && leads && keeps) keeper.emplace(session, request.runs);
    solver::StochasticResult result;
    {
        ProgressView view(leads ? globals.progress : ProgressStyle::none, options.gap);
        std::string so_far;
        options.on_progress = [&](const solver::Progress& progress) {
            view.update(progress);
            so_far = reached(progress);
        };
        if (keeper) {
            options.resume_from = keeper->state();
            options.on_state = [&](const std::string& state) { keeper->keep(so_far, state); };
        }
        result = solver::solve_stochastic(program, risk, options);
    }
    if (!leads) return Exit::done;
    if (!result.why.empty()) throw UsageError(result.why);
    if (keeper && result.method == "extensive form") complain(no_state);
    print(globals.json ? as_json(program, risk, result).dump(2) + "\n" : as_text(program, result));
    finish_output();  // the answer is out whatever happens to the store
    const bool stopped =
        result.status == solver::SolveStatus::interrupted || result.status == solver::SolveStatus::limit;
    if (keeper) stopped ? keeper->say_how_to_go_on() : keeper->end();
    return exit_of(result.status);
}

}  // namespace

void add_smps_solve(CLI::App& smps, Session& session) {
    auto request = std::make_shared<Request>();
    CLI::App* verb = smps.add_subcommand("solve", "Find the best first stage of a stochastic program");
    add_smps_files(*verb, request->files);
    verb->add_option("--risk", request->risk,
                     "Minimise (1 − L) mean + L CVaR_A of the total cost: L,A, for example 0.5,0.9")
        ->type_name("L,A");
    verb->add_option("--method", request->method,
                     "auto, extensive or benders (with more than two stages: on a two-stage cut)")
        ->capture_default_str();
    solver::StochasticOptions& options = request->options;
    verb->add_option("--gap", options.gap, "Relative gap at which to stop")
        ->capture_default_str()
        ->check(at_least(0));
    add_threads(*verb, options.threads, "Threads of each rank; any number gives the same answer");
    verb->add_option("--clusters", options.clusters, "Benders: cuts a round; 0 chooses, 1 is a single cut")
        ->capture_default_str()
        ->check(at_least(0));
    const auto add_refusal = [&](const char* name, bool& part, const char* help) {
        verb->add_flag_callback(name, [&part] { part = false; }, help);
    };
    add_refusal("--no-stabilisation", options.stabilise, "Benders: sweep the master's own points");
    add_refusal("--no-mean-future", options.mean_in_master,
                "Benders: keep the mean future out of the master");
    add_refusal("--no-wait-and-see", options.wait_and_see,
                "Benders: do not start from cuts of each future solved with a first stage of its own");
    add_refusal("--no-partial-sweeps", options.partial_sweeps,
                "Benders: solve every future in every round, even where a few cuts say enough");
    verb->add_flag("--adaptive-partition", options.adaptive_partition,
                   "Benders without risk: cuts of groups' mean futures before all are solved, instead of a "
                   "dictionary of bases");
    verb->add_option("--worst-futures", options.worst_futures,
                     "Benders: how many of the futures that cost most stand in the master themselves")
        ->capture_default_str()
        ->check(at_least(0));
    verb->add_option("--rounds", options.round_limit, "Benders: most rounds before it stops")
        ->capture_default_str()
        ->check(at_least(0));
    verb->add_option("--time", options.time_limit, "Seconds after which to stop")->check(at_least(0));
    verb->add_flag("--keep", request->keep,
                   "Benders: keep the state after every round, for dualflow resume to go on with");
    add_runs_option(*verb, request->runs);
    verb->callback([request, &session] {
        session.on_ranks = true;
        session.run = [=, &session] { return solve(*request, session); };
    });
}

}  // namespace dualflow::cli
