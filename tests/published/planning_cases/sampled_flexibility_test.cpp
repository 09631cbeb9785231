// SPDX-License-Identifier: MIT
// Process flexibility in Jordan and Graves' own setting (1995): ten plants of 100, ten products, each demand
// normal (100, 40) cut at two standard deviations, independently. Expected sales 855.4 with dedicated plants,
// 951.8 with one chain, 955.6 with full flexibility, each ± 3 (as published, rounded and simulated).
//
// The law is none of the tables' (a cycle is lognormal), so the futures are `scenarios`, drawn here from
// Philox, one stream a product: `strata` equally likely slices of the law, one draw in each, in a random
// order. So each product's own mean is nearly exact, and what is left is how products meet.
//
// Independent of the program: the most that can be sold is the least cut (Gale 1957), over all sets of
// products.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "dualflow/support/philox.hpp"
#include "published/planning_cases/plan_of.hpp"

namespace dualflow::cases {
namespace {

constexpr int plants = 10, strata = 400;
constexpr double capacity = 100, mean = 100, deviation = 40, cut_at = 2;

using Demand = std::array<double, plants>;
using Design = std::array<unsigned, plants>;  // by plant, the products that it can make, as bits

double normal_below(double z) {
    return std::erfc(-z / std::sqrt(2.0)) / 2;
}

// The point below which the share `u` of the cut law lies, by bisection.
double cut_normal(double u) {
    const double least = normal_below(-cut_at), aim = least + u * (1 - 2 * least);
    double low = -cut_at, high = cut_at;
    for (int step = 0; step < 60; ++step) {
        const double middle = (low + high) / 2;
        (normal_below(middle) < aim ? low : high) = middle;
    }
    return mean + deviation * low;
}

std::vector<Demand> drawn(std::uint64_t seed) {
    std::vector<Demand> futures(strata);
    for (std::uint32_t product = 0; product < plants; ++product) {
        std::vector<std::uint32_t> order(strata);
        std::iota(order.begin(), order.end(), 0U);
        const auto mark = [&](std::uint32_t k) { return philox_uniform(seed, product, k, 1); };
        std::sort(order.begin(), order.end(),
                  [&](std::uint32_t a, std::uint32_t b) { return mark(a) < mark(b); });
        for (std::uint32_t k = 0; k < strata; ++k)
            futures[k][product] = cut_normal((order[k] + philox_uniform(seed, product, k, 2)) / strata);
    }
    return futures;
}

double most_sold(const Design& design, const Demand& demand) {
    double least = 1e300;
    for (unsigned set = 0; set < (1U << plants); ++set) {
        double cut = 0;
        for (std::size_t j = 0; j < plants; ++j) cut += (set >> j & 1U) == 0 ? demand[j] : 0;
        for (const unsigned makes : design) cut += (makes & set) != 0 ? capacity : 0;
        least = std::min(least, cut);
    }
    return least;
}

double sales_by_cuts(const Design& design, const std::vector<Demand>& futures) {
    double sum = 0;
    for (const Demand& demand : futures) sum += most_sold(design, demand);
    return sum / strata;
}

double sales_planned(const Design& design, const std::vector<Demand>& futures) {
    CaseWriter w("1 days");
    w.columns("regions", {"id"});
    w.row("regions", {"r"});
    w.columns("products", {"id"});
    w.columns("sites", {"id", "kind", "region"});
    w.columns("resources", {"site", "resource", "capacity_per_day"});
    w.columns("processes", {"site", "product", "resource", "decided"});
    w.columns("lanes", {"from", "to", "lead_days", "decided"});
    w.columns("demand", {"market", "product", "from", "to", "quantity_per_day", "price", "lost_sale_cost"});
    w.row("sites", {"M", "market", "r"});
    for (std::size_t i = 0; i < plants; ++i) {
        const std::string plant = fmt::format("P{}", i), product = fmt::format("t{}", i);
        w.row("products", {product});
        w.row("sites", {plant, "plant", "r"});
        w.row("resources", {plant, "line", text_of(capacity)});
        w.row("lanes", {plant, "M", "0", "after"});
        w.row("demand", {"M", product, day_of(0), day_of(1), text_of(mean), "1", "0"});
        for (std::size_t j = 0; j < plants; ++j)
            if ((design[i] >> j & 1U) != 0)
                w.row("processes", {plant, fmt::format("t{}", j), "line", "after"});
    }
    for (std::size_t s = 0; s < futures.size(); ++s) {
        const std::string id = fmt::format("s{}", s);
        w.scenario(id, "", "", 1.0 / strata);
        for (std::size_t j = 0; j < plants; ++j)
            w.change(id, "demand", fmt::format("product=t{}", j), "quantity_per_day", futures[s][j]);
    }
    return -plan_of(w).at("objective").get<double>();
}

Design design_with(int links) {
    Design design{};
    for (int i = 0; i < plants; ++i)
        for (int k = 0; k < links; ++k)
            design[static_cast<std::size_t>(i)] |= 1U << static_cast<unsigned>((i + k) % plants);
    return design;
}

TEST(SampledFlexibility, SellsWhatJordanAndGravesPublished) {
    const std::vector<Demand> futures = drawn(1995);
    const std::pair<int, double> published[] = {{1, 855.4}, {2, 951.8}, {plants, 955.6}};
    for (const auto& [links, sales] : published) {
        const Design design = design_with(links);
        const double by_cuts = sales_by_cuts(design, futures);
        EXPECT_NEAR(by_cuts, sales, 3) << links;
        EXPECT_NEAR(sales_planned(design, futures), by_cuts, 1e-6 * by_cuts) << links;
    }
}

}  // namespace
}  // namespace dualflow::cases
