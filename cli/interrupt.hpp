// SPDX-License-Identifier: MIT
// Ctrl-C asks first and insists second: the first one (or SIGTERM) raises a flag that the solver sees, so
// that the best plan is kept; a second ends the program at once.
#pragma once

#include <atomic>

namespace dualflow::cli {

// While it lives, signals raise the flag. One at a time.
class InterruptFlag {
public:
    InterruptFlag();
    ~InterruptFlag();
    InterruptFlag(const InterruptFlag&) = delete;
    InterruptFlag& operator=(const InterruptFlag&) = delete;

    const std::atomic<bool>* get() const;
};

}  // namespace dualflow::cli
