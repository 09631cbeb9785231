// SPDX-License-Identifier: MIT
#include "dualflow/inventory/dual/optimum.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <vector>

#include "inventory/dual/items.hpp"
#include "inventory/dual/plain.hpp"

namespace dualflow::inventory {
namespace {

DualProblem problem(int lead_regular, double premium, double holding, double backlog, std::int64_t most = 4) {
    return {uniform(0, most), lead_regular, 0, 0, premium, holding, backlog};
}

struct Known {
    int lead;
    double premium, holding, backlog;
    std::int64_t most;
    double cost;
};

TEST(Optimum, IsTheOneComputedIndependently) {
    const Known known[] = {
        {2, 5, 5, 495, 4, 16.769801980}, {2, 10, 5, 495, 4, 19.733333333}, {2, 20, 5, 495, 4, 23.071428571},
        {3, 5, 5, 495, 4, 16.876719868}, {3, 10, 5, 495, 4, 20.341051336}, {3, 20, 5, 495, 4, 24.335610334},
        {4, 5, 5, 495, 4, 16.893050911}, {4, 10, 5, 495, 4, 20.612231803}, {4, 20, 5, 495, 4, 25.039782338},
        {5, 5, 5, 495, 4, 16.898571574}, {5, 10, 5, 495, 4, 20.765304752}, {5, 20, 5, 495, 4, 25.525348614},
        {2, 5, 5, 95, 4, 16.769801980},  {2, 10, 5, 95, 4, 19.733333333},  {2, 20, 5, 95, 4, 22.824},
        {3, 5, 5, 95, 4, 16.876719868},  {3, 10, 5, 95, 4, 20.341051336},  {3, 20, 5, 95, 4, 24.295267581},
        {2, 5, 15, 85, 4, 39.444444444}, {2, 10, 15, 85, 4, 43.975},       {2, 20, 15, 85, 4, 49.325714286},
        {2, 5, 5, 495, 8, 32.271577337}, {2, 10, 5, 495, 8, 37.832435415}, {2, 20, 5, 495, 8, 43.763059115},
        {3, 5, 5, 495, 8, 32.603865733}, {3, 10, 5, 495, 8, 38.889999691}, {3, 20, 5, 495, 8, 46.198789903},
    };
    for (const Known& k : known) {
        const auto found = solve_optimum(problem(k.lead, k.premium, k.holding, k.backlog, k.most));
        ASSERT_TRUE(found) << found.error();
        EXPECT_NEAR(found->cost, k.cost, 1e-6) << k.lead << " " << k.premium;
        EXPECT_LE(found->span, 1e-9);
        EXPECT_LE(found->boundary_mass, 1e-12);
        EXPECT_NEAR(found->average.cost, found->cost, 1e-6);
    }
}

void expect_plain_cost(const DualProblem& p, std::int64_t most_order) {
    const auto found = solve_optimum(p);
    RC_ASSERT(found.has_value());
    const double plain = plain::least_cost(p, most_order);
    RC_LOG() << "leads " << p.lead_expedited << " " << p.lead_regular << " costs " << p.cost_expedited << " "
             << p.cost_regular << " h " << p.holding << " b " << p.backlog << " K " << p.fixed_expedited
             << " " << p.fixed_regular << " lost " << p.lost_sales << ": " << found->cost << " " << plain
             << "\n";
    RC_ASSERT(std::abs(found->cost - plain) <= 1e-6 * std::max(1.0, plain));
}

RC_GTEST_PROP(Optimum, IsThatOfAPlainIterationOverAllOrdersUnderWay, ()) {
    expect_plain_cost(random_item(2, 3, 1), 3);
}

RC_GTEST_PROP(Optimum, IsThatOfAPlainIterationWithFixedCosts, ()) {
    DualProblem p = random_item(2, 2, 1);
    p.fixed_regular = *rc::gen::inRange(0, 6);
    p.fixed_expedited = *rc::gen::inRange(0, 6);
    expect_plain_cost(p, 6);
}

RC_GTEST_PROP(Optimum, IsThatOfAPlainIterationWithLostSales, ()) {
    DualProblem p = random_item(2, 4, 1);
    p.lost_sales = true;
    p.fixed_regular = *rc::gen::inRange(0, 2);
    expect_plain_cost(p, 4);
}

RC_GTEST_PROP(Optimum, RisesWithTheFarLeadTimeAndByWhatAllUnitsCostMore, ()) {
    const DualProblem item = random_item(4, 3, 1);
    DualProblem slower = item, dearer = item;
    slower.lead_regular += 1;
    dearer.cost_regular += 7;
    dearer.cost_expedited += 7;
    const double cost = solve_optimum(item)->cost;
    RC_ASSERT(solve_optimum(slower)->cost >= cost - 1e-8);
    RC_ASSERT(std::abs(solve_optimum(dearer)->cost - cost - 7 * item.demand.mean()) < 1e-7);
}

TEST(Optimum, RefusesWhatDoesNotFitAndSaysWhatItWouldNeed) {
    const auto found = solve_optimum({poisson(40), 6, 0, 0, 1, 1, 9});
    ASSERT_FALSE(found);
    EXPECT_NE(found.error().find("GiB; the limit is 2 GiB"), std::string::npos) << found.error();
}

TEST(Optimum, OfAHugePremiumIsTheFarSourceAlone) {
    const auto found = solve_optimum(problem(2, 1e9, 5, 495));
    ASSERT_TRUE(found) << found.error();
    EXPECT_NEAR(found->cost, 29, 1e-5);
    EXPECT_NEAR(found->average.cost, 29, 1e-6);  // a premium of 1e9 on a probability of 1e-17
}

TEST(Optimum, RefusesDemandOfTooManyValuesAtOnce) {
    const auto found = solve_optimum({uniform(0, 1'000'000), 2, 0, 0, 1, 1, 9});
    ASSERT_FALSE(found);
    EXPECT_NE(found.error().find("count in larger units"), std::string::npos);
}

TEST(Optimum, OfAConstantDemandBuysFar) {
    const auto found = solve_optimum({uniform(3, 3), 4, 1, 2, 5, 1, 9});
    ASSERT_TRUE(found) << found.error();
    EXPECT_NEAR(found->cost, 6, 1e-9);
    EXPECT_NEAR(found->average.share_expedited, 0, 1e-9);
}

}  // namespace
}  // namespace dualflow::inventory
