// SPDX-License-Identifier: MIT
#include "dualflow/futures/calibrate/decompose.hpp"

#include <cmath>

namespace dualflow {

namespace {

// Logarithms of the factors, up to a constant.
std::array<double, 12> log_season(const MonthlySeries& series, const std::vector<double>& logs,
                                  std::size_t months) {
    std::array<double, 12> sum{}, count{};
    for (std::size_t i = 6; i + 6 < months; ++i) {
        double mean = 0.5 * (logs[i - 6] + logs[i + 6]);
        for (std::size_t j = i - 5; j <= i + 5; ++j) mean += logs[j];
        const auto m = static_cast<std::size_t>(series.month(i) - 1);
        sum[m] += logs[i] - mean / 12;
        ++count[m];
    }
    for (std::size_t m = 0; m < 12; ++m) sum[m] /= count[m];
    return sum;
}

}  // namespace

double Decomposition::trend(std::size_t i) const {
    return std::exp(level + growth * static_cast<double>(i));
}

Decomposition decompose(const MonthlySeries& series, std::size_t months) {
    Decomposition d;
    std::vector<double> logs;
    for (const double value : series.values) logs.push_back(std::log(value));
    const std::array<double, 12> log_factor = log_season(series, logs, months);
    double total = 0;
    for (const double factor : log_factor) total += std::exp(factor);
    for (std::size_t m = 0; m < 12; ++m) d.season[m] = 12 * std::exp(log_factor[m]) / total;
    for (std::size_t i = 0; i < logs.size(); ++i)
        logs[i] -= std::log(d.season[static_cast<std::size_t>(series.month(i) - 1)]);
    const double n = static_cast<double>(months), middle = (n - 1) / 2;
    double mean = 0, slope = 0;
    for (std::size_t i = 0; i < months; ++i) mean += logs[i] / n;
    for (std::size_t i = 0; i < months; ++i) slope += (static_cast<double>(i) - middle) * (logs[i] - mean);
    d.growth = slope / (n * (n * n - 1) / 12);
    d.level = mean - d.growth * middle;
    for (std::size_t i = 0; i < logs.size(); ++i)
        d.deviation.push_back(logs[i] - d.level - d.growth * static_cast<double>(i));
    return d;
}

}  // namespace dualflow
