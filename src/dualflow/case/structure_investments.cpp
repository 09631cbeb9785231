// SPDX-License-Identifier: MIT
// Investments: numbers that contradict each other, requirements that run in circles, no effect at all.
#include <fmt/format.h>

#include <algorithm>

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
    return row.capacity_added.value > 0 || row.capacity_removed.value > 0 || row.unit_cost_effect != 0 ||
           row.yield_effect != 0 || !row.enables_processes.empty() || !row.enables_lanes.empty() ||
           !row.enables_contracts.empty() || required;
}

}  // namespace

void check_investments(const Case& c, Diagnostics& out) {
    check_requirements(c, out);
    for (std::size_t i = 0; i < c.investments.size(); ++i) {
        const Investment& row = c.investments[i];
        if (row.opening_count > row.max_count)
            out.push_back(finding(
                "E0612", {"investments", row.row, "opening_count"},
                fmt::format("opening_count {} is above max_count {}", row.opening_count, row.max_count),
                "max_count counts the opening ones too; raise it"));
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
