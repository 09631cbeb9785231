// SPDX-License-Identifier: MIT
#include "state_keeper.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "run_store.hpp"

namespace dualflow::cli {

StateKeeper::StateKeeper(const Session& session, const std::string& folder)
    : session_(session),
      folder_(session.resumed ? session.resumed->runs : folder),
      store_(open_to_write(folder_)) {
    if (session.resumed) id_ = session.resumed->id;
}

void StateKeeper::keep(const std::string& progress, const std::string& state) {
    if (gave_up_) return;
    const auto give_up = [&](const runs::RunError& error) {
        gave_up_ = true;
        complain(
            fmt::format("warning: the state of this run can no longer be kept: {}\n  = it goes on; what "
                        "it finds is printed at the end\n",
                        error.message));
    };
    if (id_) {
        if (const auto kept = store_.keep(*id_, progress, state); !kept) give_up(kept.error());
        return;
    }
    runs::UnfinishedRun run;
    run.command =
        nlohmann::json(session_.words).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    run.folder = std::filesystem::current_path().string();
    run.progress = progress;
    run.state = state;
    const auto begun = store_.begin(run);
    if (!begun) return give_up(begun.error());
    id_ = *begun;
}

void StateKeeper::end() {
    if (!id_) return;
    if (const auto ended = store_.end(*id_); !ended) complain("warning: " + ended.error().message + "\n");
    id_.reset();
}

void StateKeeper::say_how_to_go_on() const {
    if (id_) complain(fmt::format("to go on: dualflow resume {}{}\n", *id_, runs_argument(folder_)));
}

}  // namespace dualflow::cli
