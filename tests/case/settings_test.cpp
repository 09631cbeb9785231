// SPDX-License-Identifier: MIT
#include "dualflow/case/settings.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace dualflow {
namespace {

const std::string least = "name = \"n\"\ncurrency = \"USD\"\nstart = 2027-01-01\ncalendar = \"8 quarters\"\n";

using Places = std::vector<std::string>;

// "E0123 5 risk.alpha", one an error.
Places errors_of(const std::string& text) {
    Places places;
    const auto settings = parse_settings(text, "case.toml");
    if (settings) return places;
    for (const Diagnostic& d : settings.error())
        places.push_back(d.code + " " + std::to_string(d.row) + " " + d.column);
    return places;
}

TEST(SettingsReader, FillsInDefaults) {
    const auto s = parse_settings(least, "case.toml");
    ASSERT_TRUE(s.has_value());
    EXPECT_EQ(s->start, make_date(2027, 1, 1));
    EXPECT_EQ(s->end_stock, "replacement");
    EXPECT_EQ(s->gap, 1e-4);
    EXPECT_EQ(s->defect_exposure_days, 30);
    EXPECT_EQ(s->non_us_content, 1);
    EXPECT_FALSE(s->elastic_price.has_value());
    EXPECT_TRUE(s->budget.empty());
}

TEST(SettingsReader, TakesWhatIsWritten) {
    const auto s =
        parse_settings("\xEF\xBB\xBF" + least +
                           "discount_rate = 0.09\n[model]\nholding = \"end\"\noff = [\"cycle\", \"bom\"]\n"
                           "elastic_price = 1e6\n[quality]\nvalue_factor = 3\n[futures]\nseed = 7\n",
                       "case.toml");
    ASSERT_TRUE(s.has_value());
    EXPECT_EQ(s->discount_rate, 0.09);
    EXPECT_EQ(s->holding, "end");
    EXPECT_EQ(s->off, (Places{"bom", "cycle"}));
    EXPECT_EQ(s->elastic_price, 1e6);
    EXPECT_EQ(s->defect_value_factor, 3);
    EXPECT_EQ(s->seed, 7U);
    EXPECT_TRUE(is_off(*s, "bom"));
    EXPECT_FALSE(is_off(*s, "bom", "variant"));
}

TEST(SettingsReader, SpreadsAYearlyBudgetOverTheHorizon) {
    const auto s = parse_settings(least + "[budget]\neach_year = 100\n2028 = 250\n", "case.toml");
    ASSERT_TRUE(s.has_value());
    EXPECT_EQ(s->budget, (std::map<int, double>{{2027, 100}, {2028, 250}}));
}

TEST(SettingsReader, NamesTheLineOfEveryMistake) {
    EXPECT_EQ(errors_of(least + "discount_rat = 0.1\n"), Places{"E0122 5 discount_rat"});
    EXPECT_EQ(errors_of(least + "[risk]\nalpha = 2\nlamda = 0\n"),
              (Places{"E0305 6 risk.alpha", "E0122 7 risk.lamda"}));
    EXPECT_EQ(errors_of(least + "[model]\nepoch = \"yaer\"\nelastic_price = \"high\"\n"),
              (Places{"E0308 6 model.epoch", "E0123 7 model.elastic_price"}));
    EXPECT_EQ(errors_of(least + "model = 3\n"), Places{"E0123 5 model"});
    EXPECT_EQ(errors_of(least + "[model]\noff = \"bom\"\n"), Places{"E0123 6 model.off"});
    EXPECT_EQ(errors_of(least + "[budget]\n20280 = 1\n"), Places{"E0122 6 budget.20280"});
}

TEST(SettingsReader, ListsNearestNames) {
    const auto settings = parse_settings(least + "discount_rat = 0.1\n", "case.toml");
    ASSERT_FALSE(settings.has_value());
    EXPECT_EQ(settings.error()[0].nearest.front(), "discount_rate");
}

TEST(SettingsReader, SaysWhereTomlStops) {
    EXPECT_EQ(errors_of("name = \"n\"\ncurrency = = 3\n"), Places{"E0121 2 "});
    EXPECT_EQ(errors_of("name = \"caf\xE9\"\n"), Places{"E0102 1 "});
}

TEST(SettingsReader, AsksForWhatEveryCaseHas) {
    EXPECT_EQ(errors_of(""),
              (Places{"E0124 0 calendar", "E0124 0 currency", "E0124 0 name", "E0124 0 start"}));
}

TEST(SettingsReader, RefusesOffEntriesThatNameNothingOrTooMuch) {
    EXPECT_EQ(errors_of(least + "[model]\noff = [\"bom\", \"demand.price\", \"risk.lambda\"]\n"), Places{});
    EXPECT_EQ(errors_of(least + "[model]\noff = [\"bomb\"]\n"), Places{"E0125 6 model.off"});
    EXPECT_EQ(errors_of(least + "[model]\noff = [\"sites\"]\n"), Places{"E0126 6 model.off"});
    EXPECT_EQ(errors_of(least + "[model]\noff = [\"lanes.to\"]\n"), Places{"E0126 6 model.off"});
}

TEST(SettingsReader, TakesRiskUnlessItIsOff) {
    EXPECT_EQ(errors_of(least + "[risk]\nlambda = 0.5\n"), Places{});
    EXPECT_EQ(errors_of(least + "[risk]\nlambda = 1.5\n"), Places{"E0305 6 risk.lambda"});
    EXPECT_EQ(errors_of(least + "[risk]\nalpha = 1\n"), Places{"E0305 6 risk.alpha"});
    const auto off =
        parse_settings(least + "[risk]\nlambda = 0.5\n[model]\noff = [\"risk.lambda\"]\n", "case.toml");
    ASSERT_TRUE(off.has_value());
    EXPECT_EQ(off->risk_lambda, 0);
}

TEST(SettingsReader, ChecksTheWordsOfTheCalendar) {
    EXPECT_EQ(errors_of("name = \"n\"\ncurrency = \"USD\"\nstart = 2027-01-01\ncalendar = \"8 qarters\"\n"),
              Places{"E0127 4 calendar"});
}

TEST(SettingsReader, ReadsWhereFuturesBranch) {
    const auto settings = parse_settings(
        least + "[futures]\nbranching = \"4@2027-01-01; 2@2028-07-01\"\nwindow_days = 60\nfans = 12\n",
        "case.toml");
    ASSERT_TRUE(settings.has_value());
    EXPECT_EQ(settings->branching, (std::vector<std::size_t>{4, 1, 1, 1, 1, 1, 2, 1}));
    EXPECT_EQ(settings->leaves, 8U);
    EXPECT_EQ(settings->window_days, 60);
    EXPECT_EQ(settings->fans, 12U);
    EXPECT_EQ(parse_settings(least, "case.toml")->fans, 48U);
    EXPECT_EQ(parse_settings(least + "[model]\noff = [\"futures.fans\"]\n[futures]\nfans = 12\n", "case.toml")
                  ->fans,
              48U);
    EXPECT_FALSE(parse_settings(least, "case.toml")->leaves.has_value());
    EXPECT_EQ(errors_of(least + "[futures]\nleaves = 8\nbranching = \"8@2027-04-01\"\n"), Places{});
    EXPECT_EQ(errors_of(least + "[futures]\nleaves = 10000\n"), Places{});
    EXPECT_EQ(errors_of(least + "[futures]\nleaves = 10001\n"), Places{"E0305 6 futures.leaves"});
}

TEST(SettingsReader, MakesNoTreeWhereItsSettingsAreOff) {
    const auto settings = parse_settings(least +
                                             "[model]\noff = [\"futures.leaves\", \"futures.branching\"]\n"
                                             "[futures]\nleaves = 4\nbranching = \"2@2027-01-01\"\n",
                                         "case.toml");
    ASSERT_TRUE(settings.has_value());
    EXPECT_FALSE(settings->leaves.has_value());
    EXPECT_TRUE(settings->branching.empty());
}

TEST(SettingsReader, RefusesBranchingThatCannotBe) {
    for (const char* wrong :
         {";", "4", "4@", "@2027-01-01", "1@2027-01-01", "0@2027-01-01", "-2@2027-01-01", "2.5@2027-01-01",
          "4@2027-02-01", "4@2029-01-01", "2@2027-04-01;2@2027-04-01", "2@2027-04-01;2@2027-01-01",
          "101@2027-01-01;100@2027-04-01", "99999999999999999999@2027-01-01", "2@2027-13-01"})
        EXPECT_EQ(errors_of(least + "[futures]\nbranching = \"" + wrong + "\"\n"),
                  Places{"E0128 6 futures.branching"})
            << wrong;
    EXPECT_EQ(errors_of(least + "[futures]\nbranching = \"100@2027-01-01;100@2027-04-01\"\n"), Places{});
    EXPECT_EQ(errors_of(least + "[futures]\nbranching = \"\"\n"), Places{});  // blank: not given
    EXPECT_EQ(errors_of(least + "[futures]\nleaves = 4\nbranching = \"8@2027-04-01\"\n"),
              Places{"E0128 7 futures.branching"});
}

RC_GTEST_PROP(SettingsReader, ReturnsSettingsOrErrorsForAnyBytes, (const std::string& text)) {
    const auto settings = parse_settings(least + text, "case.toml");
    if (!settings)
        RC_ASSERT(has_errors(settings.error()));
    else
        RC_ASSERT(settings->currency == "USD");
}

}  // namespace
}  // namespace dualflow
