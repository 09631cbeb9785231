// SPDX-License-Identifier: MIT
// The plan of a case as the program makes it, held to what is true of any plan; null, with a failure, where
// there is none.
#pragma once

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "cases/driver/case_writer.hpp"
#include "cases/driver/invariants.hpp"
#include "cases/driver/run.hpp"

namespace dualflow::cases {

inline nlohmann::json plan_of(const CaseWriter& written) {
    const ScratchFolder folder;
    written.write(folder.path());
    const PlanRun run = run_plan(folder.path());
    EXPECT_EQ(run.exit_code, 0) << run.problems << run.output.substr(0, 2000);
    if (run.exit_code != 0) return nullptr;
    EXPECT_EQ(check_invariants(run.document), Findings{});
    return run.document;
}

}  // namespace dualflow::cases
