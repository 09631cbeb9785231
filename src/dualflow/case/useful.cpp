// SPDX-License-Identifier: MIT
#include "dualflow/case/useful.hpp"

#include <map>
#include <string>

namespace dualflow {

ProductPlaces made(const Case& c) {
    ProductPlaces places;
    for (const Process& process : c.processes) places.insert({process.site, process.product});
    return places;
}

ProductPlaces used_or_sold(const Case& c) {
    std::multimap<std::pair<ProductId, std::string>, ProductId> components;
    for (const BomLine& line : c.bom)
        components.emplace(std::pair(line.output, line.variant), line.component);
    ProductPlaces places;
    for (const Process& process : c.processes) {
        const auto [first, last] = components.equal_range({process.product, process.variant});
        for (auto line = first; line != last; ++line) places.insert({process.site, line->second});
    }
    for (const Demand& demand : c.demand) places.insert({demand.market, demand.product});
    return places;
}

bool Useful::Others::add(int site) {
    if (site == first || second >= 0) return false;
    (first < 0 ? first : second) = site;
    return true;
}

std::size_t Useful::at(int site, int product) const {
    return static_cast<std::size_t>(site) * products_ + static_cast<std::size_t>(product);
}

Useful::Useful(std::size_t sites, std::size_t products, const std::vector<Arc>& arcs,
               const ProductPlaces& sources, const ProductPlaces& needs)
    : products_(products),
      source_(sites * products, 0),
      need_(sites * products, 0),
      came_from_(sites * products),
      goes_to_(sites * products) {
    for (const auto& [site, product] : sources) source_[at(site.index, product.index)] = 1;
    for (const auto& [site, product] : needs) need_[at(site.index, product.index)] = 1;
    for (bool changed = true; changed;) {
        changed = false;
        for (const Arc& arc : arcs)
            for (const int product : *arc.products)
                if (can_leave(arc, product)) changed |= came_from_[at(arc.to, product)].add(arc.from);
    }
    for (bool changed = true; changed;) {
        changed = false;
        for (const Arc& arc : arcs)
            for (const int product : *arc.products)
                if (arc.ships_on && can_leave(arc, product) && wanted(arc, product))
                    changed |= goes_to_[at(arc.from, product)].add(arc.to);
    }
}

bool Useful::can_leave(const Arc& arc, int product) const {
    const std::size_t here = at(arc.from, product);
    return source_[here] != 0 || (arc.ships_on && came_from_[here].besides(arc.to));
}

bool Useful::wanted(const Arc& arc, int product) const {
    const std::size_t there = at(arc.to, product);
    return need_[there] != 0 || goes_to_[there].besides(arc.from);
}

bool Useful::operator()(const Arc& arc, int product) const {
    return can_leave(arc, product) && wanted(arc, product);
}

}  // namespace dualflow
