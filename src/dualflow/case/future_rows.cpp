// SPDX-License-Identifier: MIT
#include "dualflow/case/future_rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "dualflow/case/calendar.hpp"
#include "dualflow/case/codes.hpp"
#include "dualflow/case/future_reading.hpp"
#include "dualflow/case/tables.hpp"

namespace dualflow {

namespace {

constexpr std::string_view table_names[] = {
    "seasonality",        "cycle", "cycle_transitions", "tariff_regimes",
    "tariff_transitions", "rates", "rate_correlations", "disruptions"};

TypedTable read_one(const Table& table, const std::filesystem::path& folder, Diagnostics& problems) {
    TypedTable typed{&table, {}, false};
    const std::filesystem::path file = folder / typed.file();
    std::error_code error;
    if (!std::filesystem::exists(file, error)) return typed;
    typed.broken = true;
    const auto text = read_file(file);
    if (!text) {
        problems.push_back(text.error());
        return typed;
    }
    auto csv = parse_csv(*text, typed.file());
    if (csv) return read_table(table, *csv, {}, problems);
    problems.insert(problems.end(), csv.error().begin(), csv.error().end());
    return typed;
}

void name_case(FutureReader& r) {
    for (const Region& region : r.c.regions) {
        r.regions.add(region.id);
        r.regions.add_to_group("bloc", region.bloc);
    }
    for (const Organisation& organisation : r.c.organisations) r.organisations.add(organisation.id);
    for (const Product& product : r.c.products) {
        r.products.add(product.id);
        r.products.add_to_group("kind", product.kind);
        r.products.add_to_group("family", product.family);
    }
    for (const Site& site : r.c.sites) {
        r.sites.add(site.id);
        r.sites.add_to_group("kind", std::string(word_for(site.kind)));
        if (site.region) {
            r.sites.add_to_group("region", r.c.regions[*site.region].id);
            r.sites.add_to_group("bloc", r.c.regions[*site.region].bloc);
        }
    }
}

Diagnostic not_one(const Row& row, std::string_view column, double sum) {
    Diagnostic d =
        problem_at(code::wrong_sum, row, column, fmt::format("chances sum to {:.6g} instead of 1", sum),
                   "chances that sum to 1 (to 1e-6)");
    d.found = fmt::format("{:.6g}", sum);
    return d;
}

}  // namespace

std::vector<std::vector<double>> read_chain(const std::vector<const Row*>& rows, std::string_view chance,
                                            const std::vector<std::string>& names, Diagnostics& problems) {
    const std::size_t n = names.size();
    std::vector<std::vector<double>> chain(n, std::vector<double>(n, 0));
    std::vector<const Row*> first(n, nullptr);
    Names known("regimes");
    for (const std::string& name : names) known.add(name);
    for (const Row* row : rows) {
        const int from = known.find(row->text("from")), to = known.find(row->text("to"));
        for (const char* column : {"from", "to"})
            if (const std::string& name = row->text(column); !name.empty() && known.find(name) < 0)
                problems.push_back(no_such_row(known, name, *row, column));
        if (from < 0 || to < 0) continue;
        const auto f = static_cast<std::size_t>(from), t = static_cast<std::size_t>(to);
        if (first[f] == nullptr) first[f] = row;
        chain[f][t] += row->number(chance);
    }
    for (std::size_t f = 0; f < n; ++f) {
        double sum = 0;
        for (const double p : chain[f]) sum += p;
        if (first[f] == nullptr)
            chain[f][f] = 1;
        else if (std::abs(sum - 1) > 1e-6)
            problems.push_back(not_one(*first[f], chance, sum));
    }
    return chain;
}

void check_start(const std::vector<const Row*>& rows, std::string_view column,
                 const std::vector<double>& start, Diagnostics& problems) {
    double sum = 0;
    for (const double p : start) sum += p;
    if (std::abs(sum - 1) > 1e-6) problems.push_back(not_one(*rows.front(), column, sum));
}

std::string stream_name(const Row& row, const std::string& id) {
    return row.given("stream") ? row.text("stream") : id;
}

Result<FutureRows, Diagnostics> read_future_rows(const std::filesystem::path& folder, const Case& c) {
    FutureReader r{c, {}, {}, {}};
    for (const std::string_view name : table_names)
        r.tables.emplace(name, read_one(*find_table(name), folder, r.problems));
    name_case(r);
    const auto calendar = make_calendar(c.settings.calendar, c.settings.start);
    r.rows.start = c.settings.start;
    r.rows.end = calendar.value().back().end;  // a Case has a calendar that can be made
    r.rows.seed = c.settings.seed;
    read_demand_futures(r);
    read_rates(r);
    read_tariff_chain(r);
    read_disruptions(r);
    sort_by_place(r.problems);
    if (has_errors(r.problems)) return unexpected(std::move(r.problems));
    r.rows.warnings = std::move(r.problems);
    return std::move(r.rows);
}

}  // namespace dualflow
