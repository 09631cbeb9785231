// SPDX-License-Identifier: MIT
#include "dualflow/case/tariff_rate.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace dualflow {
namespace {

// 2: the region itself, 1: its bloc, 0: anywhere, −1: another place.
int closeness(const std::string& named, const Region& region) {
    if (named == region.id) return 2;
    if (!region.bloc.empty() && named == region.bloc) return 1;
    return named == "*" ? 0 : -1;
}

bool in_force(const Case& c, const Tariff& row, Date date) {
    if (row.valid_from && date < *row.valid_from) return false;
    if (row.valid_to && date >= *row.valid_to) return false;
    if (row.regimes.empty()) return true;
    return std::find(row.regimes.begin(), row.regimes.end(), c.tariff_regime) != row.regimes.end();
}

std::string prefix_of(const Tariff& row) {
    return row.code_prefix == "*" ? std::string{} : row.code_prefix;
}

using Rank = std::tuple<int, std::size_t, int, Date>;  // origin, prefix, destination, valid_from

double share_due(const Case& c, RegionId origin, RegionId destination, ProductId product, Date date,
                 const Tariff* left_out) {
    const std::string& code = c.products[*product].tariff_code;
    std::map<std::string, std::pair<Rank, const Tariff*>> best;  // by measure
    for (const Tariff& row : c.tariffs) {
        const int from = closeness(row.origin, c.regions[*origin]);
        const int to = closeness(row.destination, c.regions[*destination]);
        const std::string prefix = prefix_of(row);
        if (&row == left_out || from < 0 || to < 0 || !code.starts_with(prefix) || !in_force(c, row, date))
            continue;
        const Rank rank{from, prefix.size(), to, row.valid_from.value_or(Date{})};
        auto [found, fresh] = best.try_emplace(row.measure, rank, &row);
        if (!fresh && rank > found->second.first) found->second = {rank, &row};
    }
    std::map<std::string, double> stacked;  // the largest of each stacking group
    double sum = 0;
    for (const auto& [measure, choice] : best) {
        const Tariff& row = *choice.second;
        const double rate =
            row.rate * (row.base == TariffBase::non_us_content ? c.settings.non_us_content : 1);
        if (row.stack_group.empty()) {
            sum += rate;
        } else {
            double& largest = stacked.try_emplace(row.stack_group, 0).first->second;
            largest = std::max(largest, rate);
        }
    }
    for (const auto& [group, rate] : stacked) sum += rate;
    return sum;
}

}  // namespace

double duty_share(const Case& c, RegionId origin, RegionId destination, ProductId product, Date date) {
    return share_due(c, origin, destination, product, date, nullptr);
}

double duty_share_without(const Case& c, RegionId origin, RegionId destination, ProductId product, Date date,
                          std::size_t index) {
    return share_due(c, origin, destination, product, date, &c.tariffs[index]);
}

double duty_share(const Case& c, RegionId origin, RegionId destination, ProductId product,
                  const Bucket& bucket) {
    std::set<Date> edges{bucket.start};  // dates inside the bucket on which a row begins or ends
    for (const Tariff& row : c.tariffs) {
        for (const auto& date : {row.valid_from, row.valid_to}) {
            if (date && *date > bucket.start && *date < bucket.end) edges.insert(*date);
        }
    }
    double sum = 0;
    for (auto edge = edges.begin(); edge != edges.end(); ++edge) {
        const Date end = std::next(edge) == edges.end() ? bucket.end : *std::next(edge);
        sum += duty_share(c, origin, destination, product, *edge) * (end - *edge).value;
    }
    return sum / bucket.days();
}

}  // namespace dualflow
