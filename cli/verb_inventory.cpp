// SPDX-License-Identifier: MIT
// dualflow inventory …: one item or one chain at a time, exactly. Each question is a subcommand of its own
// file, inventory_<name>.cpp; none of them reads a case.
#include <CLI/CLI.hpp>

#include "command.hpp"

namespace dualflow::cli {

void add_inventory_dual(CLI::App& inventory, Session& session);
void add_inventory_gsm(CLI::App& inventory, Session& session);

void add_inventory(CLI::App& app, Session& session) {
    CLI::App* verb = app.add_subcommand("inventory", "Solve stock problems of one item or one chain exactly");
    verb->require_subcommand(1);
    add_inventory_dual(*verb, session);
    add_inventory_gsm(*verb, session);
}

}  // namespace dualflow::cli
