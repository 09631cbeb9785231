// SPDX-License-Identifier: MIT
#include "dualflow/futures/path_figures.hpp"

#include <algorithm>
#include <cmath>

#include "dualflow/futures/chain.hpp"
#include "dualflow/futures/figure_scale.hpp"
#include "dualflow/futures/months.hpp"
#include "dualflow/futures/node_state.hpp"
#include "dualflow/futures/tariffs.hpp"

namespace dualflow {

namespace {

using Law = std::vector<double>;

std::vector<PeriodShare> days_of(const Sampler& s, const Bucket& bucket) {
    std::vector<PeriodShare> all;
    for (std::size_t p = 0; p < s.periods.size(); ++p) {
        const Bucket both{std::max(s.periods[p].start, bucket.start), std::min(s.periods[p].end, bucket.end)};
        if (both.end <= both.start) continue;
        PeriodShare share{p, both.days(), {}};
        for (const Cycle& cycle : s.rows.cycles) {
            const Seasonality* season = season_of(s.rows, cycle);
            share.by_cycle.push_back(both.days() *
                                     (season == nullptr ? 1 : season_factor(season->factor, both)));
        }
        all.push_back(std::move(share));
    }
    for (std::size_t i = 0; i < s.rows.cycles.size(); ++i) {  // no season at all: plain days
        double sum = 0;
        for (const PeriodShare& share : all) sum += share.by_cycle[i];
        for (PeriodShare& share : all)
            if (sum <= 0) share.by_cycle[i] = share.weight;
    }
    return all;
}

std::vector<ChainMatrix> powers_of(const ChainMatrix& chain, std::size_t most) {
    const std::size_t n = chain.size();
    ChainMatrix one(n, Law(n, 0));
    for (std::size_t i = 0; i < n; ++i) one[i][i] = 1;
    std::vector<ChainMatrix> powers{one};
    while (powers.size() <= most) {
        ChainMatrix next(n, Law(n, 0));
        for (std::size_t i = 0; i < n; ++i)
            for (std::size_t j = 0; j < n; ++j)
                for (std::size_t k = 0; k < n; ++k) next[i][j] += powers.back()[i][k] * chain[k][j];
        powers.push_back(std::move(next));
    }
    return powers;
}

double cycle_mean(const PathFigures& f, const SampledPath& path, std::size_t i, std::size_t bucket) {
    double sum = 0, weights = 0;
    for (const PeriodShare& share : f.days[bucket]) {
        sum += share.by_cycle[i] * path.cycles[i].factor[share.period];
        weights += share.by_cycle[i];
    }
    return sum / weights;
}

double rate_mean(const PathFigures& f, const std::vector<double>& rate, std::size_t bucket) {
    double sum = 0;
    for (const PeriodShare& share : f.days[bucket]) sum += share.weight * rate[share.period];
    return sum / f.buckets[bucket].days();
}

// The capacity lost to each row, summed over its members with the scale of each.
void add_losses(const PathFigures& f, const SampledPath& path, std::size_t bucket, double* out) {
    const Bucket& b = f.buckets[bucket];
    const double from = (b.start - f.sampler->rows.start).value, to = from + b.days();
    std::vector<Outage> met;
    for (const Outage& o : path.outages)
        if (o.from < to && o.to > from) met.push_back(o);
    std::vector<std::pair<std::size_t, std::size_t>> hit;
    for (const Outage& o : met) hit.emplace_back(o.row, o.member);
    std::sort(hit.begin(), hit.end());
    hit.erase(std::unique(hit.begin(), hit.end()), hit.end());
    for (const auto& [row, member] : hit) out[row] += 1 - capacity_left(met, row, member, from, to);
}

void realised(const PathFigures& f, const SampledPath& path, std::size_t bucket, double* out) {
    for (std::size_t i = 0; i < path.cycles.size(); ++i) *out++ = cycle_mean(f, path, i, bucket);
    for (const std::vector<double>& rate : path.rates) *out++ = rate_mean(f, rate, bucket);
    const FutureRows& rows = f.sampler->rows;
    if (!path.tariffs.empty()) {
        const Bucket& b = f.buckets[bucket];
        const double from = (b.start - rows.start).value, to = from + b.days();
        for (std::size_t i = 0; i < path.tariffs.size(); ++i) {
            const double until = i + 1 < path.tariffs.size() ? path.tariffs[i + 1].day : to;
            const double days = std::min(until, to) - std::max(path.tariffs[i].day, from);
            if (days > 0) out[path.tariffs[i].regime] += days / b.days();
        }
        out += rows.tariffs.names.size();
    }
    add_losses(f, path, bucket, out);
}

// Months from the last known period to the middle of a bucket.
std::size_t months_ahead(const PathFigures& f, std::size_t known, std::size_t bucket) {
    const PeriodShare& middle = f.days[bucket][f.days[bucket].size() / 2];
    return middle.period - std::min(middle.period, f.last_period[known]);
}

double cycle_forecast(const PathFigures& f, const SampledPath& path, std::size_t i, std::size_t known,
                      std::size_t months) {
    const Cycle& cycle = f.sampler->rows.cycles[i];
    const std::size_t now = f.last_period[known];
    const Law& law = f.cycle_powers[i][months][static_cast<std::size_t>(path.cycles[i].regime[now])];
    double mean = 0;
    for (std::size_t s = 0; s < law.size(); ++s) {
        const CycleRegime& regime = cycle.regimes[s];
        const double x = regime.sigma * std::pow(regime.ar1, static_cast<double>(months));
        mean += law[s] * regime.level * std::exp(x * path.cycles[i].residual[now] - x * x / 2);
    }
    return mean;
}

void forecast_policy(const PathFigures& f, const SampledPath& path, std::size_t known, std::size_t bucket,
                     double* out) {
    const Date end = f.buckets[known].end;
    const double years =
        std::max(0.0, (f.buckets[bucket].start - end).value + f.buckets[bucket].days() / 2) / 365;
    const auto now =
        static_cast<std::size_t>(regime_in_force(path.tariffs, (end - f.sampler->rows.start).value - 1));
    const auto whole = std::min(static_cast<std::size_t>(years), f.tariff_powers.size() - 2);
    const double part = std::min(1.0, years - static_cast<double>(whole));
    for (std::size_t r = 0; r < f.tariff_powers[0].size(); ++r)
        out[r] = (1 - part) * f.tariff_powers[whole][now][r] + part * f.tariff_powers[whole + 1][now][r];
}

void forecast(const PathFigures& f, const SampledPath& path, std::size_t known, std::size_t bucket,
              double* out) {
    const FutureRows& rows = f.sampler->rows;
    const std::size_t months = months_ahead(f, known, bucket), now = f.last_period[known];
    for (std::size_t i = 0; i < path.cycles.size(); ++i) *out++ = cycle_forecast(f, path, i, known, months);
    for (std::size_t i = 0; i < path.rates.size(); ++i)
        *out++ = std::pow(path.rates[i][now],
                          std::pow(1 - rows.rates[i].mean_reversion_per_month, static_cast<double>(months)));
    if (!path.tariffs.empty()) {
        forecast_policy(f, path, known, bucket, out);
        out += rows.tariffs.names.size();
    }
    for (const Disruption& d : rows.disruptions)
        *out++ = static_cast<double>(d.members.size()) * (1 - d.capacity_left) *
                 std::min(1.0, d.rate_per_year * d.mean_days / 365);
}

void add_powers(PathFigures& f) {
    const Sampler& s = *f.sampler;
    for (const Cycle& cycle : s.rows.cycles)
        f.cycle_powers.push_back(powers_of(cycle.transition, s.periods.size()));
    if (!s.rows.tariffs.names.empty())
        f.tariff_powers = powers_of(s.rows.tariffs.transition, static_cast<std::size_t>(s.horizon / 365) + 2);
}

}  // namespace

PathFigures make_figures(const Case& c, const Sampler& sampler, const std::vector<Bucket>& buckets) {
    PathFigures f;
    f.sampler = &sampler;
    f.buckets = buckets;
    double sum = 0;
    for (const Bucket& bucket : buckets) {
        f.days.push_back(days_of(sampler, bucket));
        f.last_period.push_back(f.days.back().back().period);
        const double middle = (bucket.start - sampler.rows.start).value + bucket.days() / 2;
        f.bucket_weight.push_back(bucket.days() * std::pow(1 + c.settings.discount_rate, -middle / 365));
        sum += f.bucket_weight.back();
    }
    for (double& weight : f.bucket_weight) weight /= sum;
    f.scale = figure_scale(c, sampler.rows);
    add_powers(f);
    return f;
}

std::vector<double> figures_of(const PathFigures& f, const SampledPath& path, std::size_t first,
                               std::size_t known) {
    const std::size_t width = f.size();
    std::vector<double> all((f.buckets.size() - first) * width, 0);
    for (std::size_t b = first; b < f.buckets.size(); ++b) {
        double* out = all.data() + (b - first) * width;
        if (b <= known)
            realised(f, path, b, out);
        else
            forecast(f, path, known, b, out);
        for (std::size_t e = 0; e < width; ++e) out[e] *= f.scale[e];
    }
    return all;
}

double distance(const PathFigures& f, std::size_t first, const std::vector<double>& a,
                const std::vector<double>& b) {
    const std::size_t width = f.size();
    double sum = 0;
    for (std::size_t t = 0; t * width < a.size(); ++t) {
        double part = 0;
        for (std::size_t e = t * width; e < (t + 1) * width; ++e) part += std::abs(a[e] - b[e]);
        sum += f.bucket_weight[first + t] * part;
    }
    return sum;
}

}  // namespace dualflow
