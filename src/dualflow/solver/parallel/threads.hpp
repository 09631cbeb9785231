// SPDX-License-Identifier: MIT
// Work of one process shared by its threads.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <thread>
#include <vector>

namespace dualflow::solver {

// work(thread, item) for every item from 0 to count − 1, each once, in whatever order threads get to them:
// what an item gives must depend on the item alone. Threads count from 0, which is the caller's.
template <class Work>
void on_threads(std::size_t threads, std::size_t count, const Work& work) {
    std::atomic<std::size_t> next{0};
    const auto run = [&](std::size_t thread) {
        for (std::size_t k = next.fetch_add(1); k < count; k = next.fetch_add(1)) work(thread, k);
    };
    std::vector<std::thread> others;
    for (std::size_t t = 1; t < std::min(threads, count); ++t) others.emplace_back(run, t);
    run(0);
    for (std::thread& thread : others) thread.join();
}

}  // namespace dualflow::solver
