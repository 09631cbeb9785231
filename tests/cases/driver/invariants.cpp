// SPDX-License-Identifier: MIT
#include "cases/driver/invariants.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

namespace dualflow::cases {
namespace {

using nlohmann::json;

double number(const json& row, const char* key) {
    return row.at(key).get<double>();
}

// Backlog by node, market and product; rows of nothing are left out of the document.
using Backlog = std::map<std::tuple<int, std::string, std::string>, double>;

Backlog backlog_of(const json& document) {
    Backlog backlog;
    for (const json& row : document.at("sales"))
        backlog[{row.at("node").get<int>(), row.at("market"), row.at("product")}] = number(row, "backlog");
    return backlog;
}

std::map<int, int> parents_of(const json& document) {
    std::map<int, int> parents;
    for (const json& node : document.at("nodes")) parents[node.at("node")] = node.at("parent").get<int>();
    return parents;
}

}  // namespace

Findings check_money(const json& document) {
    Findings findings;
    const double objective = number(document, "objective");
    double sum = 0, size = 1;
    for (const auto& [name, value] : document.at("cost_components").items()) {
        sum += value.get<double>();
        size = std::max(size, std::abs(value.get<double>()));
    }
    if (std::abs(sum - objective) > 1e-9 * size)
        findings.push_back(fmt::format("components sum to {}, the objective is {}", sum, objective));
    const double tiny = 1e-9 * std::max(1.0, std::abs(objective));
    for (const char* bound : {"bound", "bound_proved"})
        if (number(document, bound) > objective + tiny)
            findings.push_back(
                fmt::format("{} {} lies above the objective {}", bound, number(document, bound), objective));
    const bool linear = document.at("model").at("integers").get<int>() == 0;
    if (linear && std::abs(number(document, "bound_proved") - objective) > tiny)
        findings.push_back(fmt::format("an LP, but the proved bound {} is not the objective {}",
                                       number(document, "bound_proved"), objective));
    return findings;
}

Findings check_sales(const json& document) {
    Findings findings;
    const Backlog backlog = backlog_of(document);
    const std::map<int, int> parents = parents_of(document);
    for (const json& row : document.at("sales")) {
        const int node = row.at("node");
        const auto before = backlog.find({parents.at(node), row.at("market"), row.at("product")});
        const double rise = number(row, "backlog") - (before == backlog.end() ? 0 : before->second);
        const double served = number(row, "sales") + number(row, "lost") + rise;
        if (std::abs(served - number(row, "demand")) > 1e-6 * std::max(1.0, number(row, "demand")))
            findings.push_back(fmt::format("node {} {} {}: sales, lost and backlog come to {}, demand is {}",
                                           node, row.at("market").get<std::string>(),
                                           row.at("product").get<std::string>(), served,
                                           number(row, "demand")));
    }
    return findings;
}

Findings check_quantities(const json& document) {
    Findings findings;
    for (const char* table : {"flows", "stock", "sales", "production"})
        for (const json& row : document.at(table))
            for (const char* key : {"quantity", "sales", "lost", "backlog", "started"})
                if (row.contains(key) && number(row, key) < -1e-6)
                    findings.push_back(fmt::format("{}: negative {} in {}", table, key, row.dump()));
    for (const json& row : document.at("utilisation"))
        if (number(row, "use") > number(row, "installed") + number(row, "overtime") + 1e-6)
            findings.push_back("more use than capacity and overtime: " + row.dump());
    return findings;
}

Findings check_invariants(const json& document) {
    Findings findings;
    for (auto* check : {&check_money, &check_sales, &check_quantities}) {
        const Findings more = check(document);
        findings.insert(findings.end(), more.begin(), more.end());
    }
    return findings;
}

}  // namespace dualflow::cases
