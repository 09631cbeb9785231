// SPDX-License-Identifier: MIT
#include "dualflow/publish/diff.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <vector>

#include "dualflow/publish/document.hpp"
#include "dualflow/publish/document_parts.hpp"

namespace dualflow {

namespace {

using document::Json;
using document::number;

struct Pair {
    double left = 0, right = 0;
    double& side(int which) { return which == 0 ? left : right; }
};

// Both documents, left first, with what each row of theirs weighs.
struct Sides {
    std::array<Json, 2> plan;
    std::array<std::vector<double>, 2> weight;  // of each node
};

Result<Json, std::string> read_plan(const RunDocument& run) {
    Json plan = Json::parse(run.document, nullptr, false);
    if (!plan.is_object() || plan.value("schema", "") != "dualflow.plan/1")
        return unexpected(fmt::format("run {} does not hold a document dualflow.plan/1", run.run));
    if (plan["objective"].is_null())
        return unexpected(
            fmt::format("run {} has no plan: it is {}", run.run, plan["status"].get<std::string>()));
    return plan;
}

Json side_part(const RunDocument& run, const Json& plan) {
    const Json& summary = plan["summary"];
    std::string name = plan["case"]["name"];
    if (plan.value("foresight", false)) name += " (with foresight)";
    return {{"run", run.run},
            {"name", name},
            {"strategy", plan["case"].value("strategy", "")},
            {"hash", plan["case"]["hash"]},
            {"status", plan["status"]},
            {"objective", plan["objective"]},
            {"bound", plan["bound"]},
            {"gap", plan["gap"]},
            {"revenue", summary["revenue"]},
            {"margin", summary["margin"]},
            {"served_share", summary["served_share"]}};
}

Json components_part(const Sides& sides) {
    std::map<std::string, Pair> components;
    for (int s = 0; s < 2; ++s)
        for (const auto& [name, amount] : sides.plan[static_cast<std::size_t>(s)]["cost_components"].items())
            components[name].side(s) = amount.get<double>();
    Json out = Json::array();
    for (const auto& [name, c] : components)
        out.push_back(
            {{"name", name}, {"left", c.left}, {"right", c.right}, {"difference", c.right - c.left}});
    return out;
}

void check_sum(const Json& out) {
    double sum = 0;
    for (const Json& component : out["cost_components"]) sum += component["difference"].get<double>();
    const double left = out["left"]["objective"], right = out["right"]["objective"];
    if (std::abs(sum - (right - left)) <= 1e-9 * std::max({1.0, std::abs(left), std::abs(right)})) return;
    throw std::logic_error(fmt::format(
        "differences of cost sum to {:.17g} but the objectives differ by {:.17g}", sum, right - left));
}

Json flows_part(const Sides& sides) {
    constexpr std::array keys = {"from", "to", "product", "origin", "mode"};
    std::map<std::array<Json, keys.size()>, Pair> flows;
    for (int s = 0; s < 2; ++s) {
        const auto side = static_cast<std::size_t>(s);
        for (const Json& row : sides.plan[side]["flows"]) {
            std::array<Json, keys.size()> key;
            std::ranges::transform(keys, key.begin(), [&](const char* name) { return row[name]; });
            flows[key].side(s) +=
                sides.weight[side][row["node"].get<std::size_t>()] * row["quantity"].get<double>();
        }
    }
    Json out = Json::array();
    for (const auto& [key, f] : flows) {
        Json row;
        for (std::size_t i = 0; i < keys.size(); ++i) row[keys[i]] = key[i];
        row["left"] = number(f.left);
        row["right"] = number(f.right);
        row["difference"] = number(f.right - f.left);
        out.push_back(std::move(row));
    }
    return out;
}

struct InvestmentPair {
    Json site, kind;
    Pair count, capital;
    std::array<Json, 2> decided;  // the first time; null where not decided
};

Json investments_part(const Sides& sides) {
    std::map<std::string, InvestmentPair> investments;
    for (int s = 0; s < 2; ++s) {
        const auto side = static_cast<std::size_t>(s);
        for (const Json& row : sides.plan[side]["investments"]) {
            InvestmentPair& pair = investments[row["what"].get<std::string>()];
            const double weight = sides.weight[side][row["node"].get<std::size_t>()];
            pair.site = row["site"];
            pair.kind = row["kind"];
            pair.count.side(s) += weight * row["count"].get<double>();
            pair.capital.side(s) += weight * row["capital"].get<double>();
            Json& decided = pair.decided[side];
            if (decided.is_null() || row["decided"] < decided) decided = row["decided"];
        }
    }
    Json out = Json::array();
    for (const auto& [what, i] : investments)
        out.push_back({{"what", what},
                       {"site", i.site},
                       {"kind", i.kind},
                       {"left", number(i.count.left)},
                       {"right", number(i.count.right)},
                       {"difference", number(i.count.right - i.count.left)},
                       {"left_capital", number(i.capital.left)},
                       {"right_capital", number(i.capital.right)},
                       {"left_decided", i.decided[0]},
                       {"right_decided", i.decided[1]}});
    return out;
}

}  // namespace

Result<std::string, std::string> diff_document(const RunDocument& left, const RunDocument& right) {
    Sides sides;
    for (const std::size_t s : {0U, 1U}) {
        auto plan = read_plan(s == 0 ? left : right);
        if (!plan) return unexpected(plan.error());
        sides.plan[s] = std::move(*plan);
        // Documents of older programs have no shocks, so there a node weighs its probability.
        for (const Json& node : sides.plan[s]["nodes"])
            sides.weight[s].push_back(node.contains("weight") ? node["weight"] : node["probability"]);
    }
    const Json& a = sides.plan[0];
    const Json& b = sides.plan[1];
    const Json &currency = a["case"]["currency"], &other = b["case"]["currency"];
    if (currency != other)
        return unexpected(fmt::format("run {} is in {} and run {} in {}: they cannot be compared", left.run,
                                      currency.get<std::string>(), right.run, other.get<std::string>()));
    Json out;
    out["schema"] = "dualflow.diff/1";
    out["versions"] = {{"dualflow", dualflow_version()}};
    out["left"] = side_part(left, a);
    out["right"] = side_part(right, b);
    out["currency"] = currency;
    out["difference"] = number(b["objective"].get<double>() - a["objective"].get<double>());
    out["cost_components"] = components_part(sides);
    check_sum(out);
    out["flows"] = flows_part(sides);
    out["investments"] = investments_part(sides);
    return out.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace dualflow
