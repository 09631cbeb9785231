// SPDX-License-Identifier: MIT
#include "dualflow/inventory/serial/base_stock.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <deque>
#include <map>

#include "dualflow/inventory/single/newsvendor.hpp"
#include "inventory/single/direct.hpp"

namespace dualflow::inventory {
namespace {

TEST(SerialChain, CostsWhatShangAndSongPrint) {
    const std::vector<double> leads(4, 0.25), even{0.25, 0.5, 0.75, 1}, kinked{0.25, 2.75, 5.25, 5.5};
    const std::tuple<std::vector<double>, double, double> rows[] = {
        {even, 9, 12.687898}, {kinked, 9, 53.007605}, {even, 99, 16.205544}, {kinked, 99, 74.563640}};
    for (const auto& [holding, backlog, cost] : rows) {
        const auto chain = continuous_chain(16, leads, holding, backlog);
        ASSERT_TRUE(chain) << chain.error();
        const SerialOptimum best = solve_serial(*chain);
        EXPECT_NEAR(best.cost, cost, 1e-6);
        EXPECT_NEAR(serial_cost(*chain, best.levels).cost, best.cost, 1e-9);
    }
}

// A period as it happens: every stage orders what brings its own level back (as all do, it orders what was
// demanded), ships what it has, receives what is due; then demand, then cost. Stages from the supplier on.
struct Literal {
    std::vector<int> leads, local;
    std::vector<double> holding;
    double backlog = 0;

