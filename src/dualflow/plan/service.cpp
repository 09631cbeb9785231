// SPDX-License-Identifier: MIT
#include "dualflow/plan/service.hpp"

#include <algorithm>
#include <cmath>

namespace dualflow {
namespace {

double days_between(double from, double to, double start, double end) {
    return std::max(0.0, std::min(to, end) - std::max(from, start));
}

// ∫ of the curve from 0 to u, the curve being linear from (0, 0) through its points and flat after the last.
double ramped_days(const std::vector<CurvePoint>& curve, double u) {
    if (u <= 0) return 0;
    if (curve.empty()) return u;
    double area = 0;
    CurvePoint from{0, 0};
    for (const CurvePoint& to : curve) {
        if (to.day > from.day) {
            const double reach = std::min(u, to.day) - from.day;
            if (reach <= 0) return area;
            const double slope = (to.share - from.share) / (to.day - from.day);
            area += reach * (from.share + slope * reach / 2);
        }
        from = to;
    }
    return area + std::max(0.0, u - from.day) * from.share;
}

}  // namespace

double live_share(const Investment& option, double decided, double start, double end) {
    const double service = decided + option.lead.value;
    return (ramped_days(option.ramp_up, end - service) - ramped_days(option.ramp_up, start - service)) /
           (end - start);
}

double service_share(const Investment& option, double decided, double start, double end) {
    return days_between(decided + option.lead.value, end, start, end) / (end - start);
}

bool stops_for_good(const Investment& option) {
    return option.kind == InvestmentKind::close && option.resource && option.capacity_added.value == 0 &&
           option.capacity_removed.value == 0 && option.ramp_up.empty();
}

Standstill standstill_for(const Investment& option, double decided, double start, double end) {
    const double service = decided + option.lead.value;
    return {std::max(service - option.downtime.value, start),
            stops_for_good(option) ? end : std::min(service, end)};
}

double days_in_life(const Investment& option, double decided, double start, double end) {
    const double service = decided + option.lead.value;
    return days_between(service, service + 365 * option.life_years, start, end);
}

double paid_share(const Investment& option, double decided, double start, double end) {
    if (option.capital_schedule.empty()) return decided >= start && decided < end ? 1 : 0;
    double share = 0;
    for (const CurvePoint& point : option.capital_schedule) {
        const double day = decided + point.day;
        if (day >= start && day < end) share += point.share;
    }
    return share;
}

double annuity(double capital, double rate, double life_years) {
    if (rate == 0) return capital / life_years;
    return capital * rate / (1 - std::pow(1 + rate, -life_years));
}

}  // namespace dualflow
