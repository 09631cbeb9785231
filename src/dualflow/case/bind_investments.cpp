// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "dualflow/case/bind.hpp"
#include "dualflow/case/codes.hpp"
#include "dualflow/case/keys.hpp"

namespace dualflow {

namespace {

InvestmentKind kind_of(const std::string& word) {
    using enum InvestmentKind;
    constexpr std::array<std::pair<std::string_view, InvestmentKind>, 9> kinds{{{"open", open},
                                                                                {"expand", expand},
                                                                                {"upgrade", upgrade},
                                                                                {"convert", convert},
                                                                                {"close", close},
                                                                                {"qualify", qualify},
                                                                                {"develop", develop},
                                                                                {"research", research},
                                                                                {"enable", enable}}};
    for (const auto& [name, kind] : kinds)
        if (name == word) return kind;
    return expand;
}

std::vector<CurvePoint> curve_of(const Row& row, std::string_view column) {
    if (!row.given(column)) return {};
    return parse_curve(row.text(column)).value_or(std::vector<CurvePoint>{});
}

void fill_figures(Investment& v, const Row& row) {
    v.kind = kind_of(row.text("kind"));
    v.capacity_added = PerDay{row.number("capacity_added_per_day")};
    v.capacity_removed = PerDay{row.number("capacity_removed_per_day")};
    v.unit_cost_effect = row.number("unit_cost_effect");
    v.yield_effect = row.number("yield_effect");
    v.capital = Money{row.number("capital")};
    v.capital_schedule = curve_of(row, "capital_schedule");
    v.paid_by_us = row.text("payer") == "own";
    v.life_years = row.number("life_years");
    v.lead = Days{row.number("lead_days")};
    v.downtime = Days{row.number("downtime_days")};
    v.ramp_up = curve_of(row, "ramp_up");
    v.window_from = row.maybe_date("window_from");
    v.window_to = row.maybe_date("window_to");
    v.max_count = static_cast<int>(row.number("max_count"));
    v.opening_count = static_cast<int>(row.number("opening_count"));
    v.exclusive_group = row.text("exclusive_group");
    v.reviewable = row.text("timing") == "reviewable";
    v.row = row.row;
}

void check_curves(const Row& row, const Investment& v, Diagnostics& errors) {
    constexpr double tolerance = 1e-6;
    const double paid =
        std::accumulate(v.capital_schedule.begin(), v.capital_schedule.end(), 0.0,
                        [](double sum, const CurvePoint& point) { return sum + point.share; });
    if (!v.capital_schedule.empty() && std::abs(paid - 1) > tolerance)
        errors.push_back(problem_at(code::not_a_curve, row, "capital_schedule",
                                    fmt::format("the shares of capital_schedule add up to {}", paid),
                                    "shares that add up to 1"));
    const auto falls = [](const CurvePoint& a, const CurvePoint& b) { return b.share < a.share; };
    if (std::adjacent_find(v.ramp_up.begin(), v.ramp_up.end(), falls) != v.ramp_up.end())
        errors.push_back(problem_at(code::not_a_curve, row, "ramp_up", "the shares of ramp_up fall",
                                    "shares that do not fall"));
}

ResourceId resource_of(Binder& b, const Row& row, SiteId site) {
    if (row.text("resource").empty()) return {};
    if (site) return find_resource(b, site, row);
    if (!row.given("site"))
        b.errors.push_back(problem_at(code::goes_with, row, "site", "a resource is given without its site",
                                      "the site at which the resource stands"));
    return {};
}

// Of a group of sites those count that have the resource, if any has.
bool is_skipped(const Binder& b, const Placed& placed, const std::vector<Placed>& all) {
    const std::string& name = placed.row->text("resource");
    if (name.empty() || !placed.from_group[0] || has_resource(b, SiteId{placed.ref[0]}, name)) return false;
    return std::any_of(all.begin(), all.end(), [&](const Placed& other) {
        return other.row == placed.row && has_resource(b, SiteId{other.ref[0]}, name);
    });
}

void bind_rows(Binder& b) {
    const std::vector<Placed> all = place_rows(b.table("investments"), {{"site", &b.sites}}, b.errors);
    const Row* last = nullptr;
    for (const Placed& placed : all) {
        if (is_skipped(b, placed, all)) continue;
        const Row& row = *placed.row;
        Investment v;
        fill_figures(v, row);
        v.id = row.text("id") + (placed.from_group[0] ? "@" + b.sites.id(placed.ref[0]) : "");
        v.site = SiteId{placed.ref[0]};
        v.resource = resource_of(b, row, v.site);
        if (&row != last) {  // once for all members of a group
            check_curves(row, v, b.errors);
            check_spans({{"", v.window_from, v.window_to, &row}}, "window_from", "window_to", b.errors);
        }
        const Enabled enabled = &row == last ? Enabled{} : enabled_rows(b, row);
        v.enables_processes = enabled.processes;
        v.enables_lanes = enabled.lanes;
        v.enables_contracts = enabled.contracts;
        if (&row == last) {
            const Investment& first = b.c.investments.back();
            v.enables_processes = first.enables_processes;
            v.enables_lanes = first.enables_lanes;
            v.enables_contracts = first.enables_contracts;
        }
        last = &row;
        b.investments.add(v.id);
        b.c.investments.push_back(std::move(v));
    }
}

// Lanes have no column `available`: one that an investment enables is not there before.
void close_enabled_lanes(Case& c) {
    for (const Investment& investment : c.investments)
        for (const LaneId lane : investment.enables_lanes) c.lanes[*lane].available = false;
}

}  // namespace

void bind_investments(Binder& b) {
    const TypedTable& table = b.table("investments");
    Names rows("investments");
    name_rows(table, "id", rows, b.errors);
    if (table.broken || b.sites.broken()) b.investments.set_broken();
    bind_rows(b);
    std::map<int, const Row*> by_place;
    for (const Row& row : table.rows) by_place[row.row] = &row;
    for (Investment& v : b.c.investments) {
        const Row& row = *by_place[v.row];
        for (const std::string& id : split(row.text("requires"), ';')) {
            const Members members =
                resolve(b.investments, id, row, *find_column(*row.table, "requires"), b.errors);
            for (const int index : members.index) v.required.emplace_back(index);
        }
    }
    close_enabled_lanes(b.c);
}

}  // namespace dualflow
