// SPDX-License-Identifier: MIT
// Reading a case on behalf of a verb: the same checks, the same words, whatever the verb.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "command.hpp"
#include "dualflow/case/case.hpp"
#include "dualflow/case/explicit_futures.hpp"
#include "dualflow/case/future_rows.hpp"
#include "dualflow/futures/futures.hpp"
#include "dualflow/support/result.hpp"

namespace dualflow::cli {

// A case with the futures that its tables state.
struct Loaded {
    ExplicitFutures futures;
    FutureRows rows;  // of the tables in use from which futures are drawn
    const Case& c() const { return futures.base(); }
};

// The case, its structure, its dates and its scenarios checked, with every warning in it. UsageError where
// there is no such folder.
Result<Loaded, Diagnostics> check_case(const std::filesystem::path& folder);

// The same under one of the strategies of the case, which has been checked without: `base`. UsageError where
// it has none of that name.
Result<Loaded, Diagnostics> check_case_under(const std::filesystem::path& folder, const Loaded& base,
                                             const std::string& strategy);

// What is found under each strategy and not without.
struct StrategyFindings {
    std::string name;
    Diagnostics found;
};
std::vector<StrategyFindings> check_strategies(const std::filesystem::path& folder, const Loaded& base);

// The futures that a plan of it is made for: its scenarios; else a sampled tree, where a table in use says
// what is random or seasonal; else one. `say` gets a line on what they are. They live as long as `loaded`.
struct PlanFutures {
    Futures futures;
    std::optional<TreeReport> report;  // of a sampled tree
};
PlanFutures futures_for(const Loaded& loaded, const std::function<void(const std::string&)>& say);

// As above for a verb that goes on: warnings are printed to stderr. Where the case is invalid every
// error is printed (to stderr, or with --json to stdout as the document of `validate`) and nothing is
// returned: the verb ends with Exit::invalid_case.
// Empty: under no strategy.
std::optional<Loaded> load_case(const std::filesystem::path& folder, const Globals& globals,
                                const std::string& strategy = "");

// The document dualflow.validate/1; of the case, or of the case under one strategy after the other.
std::string diagnostics_as_json(const Diagnostics& diagnostics,
                                const std::vector<StrategyFindings>& strategies = {});

// Problems and their count, as validate shows them.
std::string diagnostics_as_text(const Diagnostics& diagnostics, const Globals& globals, bool all);

}  // namespace dualflow::cli
