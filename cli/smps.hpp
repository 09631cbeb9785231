// SPDX-License-Identifier: MIT
// What the subcommands of `dualflow smps` share.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "command.hpp"
#include "dualflow/solver/stochastic/program.hpp"
#include "dualflow/solver/stochastic/risk.hpp"

namespace CLI {
class Validator;
}

namespace dualflow::cli {

struct SmpsFiles {
    std::string core, time, stoch;
    bool normalize = false;
};
void add_smps_files(CLI::App& app, SmpsFiles& files);

// Files that cannot be read or make no sense: InvalidInput with file and line. Warnings go to stderr.
solver::StochasticProgram read_program(const SmpsFiles& files);

nlohmann::ordered_json or_null(double value);  // null where it is not finite

Exit stopped_without_answer();  // after Ctrl-C

CLI::Validator at_least(double least);                                               // of an option's number
void add_threads(CLI::App& app, int& threads, const std::string& help = "Threads");  // 1 or more

// "LAMBDA,ALPHA"; empty: risk-neutral.
solver::Risk risk_of(const std::string& text);

}  // namespace dualflow::cli
