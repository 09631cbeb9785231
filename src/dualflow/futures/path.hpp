// SPDX-License-Identifier: MIT
// One sampled future, as plain values. Periods are those of months_of; days are counted from the start of the
// calendar.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace dualflow {

struct CyclePath {
    std::vector<int> regime;       // by period; an index into the cycle's regimes
    std::vector<double> factor;    // on demand, without seasonality
    std::vector<double> residual;  // r of cycle.hpp, by period: with the regime, all that the future needs
};

// A regime of trade policy that comes into force, and the day from which planners see it.
struct TariffChange {
    double day = 0;
    int regime = 0;
    double seen = 0;
};

// Capacity of one member of a row of disruptions falls to the share `capacity_left` from a day to another,
// which may lie beyond the calendar.
struct Outage {
    std::size_t row = 0, member = 0;  // indices into disruptions and its members
    double from = 0, to = 0;
    double capacity_left = 0;
    bool common = false;  // came from a shock that its group shares
};

struct SampledPath {
    std::uint32_t scenario = 0;
    double weight = 1;                       // of the batch's scenarios; all of them sum to one
    std::vector<CyclePath> cycles;           // by cycle
    std::vector<std::vector<double>> rates;  // by series and period: the rate over the value at the start
    std::vector<TariffChange> tariffs;       // in order of days, the first on day 0; empty without regimes
    std::vector<double> tariff_steps;        // TariffPath::steps
    std::vector<int> tariff_regime;          // by period: in force on its first day
    std::vector<int> tariff_seen;            // by period: the one that planners believe in force then
    std::vector<Outage> outages;             // in order of from, row, member
};

// The mean share of capacity left to a member over [from, to): where outages overlap, the worst counts.
double capacity_left(const std::vector<Outage>& outages, std::size_t row, std::size_t member, double from,
                     double to);

}  // namespace dualflow
