// SPDX-License-Identifier: MIT
#include "dualflow/case/read.hpp"

#include <fmt/format.h>

#include "dualflow/case/bind.hpp"
#include "dualflow/case/codes.hpp"
#include "dualflow/case/hash.hpp"
#include "dualflow/case/settings.hpp"
#include "dualflow/case/strategies.hpp"
#include "dualflow/case/structure.hpp"
#include "dualflow/case/tables.hpp"

namespace dualflow {

namespace fs = std::filesystem;

namespace {

Diagnostic no_folder(const fs::path& folder) {
    Diagnostic d;
    d.code = code::unreadable;
    d.file = d.found = folder.string();
    d.message = fmt::format("{} is not a folder that can be read", d.found);
    d.expected = "a folder with case.toml and the tables of a case";
    return d;
}

std::optional<Settings> settings_of(const fs::path& folder, Diagnostics& errors) {
    const auto text = read_file(folder / "case.toml");
    if (text) return read_settings(*text, "case.toml", errors);
    errors.push_back(text.error());
    return std::nullopt;
}

// From tables to a case; `found` holds what is wrong with the tables.
Result<Case, Diagnostics> bind_case(const Tables& tables, const std::optional<Settings>& settings,
                                    const std::string& strategy, Diagnostics found) {
    Case c;
    if (settings) c.settings = *settings;
    c.strategy = strategy;
    Binder binder(tables, c, found);
    bind_tables(binder);
    if (!has_errors(found)) {
        const Diagnostics structure = check_structure(c);
        found.insert(found.end(), structure.begin(), structure.end());
    }
    sort_by_place(found);
    if (has_errors(found)) {  // a row may address nothing only because another is wrong
        std::erase_if(found, [](const Diagnostic& d) { return d.code == code::addresses_nothing; });
        return unexpected(std::move(found));
    }
    c.strategies = strategy_names(tables);
    c.hash = content_hash(tables, c.settings, strategy);
    c.warnings = std::move(found);
    return c;
}

}  // namespace

Result<Case, Diagnostics> read_case(const fs::path& folder) {
    std::error_code error;
    if (!fs::is_directory(folder, error)) return unexpected(Diagnostics{no_folder(folder)});
    Diagnostics found;
    const std::optional<Settings> settings = settings_of(folder, found);
    Tables tables = read_tables(folder, settings, found);
    apply_strategy(tables, settings, "", found);
    return bind_case(tables, settings, "", std::move(found));
}

Result<Case, Diagnostics> read_case_under(const fs::path& folder, const Case& base,
                                          const std::string& strategy) {
    Diagnostics found;
    Tables tables = read_tables(folder, base.settings, found);
    const std::vector<ChangedCell> cells = apply_strategy(tables, base.settings, strategy, found);
    auto c = bind_case(tables, base.settings, strategy, std::move(found));
    tell_strategy(c ? c->warnings : c.error(), base.warnings, cells, strategy);
    return c;
}

}  // namespace dualflow