    struct State {
        std::vector<std::int64_t> net;                    // on hand less what is owed to the next stage
        std::vector<std::deque<std::int64_t>> under_way;  // to the stage, what arrives soonest first
        auto operator<=>(const State&) const = default;
    };
    State start() const {
        State state;
        for (std::size_t i = 0; i < leads.size(); ++i) {
            state.net.push_back(local[i]);
            state.under_way.emplace_back(static_cast<std::size_t>(leads[i]), 0);
        }
        return state;
    }
    // `orders` units were demanded in the period before and are ordered now by every stage.
    double step(State& state, std::int64_t orders, std::int64_t demand) const {
        double money = 0;
        std::int64_t shipped = orders;  // by the outside supplier, to the first stage
        for (std::size_t i = 0; i < leads.size(); ++i) {
            state.under_way[i].push_back(shipped);
            const std::int64_t arrived = state.under_way[i].front();
            state.under_way[i].pop_front();
            const std::int64_t owed = std::max<std::int64_t>(-state.net[i], 0);
            const std::int64_t on_hand = std::max<std::int64_t>(state.net[i], 0) + arrived;
            const bool last = i + 1 == leads.size();
            const std::int64_t asked = owed + (last ? demand : orders);
            state.net[i] = on_hand - asked;
            shipped = std::min(on_hand, asked);
            money += holding[i] * static_cast<double>(on_hand - shipped);
            if (last) money += backlog * static_cast<double>(asked - shipped);
            if (i > 0)
                for (const std::int64_t units : state.under_way[i])
                    money += holding[i - 1] * static_cast<double>(units);
        }
        return money;
    }
};

// The mean over the stationary distribution of the whole state, by powers of the chain.
double literal_cost(const Literal& chain, const direct::Masses& demand) {
    using State = std::pair<Literal::State, std::int64_t>;  // and the demand of the period before
    std::map<State, double> now{{{chain.start(), 0}, 1.0}};
    double money = 0, before = -1;
    for (int period = 0; period < 3000 && std::abs(money - before) > 1e-11; ++period) {
        for (int turn = 0; turn < 12; ++turn) {
            std::map<State, double> next;
            before = money;
            money = 0;
            for (const auto& [state, p] : now) {
                for (const auto& [d, q] : demand) {
                    Literal::State after = state.first;
                    money += p * q * chain.step(after, state.second, d);
                    next[{after, d}] += p * q;
                }
            }
            now = next;
        }
    }
    return money;
}

TEST(SerialChain, CostsWhatItsPeriodsCostOneByOne) {
    const Distribution demand = from_weights(0, {3, 4, 2});
    const std::vector<std::vector<int>> all_leads{{0}, {2}, {1, 1}, {0, 1}, {1, 0}, {2, 1}, {1, 1, 1}};
    for (const std::vector<int>& leads : all_leads) {
        Literal literal{leads, {}, {}, 7};
        std::vector<double> lead_times(leads.begin(), leads.end());
        for (std::size_t i = 0; i < leads.size(); ++i) {
            literal.local.push_back(i + 1 == leads.size() ? 3 : 1);
            literal.holding.push_back(1 + 0.5 * static_cast<double>(i));
        }
        Levels echelon(literal.local.begin(), literal.local.end());
        for (std::size_t i = echelon.size() - 1; i-- > 0;) echelon[i] += echelon[i + 1];
        const auto chain = periodic_chain(demand, lead_times, literal.holding, 7);
        ASSERT_TRUE(chain) << chain.error();
        EXPECT_NEAR(serial_cost(*chain, echelon).cost, literal_cost(literal, direct::masses_of(demand)), 1e-9)
            << leads.size() << " stages";
        const Levels local = local_levels(echelon);
        EXPECT_EQ(std::vector<int>(local.begin(), local.end()), literal.local);
    }
}

SerialChain any_chain(bool periodic) {
    const int stages = *rc::gen::inRange(1, 4);
    std::vector<double> leads, holding;
    double cost = 0;
    for (int i = 0; i < stages; ++i) {
        leads.push_back(periodic ? *rc::gen::inRange(0, 3) : 0.25 * *rc::gen::inRange(1, 5));
        cost += (i == 0 ? 0.5 : 0) + 0.5 * *rc::gen::inRange(0, 4);
        holding.push_back(cost);
    }
    const double backlog = *rc::gen::inRange(1, 40);
    return periodic ? *periodic_chain(direct::any_demand(4), leads, holding, backlog)
                    : *continuous_chain(0.5 * *rc::gen::inRange(1, 9), leads, holding, backlog);
}

RC_GTEST_PROP(SerialChain, CostsTheSameUpwardsAndDownwards, (bool periodic)) {
    const SerialChain chain = any_chain(periodic);
    const SerialOptimum best = solve_serial(chain);
    RC_ASSERT(std::abs(serial_cost(chain, best.levels).cost - best.cost) <= 1e-9 * (1 + best.cost));
    for (std::size_t i = 0; i < best.levels.size(); ++i) {
        RC_ASSERT(best.levels[i] >= best.lower[i]);
        if (chain.echelon_holding(i) > 0) RC_ASSERT(best.levels[i] <= best.upper[i]);
    }
}

// Costs of every vector of levels up to the largest that could help.
RC_GTEST_PROP(SerialChain, CostsNoMoreThanAnyLevels, (bool periodic)) {
    const SerialChain chain = any_chain(periodic);
    const SerialOptimum best = solve_serial(chain);
    Levels levels(best.levels.size(), 0);
    std::int64_t most = 0;
    for (const std::int64_t level : best.levels) most = std::max(most, level + 1);
    RC_PRE(most <= 16 || levels.size() < 3);
    double least = INFINITY;
    for (;;) {
        least = std::min(least, serial_cost(chain, levels).cost);
        std::size_t i = 0;
        while (i < levels.size() && ++levels[i] > most) levels[i++] = 0;
        if (i == levels.size()) break;
    }
    RC_ASSERT(std::abs(least - best.cost) <= 1e-9 * (1 + best.cost));
}

RC_GTEST_PROP(SerialChain, OfOneStageIsTheNewsvendor, ()) {
    const SiteProblem site{direct::any_demand(6), *rc::gen::inRange(0, 4), 2, 1.0 * *rc::gen::inRange(1, 50)};
    const auto chain = periodic_chain(site.demand, {1.0 * site.lead}, {site.holding}, site.backlog);
    const auto level = solve_newsvendor(site);
    RC_ASSERT(chain && level);
    const SerialOptimum best = solve_serial(*chain);
    RC_ASSERT(std::abs(best.cost - level->cost) < 1e-9);
    RC_ASSERT(best.lower == best.upper);
    RC_ASSERT(static_cast<double>(best.lower.front()) == level->level);
}

TEST(SerialChain, RefusesWhatMakesNoSense) {
    using Numbers = std::vector<double>;
    const auto error = [](double rate, Numbers leads, Numbers holding, double backlog) {
        const auto chain = continuous_chain(rate, leads, holding, backlog);
        return chain ? std::string() : chain.error();
    };
    EXPECT_EQ(error(16, {1, 1}, {1, 2}, 9), "");
    EXPECT_EQ(error(16, {1, 1}, {1, 1}, 9), "");  // a stage that adds no value
    EXPECT_EQ(error(16, {0, 1}, {1, 2}, 9), "");
    EXPECT_EQ(error(16, {1}, {1, 2}, 9),
              "1 lead times and 2 holding costs; expected one of each for every stage");
    EXPECT_NE(error(16, {}, {}, 9), "");
    EXPECT_NE(error(16, {1, -1}, {1, 2}, 9), "");
    EXPECT_NE(error(16, {1, 1}, {0, 2}, 9), "");
    EXPECT_NE(error(16, {1, 1}, {2, 1}, 9), "");
    EXPECT_NE(error(16, {1, 1}, {1, 2}, 0), "");
    EXPECT_NE(error(16, {1, 1}, {1, NAN}, 9), "");
    EXPECT_NE(error(0, {1, 1}, {1, 2}, 9), "");
    EXPECT_NE(error(16, {0, 0}, {1, 2}, 9), "");
    EXPECT_NE(error(1e9, {1, 1}, {1, 2}, 9), "");
    EXPECT_FALSE(periodic_chain(uniform(0, 4), {1.5, 1}, {1, 2}, 9));
    EXPECT_FALSE(periodic_chain(uniform(0, 0), {1, 1}, {1, 2}, 9));
    EXPECT_TRUE(periodic_chain(uniform(0, 4), {0, 0}, {1, 2}, 9));
}

}  // namespace
}  // namespace dualflow::inventory
