// SPDX-License-Identifier: MIT
// Sample average approximation of a two-stage program (Mak, Morton and Wood 1999; Kleywegt, Shapiro and
// Homem-de-Mello 2002), where the futures are too many to take all.
//
// The optimum of a sample of n futures is, on average, not above the optimum of all; M samples give a
// confidence bound from below, with Student's t and with the dual bound of each sample, not its plan. A
// first stage priced on a fresh sample gives one from above. Both are one-sided, each at the confidence asked
// for; the intervals are two-sided, around the means. Draws are Philox numbers of (seed, sample,
// future, block), so that any of them can be drawn alone.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "dualflow/solver/stochastic/solve.hpp"

namespace dualflow::solver {

// n equally likely futures, drawn by their probabilities (divided by their sum), as a tree of two stages.
StochasticProgram sampled(const StochasticProgram& program, std::size_t futures, std::uint64_t seed,
                          std::uint32_t sample);

struct SaaOptions {
    std::size_t futures = 100;   // of each sample
    int samples = 20;            // at least 2
    std::size_t fresh = 10'000;  // futures on which a first stage is priced
    double confidence = 0.95;    // of each of the two bounds
    std::uint64_t seed = 1;
    StochasticOptions solve;
};

// What is known of a mean from some values of it.
struct SampleMean {
    double mean = 0, deviation = 0;    // of one value
    double from = 0, to = 0;           // the confidence interval, two-sided
    double at_least = 0, at_most = 0;  // the confidence bounds, each one-sided
};

struct SaaResult {
    // Of the samples' bounds: at_least is the confidence bound on the optimum.
    SampleMean below;
    bool proved = true;  // those bounds, by our own arithmetic; else some hold as far as their solver does
    // Of the first stage's cost on the fresh futures: at_most is the other confidence bound. Infinite where
    // that leaves some of them without an answer.
    SampleMean above;
    std::size_t without_answer = 0;
    double gap() const { return above.at_most - below.at_least; }
    std::vector<double> first_stage;  // of the samples' the best on futures drawn for the choice
    std::vector<double> bounds;       // one a sample
};

// Mean cost only. Errors: not two stages with continuous recourse; a sample that does not solve, or was
// interrupted.
Result<SaaResult, std::string> sample_average(const StochasticProgram& program, const SaaOptions& options);

}  // namespace dualflow::solver
