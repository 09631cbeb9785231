// SPDX-License-Identifier: MIT
#include "dualflow/futures/calibrate/choose.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace dualflow {

namespace {

// A plain AR(1) is what regimes are measured against, so its memory is free whatever limit theirs has.
EmFit fit_number(const std::vector<double>& y, std::size_t regimes, EmOptions options) {
    if (regimes == 1) options.most_memory = EmOptions{}.most_memory;
    return fit_regimes(y, regimes, options);
}

// Log predictive densities of the months held out, by a model fitted on those before.
std::vector<double> predict(const MonthlySeries& series, std::size_t train, std::size_t regimes,
                            const EmOptions& options) {
    const Decomposition parts = decompose(series, train);
    const auto middle = parts.deviation.begin() + static_cast<std::ptrdiff_t>(train);
    const EmFit fit = fit_number({parts.deviation.begin(), middle}, regimes, options);
    const std::vector<double> all = filter(fit.model, parts.deviation).log_predictive;
    return {all.begin() + static_cast<std::ptrdiff_t>(train), all.end()};
}

void compare(Candidate& candidate, const std::vector<double>& scores, const std::vector<double>& plain) {
    const double n = static_cast<double>(scores.size());
    candidate.held_out = std::accumulate(scores.begin(), scores.end(), 0.0);
    candidate.gain = candidate.held_out - std::accumulate(plain.begin(), plain.end(), 0.0);
    double squares = 0;
    for (std::size_t i = 0; i < scores.size(); ++i)
        squares += std::pow(scores[i] - plain[i] - candidate.gain / n, 2);
    candidate.error = std::sqrt(squares * n / (n - 1));
}

double bic_of(const EmFit& fit, std::size_t months) {
    const double k = static_cast<double>(fit.model.size());
    const double parameters = 2 * k + 1 + k * (k - 1) + (k - 1);
    return -2 * fit.log_likelihood + parameters * std::log(static_cast<double>(months));
}

void warn(Calibration& c, std::size_t months) {
    const Candidate& best = c.best();
    if (best.regimes > 1 && best.gain <= 0)
        c.warnings.push_back(
            fmt::format("a plain AR(1) predicts the {} months held out better than {} regimes "
                        "(log-likelihood {:.1f} more)",
                        c.held_out_months, best.regimes, -best.gain));
    else if (best.regimes > 1 && best.gain < 2 * best.error)
        c.warnings.push_back(
            fmt::format("{} regimes predict the months held out better than a plain AR(1), but within chance "
                        "(log-likelihood {:.1f} more, standard error {:.1f})",
                        best.regimes, best.gain, best.error));
    if (!best.fit.converged)
        c.warnings.push_back(fmt::format("the fit of {} regimes had not converged after {} iterations",
                                         best.regimes, best.fit.trace.size()));
    for (std::size_t k = 0; k < best.regimes; ++k) {
        double share = 0;
        for (const auto& law : c.smoothed.probability) share += law[k];
        if (share < 12 && best.regimes > 1)
            c.warnings.push_back(
                fmt::format("regime {} holds {:.1f} of the {} months", k + 1, share, months));
    }
}

void finish(Calibration& c) {
    const RegimeModel& model = c.best().fit.model;
    c.smoothed = smooth(model, c.parts.deviation);
    c.last = c.smoothed.probability.back();
    const std::vector<double> law = long_run_law(model.transition);
    for (std::size_t k = 0; k < law.size(); ++k) c.long_run_mean += law[k] * level_of(model, k);
    warn(c, c.parts.deviation.size());
}

}  // namespace

double level_of(const RegimeModel& model, std::size_t regime) {
    return std::exp(model.mu[regime] + model.sigma[regime] * model.sigma[regime] / 2);
}

Result<Calibration, std::string> calibrate(const MonthlySeries& series, std::size_t regimes,
                                           const EmOptions& options) {
    const std::size_t months = series.values.size(), train = months - months / 5;
    Calibration c;
    c.parts = decompose(series, months);
    c.held_out_months = months - train;
    const auto [least, most] = std::minmax_element(c.parts.deviation.begin(), c.parts.deviation.end());
    if (*most - *least < 1e-9)
        return unexpected(
            fmt::format("{} does not vary about its trend and season; there is nothing to fit", series.name));
    const std::vector<double> plain = predict(series, train, 1, options);
    std::vector<std::size_t> numbers = regimes == 0   ? std::vector<std::size_t>{1, 2, 3, 4}
                                       : regimes == 1 ? std::vector<std::size_t>{1}
                                                      : std::vector<std::size_t>{1, regimes};
    for (const std::size_t number : numbers) {
        Candidate candidate;
        candidate.regimes = number;
        candidate.fit = fit_number(c.parts.deviation, number, options);
        candidate.bic = bic_of(candidate.fit, months);
        compare(candidate, number == 1 ? plain : predict(series, train, number, options), plain);
        c.candidates.push_back(std::move(candidate));
        const Candidate& last = c.candidates.back();
        // As few as carry their weight: a gain within one standard error is none (Breiman and others 1984).
        const bool better = last.gain > last.error && last.held_out > c.best().held_out;
        if (regimes == 0 ? better : number == regimes) c.chosen = c.candidates.size() - 1;
    }
    finish(c);
    return c;
}

}  // namespace dualflow
