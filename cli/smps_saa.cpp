// SPDX-License-Identifier: MIT
// dualflow smps saa: bounds on a program of too many futures, from samples of them.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <nlohmann/json.hpp>

#include "dualflow/solver/stochastic/sampling.hpp"
#include "interrupt.hpp"
#include "smps.hpp"
#include "text.hpp"

namespace dualflow::cli {

namespace {

using Json = nlohmann::ordered_json;

struct Request {
    SmpsFiles files;
    solver::SaaOptions options;
};

Json as_json(const solver::StochasticProgram& program, const solver::SaaOptions& options,
             const solver::SaaResult& found) {
    Json first_stage = Json::object();
    std::size_t at = 0;
    for (std::size_t j = 0; j < program.core.column_stage.size(); ++j)
        if (program.core.column_stage[j] == 0)
            first_stage[program.core.column_names[j]] = found.first_stage[at++];
    return {{"schema", "dualflow.smps.saa/1"},
            {"futures", program.futures()},
            {"sample_futures", options.futures},
            {"samples", options.samples},
            {"fresh_futures", options.fresh},
            {"confidence", options.confidence},
            {"seed", options.seed},
            {"lower", found.lower},
            {"lower_mean", found.lower_mean},
            {"upper", found.upper},
            {"upper_mean", found.upper_mean},
            {"gap", found.gap()},
            {"first_stage", first_stage}};
}

std::string as_text(const solver::SaaOptions& options, const solver::SaaResult& found) {
    return in_columns(
               {{"", "mean", fmt::format("bound at {:g} %", 100 * options.confidence), "of"},
                {"optimum, from below", fmt::format("{:.8g}", found.lower_mean),
                 fmt::format("{:.8g}", found.lower),
                 fmt::format("{} samples of {} futures", options.samples, options.futures)},
                {"first stage, from above", fmt::format("{:.8g}", found.upper_mean),
                 fmt::format("{:.8g}", found.upper), fmt::format("{} fresh futures", options.fresh)}}) +
           fmt::format("the gap between the bounds is {:.4g}\n", found.gap());
}

Exit saa(Request request, const Globals& globals) {
    const solver::StochasticProgram program = read_program(request.files);
    const InterruptFlag interrupt;
    request.options.solve.interrupt = interrupt.get();
    const auto found = solver::sample_average(program, request.options);
    if (interrupt.get() != nullptr && interrupt.get()->load()) return Exit::interrupted;
    if (!found) throw UsageError(found.error());
    print(globals.json ? as_json(program, request.options, *found).dump(2) + "\n"
                       : as_text(request.options, *found));
    return Exit::done;
}

}  // namespace

void add_smps_saa(CLI::App& smps, Session& session) {
    auto request = std::make_shared<Request>();
    CLI::App* verb = smps.add_subcommand("saa", "Bound a program of too many futures by samples of them");
    add_smps_files(*verb, request->files);
    solver::SaaOptions& options = request->options;
    verb->add_option("--futures", options.futures, "Futures in a sample")->capture_default_str();
    verb->add_option("--samples", options.samples, "How many samples")->capture_default_str();
    verb->add_option("--fresh", options.fresh, "Futures on which the first stage is priced")
        ->capture_default_str();
    verb->add_option("--confidence", options.confidence, "Of each bound")->capture_default_str();
    verb->add_option("--seed", options.seed, "Of the draws")->capture_default_str();
    verb->add_option("--threads", options.solve.threads, "Threads")->capture_default_str();
    verb->callback(
        [request, &session] { session.run = [=, &session] { return saa(*request, session.globals); }; });
}

}  // namespace dualflow::cli
