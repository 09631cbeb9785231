// SPDX-License-Identifier: MIT
// dualflow inventory …: one item or one chain at a time, exactly. Each question is a subcommand of its own
// file, inventory_<name>.cpp; none of them reads a case.
#include <CLI/CLI.hpp>

#include "command.hpp"

namespace dualflow::cli {

void add_inventory_dual(CLI::App& inventory, Session& session);
void add_inventory_policy(CLI::App& inventory, Session& session);
void add_inventory_breakeven(CLI::App& inventory, Session& session);
void add_inventory_table(CLI::App& inventory, Session& session);
void add_inventory_newsvendor(CLI::App& inventory, Session& session);
void add_inventory_ss(CLI::App& inventory, Session& session);
void add_inventory_rq(CLI::App& inventory, Session& session);
void add_inventory_disruption(CLI::App& inventory, Session& session);
void add_inventory_serial(CLI::App& inventory, Session& session);
void add_inventory_gsm(CLI::App& inventory, Session& session);

void add_inventory(CLI::App& app, Session& session) {
    CLI::App* verb = app.add_subcommand("inventory", "Solve stock problems of one item or one chain exactly");
    verb->require_subcommand(1);
    add_inventory_dual(*verb, session);
    add_inventory_policy(*verb, session);
    add_inventory_breakeven(*verb, session);
    add_inventory_table(*verb, session);
    add_inventory_newsvendor(*verb, session);
    add_inventory_ss(*verb, session);
    add_inventory_rq(*verb, session);
    add_inventory_disruption(*verb, session);
    add_inventory_serial(*verb, session);
    add_inventory_gsm(*verb, session);
}

}  // namespace dualflow::cli
