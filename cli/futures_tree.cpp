// SPDX-License-Identifier: MIT
// The scenario tree and its fans as `dualflow futures` shows them.
#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "futures.hpp"
#include "text.hpp"

namespace dualflow::cli {

namespace {

using Json = nlohmann::ordered_json;
using Rows = std::vector<std::vector<std::string>>;

std::string percent(double share) {
    return fmt::format("{:.{}f} %", 100 * share, share < 0.0995 ? 2 : 0);
}

std::size_t fan_bucket(const DisruptionFan& fan) {
    return fan.buckets.front();
}

std::string branching_text(const Shown& shown) {
    std::vector<std::string> parts;
    for (std::size_t b = 0; b < shown.buckets.size(); ++b)
        if (const std::size_t children = shown.tree.report.children[b]; children > 1)
            parts.push_back(fmt::format("{}@{}", children, to_string(shown.buckets[b].start)));
    return parts.empty() ? "nowhere" : joined(parts, ";");
}

std::string errors_text(const Drawn& d, const Shown& shown) {
    const TreeReport& r = shown.tree.report;
    std::string text;
    for (std::size_t i = 0; i < r.demand.size(); ++i) {
        Rows rows{{"bucket", "mean", "of the tree", "sd", "of the tree", "distance"}};
        for (std::size_t b = 0; b < shown.buckets.size(); ++b) {
            const FigureError& e = r.demand[i][b];
            rows.push_back({to_string(shown.buckets[b].start), fmt::format("{:.3f}", e.mean),
                            fmt::format("{:.3f}", e.tree_mean), fmt::format("{:.3f}", e.deviation),
                            fmt::format("{:.3f}", e.tree_deviation), percent(e.transport)});
        }
        text += fmt::format("\nfactor on demand of {}: {} sampled futures against the tree\n{}",
                            d.sampler.rows.cycles[i].target.text, r.samples, in_columns(rows));
    }
    Rows rows{{"days lost a year", "members", "sampled", "of the tree"}};
    for (std::size_t i = 0; i < r.lost.size(); ++i) {
        const Disruption& row = d.sampler.rows.disruptions[i];
        if (r.lost[i].mean <= 0) continue;  // rare: on fans
        rows.push_back({row.id, fmt::format("{}", row.members.size()),
                        fmt::format("{:.1f}", 365 * r.lost[i].mean),
                        fmt::format("{:.1f}", 365 * r.lost[i].tree_mean)});
    }
    return rows.size() > 1 ? text + "\n" + in_columns(rows) : text;
}

std::string members_text(const Drawn& d, const DisruptionFan& fan) {
    std::vector<std::string> names;
    for (const FanMember& m : fan.members) {
        const Disruption& row = d.sampler.rows.disruptions[m.row];
        names.push_back(fmt::format("{} {}", row.id, row.members[m.member]));
    }
    constexpr std::size_t most = 3;
    const std::size_t more = names.size() > most ? names.size() - most : 0;
    names.resize(std::min(names.size(), most));
    return joined(names) + (more > 0 ? fmt::format(" and {} more", more) : "");
}

std::string fans_text(const Drawn& d, const Shown& shown) {
    const FanReport& r = shown.tree.report.fans;
    if (r.possible == 0) return "";
    std::string text = fmt::format(
        "\n{} fans of {} possible carry {} of what rare shocks are expected to take; on a path they have at "
        "most "
        "{} of its weight\n{:.2f} rare shocks are expected in the horizon, two or more come with {}; fans "
        "left "
        "out: {:.2f} of them\n",
        shown.tree.fans.size(), r.possible, percent(r.impact_taken), percent(r.most_on_a_path),
        r.expected_shocks, percent(r.two_or_more), r.probability_neglected);
    Rows rows{{"strikes", "buckets", "chance", "on node", "of chance", "what"}};
    constexpr std::size_t most = 20;
    for (std::size_t k = 0; k < std::min(most, shown.tree.fans.size()); ++k) {
        const DisruptionFan& fan = shown.tree.fans[k];
        rows.push_back(
            {to_string(shown.buckets[fan_bucket(fan)].start), fmt::format("{}", fan.buckets.size()),
             percent(fan.probability), fan.node < 0 ? "root" : fmt::format("{}", fan.node),
             percent(fan.node < 0 ? 1
                                  : shown.tree.tree.nodes[static_cast<std::size_t>(fan.node)].probability),
             members_text(d, fan)});
    }
    text += in_columns(rows);
    if (shown.tree.fans.size() > most)
        text += fmt::format("and {} more (--json shows all)\n", shown.tree.fans.size() - most);
    return text;
}

Json error_as_json(const FigureError& e) {
    return {{"mean", e.mean},
            {"tree_mean", e.tree_mean},
            {"deviation", e.deviation},
            {"tree_deviation", e.tree_deviation},
            {"transport", e.transport}};
}

Json capacity_as_json(const Drawn& d, const NodeState& state) {
    Json all = Json::array();
    for (const CapacityLeft& c : state.capacity) {
        const Disruption& row = d.sampler.rows.disruptions[c.row];
        all.push_back({{"id", row.id}, {"member", row.members[c.member]}, {"left", c.left}});
    }
    return all;
}

Json state_as_json(const Drawn& d, const NodeState& state) {
    Json json{{"factor_without_season", state.cycle},
              {"rates_over_start", state.rate},
              {"capacity", capacity_as_json(d, state)}};
    const auto name = [&](int regime) {
        return d.sampler.rows.tariffs.names[static_cast<std::size_t>(regime)];
    };
    if (state.tariff_regime >= 0)
        json["tariffs"] = {{"in_force", name(state.tariff_regime)},
                           {"seen", name(state.tariff_seen)},
                           {"share_of_days", state.tariff_share}};
    return json;
}

Json nodes_as_json(const Drawn& d, const Shown& shown) {
    Json nodes = Json::array();
    for (std::size_t n = 0; n < shown.tree.tree.size(); ++n) {
        const Node& node = shown.tree.tree.nodes[n];
        Json json{{"parent", node.parent < 0 ? Json(nullptr) : Json(node.parent)},
                  {"bucket", node.bucket},
                  {"probability", node.probability}};
        json.update(state_as_json(d, shown.tree.states[n]));
        nodes.push_back(std::move(json));
    }
    return nodes;
}

Json fans_as_json(const Drawn& d, const Shown& shown) {
    Json fans = Json::array();
    for (const DisruptionFan& fan : shown.tree.fans) {
        Json members = Json::array(), states = Json::array();
        for (const FanMember& m : fan.members) {
            const Disruption& row = d.sampler.rows.disruptions[m.row];
            members.push_back({{"id", row.id}, {"member", row.members[m.member]}});
        }
        for (const NodeState& state : fan.states) states.push_back(capacity_as_json(d, state));
        fans.push_back({{"node", fan.node < 0 ? Json(nullptr) : Json(fan.node)},
                        {"probability", fan.probability},
                        {"buckets", fan.buckets},
                        {"beside", fan.beside},
                        {"members", members},
                        {"capacity", states}});
    }
    return fans;
}

}  // namespace

std::string tree_as_text(const Drawn& d, const Shown& shown) {
    const SampledTree& t = shown.tree;
    return fmt::format(
               "\ntree: {} nodes, {} leaves, {} fans; branching {}\nbetween whole futures and the tree: {} "
               "of the "
               "distance to the best single path ({} futures)\n",
               t.tree.size(), t.tree.leaves().size(), t.fans.size(), branching_text(shown),
               percent(t.report.transport), t.report.transport_samples) +
           errors_text(d, shown) + fans_text(d, shown);
}

nlohmann::ordered_json tree_as_json(const Drawn& d, const Shown& shown) {
    const TreeReport& r = shown.tree.report;
    Json buckets = Json::array(), demand = Json::array(), lost = Json::array();
    for (const Bucket& bucket : shown.buckets) buckets.push_back(to_string(bucket.start));
    for (const auto& cycle : r.demand) {
        Json errors = Json::array();
        for (const FigureError& e : cycle) errors.push_back(error_as_json(e));
        demand.push_back(std::move(errors));
    }
    for (const FigureError& e : r.lost) lost.push_back(error_as_json(e));
    return {{"leaves", shown.tree.tree.leaves().size()},
            {"buckets", buckets},
            {"children", r.children},
            {"learnt", r.learnt},
            {"nodes", nodes_as_json(d, shown)},
            {"fans", fans_as_json(d, shown)},
            {"errors",
             {{"samples", r.samples},
              {"demand", demand},
              {"share_of_capacity_lost", lost},
              {"transport_over_single_path", r.transport},
              {"transport_samples", r.transport_samples},
              {"rare_shocks_expected", r.fans.expected_shocks},
              {"two_rare_shocks_or_more", r.fans.two_or_more},
              {"fans_possible", r.fans.possible},
              {"share_of_rare_loss_on_fans", r.fans.impact_taken},
              {"rare_shocks_not_on_fans", r.fans.probability_neglected},
              {"most_on_a_path", r.fans.most_on_a_path}}}};
}

}  // namespace dualflow::cli
