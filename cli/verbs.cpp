// SPDX-License-Identifier: MIT
// The list of verbs, in the order of the help. A new verb is a new file and two lines here.
#include "command.hpp"

namespace dualflow::cli {

void add_init(CLI::App& app, Session& session);
void add_schema(CLI::App& app, Session& session);
void add_validate(CLI::App& app, Session& session);
void add_futures(CLI::App& app, Session& session);
void add_plan(CLI::App& app, Session& session);
void add_report(CLI::App& app, Session& session);
void add_diff(CLI::App& app, Session& session);
void add_runs(CLI::App& app, Session& session);
void add_resume(CLI::App& app, Session& session);
void add_inventory(CLI::App& app, Session& session);
void add_smps(CLI::App& app, Session& session);
void add_calibrate(CLI::App& app, Session& session);
void add_explain(CLI::App& app, Session& session);
void add_doctor(CLI::App& app, Session& session);
void add_docs(CLI::App& app, Session& session);

void add_verbs(CLI::App& app, Session& session) {
    add_init(app, session);
    add_schema(app, session);
    add_validate(app, session);
    add_futures(app, session);
    add_plan(app, session);
    add_report(app, session);
    add_diff(app, session);
    add_runs(app, session);
    add_resume(app, session);
    add_inventory(app, session);
    add_smps(app, session);
    add_calibrate(app, session);
    add_explain(app, session);
    add_doctor(app, session);
    add_docs(app, session);
}

}  // namespace dualflow::cli
