// SPDX-License-Identifier: MIT
// The service times of a chain as a labelling (labelling.hpp), and back.
#pragma once

#include <vector>

#include "dualflow/inventory/guaranteed/labelling.hpp"
#include "dualflow/inventory/guaranteed/service_space.hpp"

namespace dualflow::inventory {

// A stage with suppliers and customers is a link between its times. Several stages on the same two variables,
// and a stage whose supplier also serves its customer, share a table where it is small.
Labelling service_model(const Chain& chain, const ServiceSpace& space);

// Times of every stage, and the cost of a period.
struct ServiceTimes {
    std::vector<Ticks> in, out;  // SI_j, S_j
    double cost = 0;
};

// The times that values of the variables stand for, tidied: SI_j = max S_i, and S_j as long as they let it
// be. Feasible whatever the values.
ServiceTimes times_of(const Chain& chain, const ServiceSpace& space, const std::vector<Ticks>& values);

}  // namespace dualflow::inventory
