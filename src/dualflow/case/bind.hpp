// SPDX-License-Identifier: MIT
// From typed tables to the typed rows of a Case. The steps run in the order declared here, each uses
// what earlier ones bound; all append their problems, and a Case counts only where there are none.
#pragma once

#include <map>
#include <string>
#include <utility>

#include "dualflow/case/case.hpp"
#include "dualflow/case/expand.hpp"
#include "dualflow/case/tables.hpp"

namespace dualflow {

struct Binder {
    Binder(const Tables& typed, Case& bound, Diagnostics& problems)
        : tables(typed), c(bound), errors(problems) {}

    const Tables& tables;
    Case& c;
    Diagnostics& errors;

    Names regions{"regions"}, organisations{"organisations"}, sites{"sites"}, products{"products"};
    Names investments{"investments"}, capacity_groups{"capacity_groups"}, lane_classes{"lane_classes"};
    Names regimes{"tariff_regimes"};
    std::map<std::pair<SiteId, std::string>, ResourceId> resources;

    const TypedTable& table(std::string_view name) const { return tables.find(name)->second; }
};

// All steps, in order.
void bind_tables(Binder& b);

void bind_places(Binder& b);     // regions, organisations, sites
void bind_products(Binder& b);   // products, bom
void bind_processes(Binder& b);  // resources, processes
void bind_demand(Binder& b);     // demand, opening_pipeline
void bind_lanes(Binder& b);      // capacity_groups, lane_classes, lanes
void bind_inventory(Binder& b);  // what can be at a site follows from its lanes
void bind_contracts(Binder& b);
void bind_investments(Binder& b);  // what they enable is bound before
void bind_trade(Binder& b);        // tariff_regimes, tariffs
void bind_strategies(Binder& b);   // strategy_limits, recorded_flows

// Names the rows of a table whose key is one id column, and reports ids that appear twice.
void name_rows(const TypedTable& table, std::string_view id_column, Names& names, Diagnostics& errors);

// The row that an optional reference without groups names, -1 where it is blank or wrong.
int refer(const Row& row, std::string_view column, const Names& names, Diagnostics& errors);

// The resource of a site by its name; none, with an error, where the site has none of that name.
ResourceId find_resource(Binder& b, SiteId site, const Row& row);
bool has_resource(const Binder& b, SiteId site, const std::string& name);

// A warning: a group row whose members never occur together.
Diagnostic addresses_nothing(const Row& row, std::string message);

Decided decided_of(const Row& row);

// How the demand of a row varies from day to day; none where the row says nothing of it.
Noise noise_of(const Row& row, Diagnostics& errors);

template <class Value>
std::optional<Value> maybe(const Row& row, std::string_view column) {
    const std::optional<double> number = row.maybe(column);
    return number ? std::optional(Value{*number}) : std::nullopt;
}

}  // namespace dualflow
