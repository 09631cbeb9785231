// SPDX-License-Identifier: MIT
// What a plan says: a value that knows nothing of how it is shown. publish/ writes it as one JSON
// document (docs/reference/plan.schema.json), which the report, the server and Python all read.
//
// Rows with a zero quantity are left out, except utilisation, which has every resource and node.
// Units as in the case: quantities in units of the product, money in the case's currency, discounted
// only where it says so.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "dualflow/case/calendar.hpp"
#include "dualflow/case/case.hpp"
#include "dualflow/futures/drawn.hpp"
#include "dualflow/futures/tree.hpp"
#include "dualflow/plan/plan_status.hpp"
#include "dualflow/plan/value_rows.hpp"

namespace dualflow {

struct FlowRow {
    int node = 0;
    SiteId from, to;
    ProductId product;
    RegionId origin;  // where the goods were made
    std::string mode;
    double quantity = 0;           // departing in the bucket
    double base = 0, surge = 0;    // of it, under contract
    double freight = 0, duty = 0;  // money, undiscounted
};

struct ProductionRow {
    int node = 0;
    ProcessId process;
    double started = 0;  // units started in the bucket, before yield
};

struct StockRow {
    int node = 0;
    SiteId site;
    ProductId product;
    double quantity = 0;  // at the end of the bucket
};

// The stock that the noise of a demand needs beside what the plan holds in `stock`.
struct BufferRow {
    int node = 0;
    SiteId site;
    ProductId product;
    double quantity = 0;    // mean stock over the bucket
    double slow_share = 0;  // of the consumption, what does not come from the fast source
    double cost = 0;        // money, undiscounted: holding it and running out in spite of it
    int table = 0;          // of PlanResult::noise_tables
};

// A table of the single-item engine that the plan used; errors are relative (model.md, section 10).
struct NoiseTableRow {
    std::string method;
    double cv = 0;  // of a period's demand
    int period_days = 1;
    int lead_fast = 0, lead_slow = -1;  // periods; −1: there is one source
    double waiting = 0;                 // cost of running out, in costs of holding
    double tangent_error = 0, grid_error = 0, half_volume_error = 0, twice_volume_error = 0;
    bool operator==(const NoiseTableRow&) const = default;
};

struct SalesRow {
    int node = 0;
    SiteId market;
    ProductId product;
    double demand = 0, sales = 0, lost = 0, backlog = 0;
    double price = 0;    // of a unit in this bucket, the mean of its rows of demand
    std::string reason;  // why something was lost; empty where nothing was
};

struct InvestmentRow {
    int node = 0;
    InvestmentId investment;  // none: the opening or closing of `site`
    SiteId site;
    std::string what;  // the investment's id, or "open SITE", "close SITE"
    int count = 0;
    double capital = 0;  // paid in all, undiscounted
    Date decided, in_service;
};

struct UtilisationRow {
    int node = 0;
    ResourceId resource;
    double installed = 0;  // units in the bucket
    double use = 0, overtime = 0;
    double under = 0, over = 0;  // units outside the band
};

struct AwardRow {
    int node = 0;  // where the term begins
    ContractId contract;
    bool awarded = false;
    double base_per_day = 0, reserved_per_day = 0;
    double volume = 0;  // departures in the term
};

struct ElasticRow {
    std::string family;  // storage_limit, safety_days, budget, contract_minimum, opening_arrivals,
                         // strategy_limit, recorded_flow
    int node = 0;
    std::string table;  // the row of the case that asks for it
    int row = 0;
    std::string what;  // in words: site, product, …
    double amount = 0, cost = 0;
};

// A recorded flow against the plan, in the bucket of a node (strategy `baseline`). Costs are money,
// undiscounted, at the model's prices: goods of suppliers, freight and duty.
struct ReconciliationRow {
    int node = 0;
    SiteId from, to;
    ProductId product;
    std::string mode;                     // empty: all together
    int row = 0;                          // of recorded_flows, the first of the lane in the bucket
    double share_of_days = 0;             // of the bucket, that have a record; below 1 the plan may ship more
    double recorded = 0, planned = 0;     // units departing
    std::optional<double> recorded_cost;  // a unit as in the plan, else at the least; none: no way to ship it
    double planned_cost = 0;
};

// Facts for the award table: who makes a part, its share by region of origin, and the tier-two part
// on which all of its sources hang, if any.
struct FalseDualSource {
    ProductId product;  // bought from two or more sites in this plan
    std::vector<SiteId> sources;
    ProductId shared_component;  // made at one site for all of them
    SiteId shared_site;
};

// One outcome: a future to its end, and what it costs, discounted.
struct OutcomeRow {
    int node = 0;    // its leaf
    int shock = -1;  // where a disruption's fan begins; −1: undisturbed
    std::string scenario;
    double probability = 1, cost = 0;
};

struct ModelFacts {
    int rows = 0, columns = 0, integers = 0;
    std::int64_t entries = 0;
    int columns_per_node = 0;  // the largest
    int lanes_pruned = 0;      // dominated, by the rule of docs/reference/model.md
    int kink_rows = 0, kink_rounds = 0;
};

struct SolveFacts {
    std::int64_t iterations = 0, branch_nodes = 0;
    int lp_solves = 0, rounds = 0;  // rounds of a decomposition
    double worst_primal_dual_gap = 0;
};

struct PlanResult {
    bool foresight = false;  // every decision knew its future: a cost that nobody could operate at
    PlanStatus status = PlanStatus::infeasible;
    double objective = 0;                   // (1 − λ) · expected_cost + λ · cvar
    double expected_cost = 0;               // over the outcomes
    double cvar = 0;                        // mean cost of the worst 1 − α of them
    double bound = 0;                       // of the MIP solver; an LP's own safe bound
    std::string bound_source;               // "HiGHS 1.15.1 branch and bound", "safe dual", "safe cuts"
    std::string method = "extensive form";  // or "Benders decomposition"
    double bound_proved = 0;                // our own arithmetic, of the LP relaxation
    double gap = 0;                         // (objective − bound) / max(1, |objective|)
    std::map<std::string, double> cost_components;  // expected and discounted; "risk" is λ · (cvar −
                                                    // expected_cost); sum to the objective
    std::vector<Bucket> calendar;
    Tree tree = Tree::path(0);
    std::vector<std::string> node_scenarios;  // of every node; empty without scenarios
    DrawnFigures drawn;                // of sampled futures, by node; of the plan, not of one with foresight
    std::vector<OutcomeRow> outcomes;  // in the order of tree.outcomes()
    std::vector<FlowRow> flows;
    std::vector<ProductionRow> production;
    std::vector<StockRow> stock;
    std::vector<BufferRow> buffers;
    std::vector<NoiseTableRow> noise_tables;
    std::vector<SalesRow> sales;
    std::vector<InvestmentRow> investments;
    std::vector<UtilisationRow> utilisation;
    std::vector<AwardRow> awards;
    std::vector<ElasticRow> elastic;
    std::vector<FalseDualSource> false_dual_sources;
    std::optional<PlanValues> values;  // where they were asked for
    ModelFacts model;
    SolveFacts solve;
    std::vector<std::string> log;
    std::vector<ReconciliationRow> reconciliation;  // empty unless flows are recorded and held
};

}  // namespace dualflow
