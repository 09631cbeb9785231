// SPDX-License-Identifier: MIT
#include "dualflow/inventory/demand/parse.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <numeric>

namespace dualflow::inventory {
namespace {

double sum(const Distribution& d) {
    return std::accumulate(d.probability.begin(), d.probability.end(), 0.0);
}

TEST(Demand, HasTheMomentsThatItsNameSays) {
    const struct {
        const char* text;
        double mean, variance, tolerance;
    } known[] = {{"uniform:0:4", 2, 2, 1e-12},
                 {"constant:3", 3, 0, 1e-12},
                 {"poisson:10", 10, 10, 1e-10},
                 {"poisson:0.2", 0.2, 0.2, 1e-11},
                 {"poisson:1e-8", 1e-8, 1e-8, 1e-14},
                 {"poisson:700", 700, 700, 1e-8},
                 {"negbin:10:25", 10, 25, 1e-10},
                 {"negbin:0.5:3", 0.5, 3, 1e-10},
                 {"values:0=0.5,4=0.25,2=0.25", 1.5, 2.75, 1e-12},
                 // Sheppard: a grid of one adds a twelfth to the variance.
                 {"normal:50:8", 50, 64 + 1.0 / 12, 1e-7}};
    for (const auto& k : known) {
        const auto d = parse_demand(k.text);
        ASSERT_TRUE(d) << d.error();
        EXPECT_NEAR(sum(*d), 1, 1e-14) << k.text;
        EXPECT_NEAR(d->mean(), k.mean, k.tolerance) << k.text;
        EXPECT_NEAR(d->variance(), k.variance, k.tolerance * std::max(1.0, k.variance)) << k.text;
        EXPECT_LE(d->mass_cut, 1e-12) << k.text;
    }
}

TEST(Demand, OfANormalSaysWhatTheGridAndTheCutAtZeroCost) {
    const auto far = parse_demand("normal:50:8"), near = parse_demand("normal:1:1");
    ASSERT_TRUE(far && near);
    EXPECT_NEAR(far->mean_error, 0, 1e-9);
    EXPECT_NEAR(far->variance_error, 1.0 / 12, 1e-7);
    // All below ½ is on 0: E max(X, 0) is 1.083 by φ and Φ, and rounding moves it by less than 0.02.
    EXPECT_NEAR(near->mean_error, 0.0833, 0.02);
    EXPECT_LT(near->variance_error, 0);
}

TEST(Demand, OfPoissonHasTheMassesOfTheFormula) {
    const auto d = parse_demand("poisson:3");
    ASSERT_TRUE(d);
    double mass = std::exp(-3.0);
    for (std::int64_t k = 0; k < 15; mass *= 3.0 / static_cast<double>(++k))
        EXPECT_NEAR(d->probability[static_cast<std::size_t>(k - d->lowest)], mass, 1e-14);
}

TEST(Demand, OfAHistoryIsHowOftenEachNumberWasSeen) {
    const auto file = std::filesystem::temp_directory_path() / "dualflow_history.csv";
    std::ofstream(file) << "week,units\r\n1,3\r\n2,0\r\n3,3\r\n4,1\r\n";
    const auto d = parse_demand("history:" + file.string() + ":units");
    ASSERT_TRUE(d) << d.error();
    EXPECT_EQ(d->lowest, 0);
    EXPECT_EQ(d->probability, (std::vector<double>{0.25, 0.25, 0, 0.5}));
    const auto none = parse_demand("history:" + file.string() + ":unit");
    ASSERT_FALSE(none);
    EXPECT_NE(none.error().find("no column \"unit\""), std::string::npos);
    std::ofstream(file) << "\xEF\xBB\xBF"
                           "3\n4\n";
    EXPECT_DOUBLE_EQ(parse_demand("history:" + file.string())->mean(), 3.5);
    std::ofstream(file) << "units\n3\n-1\n";
    EXPECT_NE(parse_demand("history:" + file.string()).error().find("row 3"), std::string::npos);
    std::filesystem::remove(file);
}

TEST(Demand, ThatMakesNoSenseIsRefusedWithWhatWasFound) {
    const struct {
        const char *text, *words;
    } wrong[] = {{"", "expected one of"},
                 {"gamma:2", "expected one of"},
                 {"uniform:4", "expected uniform:LO:HI"},
                 {"uniform:4:1", "\"4\" to \"1\""},
                 {"uniform:0:1.5", "\"1.5\""},
                 {"uniform:-1:3", "\"-1\""},
                 {"poisson:0", "\"0\""},
                 {"poisson:nan", "\"nan\""},
                 {"negbin:4:4", "variance above the mean"},
                 {"normal:4:0", "deviation above 0"},
                 {"constant:-2", "\"-2\""},
                 {"values:0=0.5,1=0.4", "sum to 0.9"},
                 {"values:0=0.5,0=0.5", "two probabilities"},
                 {"values:0=0.5,1", "\"1\""},
                 {"values:0=1.5,1=-0.5", "0=1.5"},
                 {"history:/nowhere.csv", "cannot be read"},
                 {"history:/tmp", "is a folder"}};
    for (const auto& w : wrong) {
        const auto d = parse_demand(w.text);
        ASSERT_FALSE(d) << w.text;
        EXPECT_NE(d.error().find(w.words), std::string::npos) << w.text << ": " << d.error();
    }
}

}  // namespace
}  // namespace dualflow::inventory
