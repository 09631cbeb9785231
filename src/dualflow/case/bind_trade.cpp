// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "dualflow/case/bind.hpp"
#include "dualflow/case/codes.hpp"
#include "dualflow/case/nearest.hpp"
#include "dualflow/case/settings.hpp"
#include "dualflow/case/utf8.hpp"

namespace dualflow {

namespace {

// A region's id or a bloc's name, bare or with its prefix; empty, with an error, where there is none.
std::string area_of(Binder& b, const Row& row, std::string_view column, const std::set<std::string>& blocs) {
    std::string_view text = row.text(column);
    if (text == "*" || text.empty() || b.regions.broken()) return std::string(text);
    for (const std::string_view prefix : {"region:", "bloc:"})
        if (text.starts_with(prefix)) text.remove_prefix(prefix.size());
    if (b.regions.find(text) >= 0 || blocs.contains(std::string(text))) return std::string(text);
    std::vector<std::string> names = b.regions.ids();
    names.insert(names.end(), blocs.begin(), blocs.end());
    Diagnostic d =
        problem_at(code::unknown_id, row, column, fmt::format("no region or bloc \"{}\"", excerpt(text)),
                   "the id of a row in regions, the name of a bloc, or *");
    d.found = excerpt(text);
    d.nearest = nearest_names(text, names);
    b.errors.push_back(std::move(d));
    return {};
}

std::vector<std::string> regimes_of(Binder& b, const Row& row) {
    std::vector<std::string> regimes;
    for (const std::string& name : split(row.text("regime"), ';')) {
        if (name == "*") return {};
        if (!b.regimes.broken() && b.regimes.find(name) < 0)
            b.errors.push_back(no_such_row(b.regimes, name, row, "regime"));
        regimes.push_back(name);
    }
    return regimes;
}

std::string prefix_of(Binder& b, const Row& row) {
    const std::string& text = row.text("code_prefix");
    if (text == "*") return "";
    if (text.find_first_not_of("0123456789") == std::string::npos) return text;
    Diagnostic d = problem_at(code::not_a_number, row, "code_prefix",
                              fmt::format("code_prefix \"{}\" has more than digits", excerpt(text)),
                              "leading digits of a tariff code, without dots, or *");
    d.found = excerpt(text);
    b.errors.push_back(std::move(d));
    return "";
}

Tariff make_tariff(Binder& b, const Row& row, const std::set<std::string>& blocs) {
    Tariff t;
    t.origin = area_of(b, row, "origin", blocs);
    t.destination = area_of(b, row, "destination", blocs);
    t.code_prefix = prefix_of(b, row);
    t.rate = row.number("rate");
    t.base = row.text("base") == "non_us_content" ? TariffBase::non_us_content : TariffBase::customs_value;
    t.measure = row.text("measure");
    t.stack_group = row.text("stack_group");
    t.agreement = row.text("agreement");
    t.regimes = regimes_of(b, row);
    t.valid_from = row.maybe_date("valid_from");
    t.valid_to = row.maybe_date("valid_to");
    t.row = row.row;
    return t;
}

// Two rates of one measure for the same goods on the same day would be a guess, so they are refused.
// A row for all regimes also meets those of each.
std::vector<Span> spans_of(const std::vector<Tariff>& tariffs, const std::vector<Row>& rows,
                           const Names& regimes) {
    std::vector<Span> spans;
    for (std::size_t i = 0; i < tariffs.size(); ++i) {
        const Tariff& t = tariffs[i];
        std::vector<std::string> in_force = t.regimes;
        if (in_force.empty()) in_force = regimes.ids();
        if (in_force.empty()) in_force = {""};
        for (const std::string& regime : in_force)
            spans.push_back({fmt::format("origin={}, destination={}, code_prefix={}, measure={}{}{}",
                                         t.origin, t.destination, t.code_prefix, t.measure,
                                         regime.empty() ? "" : ", regime=", regime),
                             t.valid_from, t.valid_to, &rows[i]});
    }
    return spans;
}

void bind_regimes(Binder& b) {
    const TypedTable& table = b.table("tariff_regimes");
    name_rows(table, "regime", b.regimes, b.errors);
    double likeliest = 0;
    for (const Row& row : table.rows) {
        const double chance = row.number("start_probability");
        // Where nothing says how regimes change, none is drawn.
        if (chance > 0 && chance < 1 && is_off(b.c.settings, "tariff_transitions")) {
            Diagnostic d = problem_at(
                code::regime_needs_futures, row, "start_probability",
                fmt::format("regime \"{}\" may be in force at the start, but tariff_transitions is off",
                            row.text("regime")),
                "1 for one regime and 0 for the others, or tariff_transitions in use");
            d.found = fmt::format("{}", chance);
            b.errors.push_back(std::move(d));
        }
        if (chance <= likeliest) continue;  // of equals the first
        likeliest = chance;
        b.c.tariff_regime = row.text("regime");
    }
    if (b.c.tariff_regime.empty() && !table.rows.empty())
        b.errors.push_back(problem_at(code::regime_needs_futures, table.rows.front(), "start_probability",
                                      "no regime is in force at the start", "chances that sum to 1"));
}

}  // namespace

void bind_trade(Binder& b) {
    bind_regimes(b);
    std::set<std::string> blocs;
    for (const Region& region : b.c.regions)
        if (!region.bloc.empty()) blocs.insert(region.bloc);
    const TypedTable& table = b.table("tariffs");
    for (const Row& row : table.rows) b.c.tariffs.push_back(make_tariff(b, row, blocs));
    check_spans(spans_of(b.c.tariffs, table.rows, b.regimes), "valid_from", "valid_to", b.errors);
}

}  // namespace dualflow
