// SPDX-License-Identifier: MIT
// Rows of `tariffs` that no goods can meet, or that another row overrules wherever they do.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "dualflow/case/reach.hpp"
#include "dualflow/case/structure_checks.hpp"
#include "dualflow/case/tariff_rate.hpp"

namespace dualflow::structure {

namespace {

bool names_region(const std::string& text, const Region& region) {
    return text == "*" || text == region.id || (!region.bloc.empty() && text == region.bloc);
}

// The regions a product can have as origin and the regions it can get to.
struct Trade {
    std::set<RegionId> origins, destinations;
};

std::vector<Trade> trade_of(const Case& c) {
    const Reach reach(c);
    std::vector<Trade> trade(c.products.size());
    for (const Process& process : c.processes)
        trade[*process.product].origins.insert(c.sites[*process.site].region);
    for (const OpeningArrival& row : c.opening_pipeline)
        if (row.from) trade[*row.product].origins.insert(c.sites[*row.from].region);
    for (std::size_t p = 0; p < c.products.size(); ++p)
        for (const SiteId site : reach.sites_of(ProductId(p)))
            trade[p].destinations.insert(c.sites[*site].region);
    return trade;
}

bool can_be_met(const Case& c, const std::vector<Trade>& trade, const Tariff& tariff) {
    for (std::size_t p = 0; p < c.products.size(); ++p) {
        if (c.products[p].tariff_code.compare(0, tariff.code_prefix.size(), tariff.code_prefix) != 0)
            continue;
        for (const RegionId origin : trade[p].origins)
            for (const RegionId destination : trade[p].destinations)
                if (origin != destination && names_region(tariff.origin, c.regions[*origin]) &&
                    names_region(tariff.destination, c.regions[*destination]))
                    return true;
    }
    return false;
}

// Days on which the row may begin to count: its own first day, and the first and last of every other row.
std::set<Date> days_to_try(const Case& c, const Tariff& row, Date start, Date end) {
    std::set<Date> days{start};
    for (const Tariff& other : c.tariffs)
        for (const auto& date : {other.valid_from, other.valid_to})
            if (date && *date > start && *date < end) days.insert(*date);
    std::erase_if(days, [&](Date day) {
        return (row.valid_from && day < *row.valid_from) || (row.valid_to && day >= *row.valid_to);
    });
    return days;
}

// Whether without the row the duty of any goods that can meet it would be another one on any day.
bool matters(const Case& c, const std::vector<Trade>& trade, std::size_t index, Date start, Date end) {
    const Tariff& row = c.tariffs[index];
    const std::set<Date> days = days_to_try(c, row, start, end);
    for (std::size_t p = 0; p < c.products.size(); ++p) {
        for (const RegionId origin : trade[p].origins) {
            for (const RegionId destination : trade[p].destinations) {
                if (origin == destination || !names_region(row.origin, c.regions[*origin]) ||
                    !names_region(row.destination, c.regions[*destination]))
                    continue;
                for (const Date day : days) {
                    const double with = duty_share(c, origin, destination, ProductId(p), day);
                    if (with != duty_share_without(c, origin, destination, ProductId(p), day, index))
                        return true;
                }
            }
        }
    }
    return false;
}

}  // namespace

void check_tariffs(const Case& c, Diagnostics& out) {
    const std::vector<Trade> trade = trade_of(c);
    for (const Tariff& row : c.tariffs)
        if (!can_be_met(c, trade, row))
            out.push_back(finding(
                "W0709", {"tariffs", row.row, "code_prefix"},
                fmt::format("no product of this code can go from {} to {}", row.origin, row.destination),
                "check the code and the two ends, or remove the row"));
}

void check_overruled_tariffs(const Case& c, Date start, Date end, Diagnostics& out) {
    const std::vector<Trade> trade = trade_of(c);
    for (std::size_t i = 0; i < c.tariffs.size(); ++i) {
        if (!can_be_met(c, trade, c.tariffs[i]) || matters(c, trade, i, start, end)) continue;
        out.push_back(finding("W0717", {"tariffs", c.tariffs[i].row, "rate"},
                              "without this row no duty would be another one in the horizon",
                              "check its dates, its rate and the rows that go before it, or remove the row"));
    }
}

}  // namespace dualflow::structure
