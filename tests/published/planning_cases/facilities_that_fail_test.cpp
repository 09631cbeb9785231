// SPDX-License-Identifier: MIT
// Where to place facilities that may fail (case P6; Snyder and Daskin 2005 for the kind of problem): sites
// are opened before it is known which of them fail, customers are served afterwards, at a penalty where no
// one can. Failures that strike together change the answer though every site fails as often as before.
//
// Independent of the program: all sets of open sites, every customer from the cheapest one that stands.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "published/planning_cases/plan_of.hpp"

namespace dualflow::cases {
namespace {

struct Failure {
    std::vector<bool> down;  // by site
    double probability = 0;
};

struct Facilities {
    std::vector<std::string> sites;
    std::vector<double> fixed;
    std::vector<std::vector<double>> unit_cost;  // by site and market
    std::vector<double> demand;
    double unserved = 60;
    std::vector<Failure> failures;
};

Facilities published() {
    return {{"US", "MX", "CN"}, {22, 20, 25}, {{2, 6, 6}, {5, 3, 7}, {9, 9, 8}}, {4, 3, 3}, 60, {}};
}

// Sites of one group fail together, the groups independently.
void fail_by_group(Facilities& f, const std::vector<std::vector<std::size_t>>& groups, double probability) {
    for (unsigned set = 0; set < (1U << groups.size()); ++set) {
        Failure failure{std::vector<bool>(f.sites.size(), false), 1};
        for (std::size_t g = 0; g < groups.size(); ++g) {
            const bool fails = (set >> g & 1U) != 0;
            failure.probability *= fails ? probability : 1 - probability;
            for (const std::size_t site : groups[g]) failure.down[site] = fails;
        }
        f.failures.push_back(failure);
    }
}

double cost_of(const Facilities& f, unsigned open) {
    double cost = 0;
    for (std::size_t i = 0; i < f.sites.size(); ++i) cost += (open >> i & 1U) != 0 ? f.fixed[i] : 0;
    for (const Failure& failure : f.failures) {
        for (std::size_t j = 0; j < f.demand.size(); ++j) {
            double cheapest = f.unserved;
            for (std::size_t i = 0; i < f.sites.size(); ++i)
                if ((open >> i & 1U) != 0 && !failure.down[i])
                    cheapest = std::min(cheapest, f.unit_cost[i][j]);
            cost += failure.probability * cheapest * f.demand[j];
        }
    }
    return cost;
}

double best_by_enumeration(const Facilities& f) {
    double best = cost_of(f, 0);
    for (unsigned open = 1; open < (1U << f.sites.size()); ++open) best = std::min(best, cost_of(f, open));
    return best;
}

void write_network(const Facilities& f, CaseWriter& w) {
    w.columns("regions", {"id"});
    w.row("regions", {"r"});
    w.columns("products", {"id"});
    w.row("products", {"t"});
    w.columns("sites", {"id", "kind", "region", "status", "opening_cost"});
    w.columns("processes", {"site", "product", "decided"});
    w.columns("lanes", {"from", "to", "product", "cost_per_unit", "lead_days", "decided"});
    w.columns("demand", {"market", "product", "from", "to", "quantity_per_day", "lost_sale_cost"});
    for (std::size_t i = 0; i < f.sites.size(); ++i) {
        w.row("sites", {f.sites[i], "plant", "r", "candidate", text_of(f.fixed[i])});
        w.row("processes", {f.sites[i], "t", "after"});
    }
    for (std::size_t j = 0; j < f.demand.size(); ++j) {
        const std::string market = fmt::format("m{}", j + 1);
        w.row("sites", {market, "market", "r", "open", ""});
        w.row("demand", {market, "t", day_of(0), day_of(1), text_of(f.demand[j]), text_of(f.unserved)});
        for (std::size_t i = 0; i < f.sites.size(); ++i)
            w.row("lanes", {f.sites[i], market, "t", text_of(f.unit_cost[i][j]), "0", "after"});
    }
}

nlohmann::json planned(const Facilities& f) {
    CaseWriter w("1 days");
    write_network(f, w);
    for (std::size_t s = 0; s < f.failures.size(); ++s) {
        const std::string id = fmt::format("s{}", s);
        w.scenario(id, "", "", f.failures[s].probability);
        for (std::size_t i = 0; i < f.sites.size(); ++i)
            if (f.failures[s].down[i])
                w.change(id, "processes", "site=" + f.sites[i] + ";product=t", "available", 0);
    }
    return plan_of(w);
}

std::vector<std::string> opened(const nlohmann::json& document) {
    std::vector<std::string> sites;
    for (const auto& row : document.at("investments")) sites.push_back(row.at("site"));
    std::sort(sites.begin(), sites.end());
    return sites;
}

using Sites = std::vector<std::string>;

TEST(FacilitiesThatFail, OpensTwoNeighboursWhereTheyFailIndependently) {
    Facilities f = published();
    fail_by_group(f, {{0}, {1}, {2}}, 0.1);
    const auto document = planned(f);
    EXPECT_NEAR(document.at("objective"), 84.81, 1e-6 * 84.81);
    EXPECT_EQ(opened(document), (Sites{"MX", "US"}));
}

TEST(FacilitiesThatFail, GoesFarAwayWhereTheNeighboursFailTogether) {
    Facilities f = published();
    fail_by_group(f, {{0, 1}, {2}}, 0.1);
    const auto document = planned(f);
    EXPECT_NEAR(document.at("objective"), 100.43, 1e-6 * 100.43);
    EXPECT_EQ(opened(document), (Sites{"CN", "US"}));
}

TEST(FacilitiesThatFail, AgreesWithEnumerationOnOtherNetworks) {
    std::mt19937 random(7);
    const auto from = [&](int least, int most) {
        return static_cast<double>(least + static_cast<int>(random() % static_cast<unsigned>(most - least)));
    };
    for (int trial = 0; trial < 12; ++trial) {
        Facilities f;
        const int sites = 3 + trial % 2, markets = 2 + trial % 3;
        for (int i = 0; i < sites; ++i) {
            f.sites.push_back(fmt::format("P{}", i));
            f.fixed.push_back(from(5, 40));
            f.unit_cost.emplace_back();
            for (int j = 0; j < markets; ++j) f.unit_cost.back().push_back(from(1, 15));
        }
        for (int j = 0; j < markets; ++j) f.demand.push_back(from(1, 9));
        f.unserved = from(20, 90);
        std::vector<std::vector<std::size_t>> groups{{0, 1}};
        for (std::size_t i = 2; i < f.sites.size(); ++i) groups.push_back({i});
        fail_by_group(f, groups, from(1, 5) / 10);
        const double best = best_by_enumeration(f);
        EXPECT_NEAR(planned(f).at("objective"), best, 1e-6 * best) << trial;
    }
}

}  // namespace
}  // namespace dualflow::cases
