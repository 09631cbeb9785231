// SPDX-License-Identifier: MIT
#include "progress.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

namespace dualflow::cli {

namespace {

constexpr double line_interval = 3;  // seconds
constexpr double json_interval = 0.5;
constexpr int lines_a_heading = 20;
constexpr int bar_width = 20;
constexpr double longest_shown = 99 * 3600;
constexpr const char* heading =
    "       lower bound      best plan        gap     nodes  iterations    time    left\n";

nlohmann::ordered_json finite(double value) {
    return std::isfinite(value) ? nlohmann::ordered_json(value) : nlohmann::ordered_json();
}

// The solver counts -1 before it has begun.
std::int64_t iterations_of(const solver::Progress& progress) {
    return std::max<std::int64_t>(0, progress.iterations);
}

std::string gap_text(double gap) {
    if (!std::isfinite(gap)) return "-";
    return gap > 9.99 ? "large" : fmt::format("{:.4f}%", 100 * gap);
}

}  // namespace

std::string short_number(double value) {
    if (!std::isfinite(value)) return "-";
    const std::string text = fmt::format("{:.4e}", value);  // 4.1178e+09
    const std::size_t e = text.find('e');
    const int exponent = std::stoi(text.substr(e + 1));
    return text.substr(0, e) + (exponent == 0 ? "" : fmt::format("e{}", exponent));
}

std::string short_time(double seconds) {
    const auto whole = static_cast<long>(std::lround(seconds));
    if (whole < 60) return fmt::format("{}s", whole);
    if (whole < 3600) return fmt::format("{}m{:02}s", whole / 60, whole % 60);
    return fmt::format("{}h{:02}m", whole / 3600, whole / 60 % 60);
}

void TimeLeft::add(double seconds, double gap) {
    if (!std::isfinite(gap) || gap <= 0 || target_ <= 0) return;
    if (first_gap_ <= 0) {
        first_seconds_ = seconds;
        first_gap_ = gap;
    }
    const bool moved = gap != last_gap_;
    last_gap_ = gap;
    if (gap >= first_gap_ || seconds <= first_seconds_) return;
    const double speed = std::log(first_gap_ / gap) / (seconds - first_seconds_);
    const double left = std::max(0.0, std::log(gap / target_) / speed);
    const bool alike = estimate_ > 0 && left < 1.5 * estimate_ && estimate_ < 1.5 * left;
    // While the gap stands still the estimate only grows and means nothing.
    steady_ = alike ? std::min(steady_ + (moved ? 1 : 0), 5) : 0;
    estimate_ = left;
}

ProgressView::ProgressView(ProgressStyle style, double target_gap)
    : style_(resolve(style)), target_gap_(target_gap), left_(target_gap) {}

ProgressView::~ProgressView() {
    clear_bar();
}

double ProgressView::seconds() const {
    return std::chrono::duration<double>(Clock::now() - began_).count();
}

void ProgressView::message(const std::string& text) {
    if (style_ == ProgressStyle::none) return;
    if (style_ == ProgressStyle::json) {
        const nlohmann::ordered_json event = {{"event", "message"}, {"seconds", seconds()}, {"text", text}};
        complain(event.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n");
        return;
    }
    clear_bar();
    complain(text + "\n");
}

void ProgressView::update(const solver::Progress& progress) {
    if (style_ == ProgressStyle::none) return;
    const double now = seconds();
    left_.add(now, progress.gap);
    if (std::isfinite(progress.gap) && first_gap_ <= 0) first_gap_ = progress.gap;
    switch (style_) {
        case ProgressStyle::json:
            return show_json(progress, now);
        case ProgressStyle::bar:
            return show_bar(progress, now);
        default:
            return show_line(progress, now);
    }
}

void ProgressView::show_json(const solver::Progress& p, double now) {
    if (now - shown_at_ < json_interval) return;
    shown_at_ = now;
    const double left = left_.seconds();
    const nlohmann::ordered_json event = {
        {"event", "progress"},
        {"seconds", now},
        {"bound", finite(p.bound)},
        {"objective", finite(p.objective)},
        {"gap", finite(p.gap)},
        {"nodes", p.nodes},
        {"iterations", iterations_of(p)},
        {"left", left < 0 ? nlohmann::ordered_json() : nlohmann::ordered_json(left)}};
    complain(event.dump() + "\n");
}

std::string ProgressView::table_line(const solver::Progress& p, double now) {
    const bool better = p.objective < best_;
    best_ = std::min(best_, p.objective);
    const double left = left_.seconds();
    const std::string left_text = left < 0 || left > longest_shown ? "" : "~" + short_time(left);
    return fmt::format("{}  {:>15}{:>15}{:>11}{:>10}{:>12}{:>8}{:>8}", better ? 'B' : ' ',
                       short_number(p.bound), short_number(p.objective), gap_text(p.gap), p.nodes,
                       iterations_of(p), short_time(now), left_text);
}

// The bar fills as the logarithm of the gap falls from where it was first known to its target.
void ProgressView::show_bar(const solver::Progress& p, double now) {
    double done = 0;
    if (first_gap_ > target_gap_ && target_gap_ > 0 && std::isfinite(p.gap) && p.gap > 0)
        done = std::clamp(std::log(first_gap_ / p.gap) / std::log(first_gap_ / target_gap_), 0.0, 1.0);
    const int full = static_cast<int>(std::lround(done * bar_width));
    if (!bar_ && lines_++ == 0) complain(heading);
    bar_ = true;
    complain(fmt::format("\r\x1b[K{}  [{:#<{}}{:.<{}}]", table_line(p, now), "", full, "", bar_width - full));
}

void ProgressView::clear_bar() {
    if (bar_) complain("\r\x1b[K");
    bar_ = false;
}

void ProgressView::show_line(const solver::Progress& p, double now) {
    if (now - shown_at_ < line_interval) return;
    shown_at_ = now;
    if (lines_++ % lines_a_heading == 0) complain(heading);
    std::string line = table_line(p, now);
    line.erase(line.find_last_not_of(' ') + 1);
    complain(line + "\n");
}

}  // namespace dualflow::cli
