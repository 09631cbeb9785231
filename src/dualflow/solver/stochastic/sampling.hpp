// SPDX-License-Identifier: MIT
// Sample average approximation of a two-stage program (Mak, Morton and Wood 1999; Kleywegt, Shapiro and
// Homem-de-Mello 2002), where the futures are too many to take all.
//
// The optimum of a sample of n futures is, on average, not above the optimum of all; M samples give a
// confidence bound from below, with Student's t and with the proved bound of each sample, not its plan. A
// first stage priced on a fresh sample gives one from above. Draws are Philox numbers of (seed, sample,
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

struct SaaResult {
    double lower_mean = 0, lower_deviation = 0;  // of the samples' bounds
    double lower = 0;                            // confidence bound from below
    double upper_mean = 0,
           upper_deviation = 0;  // of a first stage's cost on the fresh sample, and of one future's
    double upper = 0;            // confidence bound from above
    double gap() const { return upper - lower; }
    std::vector<double> first_stage;  // of the samples' the best on the first fresh futures
    std::vector<double> bounds;       // one a sample
};

// Mean cost only. Errors: not two stages with continuous recourse; a sample that does not solve.
Result<SaaResult, std::string> sample_average(const StochasticProgram& program, const SaaOptions& options);

}  // namespace dualflow::solver
