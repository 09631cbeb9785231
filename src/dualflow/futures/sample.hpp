// SPDX-License-Identifier: MIT
// Sampled futures of a case: everything random that its tables state, scenario by scenario. A scenario is a
// pure function of the rows, the options and its number; the others of the batch need not be drawn.
#pragma once

#include <cstdint>
#include <vector>

#include "dualflow/case/future_rows.hpp"
#include "dualflow/futures/path.hpp"
#include "dualflow/futures/shocks.hpp"
#include "dualflow/futures/strata.hpp"

namespace dualflow {

struct SampleOptions {
    std::uint64_t seed = 1;
    std::uint32_t scenarios = 32;  // of the batch, at least 1; the strata follow from it
    double rare_per_year = 0.05;   // shocks that come this often or less are stratified; 0: none are
};

// What all scenarios of a batch share.
struct Sampler {
    FutureRows rows;
    SampleOptions options;
    std::vector<Bucket> periods;
    double horizon = 0;  // days
    std::vector<std::vector<double>> rate_root;
    std::vector<ShockProcess> usual, rare;
    double rare_mean = 0;  // rare shocks expected in the horizon
    std::vector<Stratum> strata;
};

Sampler make_sampler(FutureRows rows, const SampleOptions& options);

// scenario < options.scenarios.
SampledPath sample_path(const Sampler& sampler, std::uint32_t scenario);

// The path up to a day, and from then on drawn anew by the numbers of a scenario (any number, not only those
// of the batch), given all that was: regimes, residuals, rates, outages under way. Months that have begun are
// known. Only usual shocks are drawn, rare ones are those of the beginning. With an empty path and the start
// of the calendar: a whole path without rare shocks.
SampledPath continue_path(const Sampler& sampler, const SampledPath& before, Date from,
                          std::uint32_t scenario);

std::vector<SampledPath> sample_paths(const Sampler& sampler);

}  // namespace dualflow
