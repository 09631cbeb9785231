// SPDX-License-Identifier: MIT
#include "dual_case.hpp"

#include <string>

namespace dualflow::testing {
namespace {

SiteId add_site(Case& c, const std::string& id, SiteKind kind) {
    Site site;
    site.id = id;
    site.kind = kind;
    site.region = RegionId{0};
    c.sites.push_back(site);
    return SiteId{c.sites.size() - 1};
}

void add_source(Case& c, const std::string& id, SiteId market, double price, int lead) {
    const SiteId site = add_site(c, id, SiteKind::supplier);
    Process process;
    process.site = site;
    process.product = ProductId{0};
    process.variant = "base";
    process.unit_cost = Money{price};
    c.processes.push_back(process);
    Lane lane;
    lane.from = site;
    lane.to = market;
    lane.product = ProductId{0};
    lane.mode = "truck";
    lane.lead = Days{static_cast<double>(lead)};
    c.lanes.push_back(lane);
}

}  // namespace

Noise uniform_int(double lo, double hi) {
    Noise noise;
    noise.law = NoiseLaw::uniform_int;
    noise.lo = lo;
    noise.hi = hi;
    return noise;
}

Case case_of(const DualCase& d) {
    Case c;
    c.settings.name = "dual";
    c.settings.currency = "USD";
    c.settings.start = make_date(2027, 1, 1);
    c.settings.calendar = d.calendar;
    Region region;
    region.id = "US";
    c.regions = {region};
    Product part;
    part.id = "part";
    c.products = {part};
    const SiteId market = add_site(c, "MARKET", SiteKind::market);
    add_source(c, "NEAR", market, d.far_price + d.premium, d.lead_near);
    add_source(c, "FAR", market, d.far_price, d.lead_far);
    Demand demand;
    demand.market = market;
    demand.product = ProductId{0};
    demand.from = c.settings.start;
    demand.to = c.settings.start + 100'000;
    demand.quantity = PerDay{d.mean};
    demand.lost_sale_cost = Money{10 * d.far_price};
    demand.backlog_cost_per_day = Money{d.backlog};
    demand.noise = d.noise;
    c.demand = {demand};
    Inventory store;
    store.site = market;
    store.product = ProductId{0};
    store.holding_cost_per_day = Money{d.holding};
    c.inventory = {store};
    for (int day = 0; day < d.lead_far; ++day) {
        OpeningArrival arrival;
        arrival.to = market;
        arrival.product = ProductId{0};
        arrival.date = c.settings.start + day;
        arrival.quantity = Units{d.share_far * d.mean};
        c.opening_pipeline.push_back(arrival);
    }
    return c;
}

}  // namespace dualflow::testing
