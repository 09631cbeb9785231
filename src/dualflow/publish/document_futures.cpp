// SPDX-License-Identifier: MIT
// The part `futures` of the plan document.
#include <nlohmann/json.hpp>

#include "dualflow/publish/document.hpp"
#include "dualflow/publish/document_parts.hpp"
#include "dualflow/publish/spread.hpp"

namespace dualflow::document {
namespace {

using Levels = std::array<double, fan_levels.size()>;

void add_levels(Json& out, const Levels& levels) {
    constexpr const char* names[] = {"p5", "p25", "p50", "p75", "p95"};
    for (std::size_t i = 0; i < levels.size(); ++i) out[names[i]] = number(levels[i]);
}

Json list_of(const std::vector<double>& values) {
    Json out = Json::array();
    for (const double value : values) out.push_back(number(value));
    return out;
}

Json lists_of(const std::vector<std::vector<double>>& lists) {
    Json out = Json::array();
    for (const auto& values : lists) out.push_back(list_of(values));
    return out;
}

Json series_part(const Case& c, const std::vector<SpreadSeries>& all) {
    Json out = Json::array();
    for (const SpreadSeries& series : all) {
        Json bands = Json::array();
        for (const Band& band : series.bands) {
            Json one = {{"mean", number(band.mean)}};
            add_levels(one, band.levels);
            bands.push_back(std::move(one));
        }
        out.push_back({{"kind", series.kind},
                       {"name", series.name},
                       {"product", series.product ? Json(c.products[*series.product].id) : Json()},
                       {"region", series.region ? Json(c.regions[*series.region].id) : Json()},
                       {"bands", std::move(bands)},
                       {"lines", lists_of(series.lines)}});
    }
    return out;
}

Json regimes_part(const PlanResult& plan) {
    Json out = Json::array();
    for (const RegimeTimes& times : regime_times(plan))
        out.push_back({{"kind", times.kind},
                       {"name", times.name},
                       {"regimes", times.regimes},
                       {"shares", lists_of(times.shares)}});
    return out;
}

Json outages_part(const PlanResult& plan) {
    Json out = Json::array();
    for (const OutageTimes& times : outage_times(plan))
        out.push_back({{"id", times.id}, {"probability", list_of(times.probability)}});
    return out;
}

Json shocks_part(const PlanResult& plan) {
    Json out = Json::array();
    for (const ShockRow& shock : shocks_of(plan))
        out.push_back({{"node", shock.node},
                       {"name", shock.name},
                       {"bucket", shock.bucket},
                       {"buckets", shock.buckets},
                       {"probability", number(shock.probability)}});
    return out;
}

Json sources_part(const Case& c, const PlanResult& plan) {
    Json out = Json::array();
    for (const ShareSpread& row : spread_of_sources(c, plan)) {
        Json one = {{"product", row.product ? Json(c.products[*row.product].id) : Json()},
                    {"bloc", row.bloc},
                    {"year", row.year},
                    {"share", number(row.share)}};
        add_levels(one, row.levels);
        out.push_back(std::move(one));
    }
    return out;
}

}  // namespace

Json futures_part(const Case& c, const PlanResult& plan) {
    if (!has_plan(plan) || plan.tree.outcomes().size() < 2) return {};
    const bool compared = plan.values && plan.values->foresight_plan;
    return {
        {"demand", series_part(c, spread_of_demand(c, plan))},
        {"draws", series_part(c, spread_of_draws(plan))},
        {"regimes", regimes_part(plan)},
        {"outages", outages_part(plan)},
        {"shocks", shocks_part(plan)},
        {"source_shares", sources_part(c, plan)},
        {"source_shares_with_foresight", compared ? sources_part(c, *plan.values->foresight_plan) : Json()}};
}

}  // namespace dualflow::document
