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
    const auto values = [](const solver::SampleMean& mean) {
        return Json{{"mean", or_null(mean.mean)},
                    {"deviation", or_null(mean.deviation)},
                    {"interval", {or_null(mean.from), or_null(mean.to)}}};
    };
    return {{"schema", "dualflow.smps.saa/2"},
            {"futures", program.futures()},
            {"sample_futures", options.futures},
            {"samples", options.samples},
            {"fresh_futures", options.fresh},
            {"fresh_without_answer", found.without_answer},
            {"confidence", options.confidence},
            {"seed", options.seed},
            {"lower", found.below.at_least},
            {"upper", or_null(found.above.at_most)},
            {"gap", or_null(found.gap())},
            {"bounds_proved", found.proved},
            {"bounds_of_samples", values(found.below)},
            {"cost_of_first_stage", values(found.above)},
            {"first_stage", first_stage}};
}

std::string as_text(const solver::SaaOptions& options, const solver::SaaResult& found) {
    const auto number = [](double value) { return fmt::format("{:.8g}", value); };
    const auto interval = [&](const solver::SampleMean& mean) {
        return number(mean.from) + " to " + number(mean.to);
    };
    const std::string percent = fmt::format("{:g} %", 100 * options.confidence);
    std::vector<std::vector<std::string>> rows{
        {"", "bound at " + percent, "mean", "its interval at " + percent, "of"},
        {"optimum, from below", number(found.below.at_least), number(found.below.mean), interval(found.below),
         fmt::format("{} samples of {} futures", options.samples, options.futures)}};
    if (found.without_answer > 0)
        return in_columns(rows) +
               fmt::format("{} of {} fresh futures have no answer to the best first stage\n",
                           found.without_answer, options.fresh);
    rows.push_back({"first stage, from above", number(found.above.at_most), number(found.above.mean),
                    interval(found.above), fmt::format("{} fresh futures", options.fresh)});
    return in_columns(rows) + fmt::format("the gap between the bounds is {:.4g}\n", found.gap());
}

Exit saa(Request request, const Globals& globals) {
    request.files.normalize = true;  // futures are drawn in proportion
    const solver::StochasticProgram program = read_program(request.files);
    const InterruptFlag interrupt;
    request.options.solve.interrupt = interrupt.get();
    const auto found = solver::sample_average(program, request.options);
    if (interrupt.get()->load()) return stopped_without_answer();
    if (!found) throw UsageError(found.error());
    print(globals.json ? as_json(program, request.options, *found).dump(2) + "\n"
                       : as_text(request.options, *found));
    return found->without_answer > 0 ? Exit::elastic : Exit::done;
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
    verb->add_option("--gap", options.solve.gap, "Relative gap of each sample")
        ->capture_default_str()
        ->check(at_least(0));
    add_threads(*verb, options.solve.threads);
    verb->callback(
        [request, &session] { session.run = [=, &session] { return saa(*request, session.globals); }; });
}

}  // namespace dualflow::cli
