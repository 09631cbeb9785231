// SPDX-License-Identifier: MIT
#include "dualflow/futures/calibrate/tables.hpp"

#include <fmt/format.h>

#include <cmath>

#include "dualflow/case/csv.hpp"

namespace dualflow {

namespace {

// Chances of a row to six digits that sum to one: the largest takes up the rounding.
std::vector<double> rounded(const std::vector<double>& law) {
    std::vector<double> millionths;
    double sum = 0;
    std::size_t largest = 0;
    for (std::size_t i = 0; i < law.size(); ++i) {
        millionths.push_back(std::round(law[i] * 1e6));
        sum += millionths[i];
        if (law[i] > law[largest]) largest = i;
    }
    millionths[largest] += 1e6 - sum;
    for (double& chance : millionths) chance /= 1e6;
    return millionths;
}

}  // namespace

std::vector<std::string> regime_names(std::size_t regimes) {
    if (regimes == 1) return {"all"};
    if (regimes == 2) return {"low", "high"};
    if (regimes == 3) return {"low", "mid", "high"};
    std::vector<std::string> names;
    for (std::size_t k = 1; k <= regimes; ++k) names.push_back(fmt::format("regime-{}", k));
    return names;
}

CalibratedTables tables_of(const Calibration& calibration, const std::string& target,
                           const std::string& source) {
    const RegimeModel& model = calibration.best().fit.model;
    const std::vector<std::string> names = regime_names(model.size());
    const std::string where = csv_field(target), note = csv_field(source);
    CalibratedTables tables{"target,regime,level,sigma,ar1,start_probability,note\n",
                            "target,from,to,probability_per_month,note\n", "target,month,factor,note\n"};
    const std::vector<double> start = rounded(calibration.last);
    for (std::size_t k = 0; k < names.size(); ++k) {
        tables.cycle += fmt::format("{},{},{:.6f},{:.6f},{:.6f},{:.6f},{}\n", where, names[k],
                                    level_of(model, k), model.sigma[k], model.phi, start[k], note);
        const std::vector<double> row = rounded(model.transition[k]);
        for (std::size_t j = 0; j < names.size(); ++j)
            tables.transitions +=
                fmt::format("{},{},{},{:.6f},{}\n", where, names[k], names[j], row[j], note);
    }
    for (std::size_t m = 0; m < 12; ++m)
        tables.seasonality +=
            fmt::format("{},{},{:.6f},{}\n", where, m + 1, calibration.parts.season[m], note);
    return tables;
}

}  // namespace dualflow
