// SPDX-License-Identifier: MIT
#include "dualflow/publish/line_chart.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace dualflow {
namespace {

constexpr double width = 860, left = 70, right = 190, top = 74, panel_height = 230, between = 34, bottom = 56;
constexpr double label_height = 15;
// Told apart by colour-blind readers too (Okabe and Ito 2008).
constexpr const char* colours[] = {"#000000", "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00"};

std::string escaped(const std::string& text) {
    std::string safe;
    for (const char c : text) {
        if (c == '&')
            safe += "&amp;";
        else if (c == '<')
            safe += "&lt;";
        else
            safe += c;
    }
    return safe;
}

struct Scale {
    double low, high, from, to;  // values low … high on pixels from … to
    double at(double value) const { return from + (value - low) / (high - low) * (to - from); }
};

// Round numbers, four to eight of them.
std::vector<double> ticks(double low, double high) {
    const double rough = (high - low) / 5, unit = std::pow(10, std::floor(std::log10(rough)));
    double step = 10 * unit;
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (factor * unit >= rough) {
            step = factor * unit;
            break;
        }
    }
    std::vector<double> found;
    for (double tick = std::ceil(low / step - 1e-9); tick * step <= high + 1e-9 * step; ++tick)
        found.push_back(tick == 0 ? 0 : tick * step);
    return found;
}

std::pair<double, double> range(const std::vector<Panel>& panels, bool of_x) {
    double low = std::numeric_limits<double>::infinity(), high = -low;
    for (const Panel& panel : panels) {
        for (const Line& line : panel.lines) {
            for (const auto& [x, y] : line.points) {
                low = std::min(low, of_x ? x : y);
                high = std::max(high, of_x ? x : y);
            }
        }
    }
    if (!(low <= high)) return {0, 1};
    if (low == high) return {low - 1, high + 1};
    return {low, high};
}

std::string text(double x, double y, const std::string& words, const std::string& more = "") {
    return fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\"{}>{}</text>\n", x, y, more, escaped(words));
}

std::string axis(const Scale& x, const Scale& y, const std::string& label) {
    std::string svg;
    for (const double tick : ticks(y.low, y.high)) {
        svg += fmt::format("<line class=\"grid\" x1=\"{:.1f}\" y1=\"{:.1f}\" x2=\"{:.1f}\" y2=\"{:.1f}\"/>\n",
                           x.from, y.at(tick), x.to, y.at(tick));
        svg += text(x.from - 8, y.at(tick) + 4, fmt::format("{:g}", tick), " text-anchor=\"end\"");
    }
    return svg + text(x.from, y.to - 10, label, " class=\"label\"");
}

std::string polyline(const Scale& x, const Scale& y, const Line& line, const char* colour) {
    std::string points;
    for (const auto& [px, py] : line.points) points += fmt::format("{:.1f},{:.1f} ", x.at(px), y.at(py));
    if (line.faint) return fmt::format("<polyline class=\"faint\" points=\"{}\"/>\n", points);
    return fmt::format("<polyline class=\"line\" points=\"{}\" stroke=\"{}\"{}/>\n", points, colour,
                       line.dashed ? " stroke-dasharray=\"6 4\"" : "");
}

struct EndLabel {
    double y;
    std::string name;
    const char* colour;
};

// No two closer than a line of text: pushed down, then up again from the bottom of the panel.
std::string end_labels(std::vector<EndLabel> labels, const Scale& x, const Scale& y) {
    std::stable_sort(labels.begin(), labels.end(),
                     [](const EndLabel& a, const EndLabel& b) { return a.y < b.y; });
    for (std::size_t i = 1; i < labels.size(); ++i)
        labels[i].y = std::max(labels[i].y, labels[i - 1].y + label_height);
    double below = y.from + label_height;
    for (std::size_t i = labels.size(); i-- > 0;) {
        labels[i].y = std::min(labels[i].y, below - label_height);
        below = labels[i].y;
    }
    std::string svg;
    for (const EndLabel& label : labels)
        svg += text(x.to + 8, label.y + 4, label.name, fmt::format(" style=\"fill:{}\"", label.colour));
    return svg;
}

std::string panel_svg(const Panel& panel, const Scale& x, double y_top) {
    auto [low, high] = range({panel}, false);
    high = std::min(high, panel.most);
    if (panel.from_zero) low = std::min(0.0, low);
    const double air = panel.from_zero ? 0 : 0.04 * (high - low);
    const Scale y{low - air, high + 0.04 * (high - low), y_top + panel_height, y_top};
    std::string svg =
        axis(x, y, panel.y_label) + fmt::format(
                                        "<svg x=\"0\" y=\"{0:.1f}\" width=\"{1:.1f}\" height=\"{2:.1f}\" "
                                        "viewBox=\"0 {0:.1f} {1:.1f} {2:.1f}\">\n",
                                        y_top, x.to, panel_height + 1);
    std::vector<EndLabel> labels;
    for (std::size_t i = 0; i < panel.lines.size(); ++i) {
        const Line& line = panel.lines[i];
        if (line.points.empty()) continue;
        const char* colour = colours[i % std::size(colours)];
        svg += polyline(x, y, line, colour);
        if (!line.faint)
            labels.push_back({std::max(y.at(line.points.back().second), y_top), line.name, colour});
    }
    return svg + "</svg>\n" + end_labels(std::move(labels), x, y);
}

}  // namespace

std::string as_svg(const LineChart& chart) {
    const auto panels = static_cast<double>(chart.panels.size());
    const double height = top + panels * panel_height + (panels - 1) * between + bottom;
    const auto [low, high] = range(chart.panels, true);
    const Scale x{low, high, left, width - right};
    std::string svg = fmt::format(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0:.0f} {1:.0f}\" width=\"{0:.0f}\" "
        "height=\"{1:.0f}\" role=\"img\" aria-label=\"{2}\">\n<style>text{{font:12px "
        "system-ui,sans-serif;fill:#444}}.title{{font-size:17px;font-weight:600;fill:#111}}"
        ".label{{font-weight:600}}.line{{fill:none;stroke-width:2;stroke-linejoin:round}}"
        ".faint{{fill:none;stroke:#888;stroke-width:.7;stroke-opacity:.6}}"
        ".grid{{stroke:#e4e4e4}}.mark{{stroke:#888;stroke-dasharray:2 3}}</style>\n"
        "<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n",
        width, height, escaped(chart.title));
    svg += text(left, 26, chart.title, " class=\"title\"") + text(left, 46, chart.subtitle);
    for (std::size_t i = 0; i < chart.panels.size(); ++i)
        svg += panel_svg(chart.panels[i], x, top + static_cast<double>(i) * (panel_height + between));
    for (const double tick : ticks(low, high))
        svg += text(x.at(tick), height - bottom + 20, fmt::format("{:g}", tick), " text-anchor=\"middle\"");
    for (const auto& [at, word] : chart.marks) {
        svg += fmt::format("<line class=\"mark\" x1=\"{0:.1f}\" y1=\"{1}\" x2=\"{0:.1f}\" y2=\"{2:.1f}\"/>\n",
                           x.at(at), top, height - bottom);
        svg += text(x.at(at) - 4, top + panel_height - 8, word, " text-anchor=\"end\"");
    }
    svg += text((x.from + x.to) / 2, height - bottom + 42, chart.x_label,
                " text-anchor=\"middle\" class=\"label\"");
    return svg + "</svg>\n";
}

}  // namespace dualflow
