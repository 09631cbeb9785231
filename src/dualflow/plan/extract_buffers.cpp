// SPDX-License-Identifier: MIT
// The buffers of a solved model, and the tables that they come from.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "dualflow/plan/extract.hpp"

namespace dualflow {
namespace {

// Of a table at α: cost and buffer between its corners.
NoiseCorner between(const NoiseTable& table, double share) {
    const auto& corners = table.corners;
    for (std::size_t j = 1; j < corners.size(); ++j) {
        const NoiseCorner &a = corners[j - 1], &b = corners[j];
        if (share > b.share_slow && j + 1 < corners.size()) continue;
        const double part = std::clamp((share - a.share_slow) / (b.share_slow - a.share_slow), 0.0, 1.0);
        return {share, a.cost + part * (b.cost - a.cost), a.buffer + part * (b.buffer - a.buffer)};
    }
    return {share, corners.front().cost, corners.front().buffer};
}

NoiseTableRow row_of(const NoiseColumns::AtNode& at) {
    const NoiseTable& t = *at.table;
    return {t.method,
            t.cv,
            at.item.review_days,
            at.item.lead_fast,
            at.item.lead_slow,
            at.item.waiting,
            t.tangents,
            t.grid,
            t.half,
            t.twice};
}

// 10.5: with sales of zero there is nothing to buffer.
BufferRow buffer_at(const NoiseColumns::AtNode& at, double sales, double days, const std::vector<double>& x) {
    BufferRow row;
    if (at.fast >= 0) row.slow_share = std::clamp(1 - x[static_cast<std::size_t>(at.fast)] / sales, 0.0, 1.0);
    const NoiseCorner corner = between(*at.table, row.slow_share);
    row.quantity = corner.buffer * sales * at.item.review_days / days;
    row.cost = at.holding * sales * corner.cost;
    return row;
}

double larger(double a, double b) {
    return std::abs(a) < std::abs(b) ? b : a;
}

// The errors of all tables in a line for the log.
std::string errors_of(const PlanResult& result) {
    double tangents = 0, grid = 0, half = 0, twice = 0;
    std::map<std::string, int> methods;
    for (const NoiseTableRow& row : result.noise_tables) {
        ++methods[row.method];
        tangents = larger(tangents, row.tangent_error);
        grid = larger(grid, row.grid_error);
        half = larger(half, row.half_volume_error);
        twice = larger(twice, row.twice_volume_error);
    }
    std::string counted;
    for (const auto& [method, count] : methods)
        counted += fmt::format("{}{} by {}", counted.empty() ? "" : ", ", count, method);
    return fmt::format(
        "noise inside buckets is priced by {} table{} of the single-item engine ({}); largest errors: lines "
        "between corners {:.2g} %, grid {:+.2g} %, at half the volume {:+.2g} %, at twice {:+.2g} %",
        result.noise_tables.size(), result.noise_tables.size() == 1 ? "" : "s", counted, 100 * tangents,
        100 * grid, 100 * half, 100 * twice);
}

}  // namespace

void extract_buffers(const PlanModel& m, const std::vector<double>& x, PlanResult& result) {
    std::map<const NoiseTable*, int> known;
    for (const NoiseColumns& noise : m.noise) {
        const DemandSeries& series = m.demand[noise.series];
        for (std::size_t n = 0; n < m.nodes(); ++n) {
            const NoiseColumns::AtNode& at = noise.nodes[n];
            const double sales = value(m.sales[noise.series], n, x);
            if (!at.table || sales <= least_quantity) continue;
            const auto [found, fresh] =
                known.try_emplace(at.table.get(), static_cast<int>(result.noise_tables.size()));
            if (fresh) result.noise_tables.push_back(row_of(at));
            BufferRow row = buffer_at(at, sales, m.days(n), x);
            row.node = static_cast<int>(n);
            row.site = series.market;
            row.product = series.product;
            row.table = found->second;
            result.buffers.push_back(row);
        }
    }
    std::stable_sort(result.buffers.begin(), result.buffers.end(),
                     [](const BufferRow& a, const BufferRow& b) { return a.node < b.node; });
    if (!result.noise_tables.empty()) result.log.push_back(errors_of(result));
}

}  // namespace dualflow
