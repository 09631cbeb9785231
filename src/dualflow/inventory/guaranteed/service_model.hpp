// SPDX-License-Identifier: MIT
// The service times of a chain as a labelling (labelling.hpp).
//
// Variables. All stages with the same customers may quote the same time: for a set C of customers O_C =
// min over C of SI_k is enough, since a stage's own time is then S_j = min(SI_j + T_j, largest service, O_C)
// (a longer one is never dearer for the stage itself). All stages with the same suppliers P and the same
// inbound time likewise share I_P = max over P of S_i. O_C and I_P are one variable where all customers of C
// have the same suppliers, or all suppliers of P the same customers. Left are few variables, tied by
// O_C ≤ I_P for the arcs, and by the cost of the stages that have both suppliers and customers.
//
// Values. At some optimum the times are an extreme point of the polyhedron of feasible times, because cost is
// concave over it (Lesnaia 2004, "Optimizing safety stock placement in general network supply chains",
// section 3): each time is fixed by a chain of equalities S_i = SI_k and S_j = SI_j + T_j that ends at 0, at
// an inbound time or at a largest service time. The closure of those under the equalities, within what can be
// reached, holds an optimum. Where it would pass `most_values` a variable the model is cut: `exact` is false,
// every solution is still a plan, but nothing is proved of it. A grid model is the opposite: values are
// multiples of `width`, costs are those of a net time shorter by up to one width, and its minimum is a lower
// bound of the chain's.
#pragma once

#include <optional>

#include "dualflow/inventory/guaranteed/labelling.hpp"

namespace dualflow::inventory {

inline constexpr std::size_t no_variable = static_cast<std::size_t>(-1);

struct ServiceModel {
    Labelling labelling;
    std::vector<std::size_t> in, out;  // by stage: the variable of SI and of S, or none
    bool exact = true;
};

// Nothing where the links' tables would hold more than `most_entries` figures.
std::optional<ServiceModel> candidate_model(const Chain& chain, std::size_t most_values,
                                            std::size_t most_entries);
std::optional<ServiceModel> grid_model(const Chain& chain, Ticks width, std::size_t most_entries);

// Times of every stage, and the cost of a period.
struct ServiceTimes {
    std::vector<Ticks> in, out;  // SI_j, S_j
    double cost = 0;
};

// The times that labels stand for, tidied: SI_j = max S_i, and S_j as long as the labels let it be.
ServiceTimes times_of(const Chain& chain, const ServiceModel& model, const std::vector<std::size_t>& labels);

}  // namespace dualflow::inventory
