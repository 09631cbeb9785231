// SPDX-License-Identifier: MIT
// A small case by hand for trees of random futures: a market in the US that plants in MX and DE serve.
#pragma once

#include <string>

#include "dualflow/case/calendar.hpp"
#include "dualflow/futures/sampled_tree.hpp"
#include "future_rows.hpp"

namespace dualflow::tests {

inline Case tree_case() {
    Case c;
    c.settings.currency = "USD";
    c.settings.start = make_date(2027, 1, 1);
    c.settings.calendar = "4 quarters, 4 half-years, 7 years";
    c.settings.discount_rate = 0.08;
    for (const auto& [id, currency] : {std::pair{"US", "USD"}, {"MX", "MXN"}, {"DE", "EUR"}}) {
        Region region;
        region.id = id;
        region.currency = currency;
        c.regions.push_back(region);
        Site site;
        site.id = std::string("site ") + id;
        site.region = RegionId(c.regions.size() - 1);
        site.kind = c.sites.empty() ? SiteKind::market : SiteKind::plant;
        c.sites.push_back(site);
    }
    c.products.push_back({});
    c.products[0].id = "engine";
    for (const std::size_t plant : {1U, 2U}) {
        Process process;
        process.site = SiteId(plant);
        process.product = ProductId(0);
        c.processes.push_back(process);
        Lane lane;
        lane.from = SiteId(plant);
        lane.to = SiteId(0);
        lane.product = ProductId(0);
        c.lanes.push_back(lane);
    }
    Demand demand;
    demand.market = SiteId(0);
    demand.product = ProductId(0);
    demand.from = c.settings.start;
    demand.to = make_date(2040, 1, 1);
    demand.quantity = PerDay{10};
    demand.lost_sale_cost = Money{100};
    c.demand.push_back(demand);
    Tariff war;
    war.origin = "DE";
    war.destination = "US";
    war.rate = 0.25;
    war.code_prefix = "*";
    war.measure = "war";
    war.regimes = {"war"};
    c.tariffs.push_back(war);
    return c;
}

inline std::vector<Bucket> buckets_of(const Case& c) {
    return make_calendar(c.settings.calendar, c.settings.start).value();
}

// Cycle, euro and tariffs of some_rows; a plant stop at MX that is rare, one at DE that is not.
inline FutureRows tree_rows() {
    FutureRows rows = some_rows();
    rows.cycles[0].target.products = {ProductId(0)};
    rows.disruptions = {outage_row("fire", 0.04), outage_row("strike", 0.5)};
    rows.disruptions[0].hits = {{{SiteId(1)}, {}, {}}};
    rows.disruptions[1].hits = {{{SiteId(2)}, {}, {}}};
    return rows;
}

inline TreeOptions small_tree(std::size_t leaves) {
    TreeOptions options;
    options.leaves = leaves;
    options.samples = 256;
    options.report_samples = 1000;
    return options;
}

}  // namespace dualflow::tests
