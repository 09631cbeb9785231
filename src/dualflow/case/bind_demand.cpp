// SPDX-License-Identifier: MIT
// Demand, what is on its way at the start, and the stock that sites may keep.
#include <fmt/format.h>

#include <map>

#include "dualflow/case/bind.hpp"
#include "dualflow/case/codes.hpp"
#include "dualflow/case/settings.hpp"
#include "dualflow/case/useful.hpp"

namespace dualflow {

namespace {

Demand make_demand(const Row& row, const Placed& placed) {
    Demand d;
    d.market = SiteId{placed.ref[0]};
    d.product = ProductId{placed.ref[1]};
    d.from = row.date("from");
    d.to = row.date("to");
    d.quantity = PerDay{row.number("quantity_per_day")};
    d.price = maybe<Money>(row, "price");
    d.selling_cost = Money{row.number("selling_cost")};
    d.lost_sale_cost = Money{row.number("lost_sale_cost")};
    d.backlog_cost_per_day = maybe<Money>(row, "backlog_cost_per_day");
    d.row = row.row;
    return d;
}

void bind_opening_pipeline(Binder& b) {
    const std::vector<RefColumn> columns{{"to", &b.sites}, {"product", &b.products}, {"from", &b.sites}};
    for (const Placed& placed : place_and_settle(b.table("opening_pipeline"), columns, b.errors)) {
        const Row& row = *placed.row;
        b.c.opening_pipeline.push_back({SiteId{placed.ref[0]}, ProductId{placed.ref[1]}, row.date("date"),
                                        Units{row.number("quantity")}, SiteId{placed.ref[2]}, row.row});
    }
}

Inventory make_inventory(const Row& row, const Placed& placed) {
    Inventory i;
    i.site = SiteId{placed.ref[0]};
    i.product = ProductId{placed.ref[1]};
    i.opening_stock = Units{row.number("opening_stock")};
    i.safety_days = row.number("safety_days");
    i.holding_rate_per_year = row.number("holding_rate_per_year");
    i.holding_cost_per_day = Money{row.number("holding_cost_per_day")};
    i.storage_limit = maybe<Units>(row, "storage_limit");
    i.end_value = maybe<Money>(row, "end_value");
    i.end_backlog_cost = maybe<Money>(row, "end_backlog_cost");
    i.row = row.row;
    return i;
}

}  // namespace

void bind_demand(Binder& b) {
    const std::vector<RefColumn> columns{{"market", &b.sites}, {"product", &b.products}};
    std::vector<Span> spans;
    std::map<const Row*, Noise> noises;  // a row of groups has one problem, not one for each member
    const bool off = is_off(b.c.settings, "demand", "noise_cv_per_day");
    for (const Row& row : b.table("demand").rows) noises[&row] = off ? Noise{} : noise_of(row, b.errors);
    for (const Placed& placed : place_and_settle(b.table("demand"), columns, b.errors)) {
        const Row& row = *placed.row;
        b.c.demand.push_back(make_demand(row, placed));
        b.c.demand.back().noise = noises.at(&row);
        if (row.given("from") && row.given("to"))
            spans.push_back({fmt::format("market={}, product={}", b.sites.id(placed.ref[0]),
                                         b.products.id(placed.ref[1])),
                             row.date("from"), row.date("to"), &row});
    }
    check_spans(std::move(spans), "from", "to", b.errors);
    bind_opening_pipeline(b);
}

void bind_inventory(Binder& b) {
    const std::vector<RefColumn> columns{{"site", &b.sites}, {"product", &b.products}};
    ProductPlaces places = used_or_sold(b.c);
    places.merge(made(b.c));
    for (const OpeningArrival& arrival : b.c.opening_pipeline) places.insert({arrival.to, arrival.product});
    for (const Lane& lane : b.c.lanes) {
        places.insert({lane.from, lane.product});
        places.insert({lane.to, lane.product});
    }
    std::vector<Placed> possible;
    std::map<const Row*, std::size_t> kept;
    for (Placed& placed : place_rows(b.table("inventory"), columns, b.errors)) {
        const bool occurs =
            !placed.any_group() || places.contains({SiteId{placed.ref[0]}, ProductId{placed.ref[1]}});
        kept[placed.row] += occurs;
        if (occurs) possible.push_back(std::move(placed));
    }
    for (const auto& [row, count] : kept)
        if (count == 0)
            b.errors.push_back(
                addresses_nothing(*row, "no site of this row makes, uses, sells or receives its product"));
    for (const Placed& placed : settle(std::move(possible), columns, b.errors))
        b.c.inventory.push_back(make_inventory(*placed.row, placed));
    for (const Row& row : b.table("inventory").rows)
        if (row.number("holding_rate_per_year") > 0 && row.number("holding_cost_per_day") > 0)
            b.errors.push_back(problem_at(code::one_of_two, row, "holding_cost_per_day",
                                          "holding_rate_per_year and holding_cost_per_day are both given",
                                          "one of the two"));
}

}  // namespace dualflow
