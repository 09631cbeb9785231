// SPDX-License-Identifier: MIT
// The few figures of a plan that every reader wants, computed once. Sums over a tree are expected
// values: each row counts with the weight of its node (Tree::weight). A bucket belongs to the calendar year
// in which it starts.
#pragma once

#include <optional>
#include <vector>

#include "dualflow/plan/result.hpp"

namespace dualflow {

struct YearFigures {
    int year = 0;
    std::optional<double>
        revenue;                 // undiscounted: sales at the mean price of the bucket; none without prices
    double sales = 0, lost = 0;  // units
};

// The share of what arrives for use that was made in a region, by year of departure. An arrival for use
// is a flow into a site that takes the product as a component, or into a market that sells it.
struct SourceShare {
    int year = 0;
    ProductId product;  // none: all bought parts together, weighed by unit_value
    RegionId region;
    double share = 0;
};

struct MeanUtilisation {
    ResourceId resource;
    double mean = 0;  // use of all buckets over what was installed in them
};

struct Summary {
    std::optional<double> revenue;           // discounted; none where the plan has no revenue component
    std::optional<double> margin;            // (revenue − all other components) / revenue
    double demand = 0, sales = 0, lost = 0;  // units over the horizon, all markets and products
    std::optional<double> served_share;      // sales / demand; none without demand
    std::vector<YearFigures> by_year;
    std::vector<SourceShare> source_shares;  // a product, year and region each
    // Bought parts: made at a site of kind supplier, used at a site of another kind.
    std::vector<SourceShare> source_shares_total;  // a year and region each
    std::vector<MeanUtilisation> utilisation;      // every resource with capacity in some bucket
};

Summary summarise(const Case& c, const PlanResult& plan);

}  // namespace dualflow
