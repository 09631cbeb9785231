// SPDX-License-Identifier: MIT
#include "cases/driver/expectation.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <cmath>

#include "cases/driver/daily_walk.hpp"

namespace dualflow::cases {
namespace {

using nlohmann::json;

bool near(double found, double expected, double tolerance) {
    return std::abs(found - expected) <= tolerance * std::max(1.0, std::abs(expected));
}

bool chosen(const json& row, const toml::table& wanted) {
    return std::all_of(wanted.begin(), wanted.end(), [&](const auto& cell) {
        const std::string key(cell.first.str());
        if (const auto text = cell.second.template value_exact<std::string>())
            return row.contains(key) && row.at(key) == *text;
        if (const auto whole = cell.second.template value_exact<std::int64_t>())
            return row.contains(key) && row.at(key) == *whole;
        return true;
    });
}

Findings compare_rows(const json& rows, const toml::table& wanted, const std::string& table,
                      double tolerance) {
    Findings findings;
    for (const auto& [key, cell] : wanted) {
        const auto expected = cell.value_exact<double>();
        if (!expected) continue;
        double sum = 0;
        for (const json& row : rows)
            if (chosen(row, wanted)) sum += row.at(std::string(key.str())).get<double>();
        if (!near(sum, *expected, tolerance))
            findings.push_back(fmt::format("{} line {}: {} is {}, expected {}", table,
                                           wanted.source().begin.line, std::string_view(key.str()), sum,
                                           *expected));
    }
    return findings;
}

void compare_tables(const json& document, const toml::table& expect, double tolerance, Findings& findings) {
    for (const auto& [name, entries] : expect) {
        const std::string table(name.str());
        if (!entries.is_array_of_tables() || table == "prints") continue;
        for (const toml::node& entry : *entries.as_array()) {
            const Findings more =
                compare_rows(document.at(table), *entry.as_table(), table, std::max(tolerance, 1e-6));
            findings.insert(findings.end(), more.begin(), more.end());
        }
    }
}

void compare_money(const json& document, const toml::table& expect, double tolerance, Findings& findings) {
    if (const auto objective = expect["objective"].value<double>())
        if (const double found = document.at("objective"); !near(found, *objective, tolerance))
            findings.push_back(fmt::format("objective is {:.12g}, expected {:.12g}", found, *objective));
    const auto* components = expect["components"].as_table();
    if (components == nullptr) return;
    for (const auto& [key, value] : *components) {
        const std::string name(key.str());
        const double found = document.at("cost_components").value(name, 0.0);
        if (const double expected = value.value_or(0.0); !near(found, expected, tolerance))
            findings.push_back(
                fmt::format("component {} is {:.12g}, expected {:.12g}", name, found, expected));
    }
}

void compare_elastic(const json& document, const toml::table& expect, Findings& findings) {
    const double total = document.at("elastic").at("total");
    const bool paid = expect["elastic"].value_or(false);
    if (paid && total <= 1e-6) findings.push_back("no elastic row was paid, expected one");
    if (!paid && total > 1e-6)
        findings.push_back("elastic rows were paid: " + document.at("elastic").at("rows").dump());
}

void compare_problems(const PlanRun& run, const toml::table& expect, Findings& findings) {
    const auto* entries = expect["prints"].as_array();
    if (entries == nullptr) return;
    for (const toml::node& entry : *entries) {
        const std::string text = (*entry.as_table())["contains"].value_or(std::string());
        if ((run.output + run.problems).find(text) == std::string::npos)
            findings.push_back(fmt::format("neither stdout nor stderr contains `{}`", text));
    }
}

}  // namespace

std::string arguments_of(const std::filesystem::path& folder) {
    const toml::table expect = toml::parse_file((folder / "expect.toml").string());
    const auto strategy = expect["strategy"].value<std::string>();
    return strategy ? "--strategy \"" + *strategy + "\"" : "";
}

Findings compare_with_expectation(const PlanRun& run, const std::filesystem::path& folder) {
    const toml::table expect = toml::parse_file((folder / "expect.toml").string());
    Findings findings;
    if (expect["source"].value_or(std::string()).empty())
        findings.push_back("expect.toml does not say where its numbers come from (source)");
    const auto exit_code = expect["exit"].value_or(0);
    if (run.exit_code != exit_code)
        findings.push_back(
            fmt::format("exit code {}, expected {}\n{}", run.exit_code, exit_code, run.problems));
    compare_problems(run, expect, findings);
    if (exit_code != 0 && exit_code != 4) return findings;  // no plan to look at
    if (!run.document.is_object()) {
        findings.push_back("stdout is not a JSON document");
        return findings;
    }
    const double tolerance = expect["tolerance"].value_or(1e-6);
    for (const std::string& broken : check_invariants(run.document)) findings.push_back(broken);
    compare_money(run.document, expect, tolerance, findings);
    compare_tables(run.document, expect, tolerance, findings);
    compare_elastic(run.document, expect, findings);
    if (expect["walk_by_day"].value_or(false))
        for (const std::string& gap : walk_by_day(run.document, folder)) findings.push_back(gap);
    return findings;
}

}  // namespace dualflow::cases
