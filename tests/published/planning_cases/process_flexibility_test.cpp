// SPDX-License-Identifier: MIT
// Process flexibility after Jordan and Graves (1995), case P1: five plants of 100, five products sold at 1,
// each demand 40, 100, 160 with chances .3, .4, .3, independently (243 futures). A plant's own product is
// free; each of the 20 other links is for sale at 5, before demand is known. The best design is one closed
// chain through all five plants, which buying the best link one at a time does not find (427.8818).
//
// Independent of the program: the most that can be sold for a design and a demand is the least cut (Gale
// 1957): min over sets A of products of Σ demand outside A + capacity of the plants that make any of A.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <array>
#include <bit>
#include <cmath>

#include "published/planning_cases/plan_of.hpp"

namespace dualflow::cases {
namespace {

// By plant, the products that it can make, as bits.
using Design = std::vector<unsigned>;

struct Flexibility {
    int plants = 5;
    double capacity = 100, link_cost = 5;
    std::vector<double> demand{40, 100, 160}, chance{.3, .4, .3};
};

Design own_products(int plants) {
    Design design;
    for (int i = 0; i < plants; ++i) design.push_back(1U << i);
    return design;
}

std::vector<std::pair<std::vector<double>, double>> futures_of(const Flexibility& f) {
    std::vector<std::pair<std::vector<double>, double>> all{{{}, 1}};
    for (int product = 0; product < f.plants; ++product) {
        std::vector<std::pair<std::vector<double>, double>> longer;
        for (const auto& [demand, probability] : all) {
            for (std::size_t k = 0; k < f.demand.size(); ++k) {
                longer.emplace_back(demand, probability * f.chance[k]);
                longer.back().first.push_back(f.demand[k]);
            }
        }
        all = std::move(longer);
    }
    return all;
}

double expected_sales(const Flexibility& f, const Design& design) {
    double sales = 0;
    for (const auto& [demand, probability] : futures_of(f)) {
        double least = 1e300;
        for (unsigned set = 0; set < (1U << f.plants); ++set) {
            double cut = 0;
            for (int j = 0; j < f.plants; ++j)
                cut += (set >> j & 1U) == 0 ? demand[static_cast<std::size_t>(j)] : 0;
            for (const unsigned makes : design) cut += (makes & set) != 0 ? f.capacity : 0;
            least = std::min(least, cut);
        }
        sales += probability * least;
    }
    return sales;
}

int links_bought(const Design& design) {
    int links = -static_cast<int>(design.size());
    for (const unsigned makes : design) links += std::popcount(makes);
    return links;
}

double net(const Flexibility& f, const Design& design) {
    return expected_sales(f, design) - f.link_cost * links_bought(design);
}

void write_network(const Flexibility& f, CaseWriter& w) {
    w.columns("regions", {"id"});
    w.row("regions", {"r"});
    w.columns("products", {"id"});
    w.columns("sites", {"id", "kind", "region"});
    w.columns("resources", {"site", "resource", "capacity_per_day"});
    w.columns("lanes", {"from", "to", "lead_days", "decided"});
    w.columns("demand", {"market", "product", "from", "to", "quantity_per_day", "price", "lost_sale_cost"});
    w.row("sites", {"M", "market", "r"});
    for (int i = 0; i < f.plants; ++i) {
        const std::string plant = fmt::format("P{}", i), product = fmt::format("t{}", i);
        w.row("products", {product});
        w.row("sites", {plant, "plant", "r"});
        w.row("resources", {plant, "line", text_of(f.capacity)});
        w.row("lanes", {plant, "M", "0", "after"});
        w.row("demand", {"M", product, day_of(0), day_of(1), "100", "1", "0"});
    }
}

// Links of the design are there; all others are for sale where `sell` says so.
CaseWriter written(const Flexibility& f, const Design& design, bool sell) {
    CaseWriter w("1 days");
    write_network(f, w);
    w.columns("processes", {"site", "product", "resource", "decided", "available"});
    if (sell) w.columns("investments", {"id", "site", "kind", "enables", "capital", "life_years"});
    for (int i = 0; i < f.plants; ++i) {
        for (int j = 0; j < f.plants; ++j) {
            const bool there = (design[static_cast<std::size_t>(i)] >> j & 1U) != 0;
            const std::string plant = fmt::format("P{}", i), product = fmt::format("t{}", j);
            if (!there && !sell) continue;
            w.row("processes", {plant, product, "line", "after", there ? "1" : "0"});
            if (there) continue;
            // One day of an asset that lasts a year.
            w.row("investments", {fmt::format("{}{}", i, j), plant, "enable",
                                  fmt::format("processes:site={};product={}", plant, product),
                                  text_of(365 * f.link_cost), "1"});
        }
    }
    const auto futures = futures_of(f);
    for (std::size_t s = 0; s < futures.size(); ++s) {
        const std::string id = fmt::format("s{}", s);
        w.scenario(id, "", "", futures[s].second);
        for (int j = 0; j < f.plants; ++j)
            w.change(id, "demand", fmt::format("product=t{}", j), "quantity_per_day",
                     futures[s].first[static_cast<std::size_t>(j)]);
    }
    return w;
}

Design bought(const nlohmann::json& document, int plants) {
    Design design = own_products(plants);
    for (const auto& row : document.at("investments")) {
        const std::string what = row.at("what");
        design[static_cast<std::size_t>(what[0] - '0')] |= 1U << (what[1] - '0');
    }
    return design;
}

// From a plant to the one whose product it has learnt, and on, until the first plant is back.
int plants_in_the_chain(const Design& design) {
    std::size_t at = 0;
    for (int steps = 1; steps <= static_cast<int>(design.size()); ++steps) {
        const unsigned learnt = design[at] & ~(1U << at);
        if (std::popcount(learnt) != 1) return -1;
        at = static_cast<std::size_t>(std::countr_zero(learnt));
        if (at == 0) return steps;
    }
    return -1;
}

Design chain(int plants) {
    Design design = own_products(plants);
    for (int i = 0; i < plants; ++i) design[static_cast<std::size_t>(i)] |= 1U << (i + 1) % plants;
    return design;
}

TEST(ProcessFlexibility, SellsWhatIsPublishedForDedicatedPlantsAChainAndFullFlexibility) {
    const Flexibility f;
    const std::pair<Design, double> designs[] = {
        {own_products(5), 410}, {chain(5), 457.412}, {Design(5, 31U), 459.194}};
    for (const auto& [design, sales] : designs) {
        EXPECT_NEAR(expected_sales(f, design), sales, 5e-4);
        const auto document = plan_of(written(f, design, false));
        EXPECT_NEAR(document.at("objective"), -expected_sales(f, design), 1e-6 * sales);
    }
}

TEST(ProcessFlexibility, BuysOneClosedChainThroughAllFivePlants) {
    const Flexibility f;
    const auto document = plan_of(written(f, own_products(5), true));
    const Design design = bought(document, 5);
    EXPECT_NEAR(document.at("objective"), -432.412, 1e-6 * 432);
    EXPECT_NEAR(net(f, design), 432.412, 1e-6 * 432);
    EXPECT_EQ(plants_in_the_chain(design), 5);
}

TEST(ProcessFlexibility, BuysTheBestOfAllDesignsOfThreePlants) {
    for (const double cost : {0.5, 3.0, 9.0, 14.0}) {
        const Flexibility f{3, 70, cost, {30, 75, 120}, {.25, .5, .25}};
        double best = -1e300;
        for (unsigned links = 0; links < (1U << 9); ++links) {
            const Design design{links & 7U, links >> 3 & 7U, links >> 6 & 7U};
            if ((design[0] & 1U) != 0 && (design[1] & 2U) != 0 && (design[2] & 4U) != 0)
                best = std::max(best, net(f, design));
        }
        const auto document = plan_of(written(f, own_products(3), true));
        EXPECT_NEAR(document.at("objective"), -best, 1e-6 * best) << cost;
        EXPECT_NEAR(net(f, bought(document, 3)), best, 1e-6 * best) << cost;
    }
}

}  // namespace
}  // namespace dualflow::cases
