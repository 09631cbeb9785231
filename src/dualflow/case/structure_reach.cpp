// SPDX-License-Identifier: MIT
// What cannot be made, cannot get where it is needed, or is planned for where it never is.
#include <fmt/format.h>

#include <set>
#include <utility>

#include "dualflow/case/reach.hpp"
#include "dualflow/case/structure_checks.hpp"

namespace dualflow::structure {

namespace {

struct Names {
    const Case& c;
    const std::string& of(SiteId site) const { return c.sites[*site].id; }
    const std::string& of(ProductId product) const { return c.products[*product].id; }
    std::string of(const std::vector<SiteId>& sites) const {
        std::vector<std::string> ids;
        ids.reserve(sites.size());
        for (const SiteId site : sites) ids.push_back(of(site));
        return some_of(ids);
    }
};

// What was said already: a component that many need is one finding.
struct Said {
    std::set<ProductId> unmade;
    std::set<std::pair<SiteId, ProductId>> cut_off;
};

// A component of a process: nobody makes it, or it cannot get there. Where its makers lack a component
// themselves, that is the cause and is found at theirs.
void check_component(const Case& c, const Reach& reach, const Process& process, const BomLine& line,
                     Said& said, Diagnostics& out) {
    const Names name{c};
    const std::string& component = name.of(line.component);
    if (!reach.has_source(line.component)) {
        if (said.unmade.insert(line.component).second)
            out.push_back(finding(
                "E0602", {"bom", line.row, "component"},
                fmt::format("no process makes \"{}\", which \"{}\" needs", component, name.of(line.output)),
                fmt::format("add a row to processes for \"{}\" at a site, or stock of it to inventory",
                            component)));
    } else if (reach.anywhere(line.component) && said.cut_off.insert({process.site, line.component}).second) {
        out.push_back(finding("E0603", {"processes", process.row, "site"},
                              fmt::format("\"{}\", a component of \"{}\", cannot reach {}", component,
                                          name.of(process.product), name.of(process.site)),
                              fmt::format("add a lane for it to {}; it can be at {}", name.of(process.site),
                                          name.of(reach.sites_of(line.component)))));
    }
}

void check_components(const Case& c, const Reach& reach, Diagnostics& out) {
    Said said;
    for (std::size_t i = 0; i < c.processes.size(); ++i) {
        if (!reach.can_be_used(ProcessId(i))) continue;
        for (const BomLine* line : components_of(c, c.processes[i]))
            if (!reach.at(c.processes[i].site, line->component))
                check_component(c, reach, c.processes[i], *line, said, out);
    }
}

void check_demand(const Case& c, const Reach& reach, Diagnostics& out) {
    const Names name{c};
    Said said;
    for (const Demand& row : c.demand) {
        if (row.quantity.value <= 0 || reach.at(row.market, row.product)) continue;
        if (!reach.has_source(row.product)) {
            if (said.unmade.insert(row.product).second)
                out.push_back(
                    finding("E0604", {"demand", row.row, "product"},
                            fmt::format("no process makes \"{}\", which {} asks for", name.of(row.product),
                                        name.of(row.market)),
                            fmt::format("add a row to processes for \"{}\"", name.of(row.product))));
        } else if (reach.anywhere(row.product) && said.cut_off.insert({row.market, row.product}).second) {
            out.push_back(finding("E0605", {"demand", row.row, "market"},
                                  fmt::format("no open or candidate source of \"{}\" can reach {}",
                                              name.of(row.product), name.of(row.market)),
                                  fmt::format("add a lane for it to {}; it can be at {}", name.of(row.market),
                                              name.of(reach.sites_of(row.product)))));
        }
    }
}

// A row kept for goods that never come there: only worth saying where everything needed can be reached.
void check_idle_rows(const Case& c, const Reach& reach, Diagnostics& out) {
    const Names name{c};
    for (const Inventory& row : c.inventory)
        if (!reach.at(row.site, row.product))
            out.push_back(
                finding("W0701", {"inventory", row.row, "product"},
                        fmt::format("\"{}\" is never at {}", name.of(row.product), name.of(row.site)),
                        "add a process or a lane that brings it there, or remove the row"));
    std::set<int> working, idle;  // rows of lanes
    for (const Lane& lane : c.lanes)
        if (!lane.from_class) (reach.at(lane.from, lane.product) ? working : idle).insert(lane.row);
    for (const Lane& lane : c.lanes)
        if (!lane.from_class && !working.contains(lane.row) && idle.erase(lane.row) == 1)
            out.push_back(finding("W0702", {"lanes", lane.row, "product"},
                                  fmt::format("\"{}\" is never at {}, so the lane to {} carries nothing",
                                              name.of(lane.product), name.of(lane.from), name.of(lane.to)),
                                  "add a process or a lane that brings it there, or remove the row"));
    for (std::size_t i = 0; i < c.processes.size(); ++i)
        if (!reach.can_be_used(ProcessId(i)))
            out.push_back(
                finding("W0703", {"processes", c.processes[i].row, "available"},
                        fmt::format("the process is not available and no investment enables it: \"{}\" at {}",
                                    name.of(c.processes[i].product), name.of(c.processes[i].site)),
                        "set available to 1, name it in enables of an investment, or remove the row"));
}

// Goods in stock at the start came from somewhere, but the case does not say from where.
void check_opening_origin(const Case& c, const Reach& reach, Diagnostics& out) {
    const Names name{c};
    for (const Inventory& row : c.inventory) {
        if (row.opening_stock.value <= 0) continue;
        std::set<RegionId> origins;
        bool made_here = false, crosses = false;
        for (std::size_t i = 0; i < c.processes.size(); ++i) {
            if (c.processes[i].product != row.product || !reach.can_be_used(ProcessId(i))) continue;
            origins.insert(c.sites[*c.processes[i].site].region);
            made_here = made_here || c.processes[i].site == row.site;
        }
        for (const Lane& lane : c.lanes)
            crosses = crosses || (lane.from == row.site && lane.product == row.product &&
                                  c.sites[*lane.to].region != c.sites[*row.site].region);
        if (made_here || !crosses || origins.size() < 2) continue;
        out.push_back(
            finding("W0704", {"inventory", row.row, "opening_stock"},
                    fmt::format("the opening stock of \"{}\" at {} may leave the region and has {} possible "
                                "origins; one is assumed",
                                name.of(row.product), name.of(row.site), origins.size()),
                    "hand in the stock at the sites that made it where the duty on it matters"));
    }
}

}  // namespace

void check_reach(const Case& c, Diagnostics& out) {
    const Reach reach(c);
    const std::size_t before = out.size();
    check_components(c, reach, out);
    check_demand(c, reach, out);
    if (out.size() != before) return;
    check_idle_rows(c, reach, out);
    check_opening_origin(c, reach, out);
}

}  // namespace dualflow::structure
