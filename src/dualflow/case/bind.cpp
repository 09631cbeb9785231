// SPDX-License-Identifier: MIT
#include "dualflow/case/bind.hpp"

#include <fmt/format.h>

#include "dualflow/case/codes.hpp"
#include "dualflow/case/nearest.hpp"

namespace dualflow {

void bind_tables(Binder& b) {
    bind_places(b);
    bind_products(b);
    bind_processes(b);
    bind_demand(b);
    bind_lanes(b);
    bind_inventory(b);
    bind_contracts(b);
    bind_investments(b);
    bind_trade(b);
    bind_strategies(b);
}

void name_rows(const TypedTable& table, std::string_view id_column, Names& names, Diagnostics& errors) {
    if (table.broken) names.set_broken();
    std::vector<Claim> claims;
    for (const Row& row : table.rows) {
        const std::string& id = row.text(id_column);
        if (!id.empty()) claims.push_back({fmt::format("{}={}", id_column, id), 0, &row});
    }
    winners(claims, errors);
    for (const Row& row : table.rows) names.add(row.text(id_column));
}

int refer(const Row& row, std::string_view column, const Names& names, Diagnostics& errors) {
    const std::string& text = row.text(column);
    if (text.empty()) return -1;
    const Members members = resolve(names, text, row, *find_column(*row.table, column), errors);
    return members.index.empty() ? -1 : members.index.front();
}

bool has_resource(const Binder& b, SiteId site, const std::string& name) {
    return b.resources.contains({site, name});
}

ResourceId find_resource(Binder& b, SiteId site, const Row& row) {
    const std::string& name = row.text("resource");
    const auto found = b.resources.find({site, name});
    if (found != b.resources.end()) return found->second;
    if (b.table("resources").broken) return {};
    std::vector<std::string> names;
    for (const auto& [key, id] : b.resources)
        if (key.first == site) names.push_back(key.second);
    const std::string& at = b.sites.id(site.index);
    Diagnostic d = problem_at(code::unknown_resource, row, "resource",
                              fmt::format("site {} has no resource \"{}\"", at, name),
                              fmt::format("a resource of {} ({} rows in resources)", at, names.size()));
    d.found = name;
    d.nearest = nearest_names(name, names);
    b.errors.push_back(std::move(d));
    return {};
}

Diagnostic addresses_nothing(const Row& row, std::string message) {
    Diagnostic d = problem_at(code::addresses_nothing, row, "", std::move(message), "");
    d.severity = Severity::warning;
    d.remedy = "remove the row, or widen its groups";
    return d;
}

Decided decided_of(const Row& row) {
    const std::string& word = row.text("decided");
    if (word == "before") return Decided::before;
    return word == "after" ? Decided::after : Decided::automatic;
}

}  // namespace dualflow
