// SPDX-License-Identifier: MIT
// dualflow smps value: what planning for the futures, and knowing them, is worth.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cmath>
#include <memory>
#include <nlohmann/json.hpp>

#include "dualflow/solver/stochastic/values.hpp"
#include "interrupt.hpp"
#include "smps.hpp"
#include "text.hpp"

namespace dualflow::cli {

namespace {

using Json = nlohmann::ordered_json;

struct Request {
    SmpsFiles files;
    solver::StochasticOptions options;
};

std::string as_text(const solver::StochasticValues& values) {
    const auto number = [](double value) {
        return std::isfinite(value) ? fmt::format("{:.10g}", value) : std::string("no answer in some future");
    };
    return in_columns({{"cost of", "", ""},
                       {"the best first stage", number(values.recourse), "RP"},
                       {"the one for the mean future", number(values.expected_value), "EEV"},
                       {"each future alone (foresight)", number(values.wait_and_see), "WS"},
                       {"the mean future, as planning by means believes", number(values.mean_future), "EV"},
                       {"worth of", "", ""},
                       {"planning for the futures", number(values.vss()), "VSS = EEV − RP"},
                       {"knowing them", number(values.evpi()), "EVPI = RP − WS"}});
}

Exit value(Request request, const Globals& globals) {
    request.files.normalize = true;  // what the futures are worth is told of all of them
    const solver::StochasticProgram program = read_program(request.files);
    const InterruptFlag interrupt;
    request.options.interrupt = interrupt.get();
    const auto values = solver::stochastic_values(program, request.options);
    if (interrupt.get()->load()) return stopped_without_answer();
    if (!values) throw UsageError(values.error());
    if (globals.json) {
        const Json document{{"schema", "dualflow.smps.value/1"},
                            {"recourse", values->recourse},
                            {"expected_value_solution", or_null(values->expected_value)},
                            {"wait_and_see_foresight", values->wait_and_see},
                            {"mean_future", values->mean_future},
                            {"vss", or_null(values->vss())},
                            {"evpi", values->evpi()}};
        print(document.dump(2) + "\n");
    } else {
        print(as_text(*values));
    }
    return Exit::done;
}

}  // namespace

void add_smps_value(CLI::App& smps, Session& session) {
    auto request = std::make_shared<Request>();
    CLI::App* verb =
        smps.add_subcommand("value", "What planning for the futures, and knowing them, is worth");
    add_smps_files(*verb, request->files);
    verb->add_option("--gap", request->options.gap, "Relative gap of each program")
        ->capture_default_str()
        ->check(at_least(0));
    add_threads(*verb, request->options.threads);
    verb->callback(
        [request, &session] { session.run = [=, &session] { return value(*request, session.globals); }; });
}

}  // namespace dualflow::cli
