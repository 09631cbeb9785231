// SPDX-License-Identifier: MIT
// Rows that change nothing. Each is most likely a slip: a name that was meant to be used and is not.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "dualflow/case/structure_checks.hpp"

namespace dualflow::structure {

namespace {

void check_network(const Case& c, Diagnostics& out) {
    std::set<RegionId> regions;
    std::set<SiteId> sites;
    std::set<GroupId> groups;
    for (const Site& site : c.sites) regions.insert(site.region);
    for (const Process& process : c.processes) sites.insert(process.site);
    for (const Demand& row : c.demand) sites.insert(row.market);
    for (const Lane& lane : c.lanes) {
        sites.insert({lane.from, lane.to});
        groups.insert(lane.group);
    }
    for (std::size_t i = 0; i < c.regions.size(); ++i)
        if (!regions.contains(RegionId(i)))
            out.push_back(finding("W0716", {"regions", c.regions[i].row, "id"},
                                  fmt::format("no site lies in \"{}\"", c.regions[i].id), "remove the row"));
    for (std::size_t i = 0; i < c.sites.size(); ++i)
        if (!sites.contains(SiteId(i)))
            out.push_back(finding("W0708", {"sites", c.sites[i].row, "id"},
                                  fmt::format("{} has no process, demand or lane", c.sites[i].id),
                                  "give it one, or remove the row"));
    for (std::size_t i = 0; i < c.capacity_groups.size(); ++i)
        if (!groups.contains(GroupId(i)))
            out.push_back(finding("W0712", {"capacity_groups", c.capacity_groups[i].row, "id"},
                                  fmt::format("no lane belongs to \"{}\"", c.capacity_groups[i].id),
                                  "name it in capacity_group of lanes, or remove the row"));
}

void check_products(const Case& c, Diagnostics& out) {
    std::set<ProductId> used;
    std::set<std::pair<ProductId, std::string>> made;
    for (const Process& process : c.processes) {
        used.insert(process.product);
        made.insert({process.product, process.variant});
    }
    for (const Demand& row : c.demand) used.insert(row.product);
    for (const BomLine& line : c.bom) {
        used.insert(line.component);
        if (made.contains({line.output, line.variant})) continue;
        out.push_back(finding("W0713", {"bom", line.row, "output"},
                              fmt::format("no process makes \"{}\" by the variant \"{}\"",
                                          c.products[*line.output].id, line.variant),
                              "add the process, correct the variant, or remove the row"));
        used.insert(line.output);  // said once
    }
    for (std::size_t i = 0; i < c.products.size(); ++i)
        if (!used.contains(ProductId(i)))
            out.push_back(finding("W0707", {"products", c.products[i].row, "id"},
                                  fmt::format("nobody makes, needs or asks for \"{}\"", c.products[i].id),
                                  "add a process, or remove the row"));
}

void check_resources(const Case& c, Diagnostics& out) {
    std::set<ResourceId> used;
    for (const Process& process : c.processes) used.insert(process.resource);
    for (std::size_t i = 0; i < c.resources.size(); ++i)
        if (!used.contains(ResourceId(i)))
            out.push_back(finding("W0706", {"resources", c.resources[i].row, "resource"},
                                  fmt::format("no process uses {} at {}", c.resources[i].name,
                                              c.sites[*c.resources[i].site].id),
                                  "name it in processes, or remove the row"));
}

}  // namespace

void check_unused(const Case& c, Diagnostics& out) {
    check_network(c, out);
    check_products(c, out);
    check_resources(c, out);
    check_tariffs(c, out);
}

}  // namespace dualflow::structure
