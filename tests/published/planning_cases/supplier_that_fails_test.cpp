// SPDX-License-Identifier: MIT
// Stock against a supplier that fails (Tomlin 2006; case A6 of the inventory library, here as a network):
// demand 100 a period, lead time 0, holding 1, backlog 19; each period an up supplier goes down with chance
// α, a down one comes up with β. A reliable source costs 3.5 a unit more.
//
// Why this is his problem. Stock is raised to the same S in every up period, and the rate of the reliable
// source is fixed for good. So all cycles are alike, and cost per period is the expected cost of one (an up
// period and whatever outage comes before the next) over its expected length (α + β)/β. The case is one
// cycle. Its tree is a comb: in every period the future parts in which the outage ends then, over a horizon
// of at least twenty mean outages (beyond them lie less than 1e-11 of the weight). The supplier sells in the
// first period alone. What comes after a return is the next cycle's, so there nothing is for sale, asked for
// or charged. A tree of ups and downs would double every period.
//
// A comb of 223 periods has 24 976 nodes, nearly all of them after a return. With nothing for sale and
// nothing asked for they hold no choice, and the solver takes them out before it begins.
//
// Independent of the program: the closed form. In period k of an outage stock ends at S − (k + 1)·100; the
// stationary chance of an up period is β/(α + β), of period k of an outage αβ/(α + β)·(1 − β)^(k−1).
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "published/planning_cases/plan_of.hpp"

