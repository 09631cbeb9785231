// SPDX-License-Identifier: MIT
// Scenarios: who comes from whom, when they part and how likely they are, and the tree that they make.
// Each refusal stands beside its nearest valid case.
#include "dualflow/case/scenarios.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>

#include "case/case_folder.hpp"
#include "dualflow/case/explicit_futures.hpp"

namespace dualflow {
namespace {

using test::CaseFolder;
using test::Places;

Places places(const Diagnostics& problems) {
    Places all;
    for (const Diagnostic& d : problems) all.push_back(d.code + " " + std::to_string(d.row) + " " + d.column);
    return all;
}

Result<ExplicitFutures, Diagnostics> futures(const std::string& scenarios,
                                             const std::string& calendar = "4 quarters") {
    CaseFolder folder;
    folder.write("case.toml", "name = \"small\"\ncurrency = \"USD\"\nstart = 2027-01-01\ncalendar = \"" +
                                  calendar + "\"\n");
    folder.write("scenarios.csv", "scenario,parent,separates,probability\n" + scenarios);
    const auto c = folder.read();
    if (!c) return unexpected(c.error());
    return read_explicit_futures(folder.path(), *c);
}

Places errors(const std::string& scenarios) {
    const auto read = futures(scenarios);
    return read ? Places{} : places(read.error());
}

// "bucket parent scenario probability" of every node.
Places tree(const std::string& scenarios, const std::string& calendar = "4 quarters") {
    const auto read = futures(scenarios, calendar);
    Places all;
    if (!read) return {"errors"};
    for (const auto& node : read->nodes)
        all.push_back(fmt::format("{} {} {} {:.4g}", node.bucket, node.parent,
                                  node.scenario.empty() ? "-" : node.scenario, node.probability));
    return all;
}

TEST(Scenarios, MakeAPathWhereThereAreNone) {
    EXPECT_EQ(tree("", "2 quarters"), (Places{"0 -1 - 1", "1 0 - 1"}));
}

TEST(Scenarios, PartInTheFirstBucketWhereNoDayIsGiven) {
    EXPECT_EQ(tree("up,,,0.25\ndown,,,0.75\n", "2 quarters"),
              (Places{"0 -1 up 0.25", "0 -1 down 0.75", "1 0 up 0.25", "1 1 down 0.75"}));
}

TEST(Scenarios, PartOnTheirDay) {
    EXPECT_EQ(tree("up,,2027-04-01,0.25\ndown,,2027-04-01,0.75\n", "2 quarters"),
              (Places{"0 -1 - 1", "1 0 up 0.25", "1 0 down 0.75"}));
}

TEST(Scenarios, StayTogetherUntilTheirOwnDayWhereSiblingsPartAtDifferentDates) {
    EXPECT_EQ(tree("early,,2027-01-01,0.5\nb,,2027-04-01,0.3\nc,,2027-07-01,0.2\n", "3 quarters"),
              (Places{"0 -1 early 0.5", "0 -1 - 0.5", "1 0 early 0.5", "1 1 b 0.3", "1 1 - 0.2",
                      "2 2 early 0.5", "2 3 b 0.3", "2 4 c 0.2"}));
}

TEST(Scenarios, BranchInThreeStagesWithProbabilitiesGivenTheParent) {
    const std::string rows =
        "a,,2027-01-01,0.4\nb,,2027-01-01,0.6\na1,a,2027-04-01,0.5\na2,a,2027-04-01,0.5\n"
        "a11,a1,2027-07-01,0.1\na12,a1,2027-07-01,0.9\n";
    EXPECT_EQ(tree(rows, "3 quarters"),
              (Places{"0 -1 a 0.4", "0 -1 b 0.6", "1 0 a1 0.2", "1 0 a2 0.2", "1 1 b 0.6", "2 2 a11 0.02",
                      "2 2 a12 0.18", "2 3 a2 0.2", "2 4 b 0.6"}));
}

TEST(Scenarios, LeaveOutWhatCannotHappenWithAllThatComesFromIt) {
    EXPECT_EQ(tree("a,,,1\nnever,,,0\nx,never,2027-04-01,0.5\ny,never,2027-04-01,0.5\n", "2 quarters"),
              (Places{"0 -1 a 1", "1 0 a 1"}));
}

TEST(Scenarios, AddUpToOneInEveryBucketAndEveryNodeIsTheSumOfItsChildren) {
    const auto read = futures(
        "a,,2027-04-01,0.3333333\nb,,2027-07-01,0.3333333\nc,,2027-07-01,0.3333334\n"
        "b1,b,2027-10-01,0.7\nb2,b,2027-08-01,0.3\n");
    ASSERT_TRUE(read.has_value());
    std::vector<double> sum(4), below(read->nodes.size());
    for (const auto& node : read->nodes) {
        sum[node.bucket] += node.probability;
        if (node.parent >= 0) below[static_cast<std::size_t>(node.parent)] += node.probability;
    }
    for (const double each : sum) EXPECT_NEAR(each, 1, 1e-12);
    for (std::size_t n = 0; n < below.size(); ++n) {
        if (read->nodes[n].bucket == 3) continue;
        EXPECT_NEAR(below[n], read->nodes[n].probability, 1e-12);
    }
}

TEST(Scenarios, MayNameAParentInALaterRow) {
    EXPECT_EQ(tree("child,parent,2027-04-01,1\nparent,,,1\n", "2 quarters"),
              (Places{"0 -1 parent 1", "1 0 child 1"}));
}

TEST(Scenarios, RefuseAParentThatIsNotThereAndAnIdGivenTwice) {
    EXPECT_EQ(errors("a,,,1\nb,aa,,1\n"), Places{"E0201 3 parent"});
    EXPECT_EQ(errors("a,,,1\nb,a,,1\n"), Places{});
    EXPECT_EQ(errors("a,,,0.5\na,,,0.5\n").size(), 1U);
}

TEST(Scenarios, RefuseParentsThatGoRound) {
    const Places round = errors("a,c,,1\nb,a,,1\nc,b,,1\nd,,,1\n");
    ASSERT_EQ(round.size(), 1U);  // and not also that something does not sum to one
    EXPECT_EQ(round.front().substr(5), " 2 parent");
    EXPECT_EQ(errors("a,a,,1\n").front().substr(5), " 2 parent");
    EXPECT_EQ(errors("a,,,1\nb,a,,1\nc,b,,1\n"), Places{});
}

TEST(Scenarios, RefuseProbabilitiesOfSiblingsThatDoNotSumToOne) {
    EXPECT_EQ(errors("a,,,0.5\nb,,,0.4\n").front().substr(5), " 2 probability");
    EXPECT_EQ(errors("a,,,0.5\nb,,,0.5\nc,b,,0.9\n").front().substr(5), " 4 probability");
    EXPECT_EQ(errors("a,,,0.5\nb,,,0.5\nc,b,,1\n"), Places{});
    EXPECT_EQ(errors("a,,,0\nb,,,0\n").size(), 1U);
    EXPECT_EQ(errors("a,,,1.2\nb,,,-0.2\n").size(), 2U);  // out of their range
}

TEST(Scenarios, TakeProbabilitiesThatAreRoundedAndDivideThemByTheirSum) {
    const auto read = futures("a,,,0.3333333\nb,,,0.3333333\nc,,,0.3333333\n");
    ASSERT_TRUE(read.has_value());
    EXPECT_NEAR(read->nodes[0].probability, 1.0 / 3, 1e-15);
}

TEST(Scenarios, RefuseADayBeforeTheParentsAndTakeTheParentsOwn) {
    EXPECT_EQ(errors("a,,2027-07-01,1\nb,a,2027-04-01,1\n").front().substr(5), " 3 separates");
    EXPECT_EQ(errors("a,,2027-07-01,1\nb,a,2027-07-01,1\n"), Places{});
}

TEST(Scenarios, WarnOfADayInsideABucketAndOfOneAfterTheEnd) {
    const auto read = futures("a,,2027-05-15,0.5\nb,,2027-05-15,0.5\nlate,a,2029-01-01,1\n");
    ASSERT_TRUE(read.has_value());
    EXPECT_EQ(places(read->warnings).size(), 3U);
    EXPECT_EQ(read->nodes.size(), 7U);  // one first quarter, then two
    EXPECT_TRUE(futures("a,,2027-04-01,0.5\nb,,2027-04-01,0.5\n")->warnings.empty());
}

}  // namespace
}  // namespace dualflow
