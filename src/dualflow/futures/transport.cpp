// SPDX-License-Identifier: MIT
#include "dualflow/futures/transport.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace dualflow {

namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();
constexpr double no_mass = 1e-13;

// The sinks with what each source has sent to them so far.
struct Flow {
    const std::vector<std::vector<double>>& cost;
    std::vector<double> room;                                          // of sinks
    std::vector<std::vector<std::pair<std::size_t, double>>> at_sink;  // source and mass

    explicit Flow(const std::vector<std::vector<double>>& c, std::vector<double> sinks)
        : cost(c), room(std::move(sinks)), at_sink(room.size()) {}
};

// Moving a source's mass from sink i to j: the cheapest source, by index among those at i.
struct Move {
    double cost = infinite;
    std::size_t source = 0;
};

using Moves = std::vector<std::vector<Move>>;

void update_moves(const Flow& flow, std::size_t i, Moves& moves) {
    moves[i].assign(flow.room.size(), {});
    for (const auto& [source, mass] : flow.at_sink[i])
        for (std::size_t j = 0; j < flow.room.size(); ++j) {
            const double extra = flow.cost[source][j] - flow.cost[source][i];
            if (j != i && extra < moves[i][j].cost) moves[i][j] = {extra, source};
        }
}

// Cheapest ways from a source to every sink, through sinks that pass mass on (Bellman and Ford: moves may
// have negative costs, but no cycle of them does).
std::vector<int> cheapest(const Flow& flow, std::size_t source, const Moves& moves,
                          std::vector<double>& length) {
    const std::size_t n = flow.room.size();
    std::vector<int> before(n, -1);
    length = flow.cost[source];
    bool changed = true;
    for (std::size_t round = 0; changed && round < n; ++round) {
        changed = false;
        for (std::size_t i = 0; i < n; ++i) {
            for (std::size_t j = 0; j < n; ++j) {
                if (length[i] + moves[i][j].cost >= length[j] - 1e-13) continue;
                length[j] = length[i] + moves[i][j].cost;
                before[j] = static_cast<int>(i);
                changed = true;
            }
        }
    }
    return before;
}

double& mass_at(Flow& flow, std::size_t sink, std::size_t source) {
    for (auto& [who, mass] : flow.at_sink[sink])
        if (who == source) return mass;
    return flow.at_sink[sink].emplace_back(source, 0).second;
}

// Sends what it can of `left` to the nearest sink with room; the mass sent.
double send(Flow& flow, std::size_t source, double left, Moves& moves) {
    std::vector<double> length;
    const std::vector<int> before = cheapest(flow, source, moves, length);
    std::size_t end = flow.room.size();
    for (std::size_t j = 0; j < flow.room.size(); ++j)
        if (flow.room[j] > no_mass && (end == flow.room.size() || length[j] < length[end])) end = j;
    if (end == flow.room.size()) return left;  // rounding is all that is left
    double sent = std::min(left, flow.room[end]);
    std::vector<std::size_t> way{end};
    while (before[way.back()] >= 0) way.push_back(static_cast<std::size_t>(before[way.back()]));
    for (std::size_t k = way.size() - 1; k > 0; --k)
        sent = std::min(sent, mass_at(flow, way[k], moves[way[k]][way[k - 1]].source));
    flow.room[end] -= sent;
    for (std::size_t k = way.size() - 1; k > 0; --k) {
        const std::size_t who = moves[way[k]][way[k - 1]].source;
        mass_at(flow, way[k], who) -= sent;
        mass_at(flow, way[k - 1], who) += sent;
    }
    mass_at(flow, way.back(), source) += sent;
    for (const std::size_t sink : way) {
        std::erase_if(flow.at_sink[sink], [](const auto& held) { return held.second <= no_mass; });
        update_moves(flow, sink, moves);
    }
    return sent;
}

}  // namespace

double transport_on_line(std::vector<std::pair<double, double>> a, std::vector<std::pair<double, double>> b) {
    for (auto& [value, mass] : b) mass = -mass;
    a.insert(a.end(), b.begin(), b.end());
    std::sort(a.begin(), a.end());
    double area = 0, above = 0;
    for (std::size_t i = 0; i + 1 < a.size(); ++i) {
        above += a[i].second;
        area += std::abs(above) * (a[i + 1].first - a[i].first);
    }
    return area;
}

double transport_cost(const std::vector<std::vector<double>>& cost, const std::vector<double>& sources,
                      std::vector<double> sinks) {
    Flow flow(cost, std::move(sinks));
    Moves moves(flow.room.size());
    for (std::size_t i = 0; i < moves.size(); ++i) update_moves(flow, i, moves);
    for (std::size_t s = 0; s < sources.size(); ++s)
        for (double left = sources[s]; left > no_mass;) left -= send(flow, s, left, moves);
    double total = 0;
    for (std::size_t j = 0; j < flow.at_sink.size(); ++j)
        for (const auto& [source, mass] : flow.at_sink[j]) total += mass * cost[source][j];
    return total;
}

}  // namespace dualflow
