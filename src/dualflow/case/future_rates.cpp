// SPDX-License-Identifier: MIT
// Currencies and costs with their correlations; the chain of tariff regimes.
#include <fmt/format.h>

#include <algorithm>

#include "dualflow/case/codes.hpp"
#include "dualflow/case/correlation.hpp"
#include "dualflow/case/expand.hpp"
#include "dualflow/case/future_reading.hpp"

namespace dualflow {

namespace {

std::vector<const Row*> sorted_by(const std::vector<Row>& rows, std::string_view column) {
    std::vector<const Row*> sorted;
    for (const Row& row : rows)
        if (!row.text(column).empty()) sorted.push_back(&row);
    std::stable_sort(sorted.begin(), sorted.end(),
                     [&](const Row* a, const Row* b) { return a->text(column) < b->text(column); });
    return sorted;
}

void require_unique_ids(const std::vector<const Row*>& rows, std::string_view column, Diagnostics& problems) {
    std::vector<Claim> claims;
    for (const Row* row : rows) claims.push_back({fmt::format("{}={}", column, row->text(column)), 0, row});
    winners(claims, problems);
}

// Each pair once, in either order; a series with itself says nothing.
void read_correlations(FutureReader& r, const Names& series) {
    auto& matrix = r.rows.correlations;
    matrix.assign(series.size(), std::vector<double>(series.size(), 0));
    for (std::size_t i = 0; i < series.size(); ++i) matrix[i][i] = 1;
    std::vector<Claim> claims;
    for (const Row& row : r.of("rate_correlations")) {
        int pair[2] = {-1, -1};
        for (int end = 0; end < 2; ++end) {
            const char* column = end == 0 ? "series" : "other";
            if (row.text(column).empty()) continue;
            const auto members =
                resolve(series, row.text(column), row, *find_column(*row.table, column), r.problems);
            if (!members.index.empty()) pair[end] = members.index.front();
        }
        if (pair[0] < 0 || pair[1] < 0) continue;
        const auto a = static_cast<std::size_t>(std::min(pair[0], pair[1]));
        const auto b = static_cast<std::size_t>(std::max(pair[0], pair[1]));
        claims.push_back({fmt::format("series={}, other={}", series.id(static_cast<int>(a)),
                                      series.id(static_cast<int>(b))),
                          0, &row});
        if (a == b)
            r.problems.push_back(problem_at(code::impossible_correlations, row, "other",
                                            fmt::format("\"{}\" with itself", row.text("series")),
                                            "two different series"));
        else
            matrix[a][b] = matrix[b][a] = row.number("correlation");
    }
    winners(claims, r.problems);
    if (claims.empty() || correlation_root(matrix)) return;
    r.problems.push_back(problem_at(code::impossible_correlations, *claims.front().row, "correlation",
                                    "no series can have these correlations together",
                                    "correlations that form a positive semidefinite matrix"));
}

}  // namespace

void read_rates(FutureReader& r) {
    Names names("rates");
    const std::vector<const Row*> rows = sorted_by(r.of("rates"), "series");
    require_unique_ids(rows, "series", r.problems);
    for (const Row* row : rows) {
        const std::string& id = row->text("series");
        names.add(id);
        r.rows.rates.push_back({id, stream_name(*row, id), row->text("kind") == "cost",
                                row->number("volatility_per_year"),
                                row->maybe("mean_reversion_per_month").value_or(0), row->number("last")});
    }
    if (r.broken("rates")) names.set_broken();
    read_correlations(r, names);
}

void read_tariff_chain(FutureReader& r) {
    TariffRegimes& tariffs = r.rows.tariffs;
    const std::vector<const Row*> rows = sorted_by(r.of("tariff_regimes"), "regime");
    require_unique_ids(rows, "regime", r.problems);
    for (const Row* row : rows) {
        tariffs.names.push_back(row->text("regime"));
        tariffs.start.push_back(row->number("start_probability"));
        tariffs.seen_after_days.push_back(row->number("seen_after_days"));
    }
    if (r.broken("tariff_regimes")) return;
    if (!rows.empty()) check_start(rows, "start_probability", tariffs.start, r.problems);
    std::vector<const Row*> steps;
    std::vector<Claim> claims;
    for (const Row& row : r.of("tariff_transitions")) {
        steps.push_back(&row);
        claims.push_back({fmt::format("from={}, to={}", row.text("from"), row.text("to")), 0, &row});
    }
    winners(claims, r.problems);
    tariffs.transition = read_chain(steps, "probability_per_year", tariffs.names, r.problems);
}

}  // namespace dualflow
