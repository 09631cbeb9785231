// SPDX-License-Identifier: MIT
// The run store: every plan that was made, in one SQLite file `runs.sqlite` of a folder. A run is saved in
// one transaction, so one that is killed leaves nothing behind, and others may list and load meanwhile
// (write-ahead log). Times are kept here and not in the documents.
//
// Errors are texts for the user: where the store is, what could not be done, and why. They are faults of
// the machine (exit 6), save for a run that is not there (RunError::Kind::no_such_run, exit 2).
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "dualflow/support/result.hpp"

namespace dualflow::runs {

struct RunError {
    enum class Kind { environment, no_such_run } kind = Kind::environment;
    std::string message;
};

// What is kept of a run beside its document. Figures that the plan does not have are none.
struct RunFacts {
    std::int64_t id = 0;  // given by the store, from 1
    std::string created;  // given by the store: UTC, 2027-01-31T23:59:59Z
    std::string case_name, case_hash, case_path, status;
    std::optional<double> objective, bound, gap;
    double seconds = 0;    // wall clock of the plan
    std::string versions;  // "dualflow 0.1.0, HiGHS 1.15.1"
    std::string strategy;  // that the case was under; empty: none
};

struct StoredRun {
    RunFacts facts;
    std::string document;
};

// A run that is not over: the command, and the state from which it goes on. Its numbers are its own, apart
// from those of runs.
struct UnfinishedRun {
    std::int64_t id = 0;           // given by the store, from 1
    std::string created, updated;  // given by the store, UTC
    std::string command;           // a JSON array of its words
    std::string folder;            // where it was given
    std::string progress;          // for people
    std::string state;             // bytes that only the solver reads
};

class Store {
public:
    // For saving: makes the folder and the file where they are missing and takes the write lock once, so
    // that a place that cannot be written to is found before hours of work and not after.
    static Result<Store, RunError> open_to_write(const std::filesystem::path& folder);
    // For reading: changes nothing; a folder without a store has no runs.
    static Result<Store, RunError> open_to_read(const std::filesystem::path& folder);

    Store(Store&&) noexcept;
    Store& operator=(Store&&) noexcept;
    ~Store();

    Result<std::int64_t, RunError> save(const StoredRun& run);        // the id it was given
    Result<StoredRun, RunError> load(const std::string& name) const;  // a number, or "last"
    Result<std::vector<RunFacts>, RunError> list() const;             // oldest first
    Result<void, RunError> remove(std::int64_t id);

    // Unfinished runs. A state takes the place of the one before in one transaction.
    Result<std::int64_t, RunError> begin(const UnfinishedRun& run);
    Result<void, RunError> keep(std::int64_t id, const std::string& progress, const std::string& state);
    Result<void, RunError> end(std::int64_t id);
    Result<UnfinishedRun, RunError> load_unfinished(const std::string& name) const;  // a number, or "last"
    Result<std::vector<UnfinishedRun>, RunError> unfinished() const;  // oldest first, without states

private:
    struct Impl;
    explicit Store(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace dualflow::runs
