// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "calibrate.hpp"
#include "dualflow/futures/calibrate/tables.hpp"
#include "text.hpp"

namespace dualflow::cli {

namespace {

using Json = nlohmann::ordered_json;

std::string regimes_as_text(const Calibration& c) {
    const RegimeModel& model = c.best().fit.model;
    const std::vector<std::string> names = regime_names(model.size());
    std::vector<std::vector<std::string>> rows{{"regime", "level", "sigma", "months it lasts", "now"}};
    for (const std::string& name : names) rows.front().push_back("to " + name);
    for (std::size_t k = 0; k < model.size(); ++k) {
        const double leave = 1 - model.transition[k][k];
        rows.push_back(
            {names[k], fmt::format("{:.3f}", level_of(model, k)), fmt::format("{:.3f}", model.sigma[k]),
             leave > 0 ? fmt::format("{:.1f}", 1 / leave) : "for ever", fmt::format("{:.3f}", c.last[k])});
        for (const double chance : model.transition[k]) rows.back().push_back(fmt::format("{:.4f}", chance));
    }
    return in_columns(rows);
}

std::string candidates_as_text(const Calibration& c) {
    std::vector<std::vector<std::string>> rows{
        {"regimes", "log-likelihood", "BIC", "held out", "over AR(1)", "standard error", ""}};
    for (std::size_t i = 0; i < c.candidates.size(); ++i) {
        const Candidate& x = c.candidates[i];
        rows.push_back({x.regimes == 1 ? "1 (AR(1))" : fmt::format("{}", x.regimes),
                        fmt::format("{:.1f}", x.fit.log_likelihood), fmt::format("{:.1f}", x.bic),
                        fmt::format("{:.1f}", x.held_out), fmt::format("{:+.1f}", x.gain),
                        fmt::format("{:.1f}", x.error), i == c.chosen ? "used" : ""});
    }
    return in_columns(rows);
}

}  // namespace

std::string calibration_as_text(const MonthlySeries& series, const Calibration& c) {
    const std::size_t months = series.values.size();
    std::string text = fmt::format(
        "{}: {} months, {} to {}; trend {:+.2f} % a year, {:.6g} a month at the end\n\n{}\n"
        "memory of the residual from month to month {:.3f}; mean factor in the long run {:.3f}\n\n",
        series.name, months, series.date(0), series.date(months - 1), 100 * std::expm1(12 * c.parts.growth),
        c.parts.trend(months - 1), regimes_as_text(c), c.best().fit.model.phi, c.long_run_mean);
    text += fmt::format("fitted on all months, and judged by the last {}:\n{}\nseason", c.held_out_months,
                        candidates_as_text(c));
    for (const double factor : c.parts.season) text += fmt::format(" {:.3f}", factor);
    return text + "\n";
}

std::string calibration_as_json(const MonthlySeries& series, const Calibration& c) {
    const RegimeModel& model = c.best().fit.model;
    const std::vector<std::string> names = regime_names(model.size());
    Json regimes = Json::array(), candidates = Json::array();
    for (std::size_t k = 0; k < model.size(); ++k)
        regimes.push_back({{"regime", names[k]},
                           {"level", level_of(model, k)},
                           {"sigma", model.sigma[k]},
                           {"ar1", model.phi},
                           {"probability_now", c.last[k]},
                           {"transition", model.transition[k]}});
    for (const Candidate& x : c.candidates)
        candidates.push_back({{"regimes", x.regimes},
                              {"log_likelihood", x.fit.log_likelihood},
                              {"bic", x.bic},
                              {"held_out_log_likelihood", x.held_out},
                              {"gain_over_ar1", x.gain},
                              {"standard_error_of_gain", x.error},
                              {"converged", x.fit.converged},
                              {"starts_at_best", x.fit.starts_at_best}});
    const std::size_t months = series.values.size();
    const Json document{
        {"schema", "dualflow.calibrate/1"},
        {"series", series.name},
        {"first", series.date(0)},
        {"last", series.date(months - 1)},
        {"months", months},
        {"months_held_out", c.held_out_months},
        {"trend",
         {{"growth_per_year", std::expm1(12 * c.parts.growth)}, {"last_month", c.parts.trend(months - 1)}}},
        {"season", c.parts.season},
        {"regimes", regimes},
        {"long_run_mean", c.long_run_mean},
        {"candidates", candidates},
        {"warnings", c.warnings}};
    return document.dump(2) + "\n";
}

LineChart calibration_chart(const MonthlySeries& series, const Calibration& c) {
    const RegimeModel& model = c.best().fit.model;
    const std::vector<std::string> names = regime_names(model.size());
    Line values{series.name, {}, false}, trend{"trend", {}, true};
    Line factor{"over trend and season", {}, false}, level{"level expected", {}, false};
    std::vector<Line> regimes;
    for (const std::string& name : names) regimes.push_back({name, {}, false});
    for (std::size_t i = 0; i < series.values.size(); ++i) {
        const double year = series.year(i);
        values.points.emplace_back(year, series.values[i]);
        trend.points.emplace_back(year, c.parts.trend(i));
        factor.points.emplace_back(year, std::exp(c.parts.deviation[i]));
        double mean = 0;
        for (std::size_t k = 0; k < names.size(); ++k) {
            mean += c.smoothed.probability[i][k] * level_of(model, k);
            regimes[k].points.emplace_back(year, c.smoothed.probability[i][k]);
        }
        level.points.emplace_back(year, mean);
    }
    return {fmt::format("{}: {} regime{} with an AR(1) residual", series.name, names.size(),
                        names.size() == 1 ? "" : "s"),
            fmt::format("{} to {}; regimes given the whole series", series.date(0),
                        series.date(series.values.size() - 1)),
            "year",
            {{"series and trend", {values, trend}, true},
             {"factor over trend and season", {factor, level}},
             {"probability of the regime", regimes, true}},
            {}};
}

}  // namespace dualflow::cli
