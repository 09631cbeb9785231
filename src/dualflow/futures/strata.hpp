// SPDX-License-Identifier: MIT
// Stratified rare shocks: scenarios are spread over the number of rare shocks in the horizon, so that those
// with one, two or many are there even in a small batch, each with the weight that the truth gives it.
//
// The number N is Poisson with the summed rate of the rare processes. It is cut into strata, each holding at
// least a quarter of what is left above it, until a hundredth is left; a stratum of probability p gets about
// √p of the scenarios (at least one), each of weight p / (their number). So the weighted mean over a batch is
// an unbiased estimate of the mean (stratified sampling, Cochran 1977, chapter 5), and the weights sum to
// one. Given N, the shocks are independent, each of a process by its rate and on an even day of the horizon
// (the order-statistics property of the Poisson process, Kingman 1993, section 2.4).
#pragma once

#include <cstdint>
#include <limits>
#include <vector>

namespace dualflow {

struct Stratum {
    int least = 0, most = std::numeric_limits<int>::max();  // of N
    double probability = 1;
    std::uint32_t first = 0, scenarios = 0;  // the batch's scenarios first … first + scenarios − 1
};

// For a batch of at least one scenario. At most one stratum in four scenarios, so that none is alone in most.
std::vector<Stratum> make_strata(double mean, std::uint32_t scenarios);

// N given that it lies in the stratum, from a number in [0, 1).
int shocks_in(const Stratum& stratum, double mean, double u);

}  // namespace dualflow
