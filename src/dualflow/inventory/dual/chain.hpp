// SPDX-License-Identifier: MIT
// A finite Markov chain that is driven by one demand a period: from each state one next state for every
// possible demand. Explored from a start, so that only reachable states are kept. A chain that hardly mixes
// (far orders that go round for ages before a small demand breaks their rhythm) does not settle.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include "dualflow/inventory/demand/distribution.hpp"

namespace dualflow::inventory {

using StateKey = std::int64_t;

struct MarkovChain {
    std::vector<StateKey> states;     // in the order in which they were found
    std::vector<std::uint32_t> next;  // states × demands: the state that follows
    std::vector<double> stationary;   // probability of each state, in the long run from the start
    bool settled = false;             // the probabilities no longer change, to 1e-12 in all
};

// `step(state, demand)` is the state that follows. The long-run average is taken where the chain is periodic.
// Empty where more than `most_states` are reachable.
MarkovChain explore(StateKey start, const Distribution& demand, std::size_t most_states,
                    const std::function<StateKey(StateKey, std::int64_t)>& step);

}  // namespace dualflow::inventory
