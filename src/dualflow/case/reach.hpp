// SPDX-License-Identifier: MIT
// Where each product can ever be: made there by a process that can run, in opening stock or on its
// way, or brought by a lane. Capacity, dates and money play no part; what is not reachable here is not
// reachable in any plan.
#pragma once

#include <vector>

#include "dualflow/case/case.hpp"

namespace dualflow {

class Reach {
public:
    explicit Reach(const Case& c);

    bool at(SiteId site, ProductId product) const { return at_[index(*site, *product)] != 0; }
    bool anywhere(ProductId product) const;
    std::vector<SiteId> sites_of(ProductId product) const;

    // Whether a process for it exists, or stock of it at the start; it may still lack a component.
    bool has_source(ProductId product) const { return has_source_[*product] != 0; }
    // Available, or enabled by an investment.
    bool can_be_used(ProcessId process) const { return process_usable_[*process] != 0; }
    bool can_be_used(LaneId lane) const { return lane_usable_[*lane] != 0; }

private:
    std::size_t index(std::size_t site, std::size_t product) const { return site * products_ + product; }
    void add_sources(const Case& c);
    void spread(const Case& c);

    std::size_t products_ = 0;
    std::vector<char> at_;  // by site and product
    std::vector<char> has_source_, process_usable_, lane_usable_;
};

// The rows of the bill of material that a process consumes, at any date.
std::vector<const BomLine*> components_of(const Case& c, const Process& process);

}  // namespace dualflow
