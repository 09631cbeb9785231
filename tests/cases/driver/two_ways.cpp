// SPDX-License-Identifier: MIT
#include "cases/driver/two_ways.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <sstream>
#include <utility>
#include <vector>

#include "cases/driver/run.hpp"
#include "cases/driver/transform.hpp"

namespace dualflow::cases {
namespace {

using nlohmann::json;

// Few futures need a tail that holds more than the worst of them; a case's own level stays.
constexpr double usual_alpha = 0.6;

void set_lambda(const std::filesystem::path& folder, double lambda) {
    toml::table settings = toml::parse_file((folder / "case.toml").string());
    if (settings["risk"].as_table() == nullptr) settings.insert("risk", toml::table{{"alpha", usual_alpha}});
    settings["risk"].as_table()->insert_or_assign("lambda", lambda);
    std::ostringstream text;
    text << settings << '\n';
    write_text(folder / "case.toml", text.str());
}

// The mean of the outcomes and of their worst 1 − alpha, sorted.
double measured(const json& risk) {
    std::vector<std::pair<double, double>> outcomes;  // cost, probability
    for (const json& row : risk.at("outcomes")) outcomes.emplace_back(row.at("cost"), row.at("probability"));
    std::sort(outcomes.rbegin(), outcomes.rend());
    const double tail = 1 - risk.at("alpha").get<double>(), lambda = risk.at("lambda");
    double mean = 0, worst = 0, left = tail;
    for (const auto& [cost, probability] : outcomes) {
        mean += probability * cost;
        worst += std::min(left, probability) * cost;
        left -= std::min(left, probability);
    }
    return (1 - lambda) * mean + lambda * worst / tail;
}

void compare_document(const json& document, double cost, const std::string& way, Findings& findings) {
    const double tolerance = 1e-6 * std::max(1.0, std::abs(cost));
    const auto expect = [&](bool holds, const std::string& what) {
        if (!holds) findings.push_back(fmt::format("{}: {}", way, what));
    };
    const double objective = document.at("objective"), bound = document.at("bound");
    expect(std::abs(objective - cost) <= tolerance, fmt::format("{} instead of {}", objective, cost));
    expect(std::abs(bound - cost) <= tolerance, fmt::format("bound {} of cost {}", bound, cost));
    const double by_outcomes = measured(document.at("risk"));
    expect(std::abs(by_outcomes - objective) <= tolerance,
           fmt::format("its outcomes come to {}, the objective is {}", by_outcomes, objective));
    for (auto* check : {&check_sales, &check_quantities})
        for (const std::string& broken : check(document)) expect(false, broken);
}

// With a wide gap the branches are planned on their own below the trunk, and a plan may cost more; never more
// than its gap says, nor less than the optimum.
void compare_wide(const json& document, double cost, double gap, Findings& findings) {
    const double tolerance = 1e-6 * std::max(1.0, std::abs(cost));
    const double objective = document.at("objective"), bound = document.at("bound");
    if (objective < cost - tolerance || bound > cost + tolerance)
        findings.push_back(
            fmt::format("within {}: objective {} and bound {} about {}", gap, objective, bound, cost));
    if (objective - bound > gap * std::abs(objective) + tolerance)
        findings.push_back(fmt::format("within {}: {} to {}", gap, bound, objective));
    const double by_outcomes = measured(document.at("risk"));
    if (std::abs(by_outcomes - objective) > tolerance)
        findings.push_back(fmt::format("within {}: outcomes {}, objective {}", gap, by_outcomes, objective));
    for (auto* check : {&check_sales, &check_quantities})
        for (const std::string& broken : check(document)) findings.push_back(broken);
}

}  // namespace

bool has_branches(const json& document) {
    std::set<int> parents;
    for (const json& node : document.at("nodes"))
        if (!parents.insert(node.at("parent").get<int>()).second) return true;
    return false;
}

Findings compare_two_ways(const std::filesystem::path& folder, const std::string& arguments, double lambda) {
    const ScratchFolder copy;
    copy_case(folder, copy.path());
    set_lambda(copy.path(), lambda);
    const PlanRun whole = run_plan(copy.path(), arguments + " --method extensive");
    const PlanRun parts = run_plan(copy.path(), arguments + " --gap 1e-7 --method benders");
    Findings findings;
    if (whole.exit_code != parts.exit_code)
        findings.push_back(fmt::format("exit code {} at once, {} by branches\n{}", whole.exit_code,
                                       parts.exit_code, parts.problems));
    if (!whole.document.is_object() || !parts.document.is_object()) return findings;
    if (parts.document.at("method") != "Benders decomposition")
        findings.push_back("solved at once though by branches was asked for\n" + parts.problems);
    const double cost = whole.document.at("objective");
    compare_document(whole.document, cost, "at once", findings);
    compare_document(parts.document, cost, "by branches", findings);
    constexpr double wide = 0.1;
    const PlanRun near = run_plan(copy.path(), fmt::format("{} --gap {} --method benders", arguments, wide));
    if (near.document.is_object() && near.exit_code == whole.exit_code)
        compare_wide(near.document, cost, wide, findings);
    else
        findings.push_back(fmt::format("within {}: exit code {}\n{}", wide, near.exit_code, near.problems));
    return findings;
}

}  // namespace dualflow::cases
