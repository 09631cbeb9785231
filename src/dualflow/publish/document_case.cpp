// SPDX-License-Identifier: MIT
// The parts of the document that restate the case: settings, network, warnings.
#include <cmath>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "dualflow/publish/document_parts.hpp"

namespace dualflow::document {

namespace {

const char* name_of(SiteStatus status) {
    switch (status) {
        case SiteStatus::open:
            return "open";
        case SiteStatus::candidate:
            return "candidate";
        case SiteStatus::closing:
            return "closing";
    }
    throw std::logic_error("unknown status of a site");
}

template <class T>
Json optional_number(const std::optional<T>& value) {
    if (!value) return nullptr;
    if constexpr (std::is_same_v<T, double>) {
        return number(*value);
    } else {
        return number(value->value);
    }
}

// Flat, with the names of case.toml; what does not change the answer (threads) is left out.
Json settings_of(const Settings& s) {
    Json out = {{"calendar", s.calendar},
                {"discount_rate", number(s.discount_rate)},
                {"prices", s.prices},
                {"risk.lambda", number(s.risk_lambda)},
                {"risk.alpha", number(s.risk_alpha)},
                {"model.elastic_price", optional_number(s.elastic_price)},
                {"model.epoch", s.epoch},
                {"model.end_stock", s.end_stock},
                {"model.holding", s.holding},
                {"model.tables", s.tables},
                {"model.review_days", s.review_days},
                {"model.capital", s.capital},
                {"model.non_us_content", number(s.non_us_content)},
                {"quality.value_factor", number(s.defect_value_factor)},
                {"quality.cost_per_defect", number(s.cost_per_defect.value)},
                {"quality.exposure_days", number(s.defect_exposure_days)}};
    for (const auto& [year, money] : s.budget) out["budget." + std::to_string(year)] = number(money);
    out["futures.seed"] = s.seed;
    out["solve.gap"] = number(s.gap);
    return out;
}

Json sites_of(const Case& c) {
    Json out = Json::array();
    for (const Site& site : c.sites)
        out.push_back({{"id", site.id},
                       {"name", site.name},
                       {"kind", word_for(site.kind)},
                       {"tier", site.tier},
                       {"region", c.regions[*site.region].id},
                       {"latitude", optional_number(site.latitude)},
                       {"longitude", optional_number(site.longitude)},
                       {"status", name_of(site.status)}});
    return out;
}

}  // namespace

Json number(double value) {
    if (!std::isfinite(value)) return nullptr;
    return value == 0 ? 0.0 : value;
}

Json case_part(const Case& c) {
    const Settings& s = c.settings;
    return {{"name", s.name},
            {"strategy", c.strategy},
            {"currency", s.currency},
            {"start", to_string(s.start)},
            {"hash", c.hash},
            {"tables_off", s.off},
            {"tariff_regime", c.tariff_regime},
            {"prices", s.prices},
            {"discount_rate", number(s.discount_rate)},
            {"settings", settings_of(s)}};
}

Json network_part(const Case& c) {
    Json regions = Json::array(), products = Json::array(), resources = Json::array();
    for (const Region& r : c.regions) regions.push_back({{"id", r.id}, {"name", r.name}, {"bloc", r.bloc}});
    for (const Product& p : c.products)
        products.push_back({{"id", p.id},
                            {"kind", p.kind},
                            {"family", p.family},
                            {"unit_value", optional_number(p.unit_value)}});
    for (const Resource& r : c.resources)
        resources.push_back({{"site", c.sites[*r.site].id},
                             {"resource", r.name},
                             {"band_low", number(r.band_low.value)},
                             {"band_high", optional_number(r.band_high)}});
    return {{"regions", std::move(regions)},
            {"sites", sites_of(c)},
            {"products", std::move(products)},
            {"resources", std::move(resources)}};
}

Json warnings_part(const Case& c) {
    Json out = Json::array();
    for (const Diagnostic& d : c.warnings)
        out.push_back({{"code", d.code},
                       {"severity", d.severity == Severity::error ? "error" : "warning"},
                       {"file", d.file},
                       {"row", d.row},
                       {"column", d.column},
                       {"found", d.found},
                       {"expected", d.expected},
                       {"nearest", d.nearest},
                       {"message", d.message},
                       {"remedy", d.remedy}});
    return out;
}

}  // namespace dualflow::document
