// SPDX-License-Identifier: MIT
#include "dualflow/inventory/dual/optimum.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <vector>

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
        EXPECT_NEAR(found->near + found->far + found->holding + found->backlog, found->cost, 1e-6);
    }
}

}  // namespace
}  // namespace dualflow::inventory
