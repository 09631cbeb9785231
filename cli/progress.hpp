// SPDX-License-Identifier: MIT
// How far the solver is, on stderr:
//
//          lower bound      best plan        gap     nodes  iterations    time    left
//             3.9120e9              -          -         0       18204      4s
//   B         4.1178e9       4.6021e9   11.7500%       192       60871     11s  ~3m05s
//
// On a terminal one line is rewritten; elsewhere a line is written at most every few seconds, with the
// heading again every 20 lines; as json one event a line. B marks a plan that is better than on the line
// before.
#pragma once

#include <chrono>
#include <limits>
#include <string>

#include "command.hpp"
#include "dualflow/solver/lp/solver.hpp"

namespace dualflow::cli {

// How long until the gap reaches its target, from how fast its logarithm falls. Said only when it has been
// about the same for a while: an estimate that jumps is worse than none.
class TimeLeft {
public:
    explicit TimeLeft(double target_gap) : target_(target_gap) {}
    void add(double seconds, double gap);
    double seconds() const { return steady_ >= 3 ? estimate_ : -1; }  // negative: not known

private:
    double target_;
    double first_seconds_ = 0, first_gap_ = 0;  // where the gap was first known
    double last_gap_ = 0, estimate_ = -1;
    int steady_ = 0;
};

class ProgressView {
public:
    using Clock = std::chrono::steady_clock;

    ProgressView(ProgressStyle style, double target_gap);
    ~ProgressView();  // takes the rewritten line away
    ProgressView(const ProgressView&) = delete;
    ProgressView& operator=(const ProgressView&) = delete;

    void message(const std::string& text);  // a line of its own
    void update(const solver::Progress& progress);
    double seconds() const;  // since the view was made

private:
    std::string table_line(const solver::Progress& progress, double now);
    void show_json(const solver::Progress& progress, double now);
    void show_bar(const solver::Progress& progress, double now);
    void show_line(const solver::Progress& progress, double now);
    void clear_bar();

    ProgressStyle style_;
    double target_gap_;
    Clock::time_point began_ = Clock::now();
    TimeLeft left_;
    double best_ = std::numeric_limits<double>::infinity();
    double first_gap_ = 0;
    double shown_at_ = -std::numeric_limits<double>::infinity();
    int lines_ = 0;
    bool bar_ = false;
};

// 4.1178e9, or - where not finite.
std::string short_number(double value);
std::string short_time(double seconds);  // 4s, 1m02s, 3h05m

}  // namespace dualflow::cli
