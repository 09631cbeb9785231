// SPDX-License-Identifier: MIT
// One row against itself, or against the row it refers to.
#include <fmt/format.h>

#include <algorithm>

#include "dualflow/case/structure_checks.hpp"

namespace dualflow::structure {

namespace {

void check_places(const Case& c, Diagnostics& out) {
    for (const Process& row : c.processes)
        if (c.sites[*row.site].kind == SiteKind::market)
            out.push_back(finding("E0608", {"processes", row.row, "site"},
                                  fmt::format("{} is a market and makes nothing", c.sites[*row.site].id),
                                  "name a supplier, plant or warehouse, or change the kind of the site"));
    for (const Demand& row : c.demand)
        if (c.sites[*row.market].kind != SiteKind::market)
            out.push_back(finding("E0609", {"demand", row.row, "market"},
                                  fmt::format("{} is a {} and has no customers", c.sites[*row.market].id,
                                              word_for(c.sites[*row.market].kind)),
                                  "name a market, or change the kind of the site"));
}

bool ever_has_capacity(const Case& c, ResourceId resource) {
    if (c.resources[*resource].capacity.value > 0) return true;
    return std::any_of(c.investments.begin(), c.investments.end(), [&](const Investment& investment) {
        return investment.resource == resource && investment.capacity_added.value > 0;
    });
}

bool is_used(const Case& c, ResourceId resource) {
    return std::any_of(c.processes.begin(), c.processes.end(),
                       [&](const Process& process) { return process.resource == resource; });
}

void check_resources(const Case& c, Diagnostics& out) {
    for (std::size_t i = 0; i < c.resources.size(); ++i) {
        const Resource& row = c.resources[i];
        if (row.band_high && row.band_low > *row.band_high)
            out.push_back(finding(
                "E0607", {"resources", row.row, "band_low"},
                fmt::format("band_low {} is above band_high {}", row.band_low.value, row.band_high->value),
                "exchange the two, or leave band_high blank for no upper end"));
        if (is_used(c, ResourceId(i)) && !ever_has_capacity(c, ResourceId(i)))
            out.push_back(finding("E0610", {"resources", row.row, "capacity_per_day"},
                                  fmt::format("{} at {} has no capacity, now or by any investment", row.name,
                                              c.sites[*row.site].id),
                                  "give it a capacity, or an investment that adds one"));
        if (!row.opening_rate && (row.ramp_up_cost.value > 0 || row.ramp_down_cost.value > 0))
            out.push_back(
                finding("W0705", {"resources", row.row, "opening_rate"},
                        fmt::format("{} at {} has ramp costs but no opening rate, so its first ramp is free",
                                    row.name, c.sites[*row.site].id),
                        "give the rate at which it runs just before the start"));
    }
}

void check_stock(const Case& c, Diagnostics& out) {
    for (const Inventory& row : c.inventory)
        if (row.storage_limit && row.opening_stock > *row.storage_limit)
            out.push_back(finding("W0715", {"inventory", row.row, "opening_stock"},
                                  fmt::format("opening stock {} is above the storage limit {}",
                                              row.opening_stock.value, row.storage_limit->value),
                                  "raise the limit; what lies above it is paid for as an elastic row"));
}

}  // namespace

void check_rows(const Case& c, Diagnostics& out) {
    check_places(c, out);
    check_resources(c, out);
    check_stock(c, out);
    check_noise(c, out);
}

void check_contracts(const Case& c, Diagnostics& out) {
    for (const Contract& row : c.contracts) {
        if (row.base_min && row.base_max && *row.base_min > *row.base_max)
            out.push_back(finding("E0606", {"contracts", row.row, "base_min_per_day"},
                                  fmt::format("base_min_per_day {} is above base_max_per_day {}",
                                              row.base_min->value, row.base_max->value),
                                  "exchange the two, or leave base_max_per_day blank for no upper end"));
        const bool served = std::any_of(c.lanes.begin(), c.lanes.end(), [&](const Lane& lane) {
            return lane.from == row.supplier && lane.product == row.product &&
                   (!row.destination || lane.to == row.destination);
        });
        if (!served)
            out.push_back(
                finding("W0711", {"contracts", row.row, row.destination ? "destination" : "supplier"},
                        fmt::format("no lane carries \"{}\" from {}{}, so the contract is never used",
                                    c.products[*row.product].id, c.sites[*row.supplier].id,
                                    row.destination ? " to " + c.sites[*row.destination].id : ""),
                        "add the lane, or remove the row"));
    }
}

}  // namespace dualflow::structure
