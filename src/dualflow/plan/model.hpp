// SPDX-License-Identifier: MIT
// What the constraint families share: the case, its calendar, its tree and network, the linear model
// under construction, and the columns by what they stand for.
//
// Information (MODEL section 1): every column belongs to a node of the tree. A decision taken
// *before* the data of its bucket are known has one column for all children of a node; a decision
// taken *after* has one a node. `decision_node` says which node carries it; nobody else decides that.
#pragma once

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "dualflow/case/calendar.hpp"
#include "dualflow/case/case.hpp"
#include "dualflow/futures/futures.hpp"
#include "dualflow/plan/expression.hpp"
#include "dualflow/plan/families/uncertainty.hpp"
#include "dualflow/plan/ledger.hpp"
#include "dualflow/plan/network.hpp"
#include "dualflow/solver/lp/model.hpp"

namespace dualflow {

using solver::Index;
using solver::Term;

// One column a node; −1 where there is none. Nodes that share a decision hold the same column.
using NodeColumns = std::vector<Index>;

// Demand of a product in a market by node: several rows of `demand` may meet in one bucket.
struct DemandSeries {
    SiteId market;
    ProductId product;
    int row = 0;  // the first row of demand it comes from
    struct AtNode {
        double quantity = 0;
        std::optional<double> price;
        double selling_cost = 0, lost_sale_cost = 0;
        std::optional<double> backlog_cost_per_day;
        double backlogged = 0;  // of the quantity, what comes from rows that say what waiting costs
        bool stated = false;    // by a row of the bucket, maybe of nothing
    };
    std::vector<AtNode> nodes;
};

// A row that may be paid instead of kept (MODEL section 8).
struct ElasticColumn {
    std::string family, table, what;
    int row = 0, node = 0;
    Index column = -1;
    double price = 0;
    double unit = 1;  // what one of the column stands for
};

// Where an option of `investments` may be decided, and what its columns are.
struct OptionColumns {
    NodeColumns decided;  // y: how many are decided at the node
    NodeColumns any;      // whether any is: y itself where there is at most one
    // Of an exclusive group: this configuration is given up for another one when that comes into service.
    struct Switch {
        InvestmentId to;
        NodeColumns columns;
    };
    std::vector<Switch> switches;
};

struct SiteColumns {
    NodeColumns opened, closed;  // binaries at epochs
};

struct ContractColumns {
    NodeColumns award;                    // z at the node where a term begins
    NodeColumns base;                     // b in force at the node, per day
    NodeColumns owed;                     // of it, what qualification and enabling have put in service
    NodeColumns reserved;                 // R in force at the node, per day
    NodeColumns taken;                    // f_b
    NodeColumns surge;                    // f_s
    NodeColumns shortfall;                // of the minimum
    NodeColumns qualified;                // decided at the node
    std::vector<std::size_t> term_start;  // the node where the term in force at a node began
};

struct ResourceColumns {
    std::vector<NodeColumns> overtime;  // one, or one a process where their cost differs
    NodeColumns rate_up, rate_down, under, over;
    std::vector<Expression> standstill;  // by node: the share of the bucket in which it stands still
};

struct PlanModel {
    // The bound of need may be taken `need_factor` times as high (plan.cpp says when).
    PlanModel(const Case& the_case, std::vector<Bucket> buckets, const Futures& futures,
              double need_factor = 1);

    // What the case consists of, the same at every node: rows, references, kinds, what an option changes.
    const Case& c;
    std::vector<Bucket> calendar;
    Tree tree;
    // Figures at a node: prices, costs, quantities, lead times as they are in its bucket and future.
    const Case& at(std::size_t node) const { return *figures[node]; }
    std::vector<const Case*> figures;   // by node
    std::vector<const Case*> variants;  // each once
    Network net;
    solver::ModelBuilder lp;
    Ledger ledger{lp, tree, 1 - lambda()};

    std::vector<DemandSeries> demand;
    std::vector<double> need;  // of each product: more than a sound plan moves over the horizon
    // Of each product, by bucket: the most that demand and contracts ask for a day from that bucket on,
    // exploded through the bills; and what filling safety stocks adds to a bucket (need.hpp).
    std::vector<std::vector<double>> daily_need, fill;
    double need_factor = 1;
    std::vector<double> discount;  // of money in the middle of a bucket
    double elastic_price = 0;

    std::vector<NodeColumns> start;     // processes: units started
    std::vector<NodeColumns> improved;  // of them, under an investment's effect (by investment and process)
    std::vector<NodeColumns> move;      // moves: units departing
    std::vector<NodeColumns> transfer;
    std::vector<NodeColumns> stock;                 // points: at the bucket's end
    std::vector<NodeColumns> sales, lost, backlog;  // demand series
    std::vector<ResourceColumns> resources;
    std::vector<OptionColumns> options;
    std::vector<SiteColumns> sites;
    std::vector<ContractColumns> contracts;
    std::vector<std::vector<std::size_t>> contracts_of_move;
    // Of a move that several contracts cover: a column a contract, in the order of contracts_of_move.
    std::map<std::size_t, std::vector<NodeColumns>> shared_move;
    std::vector<ElasticColumn> elastic;
    std::vector<NoiseColumns> noise;
    // Before anything is known, and no decisions: they measure what a plan comes to (families/risk.cpp).
    std::vector<Index> measures;
    // Handed on to a model of the same case that is built again.
    std::shared_ptr<NoiseTables> noise_tables = std::make_shared<NoiseTables>();
    // A column of `improved` belongs to a process and an investment.
    struct Improvement {
        InvestmentId option;
        ProcessId process;
    };
    std::vector<Improvement> improvements;

