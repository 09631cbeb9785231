// SPDX-License-Identifier: MIT
// Published values: every card of cards.toml is planned and must give its value.
#include <gtest/gtest.h>
#include <toml++/toml.h>

#include <algorithm>
#include <cmath>

#include "cases/driver/run.hpp"

namespace dualflow::cases {
namespace {

struct Card {
    std::string title, folder, source, check;
    double value = 0, exact = 0, tolerance = 0;
};

std::vector<Card> read_cards() {
    std::vector<Card> cards;
    const toml::table file = toml::parse_file(DUALFLOW_SOURCE_DIR "/tests/published/cards.toml");
    for (const toml::node& node : *file["card"].as_array()) {
        const toml::table& card = *node.as_table();
        const double value = card["value"].value_or(0.0);
        cards.push_back({card["title"].value_or(""), card["case"].value_or(""), card["source"].value_or(""),
                         card["check"].value_or(""), value, card["exact"].value_or(value),
                         card["tolerance"].value_or(0.0)});
    }
    return cards;
}

TEST(Published, EveryCardNamesItsSourceAndHowItWasChecked) {
    for (const Card& card : read_cards()) {
        EXPECT_FALSE(card.source.empty()) << card.title;
        EXPECT_FALSE(card.check.empty()) << card.title;
        EXPECT_GT(card.tolerance, 0) << card.title;
    }
}

TEST(Published, EveryCardIsReproduced) {
    for (const Card& card : read_cards()) {
        const PlanRun run = run_plan(std::filesystem::path(DUALFLOW_SOURCE_DIR "/tests/cases") / card.folder);
        ASSERT_EQ(run.exit_code, 0) << card.title << "\n" << run.problems;
        EXPECT_NEAR(run.document.at("objective").get<double>(), card.exact,
                    card.tolerance * std::abs(card.exact))
            << card.title;
    }
}

}  // namespace
}  // namespace dualflow::cases
