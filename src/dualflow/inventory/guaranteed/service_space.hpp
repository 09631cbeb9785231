// SPDX-License-Identifier: MIT
// Which service times of a chain can differ, and which values they need to take.
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
// reached, holds an optimum.
#pragma once

#include "dualflow/inventory/guaranteed/network.hpp"

namespace dualflow::inventory {

inline constexpr std::size_t no_variable = static_cast<std::size_t>(-1);

struct ServiceSpace {
    std::vector<std::size_t> in, out;        // by stage: the variable of SI and of S, or none
    std::vector<std::vector<Ticks>> values;  // by variable, ascending
    bool complete = true;                    // false: a limit was passed, values are missing
};

// At most `most_values` a variable (but three are always listed), and `most_listed` in all.
ServiceSpace service_space(const Chain& chain, std::size_t most_values, std::size_t most_listed);

}  // namespace dualflow::inventory
