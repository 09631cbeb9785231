// SPDX-License-Identifier: MIT
// Two runs compared, as one JSON document "dualflow.diff/1" (docs/reference/diff.schema.json), which the
// report draws too. Every difference is right less left, so a positive difference of a cost means that the
// right run pays more; the differences of the cost components sum to the difference of the objectives.
// Flows are units over the horizon and investments are counts, both expected values over the tree.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "dualflow/support/result.hpp"

namespace dualflow {

struct RunDocument {
    std::int64_t run = 0;
    std::string_view document;  // dualflow.plan/1
};

// The error is a text for the user: a run without a plan, two currencies, a document that is not a plan.
// Throws std::logic_error where the differences do not sum to the difference of the objectives.
Result<std::string, std::string> diff_document(const RunDocument& left, const RunDocument& right);

}  // namespace dualflow
