// SPDX-License-Identifier: MIT
#include "dualflow/futures/months.hpp"

#include <algorithm>
#include <cstddef>

namespace dualflow {

std::vector<Bucket> months_of(Date start, Date end) {
    std::vector<Bucket> months;
    for (int m = 0; add_months(start, m) < end; ++m)
        months.push_back({add_months(start, m), std::min(add_months(start, m + 1), end)});
    return months;
}

double season_factor(const std::array<double, 12>& factor, const Bucket& period) {
    double sum = 0;
    const int year = year_of(period.start);
    const Date january = make_date(year, 1, 1);
    for (int m = 0; add_months(january, m) < period.end; ++m) {
        const double days =
            overlap((period.start - january).value, (period.end - january).value,
                    (add_months(january, m) - january).value, (add_months(january, m + 1) - january).value);
        sum += days * factor[static_cast<std::size_t>(m % 12)];
    }
    return sum;
}

std::vector<double> by_bucket(const std::vector<Bucket>& periods, const std::vector<double>& values,
                              const std::vector<Bucket>& buckets) {
    std::vector<double> means;
    for (const Bucket& bucket : buckets) {
        double sum = 0;
        for (std::size_t p = 0; p < periods.size(); ++p) {
            const int days =
                std::min(periods[p].end, bucket.end).days - std::max(periods[p].start, bucket.start).days;
            if (days > 0) sum += days * values[p];
        }
        means.push_back(sum / bucket.days());
    }
    return means;
}

}  // namespace dualflow