namespace dualflow::cases {
namespace {

constexpr double demand = 100, holding = 1, backlog = 19, premium = 3.5;

struct Outages {
    double down, up;  // α, β
    double cycle() const { return (down + up) / up; }
};

// By the closed form: in periods of demand, since the cost is piecewise linear with kinks there.
double cost_of_stock(const Outages& o, double stock) {
    double cost = 0, weight = o.up / (o.down + o.up);
    for (int k = 0; k < 2000; ++k) {
        const double left = stock - (k + 1) * demand;
        cost += weight * std::max(holding * left, -backlog * left);
        weight *= k == 0 ? o.down : 1 - o.up;
    }
    return cost;
}

double best_stock(const Outages& o) {
    double best = demand;
    for (double stock = demand; stock < 100 * demand; stock += demand)
        if (cost_of_stock(o, stock) < cost_of_stock(o, best) - 1e-12) best = stock;
    return best;
}

// The reliable source is there where it has a price.
void write_network(int periods, std::optional<double> reliable, CaseWriter& w) {
    w.columns("regions", {"id"});
    w.row("regions", {"r"});
    w.columns("products", {"id"});
    w.row("products", {"t"});
    w.columns("sites", {"id", "kind", "region"});
    w.columns("processes", {"site", "product", "decided"});
    w.columns("lanes", {"from", "to", "product", "lead_days", "decided"});
    w.columns("inventory", {"site", "product", "holding_cost_per_day", "end_value", "end_backlog_cost"});
    w.columns("demand", {"market", "product", "from", "to", "quantity_per_day", "lost_sale_cost",
                         "backlog_cost_per_day"});
    w.row("sites", {"S", "supplier", "r"});
    w.row("processes", {"S", "t", "after"});
    w.row("lanes", {"S", "M", "t", "0", "after"});
    w.row("sites", {"M", "market", "r"});
    w.row("inventory", {"M", "t", text_of(holding), "0", "0"});
    w.row("demand", {"M", "t", day_of(0), day_of(periods), text_of(demand), text_of(2 * backlog * periods),
                     text_of(backlog)});
    if (!reliable) return;
    // Committed to a rate for good, and paid for it every period of the cycle, taken or not.
    w.row("sites", {"R", "supplier", "r"});
    w.row("processes", {"R", "t", "after"});
    w.row("lanes", {"R", "M", "t", "0", "after"});
    w.columns("contracts", {"id", "supplier", "destination", "product", "price", "band_minus", "band_plus",
                            "flex_down", "flex_up", "base_max_per_day", "take_or_pay_price", "term_days"});
    w.row("contracts", {"reliable", "R", "M", "t", text_of(*reliable), "0", "0", "0", "0", text_of(demand),
                        text_of(*reliable), text_of(periods)});
}

// The outage is over, or has not begun: the cycle ends.
void add_end(CaseWriter& w, const std::string& id, const std::string& parent, int period, double chance,
             bool reliable) {
    w.scenario(id, parent, day_of(period), chance);
    w.change(id, "processes", "product=t", "available", 0);
    w.change(id, "demand", "market=M", "quantity_per_day", 0);
    w.change(id, "demand", "market=M", "backlog_cost_per_day", 0);
    w.change(id, "inventory", "site=M", "holding_cost_per_day", 0);
    if (reliable) w.change(id, "contracts", "id=reliable", "take_or_pay_price", 0);
}

CaseWriter renewal(const Outages& o, std::optional<double> reliable) {
    const int periods = static_cast<int>(std::ceil(20 / o.up));
    CaseWriter w(fmt::format("{} days", periods));
    w.model = "holding = \"end\"\n";
    write_network(periods, reliable, w);
    std::string parent;
    for (int k = 1; k < periods; ++k) {
        const double stays_down = k == 1 ? o.down : 1 - o.up;
        const std::string id = fmt::format("down{}", k);
        w.scenario(id, parent, day_of(k), stays_down);
        if (k == 1) w.change(id, "processes", "site=S;product=t", "available", 0);
        add_end(w, fmt::format("up{}", k), parent, k, 1 - stays_down, reliable.has_value());
        parent = id;
    }
    return w;
}

struct Planned {
    double per_period = 0, stock = 0, reliable = 0;
};

Planned planned(const Outages& o, std::optional<double> reliable = std::nullopt) {
    const nlohmann::json document = plan_of(renewal(o, reliable));
    if (document.is_null()) return {};
    Planned p;
    p.per_period = document.at("objective").get<double>() / o.cycle();
    for (const auto& flow : document.at("flows"))
        if (flow.at("node") == 0 && flow.at("from") == "S") p.stock = flow.at("quantity");
    for (const auto& award : document.at("awards")) p.reliable += award.at("base_per_day").get<double>();
    return p;
}

struct Row {
    Outages outages;
    double stock, cost;  // published
};

constexpr Row rows[] = {
    {{.05, .45}, 300, 312.2222}, {{.02, .18}, 500, 846.8020}, {{.01, .09}, 900, 1733.8945}};

TEST(SupplierThatFails, KeepsThePublishedStockAgainstOutages) {
    for (const Row& row : rows) {
        const Planned p = planned(row.outages);
        EXPECT_NEAR(cost_of_stock(row.outages, row.stock), row.cost, 5.1e-5);
        EXPECT_EQ(best_stock(row.outages), row.stock);
        EXPECT_NEAR(p.per_period, cost_of_stock(row.outages, row.stock), 1e-6 * row.cost);
        EXPECT_NEAR(p.stock, row.stock, 1e-6 * row.stock);
    }
}

void expect_choice(const Row& row, double price, bool reliable) {
    const Planned p = planned(row.outages, price);
    const double cost = reliable ? price * demand : row.cost;
    EXPECT_NEAR(p.per_period, cost, 1e-6 * cost);
    EXPECT_NEAR(p.reliable, reliable ? demand : 0, 1e-6 * demand);
    if (!reliable) {
        EXPECT_NEAR(p.stock, row.stock, 1e-6 * row.stock);
    }
}

TEST(SupplierThatFails, LosesToAReliableSourceWhereOutagesAreRarerAndLonger) {
    expect_choice(rows[0], premium, false);
    expect_choice(rows[1], premium, true);
    expect_choice(rows[2], premium, true);
}

TEST(SupplierThatFails, LosesToAReliableSourceUpToThePremiumThatStockIsWorth) {
    for (const Row& row : rows) {
        expect_choice(row, 0.999 * row.cost / demand, true);
        expect_choice(row, 1.001 * row.cost / demand, false);
    }
}

TEST(SupplierThatFails, AgreesWithTheClosedFormOnOtherChains) {
    for (const Outages o : {Outages{.2, .7}, {.1, .5}, {.5, .5}, {.08, .3}}) {
        const double cost = cost_of_stock(o, best_stock(o));
        EXPECT_NEAR(planned(o).per_period, cost, 1e-6 * cost);
    }
}

}  // namespace
}  // namespace dualflow::cases
