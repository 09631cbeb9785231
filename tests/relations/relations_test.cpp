// SPDX-License-Identifier: MIT
// Relations between the plans of two cases that must hold whatever the numbers: the same answer for
// the same case written differently, and never a worse one for more of what is scarce.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>
#include <map>

#include "cases/driver/invariants.hpp"
#include "cases/driver/run.hpp"
#include "cases/driver/transform.hpp"

namespace dualflow::cases {
namespace {

namespace fs = std::filesystem;
using Change = std::function<void(const fs::path&)>;

fs::path case_folder(const std::string& name) {
    return fs::path(DUALFLOW_SOURCE_DIR "/tests/cases") / name;
}

double planned(const fs::path& folder) {
    const PlanRun run = run_plan(folder);
    EXPECT_EQ(run.exit_code, 0) << folder << "\n" << run.problems;
    if (run.exit_code != 0) return std::nan("");
    EXPECT_EQ(check_invariants(run.document), Findings{}) << folder;
    return run.document.at("objective");
}

double planned_after(const std::string& name, const Change& change) {
    const ScratchFolder scratch;
    copy_case(case_folder(name), scratch.path());
    change(scratch.path());
    return planned(scratch.path());
}

void expect_same(double found, double expected, const std::string& name) {
    EXPECT_NEAR(found, expected, 1e-9 * std::max(1.0, std::abs(expected))) << name;
}

// Cases of every family: stock, lanes, bills of materials, investments, contracts, duty, levelling.
const char* const many_cases[] = {"levelling-ramp-12",
                                  "sailco",
                                  "transport-powerco",
                                  "thirty-day-lane-is-feasible-in-days",
                                  "steady-state",
                                  "yield-and-bill-of-materials",
                                  "downtime-and-ramp-up",
                                  "requires",
                                  "exclusive-group",
                                  "convert",
                                  "facilities-without-failures",
                                  "a-site-closed-to-save-its-fixed-cost",
                                  "shared-lane-capacity",
                                  "measures-stack",
                                  "a-warehouse-keeps-origins-apart",
                                  "price-bands-rising",
                                  "take-or-pay",
                                  "reservation-and-exercise",
                                  "qualification-takes-time",
                                  "end-stock-is-capped",
                                  "parts-of-freight",
                                  "../../examples/three-futures"};

TEST(Relations, RowsInAnotherOrderAndOtherIdsGiveTheSameObjective) {
    for (const std::string name : many_cases) {
        const double usual = planned(case_folder(name));
        expect_same(planned_after(name, permute_rows), usual, name + ", rows permuted");
        expect_same(planned_after(name, rename_ids), usual, name + ", ids renamed");
    }
}

TEST(Relations, MoneyInThousandthsGivesAThousandTimesTheObjective) {
    for (const std::string name : many_cases) {
        const auto in_thousandths = [](const fs::path& folder) {
            scale_columns(folder, money_columns(), 1000);
        };
        expect_same(planned_after(name, in_thousandths) / 1000, planned(case_folder(name)), name);
    }
}

TEST(Relations, ABudgetBindsInAnyUnitOfMoney) {
    const std::pair<const char*, double> budgets[] = {{"budget", 50000},
                                                      {"opening-cost-within-the-budget", 500}};
    for (const auto& [name, budget] : budgets) {
        for (const double unit : {1e-6, 1e6}) {
            const auto in_units = [&, budget = budget](const fs::path& folder) {
                scale_columns(folder, money_columns(), unit);
                rewrite_settings(folder, fmt::format("2027 = {:g}", budget),
                                 fmt::format("2027 = {:.6f}", budget * unit));
            };
            expect_same(planned_after(name, in_units) / unit, planned(case_folder(name)), name);
        }
    }
}

TEST(Relations, APlantSplitIntoTwoHalvesChangesNothing) {
    const std::pair<const char*, const char*> plants[] = {{"levelling-ramp-8", "P"},
                                                          {"levelling-ramp-12", "P"},
                                                          {"sailco", "P"},
                                                          {"build-ahead-mean", "P"},
                                                          {"transport-powerco", "plant_2"},
                                                          {"band", "P"},
                                                          {"overtime-at-its-own-unit-cost", "P"},
                                                          {"steady-state", "S"}};
    for (const auto& [name, plant] : plants) {
        const auto split = [site = plant](const fs::path& folder) { split_site(folder, site); };
        expect_same(planned_after(name, split), planned(case_folder(name)), name);
    }
}

TEST(Relations, ALaneDearerEverywhereIsNeverUsed) {
    for (const std::string name : {"transport-dantzig", "steady-state", "levelling-ramp-12", "backlog",
                                   "thirty-day-lane-is-feasible-in-days", "end-stock-is-capped"}) {
        const ScratchFolder scratch;
        copy_case(case_folder(name), scratch.path());
        add_dearer_lanes(scratch.path(), 0.5);
        const PlanRun run = run_plan(scratch.path());
        ASSERT_EQ(run.exit_code, 0) << name << "\n" << run.problems;
        expect_same(run.document.at("objective"), planned(case_folder(name)), name);
        for (const auto& flow : run.document.at("flows")) EXPECT_NE(flow.at("mode"), "dear") << name;
    }
}

TEST(Relations, MoreCapacityIsNeverWorse) {
    for (const std::string name :
         {"sailco", "levelling-ramp-5", "transport-dantzig", "investment-that-pays", "requires",
          "overtime-at-its-own-unit-cost", "shared-lane-capacity", "backlog"}) {
        double before = planned(case_folder(name));
        for (const double factor : {1.1, 1.5, 4.0}) {
            const double more = planned_after(name, [factor](const fs::path& folder) {
                scale_columns(folder, {"capacity_per_day"}, factor);
            });
            EXPECT_LE(more, before + 1e-9 * std::abs(before)) << name << " × " << factor;
            before = more;
        }
    }
}

TEST(Relations, MoreBudgetIsNeverWorse) {
    double before = planned(case_folder("budget"));
    for (const char* budget : {"2027 = 60000", "2027 = 75000", "2027 = 1000000"}) {
        const double more = planned_after(
            "budget", [&](const fs::path& folder) { rewrite_settings(folder, "2027 = 50000", budget); });
        EXPECT_LE(more, before + 1e-9 * std::abs(before)) << budget;
        before = more;
    }
    EXPECT_NEAR(before, 21900 - 14400, 1e-6);  // both options
}

TEST(Relations, MoreOpeningStockIsNeverWorse) {
    for (const std::string name :
         {"sailco", "thirty-day-lane-is-feasible-in-days", "end-stock-at-replacement"}) {
        const double more = planned_after(
            name, [](const fs::path& folder) { scale_columns(folder, {"opening_stock"}, 1.05); });
        EXPECT_LE(more, planned(case_folder(name)) + 1e-9) << name;
    }
}

TEST(Relations, OtherBucketsGiveTheSameSteadyStateCost) {
    for (const char* calendar :
         {"1 years", "2 half-years", "12 months", "6 months, 2 quarters", "2 quarters, 1 half-years"}) {
        const double cost = planned_after("steady-state", [&](const fs::path& folder) {
            rewrite_settings(folder, "4 quarters", calendar);
        });
        EXPECT_NEAR(cost, 5475, 1e-6 * 5475) << calendar;
    }
}

// What departs on a lane from the first buckets on, by bucket.
std::map<std::string, double> departures(const fs::path& folder, int buckets) {
    const PlanRun run = run_plan(folder);
    EXPECT_EQ(run.exit_code, 0) << run.problems;
    std::map<std::string, double> sums;
    for (const auto& flow : run.document.at("flows")) {
        if (flow.at("node") >= buckets) continue;
        const std::string lane = flow.at("from").get<std::string>() + " " + flow.at("to").get<std::string>();
        sums[lane] += flow.at("quantity").get<double>();
    }
    return sums;
}

TEST(Relations, FourMoreQuartersOfHorizonBarelyMoveTheFirstYear) {
    const fs::path shorter = case_folder("../../examples/three-futures");
    const ScratchFolder scratch;
    copy_case(shorter, scratch.path());
    rewrite_settings(scratch.path(), "2 half-years", "2 half-years, 4 quarters");
    std::string demand = read_text(scratch.path() / "demand.csv");
    ASSERT_NE(demand.find("2029-01-01"), std::string::npos);
    demand.replace(demand.find("2029-01-01"), 10, "2030-01-01");
    write_text(scratch.path() / "demand.csv", demand);
    const auto before = departures(shorter, 4), after = departures(scratch.path(), 4);
    ASSERT_EQ(before.size(), after.size());
    for (const auto& [lane, quantity] : before)
        EXPECT_NEAR(after.at(lane), quantity, 0.01 * quantity) << lane;
}

TEST(Relations, TheSameCaseGivesTheSameBytesOnOneThreadOrTwo) {
    for (const std::string name : many_cases) {
        const std::string once = run_plan(case_folder(name), "--threads 1").output;
        EXPECT_FALSE(once.empty()) << name;
        EXPECT_EQ(run_plan(case_folder(name), "--threads 1").output, once) << name;
        EXPECT_EQ(run_plan(case_folder(name), "--threads 2").output, once) << name;
    }
}

}  // namespace
}  // namespace dualflow::cases
