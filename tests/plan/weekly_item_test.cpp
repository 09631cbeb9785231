// SPDX-License-Identifier: MIT
#include "weekly_item.hpp"

#include <fmt/format.h>

#include <utility>

namespace dualflow::testing {
namespace {

constexpr double far_price = 100, holding = 5, waiting = 495;  // a unit; a unit and week

void add_source(Case& c, const char* name, int region, double price, double lead) {
    Region made;
    made.id = name;
    c.regions.push_back(made);
    Site site;
    site.id = name;
    site.kind = SiteKind::supplier;
    site.region = RegionId{region};
    c.sites.push_back(site);
    Process process;
    process.site = SiteId{region};
    process.product = ProductId{0};
    process.variant = "base";
    process.unit_cost = Money{price};
    c.processes.push_back(process);
    Lane lane;
    lane.from = SiteId{region};
    lane.to = SiteId{2};
    lane.product = ProductId{0};
    lane.mode = "truck";
    lane.lead = Days{lead};
    c.lanes.push_back(lane);
}

void add_market(Case& c, int weeks) {
    Site market;
    market.id = "market";
    market.kind = SiteKind::market;
    market.region = RegionId{0};
    c.sites.push_back(market);
    Inventory row;
    row.site = SiteId{2};
    row.product = ProductId{0};
    row.opening_stock = Units{4};
    row.holding_cost_per_day = Money{holding / 7};
    row.end_value = Money{far_price};
    row.end_backlog_cost = Money{105};
    c.inventory.push_back(row);
    for (const int day : {0, 7}) {
        OpeningArrival arrival;
        arrival.to = SiteId{2};
        arrival.product = ProductId{0};
        arrival.date = c.settings.start + day;
        arrival.quantity = Units{2};
        c.opening_pipeline.push_back(arrival);
    }
    Demand demand;
    demand.market = SiteId{2};
    demand.product = ProductId{0};
    demand.from = c.settings.start;
    demand.to = c.settings.start + 7 * weeks;
    demand.quantity = PerDay{2.0 / 7};
    demand.lost_sale_cost = Money{100'000};
    demand.backlog_cost_per_day = Money{waiting / 7};
    c.demand.push_back(demand);
}

}  // namespace

WeeklyItem::WeeklyItem(int weeks, std::vector<double> demands, double near_price) {
    c.settings.name = "weekly item";
    c.settings.currency = "USD";
    c.settings.start = make_date(2027, 1, 1);
    c.settings.calendar = fmt::format("{} weeks", weeks);
    c.settings.holding = "end";
    Product item;
    item.id = "item";
    item.unit_value = Money{far_price};
    c.products.push_back(item);
    add_source(c, "near", 0, near_price, 0);
    add_source(c, "far", 1, far_price, 14);
    add_market(c, weeks);
    for (const double demand : demands) {
        figures.push_back(c);
        figures.back().demand[0].quantity = PerDay{demand / 7};
    }
    std::vector<Node> nodes;
    std::vector<int> last = {-1};
    double probability = 1;
    for (int week = 0; week < weeks; ++week) {
        probability /= static_cast<double>(demands.size());
        for (const int parent : std::exchange(last, {})) {
            for (const Case& each : figures) {
                last.push_back(static_cast<int>(nodes.size()));
                nodes.push_back({parent, static_cast<std::size_t>(week), probability});
                futures.figures.push_back(&each);
            }
        }
    }
    futures.tree = Tree(std::move(nodes));
}

}  // namespace dualflow::testing
