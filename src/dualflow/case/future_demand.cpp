// SPDX-License-Identifier: MIT
// Seasons and cycles of demand.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "dualflow/case/codes.hpp"
#include "dualflow/case/expand.hpp"
#include "dualflow/case/future_reading.hpp"

namespace dualflow {

namespace {

using ByTarget = std::map<std::string, std::vector<const Row*>>;

ByTarget by_target(const std::vector<Row>& rows) {
    ByTarget found;
    for (const Row& row : rows)
        if (!row.text("target").empty()) found[row.text("target")].push_back(&row);
    return found;
}

// Products where they are meant, else markets; the problems are those of products where neither is known.
DemandTarget target_of(FutureReader& r, const Row& row) {
    DemandTarget target{row.text("target"), {}, {}};
    Column column = *find_column(*row.table, "target");
    column.group = true;
    Diagnostics as_product, as_site;
    for (const int i : resolve(r.products, target.text, row, column, as_product).index)
        target.products.emplace_back(i);
    if (!as_product.empty()) {
        for (const int i : resolve(r.sites, target.text, row, column, as_site).index)
            if (r.c.sites[static_cast<std::size_t>(i)].kind == SiteKind::market)
                target.markets.emplace_back(i);
        if (target.markets.empty()) r.problems.insert(r.problems.end(), as_product.begin(), as_product.end());
    }
    return target;
}

void require_unique(const std::vector<const Row*>& rows, const std::vector<std::string_view>& key,
                    Diagnostics& problems) {
    std::vector<Claim> claims;
    for (const Row* row : rows) {
        std::string text;
        for (const std::string_view column : key)
            text += fmt::format(
                "{}{}={}", text.empty() ? "" : ", ", column,
                row->at(column).text.empty() ? fmt::format("{}", row->number(column)) : row->text(column));
        claims.push_back({text, 0, row});
    }
    winners(claims, problems);
}

void read_seasonality(FutureReader& r) {
    for (const auto& [text, rows] : by_target(r.of("seasonality"))) {
        Seasonality season{target_of(r, *rows.front()), {}};
        std::array<bool, 12> given{};
        for (const Row* row : rows) {
            const double month = row->number("month");
            if (!(month >= 1 && month <= 12)) continue;  // reported by the reader of cells
            season.factor[static_cast<std::size_t>(month) - 1] = row->number("factor");
            given[static_cast<std::size_t>(month) - 1] = true;
        }
        require_unique(rows, {"target", "month"}, r.problems);
        const auto all = static_cast<std::size_t>(std::count(given.begin(), given.end(), true));
        if (all < 12 && !r.broken("seasonality"))
            r.problems.push_back(problem_at(code::blank_required, *rows.front(), "month",
                                            fmt::format("target \"{}\" has {} of 12 months", text, all),
                                            "a factor for each month of the year"));
        r.rows.seasonality.push_back(std::move(season));
    }
}

Cycle read_cycle(FutureReader& r, std::vector<const Row*> rows, const ByTarget& steps) {
    Cycle cycle;
    cycle.target = target_of(r, *rows.front());
    cycle.stream = stream_name(*rows.front(), cycle.target.text);
    std::sort(rows.begin(), rows.end(),
              [](const Row* a, const Row* b) { return a->text("regime") < b->text("regime"); });
    std::vector<std::string> names;
    bool any_start = false;
    for (const Row* row : rows) {
        cycle.regimes.push_back({row->text("regime"), row->number("level"), row->maybe("sigma").value_or(0),
                                 row->maybe("ar1").value_or(0)});
        names.push_back(row->text("regime"));
        any_start = any_start || row->given("start_probability");
        cycle.start.push_back(row->maybe("start_probability").value_or(0));
    }
    require_unique(rows, {"target", "regime"}, r.problems);
    if (any_start)
        check_start(rows, "start_probability", cycle.start, r.problems);
    else
        cycle.start.clear();
    const auto found = steps.find(cycle.target.text);
    if (found != steps.end()) require_unique(found->second, {"target", "from", "to"}, r.problems);
    cycle.transition = read_chain(found == steps.end() ? std::vector<const Row*>{} : found->second,
                                  "probability_per_month", names, r.problems);
    return cycle;
}

}  // namespace

void read_demand_futures(FutureReader& r) {
    read_seasonality(r);
    const ByTarget cycles = by_target(r.of("cycle")), steps = by_target(r.of("cycle_transitions"));
    for (const auto& [text, rows] : cycles) r.rows.cycles.push_back(read_cycle(r, rows, steps));
    for (const auto& [text, rows] : steps) {
        if (cycles.contains(text) || r.broken("cycle")) continue;
        Diagnostic d = problem_at(code::unknown_id, *rows.front(), "target",
                                  fmt::format("no target \"{}\" in cycle", text), "a target of table cycle");
        d.found = text;
        r.problems.push_back(std::move(d));
    }
}

}  // namespace dualflow
