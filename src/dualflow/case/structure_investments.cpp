// SPDX-License-Identifier: MIT
// Investments: numbers that contradict each other, requirements that run in circles, no effect at all.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string>

#include "dualflow/case/structure_checks.hpp"

namespace dualflow::structure {

namespace {

// Whether `goal` is required, directly or through others, by `from`.
bool leads_to(const std::vector<std::vector<std::size_t>>& required, std::size_t from, std::size_t goal) {
    std::vector<char> seen(required.size(), 0);
    std::vector<std::size_t> stack{from};
    while (!stack.empty()) {
        const std::size_t at = stack.back();
        stack.pop_back();
        if (at == goal) return true;
        if (seen[at] != 0) continue;
        seen[at] = 1;
        stack.insert(stack.end(), required[at].begin(), required[at].end());
    }
    return false;
}

// As with bills of material the row that closes the circle is reported.
void check_requirements(const Case& c, Diagnostics& out) {
    std::vector<std::vector<std::size_t>> required(c.investments.size());
    for (std::size_t i = 0; i < c.investments.size(); ++i)
        for (const InvestmentId other : c.investments[i].required) {
            if (!leads_to(required, *other, i)) {
                required[i].push_back(*other);
                continue;
            }
            out.push_back(
                finding("E0611", {"investments", c.investments[i].row, "requires"},
                        fmt::format("\"{}\" and \"{}\" require each other, so neither can come first",
                                    c.investments[i].id, c.investments[*other].id),
                        "remove one of the requirements that make the circle"));
        }
}

bool changes_something(const Case& c, std::size_t index) {
    const Investment& row = c.investments[index];
    const bool required =
        std::any_of(c.investments.begin(), c.investments.end(), [&](const Investment& other) {
            return std::find(other.required.begin(), other.required.end(), InvestmentId(index)) !=
                   other.required.end();
        });
    const bool changes_site =
        row.site && (row.kind == InvestmentKind::open || row.kind == InvestmentKind::close);
    return changes_site || row.capacity_added.value > 0 || row.capacity_removed.value > 0 ||
           row.unit_cost_effect != 0 || row.yield_effect != 0 || !row.enables_processes.empty() ||
           !row.enables_lanes.empty() || !row.enables_contracts.empty() || required;
}

// What the options of a resource can change together: of an exclusive group the one that changes most.
double together(const Case& c, ResourceId resource, double Investment::* effect, double sign) {
    std::map<std::string, double> of_group;
    double sum = 0;
    for (const Investment& row : c.investments) {
        if (row.resource != resource) continue;
        const double change = std::max(0.0, sign * row.*effect);
        double& group = of_group[row.exclusive_group];
        if (row.exclusive_group.empty()) {
            sum += change;
        } else {
            group = std::max(group, change);
        }
    }
    for (const auto& [name, change] : of_group) sum += change;
    return sum;
}

constexpr double rounding = 1e-9;

// Effects add up, so that together they may leave nothing, or more than there is.
void check_effects(const Case& c, Diagnostics& out) {
    for (const Process& process : c.processes) {
        if (!process.resource) continue;
        const std::string where =
            fmt::format("\"{}\" at {}", c.products[*process.product].id, c.sites[*process.site].id);
        const double saved = together(c, process.resource, &Investment::unit_cost_effect, -1);
        if (saved > 1 + rounding)
            out.push_back(
                finding("E0614", {"processes", process.row, "unit_cost"},
                        fmt::format("the investments together lower the unit cost of {} by {:g} %", where,
                                    100 * saved),
                        "put what excludes each other into one exclusive_group, or lower the effects"));
        const double best = process.yield + together(c, process.resource, &Investment::yield_effect, 1);
        const double worst = process.yield - together(c, process.resource, &Investment::yield_effect, -1);
        if (best > 1 + rounding || worst <= 0)
            out.push_back(
                finding("E0615", {"processes", process.row, "yield"},
                        fmt::format("the investments together bring the yield of {} to {:g}", where,
                                    best > 1 + rounding ? best : worst),
                        "put what excludes each other into one exclusive_group, or lower the effects"));
    }
}

}  // namespace

void check_investments(const Case& c, Diagnostics& out) {
    check_requirements(c, out);
    check_effects(c, out);
    for (std::size_t i = 0; i < c.investments.size(); ++i) {
        const Investment& row = c.investments[i];
        if (row.opening_count > row.max_count)
            out.push_back(finding(
                "E0612", {"investments", row.row, "opening_count"},
                fmt::format("opening_count {} is above max_count {}", row.opening_count, row.max_count),
                "max_count counts the opening ones too; raise it"));
        const bool of_site = row.kind == InvestmentKind::open || row.kind == InvestmentKind::close;
        if (of_site && !row.resource && row.opening_count > 1)
            out.push_back(
                finding("E0612", {"investments", row.row, "opening_count"},
                        fmt::format("opening_count {} of an investment that {} a site; a site is so once",
                                    row.opening_count, row.kind == InvestmentKind::open ? "opens" : "closes"),
                        "write 0 or 1"));
        const bool moves_capacity = row.capacity_added.value > 0 || row.capacity_removed.value > 0;
        if (moves_capacity && !row.resource)
            out.push_back(finding("E0613", {"investments", row.row, "resource"},
                                  fmt::format("\"{}\" changes capacity but names no resource", row.id),
                                  "name the site and the resource whose capacity it changes"));
        if (!changes_something(c, i))
            out.push_back(finding("W0710", {"investments", row.row, "id"},
                                  fmt::format("\"{}\" changes nothing that the plan knows", row.id),
                                  "give it a capacity, an effect or what it enables, or remove the row"));
    }
}

}  // namespace dualflow::structure
