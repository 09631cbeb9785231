// SPDX-License-Identifier: MIT
#include "dualflow/solver/parallel/threads.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace dualflow::solver {
namespace {

TEST(Threads, DoEachItemOnceWithAThreadOfTheirOwn) {
    for (const std::size_t threads : {0U, 1U, 3U, 9U}) {
        for (const std::size_t items : {0U, 1U, 7U, 1000U}) {
            std::vector<int> done(items, 0);
            std::vector<std::size_t> by(items, 0);
            on_threads(threads, items, [&](std::size_t thread, std::size_t k) {
                ++done[k];
                by[k] = thread;
            });
            EXPECT_EQ(done, std::vector<int>(items, 1));
            for (const std::size_t thread : by) EXPECT_LT(thread, std::max<std::size_t>(1, threads));
        }
    }
}

}  // namespace
}  // namespace dualflow::solver
