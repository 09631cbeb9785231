// SPDX-License-Identifier: MIT
#include "dualflow/case/reach.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace dualflow {

namespace {

// Which processes wait for which components, and what leaves a site: who must be looked at when a
// product turns up somewhere new.
struct Waiting {
    std::map<std::pair<std::size_t, std::size_t>, std::vector<std::size_t>> processes,
        lanes;                 // by site, product
    std::vector<int> missing;  // components that a process still lacks
};

Waiting prepare(const Case& c, const Reach& reach) {
    Waiting waiting;
    waiting.missing.assign(c.processes.size(), 0);
    for (std::size_t i = 0; i < c.processes.size(); ++i) {
        if (!reach.can_be_used(ProcessId(i))) continue;
        std::vector<ProductId> needed;
        for (const BomLine* line : components_of(c, c.processes[i])) needed.push_back(line->component);
        std::sort(needed.begin(), needed.end());
        needed.erase(std::unique(needed.begin(), needed.end()), needed.end());
        waiting.missing[i] = static_cast<int>(needed.size());
        for (const ProductId component : needed)
            waiting.processes[{*c.processes[i].site, *component}].push_back(i);
    }
    for (std::size_t i = 0; i < c.lanes.size(); ++i)
        if (reach.can_be_used(LaneId(i))) waiting.lanes[{*c.lanes[i].from, *c.lanes[i].product}].push_back(i);
    return waiting;
}

template <class Key>
const std::vector<std::size_t>& at_or_empty(const std::map<Key, std::vector<std::size_t>>& lists,
                                            const Key& key) {
    static const std::vector<std::size_t> none;
    const auto found = lists.find(key);
    return found == lists.end() ? none : found->second;
}

}  // namespace

std::vector<const BomLine*> components_of(const Case& c, const Process& process) {
    std::vector<const BomLine*> lines;
    for (const BomLine& line : c.bom)
        if (line.output == process.product && line.variant == process.variant) lines.push_back(&line);
    return lines;
}

Reach::Reach(const Case& c)
    : products_(c.products.size()),
      at_(c.sites.size() * c.products.size(), 0),
      has_source_(c.products.size(), 0),
      process_usable_(c.processes.size(), 0),
      lane_usable_(c.lanes.size(), 0) {
    for (std::size_t i = 0; i < c.processes.size(); ++i) process_usable_[i] = c.processes[i].available;
    for (std::size_t i = 0; i < c.lanes.size(); ++i) lane_usable_[i] = c.lanes[i].available;
    for (const Investment& investment : c.investments) {
        for (const ProcessId process : investment.enables_processes) process_usable_[*process] = 1;
        for (const LaneId lane : investment.enables_lanes) lane_usable_[*lane] = 1;
    }
    add_sources(c);
    spread(c);
}

void Reach::add_sources(const Case& c) {
    for (std::size_t i = 0; i < c.processes.size(); ++i)
        if (process_usable_[i] != 0) has_source_[*c.processes[i].product] = 1;
    const auto stocked = [&](SiteId site, ProductId product) {
        has_source_[*product] = 1;
        at_[index(*site, *product)] = 1;
    };
    for (const Inventory& row : c.inventory)
        if (row.opening_stock.value > 0) stocked(row.site, row.product);
    for (const OpeningArrival& row : c.opening_pipeline)
        if (row.quantity.value > 0) stocked(row.to, row.product);
}

void Reach::spread(const Case& c) {
    Waiting waiting = prepare(c, *this);
    std::vector<std::pair<std::size_t, std::size_t>> fresh;  // site, product: reached, not yet followed
    for (std::size_t i = 0; i < at_.size(); ++i)
        if (at_[i] != 0) fresh.emplace_back(i / products_, i % products_);
    const auto reached = [&](SiteId site, ProductId product) {
        char& there = at_[index(*site, *product)];
        if (there == 0) fresh.emplace_back(*site, *product);
        there = 1;
    };
    for (std::size_t i = 0; i < c.processes.size(); ++i)
        if (process_usable_[i] != 0 && waiting.missing[i] == 0)
            reached(c.processes[i].site, c.processes[i].product);
    while (!fresh.empty()) {
        const auto place = fresh.back();
        fresh.pop_back();
        for (const std::size_t i : at_or_empty(waiting.lanes, place))
            reached(c.lanes[i].to, c.lanes[i].product);
        for (const std::size_t i : at_or_empty(waiting.processes, place))
            if (--waiting.missing[i] == 0) reached(c.processes[i].site, c.processes[i].product);
    }
}

bool Reach::anywhere(ProductId product) const {
    for (std::size_t i = *product; i < at_.size(); i += products_)
        if (at_[i] != 0) return true;
    return false;
}

std::vector<SiteId> Reach::sites_of(ProductId product) const {
    std::vector<SiteId> sites;
    for (std::size_t i = *product; i < at_.size(); i += products_)
        if (at_[i] != 0) sites.emplace_back(i / products_);
    return sites;
}

}  // namespace dualflow
