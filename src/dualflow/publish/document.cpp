// SPDX-License-Identifier: MIT
#include "dualflow/publish/document.hpp"

#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "dualflow/publish/document_parts.hpp"
#include "dualflow/solver/lp/solver.hpp"

namespace dualflow {

using document::Json;
using document::number;

namespace {

// linopy and PyPSA both once printed costs that left out part of the objective; this makes it impossible.
void check_sum(const PlanResult& plan) {
    double sum = 0;
    for (const auto& [name, amount] : plan.cost_components) sum += amount;
    const double error = std::abs(sum - plan.objective);
    if (error <= 1e-9 * std::max(1.0, std::abs(plan.objective))) return;
    throw std::logic_error(
        fmt::format("cost components sum to {:.17g} but the objective is {:.17g}", sum, plan.objective));
}

Json calendar_part(const PlanResult& plan) {
    Json out = Json::array();
    for (std::size_t t = 0; t < plan.calendar.size(); ++t) {
        const Bucket& bucket = plan.calendar[t];
        out.push_back({{"bucket", t},
                       {"start", to_string(bucket.start)},
                       {"end", to_string(bucket.end)},
                       {"days", number(bucket.days())}});
    }
    return out;
}

Json nodes_part(const PlanResult& plan) {
    Json out = Json::array();
    for (std::size_t n = 0; n < plan.tree.size(); ++n) {
        const Node& node = plan.tree.nodes[n];
        out.push_back({{"node", n},
                       {"parent", node.parent},
                       {"bucket", node.bucket},
                       {"probability", number(node.probability)},
                       {"weight", number(plan.tree.weight(n))},
                       {"beside", node.beside},
                       {"scenario", plan.node_scenarios.empty() ? "" : plan.node_scenarios[n]}});
    }
    return out;
}

Json risk_part(const Case& c, const PlanResult& plan) {
    Json outcomes = Json::array();
    for (const OutcomeRow& row : plan.outcomes)
        outcomes.push_back({{"node", row.node},
                            {"shock", row.shock},
                            {"scenario", row.scenario},
                            {"probability", number(row.probability)},
                            {"cost", number(row.cost)}});
    const bool known = has_plan(plan);
    return {{"lambda", number(c.settings.risk_lambda)},
            {"alpha", number(c.settings.risk_alpha)},
            {"expected_cost", known ? number(plan.expected_cost) : Json()},
            {"cvar", known ? number(plan.cvar) : Json()},
            {"outcomes", std::move(outcomes)}};
}

bool has_no_bound(PlanStatus status) {
    return status == PlanStatus::infeasible || status == PlanStatus::failed;
}

void add_figures(Json& out, const Case& c, const PlanResult& plan) {
    const bool known = has_plan(plan);
    out["status"] = to_string(plan.status);
    out["objective"] = known ? number(plan.objective) : Json();
    out["bound"] = has_no_bound(plan.status) ? Json() : number(plan.bound);
    out["method"] = plan.method;
    out["bound_source"] = plan.bound_source;
    out["bound_proved"] = has_no_bound(plan.status) ? Json() : number(plan.bound_proved);
    out["gap"] = known ? number(plan.gap) : Json();
    Json components = Json::object();
    for (const auto& [name, amount] : plan.cost_components) components[name] = number(amount);
    out["cost_components"] = std::move(components);
    out["risk"] = risk_part(c, plan);
}

void add_facts(Json& out, const PlanResult& plan) {
    const ModelFacts& model = plan.model;
    out["model"] = {{"rows", model.rows},
                    {"columns", model.columns},
                    {"integers", model.integers},
                    {"entries", model.entries},
                    {"columns_per_node", model.columns_per_node},
                    {"lanes_pruned", model.lanes_pruned},
                    {"kink_rows", model.kink_rows},
                    {"kink_rounds", model.kink_rounds}};
    out["solve"] = {{"iterations", plan.solve.iterations},
                    {"branch_nodes", plan.solve.branch_nodes},
                    {"lp_solves", plan.solve.lp_solves},
                    {"rounds", plan.solve.rounds},
                    {"worst_primal_dual_gap", number(plan.solve.worst_primal_dual_gap)}};
}

}  // namespace

std::string plan_document(const Case& c, const PlanResult& plan) {
    if (has_plan(plan)) check_sum(plan);
    Json out;
    out["schema"] = "dualflow.plan/1";
    out["versions"] = {{"dualflow", dualflow_version()}, {"solver", solver::solver_name_and_version()}};
    out["case"] = document::case_part(c);
    out["seed"] = c.settings.seed;
    out["foresight"] = plan.foresight;
    add_figures(out, c, plan);
    out["values"] = document::values_part(c, plan);
    out["futures"] = document::futures_part(c, plan);
    out["calendar"] = calendar_part(plan);
    out["nodes"] = nodes_part(plan);
    out["network"] = document::network_part(c);
    document::add_operations(out, c, plan);
    document::add_decisions(out, c, plan);
    out["summary"] = document::summary_part(c, plan);
    add_facts(out, plan);
    out["warnings"] = document::warnings_part(c);
    out["log"] = plan.log;
    return out.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

bool has_plan(const PlanResult& plan) {
    if (plan.status == PlanStatus::optimal || plan.status == PlanStatus::elastic) return true;
    return !has_no_bound(plan.status) && !plan.cost_components.empty();
}

std::string dualflow_version() {
    return DUALFLOW_VERSION;
}

std::string to_string(PlanStatus status) {
    switch (status) {
        case PlanStatus::optimal:
            return "optimal";
        case PlanStatus::elastic:
            return "elastic";
        case PlanStatus::limit:
            return "limit";
        case PlanStatus::interrupted:
            return "interrupted";
        case PlanStatus::infeasible:
            return "infeasible";
        case PlanStatus::failed:
            return "failed";
    }
    throw std::logic_error("unknown plan status");
}

}  // namespace dualflow
