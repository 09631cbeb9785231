// SPDX-License-Identifier: MIT
// A calibration as tables of a case.
#pragma once

#include <string>

#include "dualflow/futures/calibrate/choose.hpp"

namespace dualflow {

struct CalibratedTables {
    std::string cycle, transitions,
        seasonality;  // the text of cycle.csv, cycle_transitions.csv, seasonality.csv
};

// Names of the regimes in order: low, mid, high, or regime-1, … where there are more than three.
std::vector<std::string> regime_names(std::size_t regimes);

// `target` fills the column of that name, `source` goes into the notes.
CalibratedTables tables_of(const Calibration& calibration, const std::string& target,
                           const std::string& source);

}  // namespace dualflow
