// SPDX-License-Identifier: MIT
// The list of verbs, in the order of the help. A new verb is a new file and two lines here.
#include "command.hpp"

namespace dualflow::cli {

void add_doctor(CLI::App& app, Session& session);

void add_verbs(CLI::App& app, Session& session) {
    add_doctor(app, session);
}

}  // namespace dualflow::cli
