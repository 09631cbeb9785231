// SPDX-License-Identifier: MIT
// Line charts as one SVG file that opens anywhere: panels one below the other on a common x axis, lines
// labelled at their ends.
#pragma once

#include <limits>
#include <string>
#include <utility>
#include <vector>

namespace dualflow {

struct Line {
    std::string name;
    std::vector<std::pair<double, double>> points;  // in the order of x
    bool dashed = false;
    bool faint = false;  // thin, grey, without a label
};

struct Panel {
    std::string y_label;
    std::vector<Line> lines;
    bool from_zero = false;                                 // whether the y axis begins at zero
    double most = std::numeric_limits<double>::infinity();  // of y: what is above leaves the panel
};

struct LineChart {
    std::string title, subtitle, x_label;
    std::vector<Panel> panels;
    std::vector<std::pair<double, std::string>> marks;  // vertical lines with a word
};

std::string as_svg(const LineChart& chart);

}  // namespace dualflow
