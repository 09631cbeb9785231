// SPDX-License-Identifier: MIT
// Investments are chosen exactly when they pay: small random cases of four options over three years
// (twelve binaries) against an enumeration of all 4⁴ ways to decide them, each costed in closed form.
// There is one market and nothing is stored, so the years are apart and the cheapest plant is used first.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <random>

#include "cases/driver/invariants.hpp"
#include "cases/driver/run.hpp"

namespace dualflow::cases {
namespace {

constexpr std::array<double, 3> days{365, 366, 365};  // 2027, 2028, 2029
constexpr std::array<double, 3> start{0, 365, 731};
constexpr double horizon = 1096, rate = 0.06, life = 10, lost_cost = 20;
constexpr int never = 3;

struct Plant {
    double capacity = 0, unit_cost = 0;  // per day, per unit
};

struct Option {
    std::size_t plant = 0;
    double added = 0, capital = 0, lead = 0;
};

struct Instance {
    std::array<Plant, 2> plants;
    std::array<Option, 4> options;  // the second requires the first, in service
    std::array<double, 3> demand{};
};

Instance random_instance(unsigned seed) {
    std::mt19937 engine(seed);
    const auto between = [&](unsigned low, unsigned high) {
        return low + static_cast<unsigned>(engine() % (high - low + 1));
    };
    Instance instance;
    for (Plant& plant : instance.plants)
        plant = {static_cast<double>(between(2, 8)), static_cast<double>(between(3, 15))};
    for (Option& option : instance.options)
        option = {between(0, 1), static_cast<double>(between(1, 6)), 1000.0 * between(20, 300),
                  std::array<double, 3>{0, 100, 365}[between(0, 2)]};
    for (double& quantity : instance.demand) quantity = between(8, 25);
    return instance;
}

double days_in_service(const Option& option, std::size_t decided, std::size_t year) {
    const double from = std::max(start[year], start[decided] + option.lead);
    return std::max(0.0, start[year] + days[year] - from);
}

double operating_cost(const Instance& instance, std::array<double, 2> capacity, std::size_t year) {
    std::array<std::size_t, 2> order{0, 1};
    if (instance.plants[1].unit_cost < instance.plants[0].unit_cost) std::swap(order[0], order[1]);
    double left = instance.demand[year] * days[year], cost = 0;
    for (const std::size_t p : order) {  // every unit cost is below the cost of a lost sale
        const double made = std::min(left, capacity[p]);
        cost += made * instance.plants[p].unit_cost;
        left -= made;
    }
    return cost + left * lost_cost;
}

double cost_of(const Instance& instance, const std::array<int, 4>& decided) {
    double total = 0;
    for (std::size_t year = 0; year < 3; ++year) {
        std::array<double, 2> capacity{};
        double cost = 0;
        for (std::size_t p = 0; p < 2; ++p) capacity[p] = instance.plants[p].capacity * days[year];
        for (std::size_t o = 0; o < 4; ++o) {
            if (decided[o] == never) continue;
            const Option& option = instance.options[o];
            const double service = days_in_service(option, static_cast<std::size_t>(decided[o]), year);
            capacity[option.plant] += option.added * service;
            cost += option.capital * rate / (1 - std::pow(1 + rate, -life)) / 365 * service;
        }
        cost += operating_cost(instance, capacity, year);
        total += cost * std::pow(1 + rate, -(start[year] + days[year] / 2) / 365);
    }
    return total;
}

bool allowed(const Instance& instance, const std::array<int, 4>& decided) {
    for (std::size_t o = 0; o < 4; ++o)
        if (decided[o] != never &&
            start[static_cast<std::size_t>(decided[o])] + instance.options[o].lead >= horizon)
            return false;
    if (decided[1] == never) return true;
    if (decided[0] > decided[1]) return false;
    const auto in_service = [&](std::size_t o) {
        return start[static_cast<std::size_t>(decided[o])] + instance.options[o].lead;
    };
    return in_service(0) <= in_service(1);
}

double best_by_enumeration(const Instance& instance) {
    double best = std::numeric_limits<double>::infinity();
    for (int code = 0; code < 256; ++code) {
        const std::array<int, 4> decided{code % 4, code / 4 % 4, code / 16 % 4, code / 64};
        if (allowed(instance, decided)) best = std::min(best, cost_of(instance, decided));
    }
    return best;
}

void write_case(const Instance& instance, const std::filesystem::path& folder) {
    const auto& [plants, options, demand] = instance;
    write_text(folder / "case.toml",
               fmt::format("name = \"Options\"\ncurrency = \"USD\"\nstart = 2027-01-01\n"
                           "calendar = \"3 years\"\ndiscount_rate = {}\n\n[model]\n"
                           "end_stock = \"none\"\n\n[solve]\ngap = 0\n",
                           rate));
    write_text(folder / "regions.csv", "id\nUS\n");
    write_text(folder / "sites.csv", "id,kind,region\nP0,plant,US\nP1,plant,US\nM,market,US\n");
    write_text(folder / "products.csv", "id\nt\n");
    std::string resources = "site,resource,capacity_per_day\n",
                processes = "site,product,resource,unit_cost\n",
                lanes = "from,to,product,cost_per_unit,lead_days\n";
    for (std::size_t p = 0; p < 2; ++p) {
        resources += fmt::format("P{},line,{}\n", p, plants[p].capacity);
        processes += fmt::format("P{},t,line,{}\n", p, plants[p].unit_cost);
        lanes += fmt::format("P{},M,t,0,0\n", p);
    }
    write_text(folder / "resources.csv", resources);
    write_text(folder / "processes.csv", processes);
    write_text(folder / "lanes.csv", lanes);
    std::string rows = "id,site,resource,kind,capacity_added_per_day,capital,life_years,lead_days,requires\n";
    for (std::size_t o = 0; o < 4; ++o)
        rows += fmt::format("o{},P{},line,expand,{},{},{},{},{}\n", o, options[o].plant, options[o].added,
                            options[o].capital, life, options[o].lead, o == 1 ? "o0" : "");
    write_text(folder / "investments.csv", rows);
    std::string wanted = "market,product,from,to,quantity_per_day,lost_sale_cost\n";
    for (std::size_t year = 0; year < 3; ++year)
        wanted +=
            fmt::format("M,t,{}-01-01,{}-01-01,{},{}\n", 2027 + year, 2028 + year, demand[year], lost_cost);
    write_text(folder / "demand.csv", wanted);
}

TEST(Investments, AreChosenExactlyWhenTheyPay) {
    int plans_that_invest = 0;
    for (unsigned seed = 1; seed <= 25; ++seed) {
        const Instance instance = random_instance(seed);
        const ScratchFolder scratch;
        write_case(instance, scratch.path());
        const PlanRun run = run_plan(scratch.path());
        ASSERT_EQ(run.exit_code, 0) << "seed " << seed << "\n" << run.problems;
        EXPECT_EQ(check_invariants(run.document), Findings{}) << "seed " << seed;
        const double best = best_by_enumeration(instance);
        EXPECT_NEAR(run.document.at("objective").get<double>(), best, 1e-7 * best) << "seed " << seed;
        plans_that_invest += run.document.at("investments").empty() ? 0 : 1;
    }
    EXPECT_GT(plans_that_invest, 5);  // the instances are no walk-over either way
    EXPECT_LT(plans_that_invest, 25);
}

}  // namespace
}  // namespace dualflow::cases
