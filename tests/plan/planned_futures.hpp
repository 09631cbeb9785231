// SPDX-License-Identifier: MIT
// The futures that `dualflow plan` plans for.
#pragma once

#include <utility>
#include <vector>

#include "dualflow/case/calendar.hpp"
#include "dualflow/case/explicit_futures.hpp"
#include "dualflow/case/future_rows.hpp"
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

}  // namespace dualflow::testing
