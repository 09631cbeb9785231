// SPDX-License-Identifier: MIT
// The generated reference pages in the repository are those the program generates now.
#include <gtest/gtest.h>

#include <filesystem>

#include "cases/driver/run.hpp"
#include "support/program.hpp"

namespace {

using namespace dualflow;
namespace fs = std::filesystem;

TEST(ReferencePages, AreAsTheProgramGeneratesThem) {
    const cases::ScratchFolder scratch;
    ASSERT_EQ(tests::run(scratch.path(), "docs pages").exit_code, 0);
    int pages = 0;
    for (const fs::directory_entry& page : fs::directory_iterator(scratch.path() / "pages")) {
        const fs::path committed = fs::path(DUALFLOW_SOURCE_DIR) / "docs/reference" / page.path().filename();
        EXPECT_EQ(cases::read_text(committed), cases::read_text(page.path()))
            << "run: build/release/dualflow docs docs/reference";
        ++pages;
    }
    EXPECT_EQ(pages, 4);
}

}  // namespace
