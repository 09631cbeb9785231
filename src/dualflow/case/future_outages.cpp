// SPDX-License-Identifier: MIT
// Disruptions: whom each row hits, for how long, and what it shares with its group.
#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "dualflow/case/codes.hpp"
#include "dualflow/case/expand.hpp"
#include "dualflow/case/future_reading.hpp"
#include "dualflow/case/utf8.hpp"

namespace dualflow {

namespace {

// `region:CN` names the region CN where regions are hit; a bare name does too.
std::string without_prefix(const std::string& target, const std::string& scope) {
    const std::string prefix = scope + ":";
    return target.starts_with(prefix) ? target.substr(prefix.size()) : target;
}

std::vector<int> indices_among(FutureReader& r, const Names& names, const Row& row, const std::string& text) {
    Column column = *find_column(*row.table, "target");
    column.group = true;
    return resolve(names, text, row, column, r.problems).index;
}

// What a lane's key names; nothing stands for any.
struct LaneKey {
    std::optional<std::vector<int>> from, to, products;
    std::string mode;

    bool names(const Lane& lane) const {
        const auto holds = [](const std::optional<std::vector<int>>& among, std::int32_t index) {
            return !among || std::find(among->begin(), among->end(), index) != among->end();
        };
        return holds(from, lane.from.index) && holds(to, lane.to.index) &&
               holds(products, lane.product.index) && (mode.empty() || mode == lane.mode);
    }
};

LaneKey lane_key(FutureReader& r, const Row& row, const std::string& target) {
    LaneKey key;
    for (const std::string& part : split(target, ';')) {
        const std::size_t equals = part.find('=');
        const std::string column(trim(part.substr(0, equals)));
        const std::string value(equals == std::string::npos ? "" : trim(part.substr(equals + 1)));
        if (column == "from" || column == "to") {
            (column == "from" ? key.from : key.to) = indices_among(r, r.sites, row, value);
        } else if (column == "product") {
            key.products = indices_among(r, r.products, row, value);
        } else if (column == "mode" && !value.empty()) {
            key.mode = value;
        } else {
            Diagnostic d = problem_at(code::malformed_key, row, "target",
                                      fmt::format("\"{}\" is no part of a lane's key", excerpt(part)),
                                      "from, to, mode or product = value, joined by ;");
            d.found = excerpt(part);
            r.problems.push_back(std::move(d));
        }
    }
    return key;
}

// mode=ocean;from=region:CN;to=region:US: one shock hits all lanes between them, so the row has one member.
void add_lanes(FutureReader& r, const Row& row, Disruption& d) {
    const LaneKey key = lane_key(r, row, d.target);
    DisruptionHit hit;
    for (std::size_t l = 0; l < r.c.lanes.size(); ++l)
        if (key.names(r.c.lanes[l])) hit.lanes.emplace_back(l);
    d.members.push_back(d.target);
    d.hits.push_back(std::move(hit));
}

// The sites that `belongs` says an outage of the member hits.
template <class Belongs>
DisruptionHit sites_hit(const Case& c, const Belongs& belongs) {
    DisruptionHit hit;
    for (std::size_t s = 0; s < c.sites.size(); ++s)
        if (belongs(c.sites[s])) hit.sites.emplace_back(s);
    return hit;
}

DisruptionHit hit_of(const Case& c, const std::string& scope, int member) {
    if (scope == "site") return {{SiteId(member)}, {}, {}};
    if (scope == "product") return {{}, {ProductId(member)}, {}};
    if (scope == "region") return sites_hit(c, [&](const Site& s) { return s.region.index == member; });
    return sites_hit(c, [&](const Site& s) { return s.organisation.index == member; });
}

void add_members(FutureReader& r, const Row& row, Disruption& d) {
    if (d.target.empty()) return;
    if (d.scope == "lane") return add_lanes(r, row, d);
    const Names* names = d.scope == "site"           ? &r.sites
                         : d.scope == "region"       ? &r.regions
                         : d.scope == "product"      ? &r.products
                         : d.scope == "organisation" ? &r.organisations
                                                     : nullptr;
    if (names == nullptr) return;
    const std::string text = d.scope == "site" ? d.target : without_prefix(d.target, d.scope);
    for (const int member : indices_among(r, *names, row, text)) {
        d.members.push_back(names->id(member));
        d.hits.push_back(hit_of(r.c, d.scope, member));
    }
}

void complain(FutureReader& r, std::string_view code, const Row& row, std::string_view column,
              std::string message, std::string_view expected) {
    r.problems.push_back(problem_at(code, row, column, std::move(message), expected));
}

// Exponential where neither law nor spread is given, lognormal where a spread is.
void read_duration(FutureReader& r, const Row& row, Disruption& d) {
    const std::string& law = row.text("duration_dist");
    const std::optional<double> spread = row.maybe("sd_days");
    d.mean_days = row.number("mean_days");
    d.sd_days = spread.value_or(0);
    if (law == "constant" || (law.empty() && spread == 0)) {
        d.duration = DurationLaw::constant;
        if (d.sd_days > 0)
            complain(r, code::one_of_two, row, "sd_days", "a constant duration has no spread",
                     "a blank cell or 0, or another duration_dist");
    } else if (law == "lognormal" || (law.empty() && spread)) {
        d.duration = DurationLaw::lognormal;
        if (!spread)
            complain(r, code::goes_with, row, "sd_days", "a lognormal duration needs a spread",
                     "the standard deviation of the duration");
    } else {
        d.duration = DurationLaw::exponential;
        if (spread && *spread != d.mean_days)
            complain(r, code::one_of_two, row, "sd_days", "the spread of an exponential duration is its mean",
                     "a blank cell, or mean_days");
        d.sd_days = d.mean_days;
    }
}

void read_group(FutureReader& r, const Row& row, Disruption& d) {
    d.group = row.text("group");
    const std::optional<double> correlation = row.maybe("group_correlation");
    d.group_correlation = correlation.value_or(0);
    if (d.group.empty() && d.group_correlation > 0)
        complain(r, code::goes_with, row, "group", "group_correlation without a group", "the group's name");
    if (d.group.empty() || correlation) return;
    Diagnostic warning = problem_at(code::group_without_correlation, row, "group_correlation",
                                    fmt::format("group \"{}\" has no group_correlation here, so its outages "
                                                "come independently",
                                                excerpt(d.group)),
                                    "the share of the rate that the group's shocks make, from 0 to 1");
    warning.severity = Severity::warning;
    r.problems.push_back(std::move(warning));
}

}  // namespace

void read_disruptions(FutureReader& r) {
    std::vector<Claim> claims;
    for (const Row& row : r.of("disruptions")) {
        Disruption d;
        d.id = row.text("id");
        d.stream = stream_name(row, d.id);
        d.scope = row.text("scope");
        d.target = row.text("target");
        d.rate_per_year = row.number("rate_per_year");
        d.capacity_left = row.number("capacity_left");
        add_members(r, row, d);
        read_duration(r, row, d);
        read_group(r, row, d);
        if (!d.id.empty()) claims.push_back({"id=" + d.id, 0, &row});
        r.rows.disruptions.push_back(std::move(d));
    }
    winners(claims, r.problems);
    std::stable_sort(r.rows.disruptions.begin(), r.rows.disruptions.end(),
                     [](const Disruption& a, const Disruption& b) { return a.id < b.id; });
}

}  // namespace dualflow
