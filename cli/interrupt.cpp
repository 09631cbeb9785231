// SPDX-License-Identifier: MIT
#include "interrupt.hpp"

#include <csignal>

namespace dualflow::cli {

namespace {

std::atomic<bool> raised = false;
static_assert(std::atomic<bool>::is_always_lock_free, "a signal handler may touch nothing else");

constexpr int signals[] = {SIGINT, SIGTERM};

void raise_flag(int) {
    raised = true;
}

}  // namespace

InterruptFlag::InterruptFlag() {
    raised = false;
    struct sigaction action{};
    action.sa_handler = raise_flag;
    action.sa_flags = SA_RESTART | static_cast<int>(SA_RESETHAND);  // the second one ends the program
    for (const int signal : signals) sigaction(signal, &action, nullptr);
}

InterruptFlag::~InterruptFlag() {
    for (const int signal : signals) std::signal(signal, SIG_DFL);
}

const std::atomic<bool>* InterruptFlag::get() const {
    return &raised;
}

}  // namespace dualflow::cli
