// SPDX-License-Identifier: MIT
// The tables from which random futures are drawn, as typed rows: seasonality, cycle, rates, tariff regimes,
// disruptions. They are read whether or not [model] off names them, since `off` says what a plan leaves out
// and futures are looked at before anything is planned.
//
// A FutureRows exists only without errors: chances sum to one, correlations are those of some random vector,
// names are known. Units as in the tables: rates a year of 365 days, times in days.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "dualflow/case/case.hpp"
#include "dualflow/support/result.hpp"

namespace dualflow {

struct CycleRegime {
    std::string name;
    double level = 1;  // mean of the factor on demand while the regime lasts
    double sigma = 0;  // standard deviation of the residual of the factor's logarithm
    double ar1 = 0;    // correlation of the residual from month to month
};

// What a row's target names: products, or markets.
struct DemandTarget {
    std::string text;
    std::vector<ProductId> products;
    std::vector<SiteId> markets;
};

struct Cycle {
    DemandTarget target;
    std::string stream;
    std::vector<CycleRegime> regimes;             // by name
    std::vector<double> start;                    // chances; empty: the chain's long-run law
    std::vector<std::vector<double>> transition;  // a month
};

struct Seasonality {
    DemandTarget target;
    std::array<double, 12> factor{};
};

struct RateSeries {
    std::string id, stream;
    bool cost = false;  // else a currency
    double volatility_per_year = 0, mean_reversion_per_month = 0, last = 1;
};

struct TariffRegimes {
    std::vector<std::string> names;
    std::vector<double> start, seen_after_days;
    std::vector<std::vector<double>> transition;  // a year
};

enum class DurationLaw { constant, exponential, lognormal };

// The rows of the case that an outage of a member hits. A site, region or organisation hits sites.
struct DisruptionHit {
    std::vector<SiteId> sites;
    std::vector<ProductId> products;
    std::vector<LaneId> lanes;
};

struct Disruption {
    std::string id, stream, scope, target;
    std::vector<std::string>
        members;  // ids that it hits, each by itself; of a lane scope the target as written
    std::vector<DisruptionHit> hits;  // by member
    double rate_per_year = 0;         // of each member
    DurationLaw duration = DurationLaw::exponential;
    double mean_days = 0, sd_days = 0, capacity_left = 0;
    std::string group;
    double group_correlation = 0;  // the share of the rate that comes from the group's common shocks
};

struct FutureRows {
    Date start, end;  // of the calendar
    std::uint64_t seed = 1;
    std::vector<Cycle> cycles;             // by target
    std::vector<Seasonality> seasonality;  // by target
    std::vector<RateSeries> rates;         // by id
    std::vector<std::vector<double>> correlations;
    TariffRegimes tariffs;                // by name; empty where the case has none
    std::vector<Disruption> disruptions;  // by id
    Diagnostics warnings;
};

// The tables of a case that has been read from this folder; every error at once.
Result<FutureRows, Diagnostics> read_future_rows(const std::filesystem::path& folder, const Case& c);

}  // namespace dualflow
