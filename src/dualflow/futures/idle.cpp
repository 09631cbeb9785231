// SPDX-License-Identifier: MIT
// Rows of random futures that no figure of a case follows.
#include <fmt/format.h>

#include <algorithm>

#include "dualflow/case/codes.hpp"
#include "dualflow/futures/acts_on.hpp"
#include "dualflow/futures/case_at.hpp"

namespace dualflow {

namespace {

void say(Diagnostics& said, std::string_view file, std::string_view column, const std::string& found,
         std::string message, std::string_view expected) {
    Diagnostic d;
    d.code = code::moves_nothing;
    d.severity = Severity::warning;
    d.file = file;
    d.column = column;
    d.found = found;
    d.message = std::move(message);
    d.expected = expected;
    said.push_back(std::move(d));
}

void idle_rates(const Case& c, const FutureRows& rows, Diagnostics& said) {
    for (std::size_t i = 0; i < rows.rates.size(); ++i) {
        const RateSeries& series = rows.rates[i];
        bool moves = false;
        for (std::size_t s = 0; s < c.sites.size(); ++s)
            moves = moves || series_of(c, rows, SiteId(s)) == static_cast<int>(i);
        if (series.cost)
            say(said, "rates.csv", "kind", series.id,
                fmt::format("cost series \"{}\" moves nothing: no table names what follows it", series.id),
                "a currency");
        else if (!moves)
            say(said, "rates.csv", "series", series.id,
                fmt::format("currency \"{}\" moves nothing: no site has it{}", series.id,
                            series.id == c.settings.currency ? " but as the case's own" : ""),
                "the currency of a region with sites, other than the case's own");
    }
}

void idle_demand(const Case& c, const DemandTarget& target, std::string_view file, Diagnostics& said) {
    const bool moves = std::any_of(c.demand.begin(), c.demand.end(),
                                   [&](const Demand& d) { return names_demand(target, d); });
    if (!moves)
        say(said, file, "target", target.text,
            fmt::format("\"{}\" moves nothing: no demand has that target", target.text),
            "products or markets of table demand");
}

// How many rows a hit would shrink, and how many it can only close.
struct Shrinks {
    std::size_t some = 0, none = 0;
    void count(bool has_capacity) { ++(has_capacity ? some : none); }
};

Shrinks shrinks(const Case& c, const DisruptionHit& hit, const std::vector<std::vector<ProductId>>& made) {
    Shrinks s;
    const auto among = [](const auto& ids, auto id) {
        return std::find(ids.begin(), ids.end(), id) != ids.end();
    };
    for (const Process& p : c.processes) {
        if (among(hit.sites, p.site)) s.count(static_cast<bool>(p.resource));
        if (among(hit.products, p.product)) s.count(p.resource && made[*p.resource].size() == 1);
    }
    for (const LaneId l : hit.lanes) s.count(c.lanes[*l].capacity.has_value());
    return s;
}

void idle_outages(const Case& c, const FutureRows& rows, Diagnostics& said) {
    const auto made = products_by_resource(c);
    for (const Disruption& d : rows.disruptions) {
        Shrinks all;
        for (const DisruptionHit& hit : d.hits) {
            const Shrinks s = shrinks(c, hit, made);
            all.some += s.some;
            all.none += s.none;
        }
        if (all.some + all.none == 0)
            say(said, "disruptions.csv", "target", d.target,
                fmt::format("outage \"{}\" moves nothing: it hits no process and no lane", d.id),
                "sites that make something, products that are made, or lanes");
        else if (all.none > 0 && (d.capacity_left > 0 || all.some == 0))
            say(said, "disruptions.csv", "target", d.target,
                fmt::format(
                    "outage \"{}\": {} of the {} processes and lanes that it hits have no capacity of "
                    "their own and are hit only where nothing is left in a whole bucket",
                    d.id, all.none, all.none + all.some),
                "a capacity_per_day on lanes, a resource on processes");
    }
}

}  // namespace

Diagnostics idle_futures(const Case& c, const FutureRows& rows) {
    Diagnostics said;
    for (const Cycle& cycle : rows.cycles) idle_demand(c, cycle.target, "cycle.csv", said);
    idle_outages(c, rows, said);
    idle_rates(c, rows, said);
    for (const Seasonality& season : rows.seasonality) idle_demand(c, season.target, "seasonality.csv", said);
    return said;
}

}  // namespace dualflow
