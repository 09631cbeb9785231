// SPDX-License-Identifier: MIT
#include "dualflow/plan/noise_grid.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "dualflow/inventory/demand/continuous.hpp"

namespace dualflow {
namespace {

constexpr double most_values = 40;  // of a period's demand in units; beyond, a coarser grid is as good
constexpr double far_tail = 6;      // standard deviations within which a count's demand lies, about
constexpr double left_out = 1e-9;   // of the mass, in either tail

// The ends of a uniform law for another mean than the one between them.
double widening(const Noise& noise, double mean) {
    return mean / ((*noise.lo + *noise.hi) / 2);
}

// A demand that no longer needs its far tails; what is rarely asked for at all is not a tail.
inventory::Distribution without_tails(const inventory::Distribution& demand) {
    std::vector<double> weights = demand.probability;
    const double tail = left_out * std::min(1.0, demand.mean());
    for (double cut = 0; !weights.empty() && (cut += weights.back()) <= tail;) weights.pop_back();
    double cut = 0;
    for (double& weight : weights) {
        if ((cut += weight) > tail) break;
        weight = 0;
    }
    return inventory::from_weights(demand.lowest, std::move(weights));
}

GridDemand on_grid(const inventory::Distribution& day, int days, double unit) {
    GridDemand made;
    made.period = without_tails(inventory::sum_of_periods(day, days));
    made.unit = unit;
    made.cv = std::sqrt(made.period.variance()) / made.period.mean();
    return made;
}

// A day of a law on whole numbers.
inventory::Distribution day_in_units(const Noise& noise, double mean) {
    if (noise.law == NoiseLaw::poisson) return inventory::poisson(mean);
    if (noise.law == NoiseLaw::negative_binomial)
        return inventory::negative_binomial(mean, mean * noise.cv * mean * noise.cv);
    const double factor = widening(noise, mean);
    return inventory::uniform(std::llround(factor * *noise.lo), std::llround(factor * *noise.hi));
}

bool on_whole_numbers(const Noise& noise, double mean) {
    switch (noise.law) {
        case NoiseLaw::poisson:
            return true;
        case NoiseLaw::negative_binomial:
            return noise.cv * noise.cv * mean > 1;  // else its variance is below its mean
        case NoiseLaw::uniform_int:
            return std::llround(widening(noise, mean) * *noise.lo) <
                   std::llround(widening(noise, mean) * *noise.hi);
        default:
            return false;
    }
}

// The period is long against the step, so that a day's demand need not be fine itself.
double daily_steps(double steps, int days) {
    return std::max(0.75, steps / std::sqrt(static_cast<double>(days)));
}

}  // namespace

double daily_cv(const Noise& noise, double mean) {
    if (noise.cv > 0) return noise.cv;
    if (noise.law == NoiseLaw::poisson) return 1 / std::sqrt(mean);
    const double values = *noise.hi - *noise.lo + 1, middle = (*noise.lo + *noise.hi) / 2;
    if (noise.law == NoiseLaw::uniform_int) return std::sqrt((values * values - 1) / 12) / middle;
    return (*noise.hi - *noise.lo) / std::sqrt(12.0) / middle;
}

std::optional<GridDemand> in_units(const Noise& noise, double mean, int days) {
    if (!on_whole_numbers(noise, mean)) return std::nullopt;
    const double deviation = daily_cv(noise, mean) * mean * std::sqrt(static_cast<double>(days));
    const bool ends = noise.law == NoiseLaw::uniform_int;
    const double values =
        ends ? widening(noise, mean) * (*noise.hi - *noise.lo) * days + 1 : far_tail * 2 * deviation;
    if (values > most_values) return std::nullopt;
    return on_grid(day_in_units(noise, mean), days, 1);
}

GridDemand in_steps(const Noise& noise, double mean, int days, double steps) {
    const double deviation = daily_cv(noise, mean) * mean, unit = deviation / daily_steps(steps, days);
    inventory::ContinuousDemand day;
    day.mean = mean / unit;
    day.standard_deviation = deviation / unit;
    if (noise.law == NoiseLaw::uniform || noise.law == NoiseLaw::uniform_int) {
        day.shape = inventory::Shape::uniform;
    } else {
        day.shape = noise.law == NoiseLaw::normal ? inventory::Shape::normal : inventory::Shape::gamma;
        if (noise.lo) day.lowest = *noise.lo / unit;
        if (noise.hi) day.highest = *noise.hi / unit;
    }
    return on_grid(inventory::on_whole_numbers(day, left_out), days, unit);
}

}  // namespace dualflow
