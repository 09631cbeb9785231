// SPDX-License-Identifier: MIT
// Times the exact optimum and the search of the best policies against the plain method, in one run.
//
//     cmake --build build/release --target bench_dual && build/release/bench/bench_dual [REPEAT]
//
// Item: demand uniform on 0 … 4, holding 5, backlog 495, premium 10 (table A1 of the anchors). The plain
// method is value iteration with every order under way in the state and every pair of orders tried
// (tests/inventory/dual/plain.cpp); it stops at the same span. It is left out where it would take minutes.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <limits>

#include "dualflow/inventory/dual/optimum.hpp"
#include "dualflow/inventory/dual/policy.hpp"
#include "inventory/dual/plain.hpp"

namespace {

using namespace dualflow::inventory;

constexpr int longest_plain_lead = 4;

template <class Work>
double milliseconds(int repeat, const Work& work) {
    double best = std::numeric_limits<double>::infinity();
    for (int i = 0; i < repeat; ++i) {
        const auto start = std::chrono::steady_clock::now();
        work();
        const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - start;
        best = std::min(best, took.count());
    }
    return best;
}

void row(int lead, int repeat) {
    const DualProblem item{uniform(0, 4), lead, 0, 0, 10, 5, 495};
    Optimum optimum;
    const double exact = milliseconds(repeat, [&] { optimum = *solve_optimum(item); });
    const double policies = milliseconds(repeat, [&] {
        for (const PolicyKind kind : policy_kinds) (void)*best(item, kind);
    });
    std::string plain = "        -", ratio = "       -";
    if (lead <= longest_plain_lead) {
        double cost = 0;
        const double took = milliseconds(1, [&] { cost = plain::least_cost(item, 4); });
        plain = fmt::format("{:9.1f}", took);
        ratio = fmt::format("{:8.0f}", took / exact);
        if (std::abs(cost - optimum.cost) > 1e-6) ratio = "DIFFERENT COSTS";
    }
    fmt::print("{:4} {:14.9f} {:8} {:7} {:9.3f} {} {} {:12.1f}\n", lead, optimum.cost, optimum.states,
               optimum.sweeps, exact, plain, ratio, policies);
}

}  // namespace

int main(int argc, char** argv) {
    const int repeat = argc > 1 ? std::max(1, std::atoi(argv[1])) : 5;
    fmt::print("{:>4} {:>14} {:>8} {:>7} {:>9} {:>9} {:>8} {:>12}\n", "l_r", "cost", "states", "sweeps",
               "ours ms", "plain ms", "ratio", "policies ms");
    for (const int lead : {2, 3, 4, 5, 6, 7}) row(lead, repeat);
}
