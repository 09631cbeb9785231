// SPDX-License-Identifier: MIT
// Rows of random futures, made by hand.
#pragma once

#include <cmath>
#include <string>

#include "dualflow/case/future_rows.hpp"

namespace dualflow::tests {

inline Disruption outage_row(const std::string& id, double rate_per_year) {
    Disruption d;
    d.id = d.stream = id;
    d.scope = "site";
    d.members = {"A"};
    d.rate_per_year = rate_per_year;
    d.mean_days = 30;
    d.sd_days = 30;
    return d;
}

inline Disruption in_group(Disruption d, const std::string& group, double correlation) {
    d.group = group;
    d.group_correlation = correlation;
    return d;
}

// Two regimes, residuals with memory.
inline Cycle two_regimes() {
    Cycle cycle;
    cycle.stream = cycle.target.text = "*";
    cycle.regimes = {{"high", 1.2, 0.1, 0.8}, {"low", 0.7, 0.2, 0.5}};
    cycle.transition = {{0.9, 0.1}, {0.2, 0.8}};
    return cycle;
}

inline TariffRegimes two_policies() {
    return {{"free", "war"}, {1, 0}, {0, 60}, {{0.7, 0.3}, {0.4, 0.6}}};
}

// Ten years.
inline FutureRows some_rows() {
    FutureRows rows;
    rows.start = make_date(2027, 1, 1);
    rows.end = make_date(2037, 1, 1);
    rows.cycles = {two_regimes()};
    rows.rates = {{"EUR", "EUR", false, 0.1, 0.05, 0.9}, {"ocean", "ocean", true, 0.5, 0.1, 2000}};
    rows.correlations = {{1, 0.6}, {0.6, 1}};
    rows.tariffs = two_policies();
    rows.disruptions = {outage_row("fire", 0.02), outage_row("strike", 0.5),
                        in_group(outage_row("china", 0.3), "asia", 0.5),
                        in_group(outage_row("korea", 0.1), "asia", 0.5)};
    return rows;
}

// A mean over independent values, and whether a number lies within four of its standard errors.
struct Mean {
    double sum = 0, squares = 0, count = 0;
    void add(double x) {
        sum += x;
        squares += x * x;
        ++count;
    }
    double mean() const { return sum / count; }
    double error() const { return std::sqrt((squares / count - mean() * mean()) / (count - 1)); }
    bool is(double truth) const { return std::abs(mean() - truth) <= 4 * error() + 1e-12; }
};

}  // namespace dualflow::tests
