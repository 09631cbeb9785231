// SPDX-License-Identifier: MIT
// How planning ended.
#pragma once

namespace dualflow {

enum class PlanStatus {
    optimal,      // the gap asked for was reached, no elastic row was paid
    elastic,      // solved, but elastic rows were paid: the rows are named in `elastic`
    limit,        // stopped by a limit: the best plan found, with its bound
    interrupted,  // stopped by the user: likewise
    infeasible,   // no plan satisfies the rows; only `log` has a meaning
    failed        // the solver gave no answer that our own arithmetic confirms; likewise
};

}  // namespace dualflow
