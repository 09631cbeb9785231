// SPDX-License-Identifier: MIT
// The run store as verbs use it: its option, and its errors as exit codes.
#pragma once

#include <memory>
#include <string>

#include "command.hpp"
#include "dualflow/publish/runs/store.hpp"

namespace dualflow::cli {

constexpr const char* default_runs = "runs";

// --runs DIR
void add_runs_option(CLI::App& verb, std::string& folder);

// " --runs DIR" for the command to name next; empty for the default.
std::string runs_argument(const std::string& folder);

// EnvironmentError (exit 6) where the machine is at fault, UsageError (exit 2) where there is no such run.
[[noreturn]] void fail(const runs::RunError& error);

runs::Store open_to_write(const std::string& folder);
runs::Store open_to_read(const std::string& folder);
runs::StoredRun load_run(const std::string& folder, const std::string& name);

}  // namespace dualflow::cli
