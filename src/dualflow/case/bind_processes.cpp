// SPDX-License-Identifier: MIT
#include "dualflow/case/bind.hpp"

namespace dualflow {

namespace {

Resource make_resource(const Row& row, SiteId site) {
    Resource r;
    r.site = site;
    r.name = row.text("resource");
    r.capacity = PerDay{row.number("capacity_per_day")};
    r.overtime_share = Share{row.number("overtime_share")};
    r.overtime_premium = Share{row.number("overtime_premium")};
    r.overtime_unit_cost = maybe<Money>(row, "overtime_unit_cost");
    r.band_low = Share{row.number("band_low")};
    r.band_high = maybe<Share>(row, "band_high");
    r.under_cost = Money{row.number("under_cost")};
    r.over_cost = Money{row.number("over_cost")};
    r.ramp_up_cost = Money{row.number("ramp_up_cost")};
    r.ramp_down_cost = Money{row.number("ramp_down_cost")};
    r.opening_rate = maybe<PerDay>(row, "opening_rate");
    r.row = row.row;
    return r;
}

Process make_process(const Row& row, SiteId site, ProductId product) {
    Process p;
    p.site = site;
    p.product = product;
    p.variant = row.text("variant");
    p.capacity_use = row.number("capacity_use");
    p.unit_cost = Money{row.number("unit_cost")};
    p.labour_hours = row.number("labour_hours");
    p.yield = row.number("yield");
    p.lead = Days{row.number("lead_days")};
    p.decided = decided_of(row);
    p.available = row.flag("available");
    p.row = row.row;
    return p;
}

void bind_resources(Binder& b) {
    for (const Placed& placed : place_and_settle(b.table("resources"), {{"site", &b.sites}}, b.errors)) {
        b.c.resources.push_back(make_resource(*placed.row, SiteId{placed.ref[0]}));
        b.resources.emplace(std::pair(SiteId{placed.ref[0]}, placed.row->text("resource")),
                            ResourceId{b.c.resources.size() - 1});
    }
}

// Of a group of sites only those count that have the resource; where none has it the row is wrong.
std::vector<Placed> with_resource(Binder& b, std::vector<Placed> all) {
    std::map<const Row*, int> kept;
    for (const Placed& placed : all)
        kept[placed.row] += has_resource(b, SiteId{placed.ref[0]}, placed.row->text("resource"));
    std::vector<Placed> possible;
    for (Placed& placed : all) {
        const std::string& name = placed.row->text("resource");
        const bool skipped = !name.empty() && placed.from_group[0] && kept[placed.row] > 0 &&
                             !has_resource(b, SiteId{placed.ref[0]}, name);
        if (!skipped) possible.push_back(std::move(placed));
    }
    return possible;
}

}  // namespace

void bind_processes(Binder& b) {
    bind_resources(b);
    const std::vector<RefColumn> columns{{"site", &b.sites}, {"product", &b.products}};
    std::vector<Placed> possible = with_resource(b, place_rows(b.table("processes"), columns, b.errors));
    const Row* wrong = nullptr;  // one error a row, not one a member
    for (const Placed& placed : settle(std::move(possible), columns, b.errors)) {
        const Row& row = *placed.row;
        Process process = make_process(row, SiteId{placed.ref[0]}, ProductId{placed.ref[1]});
        if (!row.text("resource").empty() && wrong != &row) {
            process.resource = find_resource(b, process.site, row);
            if (!process.resource) wrong = &row;
        }
        b.c.processes.push_back(std::move(process));
    }
}

}  // namespace dualflow
