// SPDX-License-Identifier: MIT
#include "dualflow/case/nearest.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace dualflow {
namespace {

using Names = std::vector<std::string>;

TEST(NearestNames, CountChangedLettersAndIgnoreCase) {
    EXPECT_EQ(edit_distance("kitten", "sitting"), 3U);
    EXPECT_EQ(edit_distance("Lanes", "lanes"), 0U);
    EXPECT_EQ(edit_distance("", "abc"), 3U);
}

TEST(NearestNames, ComeBestFirstAndLeaveOutStrangers) {
    const Names tables{"lanes", "lane_classes", "sites", "bom"};
    EXPECT_EQ(nearest_names("lane", tables), (Names{"lanes", "lane_classes"}));
    EXPECT_EQ(nearest_names("sties", tables), Names{"sites"});
    EXPECT_EQ(nearest_names("inventory", tables), Names{});
    EXPECT_EQ(nearest_names("", tables), Names{});
    EXPECT_EQ(nearest_names("a1", {"a2", "a3", "a4", "a5"}, 2), (Names{"a2", "a3"}));
}

RC_GTEST_PROP(NearestNames, DistanceIsSymmetricAndKeepsTheTriangle,
              (const std::string& a, const std::string& b, const std::string& c)) {
    RC_ASSERT(edit_distance(a, b) == edit_distance(b, a));
    RC_ASSERT(edit_distance(a, c) <= edit_distance(a, b) + edit_distance(b, c));
    RC_ASSERT(edit_distance(a, a) == 0U);
}

}  // namespace
}  // namespace dualflow
