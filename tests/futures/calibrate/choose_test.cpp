// SPDX-License-Identifier: MIT
// Decomposition, the number of regimes, and the tables that are written.
#include "dualflow/futures/calibrate/choose.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>
#include <sstream>

#include "dualflow/futures/calibrate/tables.hpp"
#include "planted.hpp"

namespace {

using namespace dualflow;

// Factors with mean 1.
double season(int month) {
    return 1 + 0.2 * std::sin(2 * std::numbers::pi * month / 12);
}

MonthlySeries series_of(const std::vector<double>& deviation, double growth) {
    MonthlySeries series;
    series.name = "planted";
    series.first_year = 1990;
    series.first_month = 3;
    for (std::size_t i = 0; i < deviation.size(); ++i)
        series.values.push_back(50 * season(series.month(i)) *
                                std::exp(growth * static_cast<double>(i) + deviation[i]));
    return series;
}

TEST(Decomposition, FindsAPlantedTrendAndSeason) {
    const Decomposition d = decompose(series_of(std::vector<double>(120, 0), 0.003), 120);
    EXPECT_NEAR(d.growth, 0.003, 1e-6);
    for (int m = 1; m <= 12; ++m) EXPECT_NEAR(d.season[static_cast<std::size_t>(m - 1)], season(m), 1e-9);
    EXPECT_NEAR(d.trend(0), 50, 1e-6);
    for (const double x : d.deviation) EXPECT_NEAR(x, 0, 1e-8);
}

TEST(Decomposition, UsesOnlyTheMonthsItIsGiven) {
    std::vector<double> deviation(120, 0);
    for (std::size_t i = 96; i < 120; ++i) deviation[i] = 0.5;
    const Decomposition d = decompose(series_of(deviation, 0.003), 96);
    EXPECT_NEAR(d.deviation[100], 0.5, 1e-6);
}

TEST(Calibration, FindsTwoPlantedRegimesBetterThanAPlainAr1) {
    const MonthlySeries series = series_of(tests::draw(tests::planted_model(), 4, 600).y, 0.001);
    const auto c = calibrate(series, 2, {1, 5});
    ASSERT_TRUE(c);
    EXPECT_EQ(c->best().regimes, 2U);
    EXPECT_GT(c->best().gain, 2 * c->best().error);
    EXPECT_TRUE(c->warnings.empty());
    EXPECT_EQ(c->held_out_months, 120U);
}

TEST(Calibration, WarnsOrChoosesOneWhereThereAreNoRegimes) {
    const std::vector<double> plain = tests::draw({{0}, {0.2}, 0.7, {{1}}, {1}}, 9, 400).y;
    const auto asked = calibrate(series_of(plain, 0), 3, {1, 5});
    ASSERT_TRUE(asked);
    EXPECT_LT(asked->best().gain, 2 * asked->best().error);
    EXPECT_FALSE(asked->warnings.empty());
    const auto chosen = calibrate(series_of(plain, 0), 0, {1, 5});
    ASSERT_TRUE(chosen);
    EXPECT_EQ(chosen->best().regimes, 1U);
}

TEST(Calibration, MeasuresLimitedRegimesAgainstAnAr1WithoutALimit) {
    const MonthlySeries series = series_of(tests::draw(tests::planted_model(), 4, 300).y, 0.001);
    const auto free = calibrate(series, 2, {1, 3}), limited = calibrate(series, 2, {1, 3, 0.2});
    ASSERT_TRUE(free && limited);
    EXPECT_EQ(free->candidates[0].held_out, limited->candidates[0].held_out);
    EXPECT_LE(limited->best().fit.model.phi, 0.2);
}

TEST(Calibration, RefusesASeriesThatDoesNotVary) {
    const auto c = calibrate(series_of(std::vector<double>(120, 0), 0.003), 0, {});
    ASSERT_FALSE(c);
    EXPECT_EQ(c.error(), "planted does not vary about its trend and season; there is nothing to fit");
}

TEST(CalibratedTables, HaveChancesThatSumToOneAsWritten) {
    const MonthlySeries series = series_of(tests::draw(tests::planted_model(), 4, 300).y, 0.001);
    const auto c = calibrate(series, 3, {1, 3});
    ASSERT_TRUE(c);
    const CalibratedTables tables = tables_of(*c, "kind:truck", "fitted to \"planted\", 1990");
    std::istringstream lines(tables.transitions);
    std::string line;
    std::getline(lines, line);
    EXPECT_EQ(line, "target,from,to,probability_per_month,note");
    double sum = 0;
    int rows = 0;
    for (; std::getline(lines, line); ++rows) {
        EXPECT_EQ(line.find("kind:truck,"), 0U);
        EXPECT_NE(line.find("\"fitted to \"\"planted\"\", 1990\""), std::string::npos);
        std::istringstream cells(line);
        std::string cell;
        for (int i = 0; i < 4; ++i) std::getline(cells, cell, ',');
        sum += std::stod(cell);
    }
    EXPECT_EQ(rows, 9);
    EXPECT_NEAR(sum, 3, 1e-12);
}

}  // namespace
