// SPDX-License-Identifier: MIT
#include "dualflow/inventory/guaranteed/network.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <set>

namespace dualflow::inventory {
namespace {

constexpr double longest_time = 1e6;  // ticks of a path stay far from overflow
constexpr double largest_figure = 1e15;

Ticks ticks(double time) {
    return static_cast<Ticks>(std::llround(time * static_cast<double>(ticks_a_unit)));
}

// Nothing where the figures make sense, else one sentence.
std::string what_is_wrong(const ChainStage& s) {
    const std::string at = s.row > 0 ? fmt::format("row {}, stage {}: ", s.row, s.name) : s.name + ": ";
    const auto bad = [](double value, double most) { return !(value >= 0 && value <= most); };
    if (s.name.empty()) return fmt::format("row {}: a stage without a name", s.row);
    if (bad(s.time, longest_time))
        return fmt::format("{}a stage time of {:g}; expected 0 to {:g}", at, s.time, longest_time);
    if (bad(s.inbound_service, longest_time))
        return fmt::format("{}an inbound service time of {:g}; expected 0 to {:g}", at, s.inbound_service,
                           longest_time);
    if (!(s.most_service <= longest_time))
        return fmt::format("{}a largest service time of {:g}; expected 0 to {:g}", at, s.most_service,
                           longest_time);
    if (bad(s.cost_added, largest_figure))
        return fmt::format("{}a cost added of {:g}; expected a number from 0", at, s.cost_added);
    if (!(s.holding <= largest_figure))
        return fmt::format("{}a holding cost of {:g}; expected a number from 0", at, s.holding);
    if (bad(s.demand_sd, largest_figure))
        return fmt::format("{}a standard deviation of demand of {:g}; expected a number from 0", at,
                           s.demand_sd);
    if (bad(s.safety_factor, 100))
        return fmt::format("{}a safety factor of {:g}; expected 0 to 100", at, s.safety_factor);
    if (!(s.pooling >= 1 && s.pooling <= 100))
        return fmt::format("{}a pooling exponent of {:g}; expected 1 (none) to 100; 2 is usual", at,
                           s.pooling);
    if (s.demand_sd > 0 && s.most_service < 0)
        return fmt::format("{}demand without a largest service time; expected one, 0 or more", at);
    return {};
}

std::string check_names(const std::vector<ChainStage>& stages) {
    std::set<std::string> names;
    for (const ChainStage& stage : stages) {
        if (std::string wrong = what_is_wrong(stage); !wrong.empty()) return wrong;
        if (!names.insert(stage.name).second)
            return fmt::format("row {}: stage {} is declared twice; expected once", stage.row, stage.name);
    }
    return stages.empty() ? "a chain without stages; expected at least one" : "";
}

std::string connect(Chain& chain) {
    const std::size_t n = chain.stages.size();
    chain.suppliers.resize(n);
    chain.customers.resize(n);
    std::set<std::pair<std::size_t, std::size_t>> seen;
    for (const ChainArc& arc : chain.arcs) {
        const std::string& from = chain.stages[arc.supplier].name;
        const std::string& to = chain.stages[arc.customer].name;
        if (!(arc.quantity > 0 && arc.quantity <= 1e9))
            return fmt::format("the arc from {} to {} has a quantity of {:g}; expected a number above 0",
                               from, to, arc.quantity);
        if (!seen.insert({arc.supplier, arc.customer}).second)
            return fmt::format("the arc from {} to {} is declared twice; expected once", from, to);
        chain.suppliers[arc.customer].push_back(arc.supplier);
        chain.customers[arc.supplier].push_back(arc.customer);
    }
    for (auto* lists : {&chain.suppliers, &chain.customers})
        for (auto& list : *lists) std::sort(list.begin(), list.end());
    return {};
}

// Suppliers first; a stage that never gets its turn lies on a cycle or behind one.
std::string sort_stages(Chain& chain) {
    std::vector<std::size_t> waits(chain.stages.size());
    for (std::size_t j = 0; j < chain.size(); ++j) {
        waits[j] = chain.suppliers[j].size();
        if (waits[j] == 0) chain.order.push_back(j);
    }
    for (std::size_t at = 0; at < chain.order.size(); ++at)
        for (const std::size_t k : chain.customers[chain.order[at]])
            if (--waits[k] == 0) chain.order.push_back(k);
    if (chain.order.size() == chain.stages.size()) return {};
    // From any waiting stage, walk to a waiting supplier until one comes again.
    std::size_t at = 0;
    while (waits[at] == 0) ++at;
    std::vector<std::size_t> path;
    while (std::find(path.begin(), path.end(), at) == path.end()) {
        path.push_back(at);
        const auto& from = chain.suppliers[at];
        at = *std::find_if(from.begin(), from.end(), [&](std::size_t i) { return waits[i] > 0; });
    }
    path.erase(path.begin(), std::find(path.begin(), path.end(), at));
    std::string text = chain.stages[at].name;
    for (auto stage = path.rbegin(); stage != path.rend(); ++stage) text += " → " + chain.stages[*stage].name;
    return fmt::format("the arcs form a cycle: {}; expected none", text);
}

using ArcLists = std::vector<std::vector<std::size_t>>;  // by stage

void derive_holding(Chain& chain, const ArcLists& inward, double rate) {
    std::vector<double> cost(chain.size());
    chain.holding.resize(chain.size());
    for (const std::size_t j : chain.order) {
        cost[j] = chain.stages[j].cost_added;
        for (const std::size_t a : inward[j])
            cost[j] += chain.arcs[a].quantity * cost[chain.arcs[a].supplier];
        chain.holding[j] = chain.stages[j].holding >= 0 ? chain.stages[j].holding : rate * cost[j];
    }
}

void derive_stock(Chain& chain, const ArcLists& outward) {
    std::vector<std::map<std::size_t, double>> units(chain.size());  // φ_jd by stage d with demand
    chain.stock.resize(chain.size());
    for (auto at = chain.order.rbegin(); at != chain.order.rend(); ++at) {
        const std::size_t j = *at;
        if (chain.stages[j].demand_sd > 0) units[j][j] = 1;
        for (const std::size_t a : outward[j])
            for (const auto& [d, quantity] : units[chain.arcs[a].customer])
                units[j][d] += chain.arcs[a].quantity * quantity;
        double sum = 0;
        for (const auto& [d, quantity] : units[j])
            sum += std::pow(quantity * chain.stages[d].safety_factor * chain.stages[d].demand_sd,
                            chain.stages[j].pooling);
        chain.stock[j] = std::pow(sum, 1 / chain.stages[j].pooling);
    }
}

void derive_figures(Chain& chain, double rate) {
    ArcLists inward(chain.size()), outward(chain.size());
    for (std::size_t a = 0; a < chain.arcs.size(); ++a) {
        inward[chain.arcs[a].customer].push_back(a);
        outward[chain.arcs[a].supplier].push_back(a);
    }
    derive_holding(chain, inward, rate);
    derive_stock(chain, outward);
}

}  // namespace

double Chain::stock_of(std::size_t stage, Ticks net_time) const {
    if (net_time <= 0) return 0;
    return stock[stage] * std::sqrt(static_cast<double>(net_time) / static_cast<double>(ticks_a_unit));
}

double Chain::cost_of(std::size_t stage, Ticks net_time) const {
    return holding[stage] * stock_of(stage, net_time);
}

bool Chain::is_forest() const {
    std::vector<std::size_t> root(stages.size());
    std::iota(root.begin(), root.end(), 0);
    const auto find = [&](std::size_t j) {
        while (root[j] != j) j = root[j];
        return j;
    };
    for (const ChainArc& arc : arcs) {
        const std::size_t a = find(arc.supplier), b = find(arc.customer);
        if (a == b) return false;
        root[a] = b;
    }
    return true;
}

Result<Chain, std::string> make_chain(std::vector<ChainStage> stages, std::vector<ChainArc> arcs,
                                      double rate) {
    if (!(rate > 0 && rate <= 1e6))
        return unexpected(fmt::format("a holding rate of {:g}; expected a number above 0", rate));
    Chain chain;
    chain.stages = std::move(stages);
    chain.arcs = std::move(arcs);
    std::string wrong = check_names(chain.stages);
    if (wrong.empty()) wrong = connect(chain);
    if (wrong.empty()) wrong = sort_stages(chain);
    if (!wrong.empty()) return unexpected(std::move(wrong));
    for (const ChainStage& stage : chain.stages) {
        chain.time.push_back(ticks(stage.time));
        chain.inbound.push_back(ticks(stage.inbound_service));
        chain.most_service.push_back(stage.most_service < 0 ? unlimited : ticks(stage.most_service));
    }
    derive_figures(chain, rate);
    return chain;
}

}  // namespace dualflow::inventory