    std::size_t nodes() const { return tree.size(); }
    const Bucket& bucket(std::size_t node) const { return calendar[tree.nodes[node].bucket]; }
    double days(std::size_t node) const { return bucket(node).days(); }
    double day(Date date) const { return (date - calendar.front().start).value; }
    // What money at the node is worth at the start; what is left at the end, at a leaf.
    double discount_at(std::size_t node) const { return discount[tree.nodes[node].bucket]; }
    double end_discount() const;
    // The weight of CVaR in the objective; with one future it is its cost, as the mean is.
    double lambda() const {
        return tree.leaves().size() > 1 || !tree.fans().empty() ? c.settings.risk_lambda : 0;
    }
    std::size_t decision_node(std::size_t node, Decided decided) const {
        return decided_before(node, decided) ? tree.before(node) : node;
    }
    bool decided_before(std::size_t node, Decided decided) const;
    // Every column is made by one of these, so that it is known where it is decided: at a node, once its data
    // are known; before them, with what its parent knows; or with another column.
    Index add_column(std::size_t node, double lower, double upper, bool integer = false) {
        return add_column_at(static_cast<int>(node), lower, upper, integer);
    }
    Index add_column_before(std::size_t node, double lower, double upper, bool integer = false) {
        return add_column_at(tree.nodes[node].parent, lower, upper, integer);
    }
    Index add_column_with(Index other, double lower, double upper, bool integer = false) {
        return add_column_at(home[static_cast<std::size_t>(other)], lower, upper, integer);
    }
    // −1: before anything is known.
    Index add_column_at(int known, double lower, double upper, bool integer = false);
    std::vector<int> home;                 // by column
    bool epoch(std::size_t bucket) const;  // investments and awards are decided at its start
    double start_day(std::size_t node) const { return day(bucket(node).start); }
    double end_day(std::size_t node) const { return day(bucket(node).end); }
    // The row of inventory of a point that stores, with the figures of the node.
    const Inventory& stored_at(const Point& point, std::size_t node) const;
    // Whether a figure is the same everywhere decides which rows and columns there are: one that is zero
    // at one node may be something at another.
    template <class Test>
    bool anywhere(Test test) const {
        return std::any_of(variants.begin(), variants.end(), [&](const Case* each) { return test(*each); });
    }
    template <class Figure>
    double largest(Figure figure) const {
        double most = -solver::infinity;
        for (const Case* each : variants) most = std::max(most, static_cast<double>(figure(*each)));
        return most;
    }
    template <class Figure>
    double smallest(Figure figure) const {
        return -largest([&](const Case& each) { return -figure(each); });
    }
    // More of a product than any sound plan moves over the horizon: bounds every column, so that any
    // dual vector gives a finite bound.
    double most(ProductId product) const;

    // What is agreed for a time holds in a fan as on the path beside it.
    void hold_in_fans(NodeColumns& columns) const {
        for (std::size_t n = 0; n < nodes(); ++n) {
            if (tree.in_fan(n)) columns[n] = columns[tree.undisturbed(n)];
        }
    }
    // Makes the columns of a decision on every node; what nodes share once, within the bounds of each.
    template <class Upper>
    NodeColumns add_decision(Decided decided, Upper upper, bool integer = false) {
        NodeColumns columns(nodes(), -1);
        for (std::size_t n = 0; n < nodes(); ++n) {
            const std::size_t owner = decision_node(n, decided);
            if (columns[owner] < 0) {
                const int known = decided_before(n, decided) ? tree.nodes[n].parent : static_cast<int>(n);
                columns[owner] = add_column_at(known, 0, solver::infinity, integer);
            }
            columns[n] = columns[owner];
            lp.set_column_bounds(columns[n], 0, std::min(lp.column_upper(columns[n]), double{upper(n)}));
        }
        return columns;
    }
    // Charges an amount a unit at every node of a decision (a shared column gathers its nodes').
    template <class Amount>
    void charge(const std::string& component, const NodeColumns& columns, Amount amount) {
        for (std::size_t n = 0; n < nodes(); ++n) {
            if (columns[n] >= 0) ledger.charge(component, n, columns[n], discount_at(n) * amount(n));
        }
    }
    // A priced slack in units of a product; returns its column. Slack that is money has a price of its own.
    Index add_elastic(ElasticColumn what, double upper) {
        return add_elastic(std::move(what), upper, elastic_price);
    }
    Index add_elastic(ElasticColumn what, double upper, double price);
};

// A day-weighted share of the bucket of `node`.
double share_of_bucket(const PlanModel& m, std::size_t node, double from_day, double to_day);

}  // namespace dualflow
