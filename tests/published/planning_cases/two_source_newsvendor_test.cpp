// SPDX-License-Identifier: MIT
// Dual flow in one line, the newsvendor with two sources: q from overseas is committed before demand at c a
// unit; K is reserved at the regional source at r a unit and exercised after demand at e; the price is p and
// what is left is worth nothing. (Case P2: p 100, c 40, r 10, e 60, demand 1, 3, …, 99 with equal chances.)
//
// Independent of the program: expected profit by summing over q and K on the grid of demands. It is concave
// and piecewise linear with kinks at the demands (q, q + K), so that an optimum lies on that grid or at 0.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "published/planning_cases/plan_of.hpp"

namespace dualflow::cases {
namespace {

struct TwoSources {
    double price = 100, overseas = 40, fee = 10, exercise = 60;
    bool has_overseas = true, has_regional = true;
    std::vector<double> demand;  // equally likely
    double lambda = 0, alpha = 0.9;
};

TwoSources published() {
    TwoSources s;
    for (int d = 1; d < 100; d += 2) s.demand.push_back(d);
    return s;
}

void write_tables(const TwoSources& s, CaseWriter& w) {
    w.columns("regions", {"id"});
    for (const char* region : {"near", "far"}) w.row("regions", {region});
    w.columns("products", {"id"});
    w.row("products", {"t"});
    w.columns("sites", {"id", "kind", "region"});
    w.columns("processes", {"site", "product", "decided"});
    w.columns("lanes", {"from", "to", "product", "lead_days", "decided"});
    w.columns("contracts",
              {"id", "supplier", "destination", "product", "price", "reservation_fee", "exercise_price"});
    const auto source = [&](const std::string& id, const std::string& region, const std::string& decided) {
        w.row("sites", {id, "supplier", region});
        w.row("processes", {id, "t", decided});
        w.row("lanes", {id, "M", "t", "0", decided});
    };
    if (s.has_overseas) {
        source("O", "far", "before");
        w.row("contracts", {"overseas", "O", "M", "t", text_of(s.overseas), "", ""});
    }
    if (s.has_regional) {
        source("R", "near", "after");
        w.row("contracts", {"regional", "R", "M", "t", "0", text_of(s.fee), text_of(s.exercise)});
    }
    w.row("sites", {"M", "market", "near"});
    w.columns("inventory", {"site", "product", "end_value"});
    w.row("inventory", {"M", "t", "0"});
    w.columns("demand", {"market", "product", "from", "to", "quantity_per_day", "price", "lost_sale_cost"});
    w.row("demand", {"M", "t", day_of(0), day_of(1), "1000", text_of(s.price), "0"});
}

CaseWriter written(const TwoSources& s) {
    CaseWriter w("1 days");
    if (s.lambda > 0) w.more = fmt::format("[risk]\nlambda = {}\nalpha = {}\n", s.lambda, s.alpha);
    write_tables(s, w);
    for (std::size_t i = 0; i < s.demand.size(); ++i) {
        const std::string id = fmt::format("d{}", i);
        w.scenario(id, "", "", 1.0 / static_cast<double>(s.demand.size()));
        w.change(id, "demand", "market=M", "quantity_per_day", s.demand[i]);
    }
    return w;
}

nlohmann::json planned(const TwoSources& s) {
    return plan_of(written(s));
}

// What the objective is for given q and K, by the definition of the tail's mean: the costs sorted, the worst
// 1 − α of their weight averaged.
double objective_of(const TwoSources& s, double q, double k) {
    std::vector<double> cost;
    for (const double d : s.demand) {
        const double near = std::min(k, std::max(0.0, d - q));
        cost.push_back(s.overseas * q + s.fee * k + s.exercise * near - s.price * (std::min(d, q) + near));
    }
    std::sort(cost.rbegin(), cost.rend());
    const double each = 1.0 / static_cast<double>(cost.size());
    double left = 1 - s.alpha, tail = 0;
    for (std::size_t i = 0; i < cost.size() && left > 0; ++i, left -= each)
        tail += std::min(left, each) * cost[i];
    const double mean = std::accumulate(cost.begin(), cost.end(), 0.0) * each;
    return (1 - s.lambda) * mean + s.lambda * tail / (1 - s.alpha);
}

double best_by_enumeration(const TwoSources& s) {
    std::vector<double> grid{0};
    grid.insert(grid.end(), s.demand.begin(), s.demand.end());
    double best = 0;
    for (const double q : grid) {
        for (const double up_to : grid) {
            if (up_to < q || (!s.has_overseas && q > 0) || (!s.has_regional && up_to > q)) continue;
            best = std::min(best, objective_of(s, q, up_to - q));
        }
    }
    return best;
}

double reserved(const nlohmann::json& document) {
    for (const auto& award : document.at("awards"))
        if (award.at("contract") == "regional") return award.at("reserved_per_day");
    return 0;
}

double from_overseas(const nlohmann::json& document) {
    for (const auto& flow : document.at("flows"))
        if (flow.at("from") == "O") return flow.at("quantity");
    return 0;
}

TEST(TwoSourceNewsvendor, EarnsThePublishedProfitFromBothSources) {
    const auto document = planned(published());
    EXPECT_NEAR(document.at("objective"), -1875.2, 1e-6 * 1875.2);
    EXPECT_GE(from_overseas(document), 49 - 1e-6);
    EXPECT_LE(from_overseas(document), 51 + 1e-6);
    EXPECT_NEAR(from_overseas(document) + reserved(document), 75, 1e-6);
}

TEST(TwoSourceNewsvendor, EarnsThePublishedProfitFromEitherSourceAlone) {
    TwoSources only = published();
    only.has_regional = false;
    EXPECT_NEAR(planned(only).at("objective"), -1800.0, 1e-6 * 1800);
    only = published();
    only.has_overseas = false;
    EXPECT_NEAR(planned(only).at("objective"), -1125.2, 1e-6 * 1125.2);
}

TEST(TwoSourceNewsvendor, WeighsTheWorstTenthAsPublished) {
    TwoSources s = published();
    s.lambda = 0.5;
    const auto document = planned(s);
    const double expected = document.at("risk").at("expected_cost"), cvar = document.at("risk").at("cvar");
    EXPECT_NEAR(document.at("objective"), -488.0, 1e-6 * 488);
    EXPECT_GE(expected, -1256 - 1e-6);
    EXPECT_LE(expected, -1236 + 1e-6);
    EXPECT_NEAR(cvar, -976 - expected, 1e-6 * 976);
    EXPECT_NEAR(objective_of(s, from_overseas(document), reserved(document)), -488.0, 1e-6);
}

TEST(TwoSourceNewsvendor, AgreesWithEnumerationOnOtherPricesDemandsAndTails) {
    const double demands[][5] = {{3, 8, 20, 41, 90}, {0, 0, 5, 6, 7}, {10, 10.5, 11, 30, 30}};
    int both = 0;
    for (const auto& demand : demands) {
        for (const double overseas : {25.0, 52.5, 85.0}) {
            for (const auto& [lambda, alpha] : {std::pair{0.0, 0.9}, {0.4, 0.7}, {1.0, 0.45}}) {
                TwoSources s;
                s.price = 90;
                s.overseas = overseas;
                s.fee = 4;
                s.exercise = 61;
                s.demand.assign(std::begin(demand), std::end(demand));
                s.lambda = lambda;
                s.alpha = alpha;
                const auto document = planned(s);
                EXPECT_NEAR(document.at("objective"), best_by_enumeration(s), 1e-6)
                    << overseas << ' ' << lambda << ' ' << alpha;
                both += from_overseas(document) > 1e-6 && reserved(document) > 1e-6 ? 1 : 0;
            }
        }
    }
    EXPECT_GT(both, 5);  // the twins are not all of one source
}

}  // namespace
}  // namespace dualflow::cases
