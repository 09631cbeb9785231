// SPDX-License-Identifier: MIT
// A limit of time that the steps of a plan share.
#pragma once

#include <algorithm>
#include <chrono>

namespace dualflow {

class Clock {
public:
    explicit Clock(double limit) : limit_(limit) {}  // seconds, from now on
    double left() const {
        const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - began_;
        return std::max(0.0, limit_ - spent.count());
    }

private:
    double limit_;
    std::chrono::steady_clock::time_point began_ = std::chrono::steady_clock::now();
};

}  // namespace dualflow
