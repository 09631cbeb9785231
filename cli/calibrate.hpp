// SPDX-License-Identifier: MIT
// What `dualflow calibrate` shows: text, the document dualflow.calibrate/1, a plot.
#pragma once

#include <string>

#include "dualflow/futures/calibrate/choose.hpp"
#include "dualflow/publish/line_chart.hpp"

namespace dualflow::cli {

std::string calibration_as_text(const MonthlySeries& series, const Calibration& calibration);
std::string calibration_as_json(const MonthlySeries& series, const Calibration& calibration);
LineChart calibration_chart(const MonthlySeries& series, const Calibration& calibration);

}  // namespace dualflow::cli
