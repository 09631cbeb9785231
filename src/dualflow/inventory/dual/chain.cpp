// SPDX-License-Identifier: MIT
#include "dualflow/inventory/dual/chain.hpp"

#include <cmath>
#include <unordered_map>
#include <utility>

namespace dualflow::inventory {
namespace {

constexpr double settled_change = 1e-12;  // change of the whole distribution in a step
constexpr double stays = 0.1;             // probability of staying
constexpr double most_work = 2e9;         // transitions followed, a few seconds

// One step of the chain that stays where it is now and then: it has the same stationary distribution and no
// period. States of no weight wait until they have some: most of a large chain is hardly ever visited.
double lazy_step(const MarkovChain& chain, const Distribution& demand, std::vector<double>& now,
                 std::vector<double>& then) {
    const std::size_t width = demand.probability.size();
    const double weightless = 1e-15 / static_cast<double>(now.size());
    for (std::size_t s = 0; s < now.size(); ++s) then[s] = now[s] < weightless ? now[s] : stays * now[s];
    for (std::size_t s = 0; s < now.size(); ++s) {
        if (now[s] < weightless) continue;
        const double moves = (1 - stays) * now[s];
        const std::uint32_t* next = chain.next.data() + s * width;
        for (std::size_t d = 0; d < width; ++d) then[next[d]] += moves * demand.probability[d];
    }
    double change = 0;
    for (std::size_t s = 0; s < now.size(); ++s) change += std::abs(then[s] - now[s]);
    now.swap(then);
    return change;
}

}  // namespace

MarkovChain explore(StateKey start, const Distribution& demand, std::size_t most_states,
                    const std::function<StateKey(StateKey, std::int64_t)>& step) {
    MarkovChain chain;
    std::unordered_map<StateKey, std::uint32_t> known{{start, 0}};
    chain.states.push_back(start);
    for (std::size_t s = 0; s < chain.states.size(); ++s) {
        for (std::size_t d = 0; d < demand.probability.size(); ++d) {
            const StateKey to = step(chain.states[s], demand.lowest + static_cast<std::int64_t>(d));
            const auto [found, fresh] =
                known.try_emplace(to, static_cast<std::uint32_t>(chain.states.size()));
            if (fresh) chain.states.push_back(to);
            if (chain.states.size() > most_states) return {};
            chain.next.push_back(found->second);
        }
    }
    chain.stationary.assign(chain.states.size(), 0);
    chain.stationary[0] = 1;
    std::vector<double> scratch(chain.states.size());
    const double work = static_cast<double>(chain.next.size());
    for (double done = 0; done < most_work && !chain.settled; done += work)
        chain.settled = lazy_step(chain, demand, chain.stationary, scratch) <= settled_change;
    return chain;
}

}  // namespace dualflow::inventory
