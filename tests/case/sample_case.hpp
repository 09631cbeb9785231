// SPDX-License-Identifier: MIT
// A small case that is right, for tests that make one thing in it wrong: a mine in CN digs ore, a plant
// in US makes trucks of it, a market in US buys them. Rows are numbered as in files: the header is 1.
#pragma once

#include "dualflow/case/case.hpp"

namespace dualflow::samples {

inline const SiteId mine(0), plant(1), market(2);
inline const ProductId ore(0), truck(1);

inline Lane lane(SiteId from, SiteId to, ProductId product, int row) {
    Lane made;
    made.from = from;
    made.to = to;
    made.product = product;
    made.row = row;
    return made;
}

inline Process process(SiteId site, ProductId product, ResourceId resource, int row) {
    Process made;
    made.site = site;
    made.product = product;
    made.variant = "base";
    made.resource = resource;
    made.row = row;
    return made;
}

inline Case mine_to_market() {
    Case c;
    c.settings.start = make_date(2027, 1, 1);
    c.regions = {{"US", "", "NA", "", "", 2}, {"CN", "", "", "", "", 3}};
    for (const auto& [id, kind, region] : {std::tuple{"MINE", SiteKind::supplier, 1},
                                           {"PLANT", SiteKind::plant, 0},
                                           {"MARKET", SiteKind::market, 0}}) {
        Site site;
        site.id = id;
        site.kind = kind;
        site.region = RegionId(region);
        site.row = static_cast<int>(c.sites.size()) + 2;
        c.sites.push_back(site);
    }
    c.products.resize(2);
    c.products[0].id = "ore";
    c.products[0].tariff_code = "2601";
    c.products[0].row = 2;
    c.products[1].id = "truck";
    c.products[1].tariff_code = "8704";
    c.products[1].row = 3;
    c.bom = {{truck, "base", ore, 2.0, {}, {}, 2}};
    Resource line;
    line.site = plant;
    line.name = "line";
    line.capacity = PerDay{10};
    line.row = 2;
    c.resources = {line};
    c.processes = {process(mine, ore, {}, 2), process(plant, truck, ResourceId(0), 3)};
    c.lanes = {lane(mine, plant, ore, 2), lane(plant, market, truck, 3)};
    Tariff duty;
    duty.rate = 0.1;
    duty.measure = "MFN";
    duty.origin = "CN";
    duty.destination = "US";
    duty.code_prefix = "26";
    duty.row = 2;
    c.tariffs = {duty};
    Demand demand;
    demand.market = market;
    demand.product = truck;
    demand.from = make_date(2027, 1, 1);
    demand.to = make_date(2028, 1, 1);
    demand.quantity = PerDay{5};
    demand.row = 2;
    c.demand = {demand};
    return c;
}

}  // namespace dualflow::samples
