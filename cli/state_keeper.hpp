// SPDX-License-Identifier: MIT
// Keeps the state of a long run in the run store after each of its steps, so that `dualflow resume` goes on
// with it whatever ended it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "command.hpp"
#include "dualflow/publish/runs/store.hpp"

namespace dualflow::cli {

class StateKeeper {
public:
    // Of the run that goes on, or a new one of the store in `folder`. EnvironmentError where it cannot be
    // opened.
    StateKeeper(const Session& session, const std::string& folder);

    // What to go on from; empty for a new run.
    std::string state() const { return session_.resumed ? session_.resumed->state : ""; }

    // A state that cannot be kept is said once; the work goes on without.
    void keep(const std::string& progress, const std::string& state);
    void end();                     // the run is over: there is nothing to go on with
    void say_how_to_go_on() const;  // on stderr, where there is a state

private:
    const Session& session_;
    std::string folder_;
    runs::Store store_;
    std::optional<std::int64_t> id_;
    bool gave_up_ = false;
};

}  // namespace dualflow::cli
