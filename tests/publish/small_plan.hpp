// SPDX-License-Identifier: MIT
// A case of four sites and a plan of it, both made by hand: two buckets of a year each, one part from two
// regions, one truck sold. Numbers are small enough to add up in the head.
#pragma once

#include "dualflow/plan/result.hpp"

namespace dualflow::testing {

// Sites 0 near (supplier, MX), 1 far (supplier, CN), 2 plant (US), 3 market (US); products 0 truck, 1 axle.
inline Case small_case() {
    Case c;
    c.settings.name = "small";
    c.settings.currency = "USD";
    c.settings.start = make_date(2027, 1, 1);
    c.settings.calendar = "2 years";
    c.settings.off = {"credits", "sites.organisation"};
    c.settings.budget = {{2027, 500.0}};
    c.regions = {{"MX", "Mexico", "USMCA", "", ""}, {"CN", "China", "", "", ""}, {"US", "", "USMCA", "", ""}};
    const auto add_site = [&](const char* id, SiteKind kind, std::size_t region) {
        Site site;
        site.id = id;
        site.kind = kind;
        site.region = RegionId{region};
        c.sites.push_back(site);
    };
    add_site("near", SiteKind::supplier, 0);
    add_site("far", SiteKind::supplier, 1);
    add_site("plant", SiteKind::plant, 2);
    add_site("market", SiteKind::market, 2);
    c.sites[0].latitude = 25.5;
    c.sites[0].longitude = -100.25;
    for (const char* id : {"truck", "axle"}) {
        Product product;
        product.id = id;
        c.products.push_back(product);
    }
    c.products[1].unit_value = Money{10};
    c.bom = {{ProductId{0}, "base", ProductId{1}, 2, {}, {}}};
    Resource line;
    line.site = SiteId{2};
    line.name = "line";
    line.band_high = Share{0.9};
    c.resources = {line};
    for (const auto& [site, product] : {std::pair{0, 1}, {1, 1}, {2, 0}}) {
        Process process;
        process.site = SiteId{site};
        process.product = ProductId{product};
        process.variant = "base";
        c.processes.push_back(process);
    }
    Investment press;
    press.id = "press";
    press.site = SiteId{2};
    c.investments = {press};
    Contract contract;
    contract.id = "axles";
    contract.supplier = SiteId{1};
    contract.product = ProductId{1};
    c.contracts = {contract};
    Demand demand;  // price 100 in 2027, 110 in 2028
    demand.market = SiteId{3};
    demand.product = ProductId{0};
    for (const int year : {2027, 2028}) {
        demand.from = make_date(year, 1, 1);
        demand.to = make_date(year + 1, 1, 1);
        demand.price = Money{year == 2027 ? 100.0 : 110.0};
        demand.quantity = PerDay{1};
        c.demand.push_back(demand);
    }
    c.hash = "0123456789abcdef0123456789abcdef";
    Diagnostic warning;
    warning.code = "W0031";
    warning.severity = Severity::warning;
    warning.file = "demand.csv";
    warning.message = "a </script> in a message";
    c.warnings = {warning};
    return c;
}

inline PlanResult small_plan() {
    PlanResult p;
    p.status = PlanStatus::optimal;
    p.objective = -2000;
    p.bound = -2001;
    p.bound_source = "safe dual";
    p.bound_proved = -2001.5;
    p.gap = 0.0005;
    p.cost_components = {{"revenue", -8000.0}, {"purchase", 5000.1}, {"freight", 999.9}};
    p.calendar = {{make_date(2027, 1, 1), make_date(2028, 1, 1)},
                  {make_date(2028, 1, 1), make_date(2029, 1, 1)}};
    p.tree = Tree::path(2);
    const auto flow = [&](int node, int from, int to, int product, int origin, double quantity) {
        p.flows.push_back({node, SiteId{from}, SiteId{to}, ProductId{product}, RegionId{origin}, "truck",
                           quantity, 0, 0, quantity / 10, 0});
    };
    flow(0, 0, 2, 1, 0, 20);
    flow(0, 1, 2, 1, 1, 60);
    flow(1, 0, 2, 1, 0, 45);
    flow(1, 1, 2, 1, 1, 45);
    flow(0, 2, 3, 0, 2, 40);
    flow(1, 2, 3, 0, 2, 45);
    p.production = {{0, ProcessId{2}, 40}, {1, ProcessId{2}, 45}};
    p.stock = {{0, SiteId{2}, ProductId{1}, 3}};
    p.sales = {{0, SiteId{3}, ProductId{0}, 50, 40, 10, 0, 100, "capacity"},
               {1, SiteId{3}, ProductId{0}, 45, 45, 0, 0, 110, ""}};
    p.investments = {
        {0, InvestmentId{0}, SiteId{2}, "press", 1, 300, make_date(2027, 1, 1), make_date(2027, 7, 1)},
        {1, {}, SiteId{0}, "close near", 1, 50, make_date(2028, 1, 1), make_date(2028, 1, 1)}};
    p.utilisation = {{0, ResourceId{0}, 50, 40, 0, 0, 0}, {1, ResourceId{0}, 50, 45, 0, 0, 0}};
    p.awards = {{0, ContractId{0}, true, 0.25, 0, 105}};
    p.false_dual_sources = {};
    return p;
}

}  // namespace dualflow::testing
