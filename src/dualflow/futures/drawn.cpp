// SPDX-License-Identifier: MIT
#include "dualflow/futures/drawn.hpp"

#include <algorithm>

namespace dualflow {

namespace {

std::vector<const NodeState*> states_of(const SampledTree& sampled) {
    std::vector<const NodeState*> states;
    for (const NodeState& state : sampled.states) states.push_back(&state);
    for (const DisruptionFan& fan : sampled.fans)
        for (const NodeState& state : fan.states) states.push_back(&state);
    return states;
}

template <class Value>
auto by_node(const std::vector<const NodeState*>& states, const Value& value) {
    std::vector<std::decay_t<decltype(value(*states.front()))>> all;
    for (const NodeState* state : states) all.push_back(value(*state));
    return all;
}

}  // namespace

DrawnFigures drawn_figures(const FutureRows& rows, const SampledTree& sampled) {
    const std::vector<const NodeState*> states = states_of(sampled);
    DrawnFigures drawn;
    for (std::size_t i = 0; i < rows.cycles.size(); ++i) {
        const Cycle& cycle = rows.cycles[i];
        drawn.series.push_back(
            {"cycle", cycle.target.text, by_node(states, [i](const NodeState& s) { return s.cycle[i]; })});
        std::vector<std::string> names;
        for (const CycleRegime& regime : cycle.regimes) names.push_back(regime.name);
        drawn.regimes.push_back({"cycle", cycle.target.text, std::move(names),
                                 by_node(states, [i](const NodeState& s) { return s.cycle_share[i]; })});
    }
    for (std::size_t i = 0; i < rows.rates.size(); ++i)
        drawn.series.push_back(
            {"rate", rows.rates[i].id, by_node(states, [i](const NodeState& s) { return s.rate[i]; })});
    if (!rows.tariffs.names.empty())
        drawn.regimes.push_back({"tariffs", "", rows.tariffs.names,
                                 by_node(states, [](const NodeState& s) { return s.tariff_share; })});
    for (std::size_t i = 0; i < rows.disruptions.size(); ++i) {
        const auto hit = [i](const CapacityLeft& left) { return left.row == i; };
        drawn.outages.push_back({rows.disruptions[i].id, by_node(states, [&](const NodeState& s) {
                                     return std::any_of(s.capacity.begin(), s.capacity.end(), hit);
                                 })});
    }
    return drawn;
}

}  // namespace dualflow
