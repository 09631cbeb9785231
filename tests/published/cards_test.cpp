// SPDX-License-Identifier: MIT
// Published values: every card of cards/*.toml (README.md there) must give its values.
#include <gtest/gtest.h>
#include <toml++/toml.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>

#include "support/program.hpp"

namespace dualflow::tests {
namespace {

namespace fs = std::filesystem;

struct Expected {
    std::string pointer;
    double value = 0;
};

struct Card {
    std::string title, command, source, check;
    std::vector<Expected> expected;
    double tolerance = 0;
    bool absolute = false;
};

Card read_card(const toml::table& table) {
    Card card;
    card.title = table["title"].value_or("");
    card.command = table["command"].value_or("");
    card.source = table["source"].value_or("");
    card.check = table["check"].value_or("");
    card.tolerance = table["tolerance"].value_or(0.0);
    card.absolute = table["absolute"].value_or(false);
    if (const toml::array* values = table["values"].as_array()) {
        for (const toml::node& pair : *values) {
            const toml::array& entry = *pair.as_array();
            card.expected.push_back({entry[0].value_or(""), entry[1].value_or(std::nan(""))});
        }
    } else {
        const double value = table["value"].value_or(std::nan(""));
        card.expected.push_back({table["pointer"].value_or(""), table["exact"].value_or(value)});
    }
    return card;
}

std::vector<Card> read_cards() {
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(DUALFLOW_SOURCE_DIR "/tests/published/cards"))
        if (entry.path().extension() == ".toml") files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    std::vector<Card> cards;
    for (const fs::path& file : files) {
        const toml::table content = toml::parse_file(file.string());
        for (const toml::node& node : *content["card"].as_array())
            cards.push_back(read_card(*node.as_table()));
    }
    return cards;
}

TEST(Published, EveryCardNamesItsSourceAndHowItWasChecked) {
    for (const Card& card : read_cards()) {
        EXPECT_FALSE(card.title.empty());
        EXPECT_FALSE(card.source.empty()) << card.title;
        EXPECT_FALSE(card.check.empty()) << card.title;
        EXPECT_GT(card.tolerance, 0) << card.title;
        EXPECT_FALSE(card.expected.empty()) << card.title;
    }
}

TEST(Published, EveryCardIsReproduced) {
    std::map<std::string, nlohmann::json> answers;
    for (const Card& card : read_cards()) {
        if (!answers.contains(card.command)) {
            const Answer answer = run(DUALFLOW_SOURCE_DIR, card.command);
            ASSERT_EQ(answer.exit_code, 0) << card.title << "\n" << answer.problems;
            answers[card.command] = nlohmann::json::parse(answer.output);
        }
        const nlohmann::json& document = answers[card.command];
        for (const auto& [pointer, value] : card.expected) {
            const auto at = nlohmann::json::json_pointer(pointer);
            ASSERT_TRUE(document.contains(at)) << card.title << " " << pointer;
            EXPECT_NEAR(document.at(at).get<double>(), value,
                        card.tolerance * (card.absolute ? 1 : std::abs(value)))
                << card.title << " " << pointer;
        }
    }
}

}  // namespace
}  // namespace dualflow::tests
