// SPDX-License-Identifier: MIT
#include "dualflow/case/structure.hpp"

#include <fmt/format.h>

#include <map>
#include <tuple>

#include "dualflow/case/structure_checks.hpp"

namespace dualflow {

namespace structure {

Diagnostic finding(const std::string& code, const Place& place, std::string message, std::string remedy) {
    Diagnostic d;
    d.code = code;
    d.severity = code.front() == 'E' ? Severity::error : Severity::warning;
    d.file = place.table + ".csv";
    d.row = place.row;
    d.column = place.column;
    d.message = std::move(message);
    d.remedy = std::move(remedy);
    return d;
}

std::string some_of(const std::vector<std::string>& names, std::size_t most) {
    std::string text;
    for (std::size_t i = 0; i < names.size() && i < most; ++i) text += (i == 0 ? "" : ", ") + names[i];
    return names.size() > most ? fmt::format("{} and {} more", text, names.size() - most) : text;
}

}  // namespace structure

namespace {

// A group row stands for many; what is wrong with several of them is one finding of that row.
Diagnostics one_per_place(const Diagnostics& all) {
    Diagnostics kept;
    std::vector<int> repeats;
    std::map<std::tuple<std::string, std::string, int, std::string>, std::size_t> seen;
    for (const Diagnostic& d : all) {
        const auto [place, fresh] = seen.try_emplace({d.code, d.file, d.row, d.column}, kept.size());
        if (fresh) {
            kept.push_back(d);
            repeats.push_back(0);
        } else {
            ++repeats[place->second];
        }
    }
    for (std::size_t i = 0; i < kept.size(); ++i)
        if (repeats[i] > 0) kept[i].message += fmt::format(" (and {} more by this row)", repeats[i]);
    return kept;
}

}  // namespace

Diagnostics check_structure(const Case& c) {
    Diagnostics found;
    structure::check_rows(c, found);
    structure::check_contracts(c, found);
    structure::check_investments(c, found);
    if (structure::check_bom_cycles(c, found)) structure::check_reach(c, found);
    if (!has_errors(found)) {  // a row is often idle only because of what is wrong elsewhere
        structure::check_unused(c, found);
        structure::check_ranges(c, found);
    }
    Diagnostics kept = one_per_place(found);
    sort_by_place(kept);
    return kept;
}

}  // namespace dualflow
