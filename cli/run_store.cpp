// SPDX-License-Identifier: MIT
#include "run_store.hpp"

#include <CLI/CLI.hpp>

namespace dualflow::cli {

namespace {

template <class Value>
Value value_or_fail(Result<Value, runs::RunError> result) {
    if (!result) fail(result.error());
    return std::move(*result);
}

}  // namespace

void add_runs_option(CLI::App& verb, std::string& folder) {
    folder = default_runs;
    verb.add_option("--runs", folder, "Folder of the run store")->type_name("DIR")->capture_default_str();
}

std::string runs_argument(const std::string& folder) {
    return folder == default_runs ? "" : " --runs " + folder;
}

void fail(const runs::RunError& error) {
    if (error.kind == runs::RunError::Kind::no_such_run) throw UsageError(error.message);
    throw EnvironmentError(error.message);
}

runs::Store open_to_write(const std::string& folder) {
    return value_or_fail(runs::Store::open_to_write(folder));
}

runs::Store open_to_read(const std::string& folder) {
    return value_or_fail(runs::Store::open_to_read(folder));
}

runs::StoredRun load_run(const std::string& folder, const std::string& name) {
    return value_or_fail(open_to_read(folder).load(name));
}

}  // namespace dualflow::cli
