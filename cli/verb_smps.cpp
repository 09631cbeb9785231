// SPDX-License-Identifier: MIT
// dualflow smps …: stochastic programs in SMPS files, apart from any case.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cmath>
#include <nlohmann/json.hpp>

#include "dualflow/solver/smps/read.hpp"
#include "inventory.hpp"
#include "smps.hpp"

namespace dualflow::cli {

void add_smps_solve(CLI::App& smps, Session& session);
void add_smps_info(CLI::App& smps, Session& session);
void add_smps_evaluate(CLI::App& smps, Session& session);
void add_smps_value(CLI::App& smps, Session& session);
void add_smps_saa(CLI::App& smps, Session& session);
void add_smps_extensive(CLI::App& smps, Session& session);

void add_smps_files(CLI::App& app, SmpsFiles& files) {
    app.add_option("CORE", files.core, "Core file: a program in MPS form")->required();
    app.add_option("TIME", files.time, "Time file: the period of rows and columns")->required();
    app.add_option("STOCH", files.stoch, "Stoch file: INDEP, BLOCKS, SCENARIOS or NODES, discrete")
        ->required();
    app.add_flag("--normalize,--normalise", files.normalize, "Divide probabilities by their sum");
}

solver::StochasticProgram read_program(const SmpsFiles& files) {
    auto program = solver::smps::read_smps(files.core, files.time, files.stoch);
    if (!program) throw InvalidInput(program.error());
    for (const std::string& warning : program->warnings) complain(fmt::format("warning: {}\n", warning));
    if (!program->sums_to_one)
        complain(files.normalize
                     ? "  = probabilities are divided by their sum\n"
                     : "  = probabilities are taken as given; --normalize divides them by their sum\n");
    if (files.normalize) solver::normalise(*program);
    return std::move(*program);
}

Exit stopped_without_answer() {
    complain("stopped before there was an answer\n");
    return Exit::interrupted;
}

CLI::Validator at_least(double least) {
    const auto wrong = [least](const std::string& text) {
        double value = 0;
        const bool number = CLI::detail::lexical_cast(text, value);
        return number && value >= least ? std::string() : fmt::format("{}; expected {} or more", text, least);
    };
    return CLI::Validator(wrong, "");
}

void add_threads(CLI::App& app, int& threads, const std::string& help) {
    app.add_option("--threads", threads, help)->capture_default_str()->check(at_least(1));
}

nlohmann::ordered_json or_null(double value) {
    return std::isfinite(value) ? nlohmann::ordered_json(value) : nlohmann::ordered_json(nullptr);
}

solver::Risk risk_of(const std::string& text) {
    if (text.empty()) return {};
    const std::vector<double> numbers = numbers_of("--risk", text);
    if (numbers.size() != 2)
        throw UsageError(fmt::format("--risk holds {} numbers; expected LAMBDA,ALPHA", numbers.size()));
    const solver::Risk risk{numbers[0], numbers[1]};
    if (const std::string wrong = solver::what_is_wrong(risk); !wrong.empty()) throw UsageError(wrong);
    return risk;
}

void add_smps(CLI::App& app, Session& session) {
    CLI::App* verb = app.add_subcommand("smps", "Solve stochastic programs in SMPS files");
    verb->require_subcommand(1);
    add_smps_solve(*verb, session);
    add_smps_info(*verb, session);
    add_smps_evaluate(*verb, session);
    add_smps_value(*verb, session);
    add_smps_saa(*verb, session);
    add_smps_extensive(*verb, session);
}

}  // namespace dualflow::cli
