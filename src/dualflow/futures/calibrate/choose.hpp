// SPDX-License-Identifier: MIT
// How many regimes a series carries: each number is fitted on the first four fifths and judged by how well it
// predicts the months held out, one ahead (the log score; Gneiting and Raftery 2007). One regime is a plain
// AR(1), whose memory no option limits.
#pragma once

#include <string>
#include <vector>

#include "dualflow/futures/calibrate/decompose.hpp"
#include "dualflow/futures/calibrate/em.hpp"

namespace dualflow {

struct Candidate {
    std::size_t regimes = 1;
    EmFit fit;                   // on all months
    double held_out = 0;         // log-likelihood of the months held out, fitted on those before
    double gain = 0, error = 0;  // held_out over that of the plain AR(1), and the standard error of that
    double bic = 0;              // −2 log-likelihood + parameters · log(months); less is better
};

struct Calibration {
    Decomposition parts;
    std::vector<Candidate> candidates;
    std::size_t chosen = 0;  // of candidates
    std::size_t held_out_months = 0;
    Smoothed smoothed;         // of the chosen
    std::vector<double> last;  // law of the regime in the last month
    double long_run_mean = 0;  // of the factor over the trend, over the regimes' long-run law
    std::vector<std::string> warnings;

    const Candidate& best() const { return candidates[chosen]; }
};

// regimes 0: the number from 1 to 4 that predicts best, where it gains more than one standard error over a
// plain AR(1), else one; otherwise that number, compared with a plain AR(1). The error where the series does
// not vary.
Result<Calibration, std::string> calibrate(const MonthlySeries& series, std::size_t regimes,
                                           const EmOptions& options);

inline constexpr std::size_t most_regimes = 6;

// Level of a regime: the mean of the factor, exp(μ + σ²/2).
double level_of(const RegimeModel& model, std::size_t regime);

}  // namespace dualflow
