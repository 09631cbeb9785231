// SPDX-License-Identifier: MIT
// The futures that `dualflow plan` plans for.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "dualflow/case/calendar.hpp"
#include "dualflow/case/explicit_futures.hpp"
#include "dualflow/case/future_rows.hpp"
#include "dualflow/case/read.hpp"
#include "dualflow/futures/case_at.hpp"
#include "dualflow/futures/futures.hpp"
#include "dualflow/futures/sampled_tree.hpp"

namespace dualflow::testing {

// As `dualflow plan` makes them: the scenarios of the case; else those sampled where a table asks for them.
inline Futures futures_that_are_planned(const Case& c, const ExplicitFutures& stated, const FutureRows& rows,
                                        const std::vector<Bucket>& calendar) {
    const bool random = !rows.cycles.empty() || !rows.seasonality.empty() || !rows.rates.empty() ||
                        rows.tariffs.names.size() > 1 || !rows.disruptions.empty();
    if (stated.nodes.size() > calendar.size() || !random) return futures_of(stated);
    TreeOptions options = tree_options(c.settings);
    if (!c.settings.leaves) options.leaves = 32;
    return futures_of(stated.base(), rows, calendar,
                      make_sampled_tree(stated.base(), rows, calendar, options));
}

struct Planned {
    std::unique_ptr<ExplicitFutures> stated;  // futures point into it
    Futures futures;
    const Case& base() const { return stated->base(); }
};

// A case of tests/cases.
inline Planned case_of(const std::string& name, double lambda) {
    const std::filesystem::path folder =
        std::filesystem::path(DUALFLOW_SOURCE_DIR) / "tests" / "cases" / name;
    Case read = read_case(folder).value();
    read.settings.risk_lambda = lambda;
    const auto calendar = make_calendar(read.settings.calendar, read.settings.start).value();
    auto stated = std::make_unique<ExplicitFutures>(read_explicit_futures(folder, read).value());
    const FutureRows rows = rows_in_use(read_future_rows(folder, read).value(), read.settings);
    Futures futures = futures_that_are_planned(read, *stated, rows, calendar);
    return {std::move(stated), std::move(futures)};
}

// Those whose branches have integers.
inline const std::vector<std::string> cases_with_options{
    "sampled-futures-with-options", "an-expansion-decided-once-demand-is-known",
    "an-expansion-committed-for-all-futures", "a-contract-term-over-a-parting-of-futures"};

}  // namespace dualflow::testing
