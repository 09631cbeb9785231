// SPDX-License-Identifier: MIT
#include "small_case.hpp"

#include <fmt/format.h>

namespace dualflow::testing {

SmallCase small_case(int days) {
    SmallCase s;
    s.c.settings.name = "small";
    s.c.settings.currency = "USD";
    s.c.settings.start = make_date(2027, 1, 1);
    s.c.settings.calendar = fmt::format("{} days", days);
    Region us;
    us.id = "US";
    s.c.regions = {us};
    Site plant, market;
    plant.id = "PLANT";
    market.id = "MARKET";
    market.kind = SiteKind::market;
    plant.region = market.region = RegionId{0};
    s.c.sites = {plant, market};
    s.plant = SiteId{0};
    s.market = SiteId{1};
    Product truck;
    truck.id = "truck";
    s.c.products = {truck};
    s.product = ProductId{0};
    Resource line;
    line.site = s.plant;
    line.name = "line";
    line.capacity = PerDay{130};
    s.c.resources = {line};
    s.line = ResourceId{0};
    Process process;
    process.site = s.plant;
    process.product = s.product;
    process.variant = "base";
    process.resource = s.line;
    s.c.processes = {process};
    s.process = ProcessId{0};
    Lane lane;
    lane.from = s.plant;
    lane.to = s.market;
    lane.product = s.product;
    lane.mode = "truck";
    s.c.lanes = {lane};
    s.lane = LaneId{0};
    return s;
}

void add_demand(SmallCase& s, int from_day, int to_day, double per_day) {
    Demand row;
    row.market = s.market;
    row.product = s.product;
    row.from = s.c.settings.start + from_day;
    row.to = s.c.settings.start + to_day;
    row.quantity = PerDay{per_day};
    row.lost_sale_cost = Money{1000};
    s.c.demand.push_back(row);
}

Inventory& add_inventory(SmallCase& s, SiteId site, double opening_stock, double holding_cost_per_day) {
    Inventory row;
    row.site = site;
    row.product = s.product;
    row.opening_stock = Units{opening_stock};
    row.holding_cost_per_day = Money{holding_cost_per_day};
    s.c.inventory.push_back(row);
    return s.c.inventory.back();
}

}  // namespace dualflow::testing
