// SPDX-License-Identifier: MIT
#include "dualflow/case/expand.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "dualflow/case/codes.hpp"

namespace dualflow {

namespace {

constexpr std::int32_t long_ago = -2'000'000, far_off = 4'000'000;  // days; beyond any four-digit year

// Empty where a reference is wrong or missing.
std::vector<Members> members_of(const Row& row, const std::vector<RefColumn>& columns, Diagnostics& errors) {
    std::vector<Members> all;
    bool complete = true;
    for (const RefColumn& ref : columns) {
        const Column& column = *find_column(*row.table, ref.column);
        const std::string& text = row.text(ref.column);
        Members members{{-1}, false};
        if (!text.empty()) members = resolve(*ref.names, text, row, column, errors);
        complete = complete && !members.index.empty() && !(text.empty() && column.required);
        all.push_back(std::move(members));
    }
    return complete ? all : std::vector<Members>{};
}

void combine(const Row& row, const std::vector<Members>& members, std::vector<Placed>& out) {
    if (members.empty()) return;
    std::vector<std::size_t> at(members.size(), 0);
    for (;;) {
        Placed placed{&row, {}, {}};
        for (std::size_t i = 0; i < members.size(); ++i) {
            placed.ref.push_back(members[i].index[at[i]]);
            placed.from_group.push_back(members[i].group ? 1 : 0);
        }
        out.push_back(std::move(placed));
        std::size_t turn = members.size();
        while (turn > 0 && ++at[turn - 1] == members[turn - 1].index.size()) at[--turn] = 0;
        if (turn == 0) return;
    }
}

std::string shown(const Column& column, const Value& value) {
    if (column.type == Type::date) return value.given ? to_string(value.date()) : "";
    if (column.type == Type::number || column.type == Type::integer) return fmt::format("{}", value.number);
    return value.text;
}

Diagnostic duplicate(const Claim& claim, const Claim& first) {
    std::vector<std::string_view> keys;
    for (const Column& column : claim.row->table->columns)
        if (column.key) keys.push_back(column.name);
    Diagnostic d = problem_at(code::duplicate_key, *claim.row, keys.size() == 1 ? keys[0] : "",
                              fmt::format("{} appears again; first in row {}", claim.key, first.row->row),
                              "each key once");
    if (first.row->table != claim.row->table)
        d.message = fmt::format("{} appears again; first in {}.csv, row {}", claim.key,
                                first.row->table->name, first.row->row);
    d.found = claim.key;
    return d;
}

}  // namespace

int Placed::groups() const {
    return static_cast<int>(std::count(from_group.begin(), from_group.end(), 1));
}

std::vector<Placed> place_rows(const TypedTable& table, const std::vector<RefColumn>& columns,
                               Diagnostics& errors) {
    std::vector<Placed> placed;
    for (const Row& row : table.rows) combine(row, members_of(row, columns, errors), placed);
    return placed;
}

std::string key_of(const Placed& placed, const std::vector<RefColumn>& columns) {
    std::string key;
    const Table& table = *placed.row->table;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        const Column& column = table.columns[i];
        if (!column.key) continue;
        std::string text = shown(column, placed.row->values[i]);
        for (std::size_t k = 0; k < columns.size(); ++k)
            if (columns[k].column == column.name && placed.ref[k] >= 0)
                text = columns[k].names->id(placed.ref[k]);
        if (!text.empty()) key += fmt::format("{}{}={}", key.empty() ? "" : ", ", column.name, text);
    }
    return key;
}

std::vector<std::size_t> winners(const std::vector<Claim>& claims, Diagnostics& errors) {
    std::map<std::string_view, std::size_t> best;
    for (std::size_t i = 0; i < claims.size(); ++i) {
        const auto [holder, fresh] = best.try_emplace(claims[i].key, i);
        if (!fresh && claims[i].groups < claims[holder->second].groups) holder->second = i;
    }
    std::vector<std::size_t> kept;
    std::set<const Row*> reported;
    for (std::size_t i = 0; i < claims.size(); ++i) {
        const std::size_t holder = best[claims[i].key];
        const Claim& first = claims[holder];
        if (holder == i)
            kept.push_back(i);
        else if (claims[i].groups == first.groups && claims[i].row != first.row &&
                 reported.insert(claims[i].row).second)
            errors.push_back(duplicate(claims[i], first));
    }
    return kept;
}

std::vector<Placed> settle(std::vector<Placed> placed, const std::vector<RefColumn>& columns,
                           Diagnostics& errors) {
    std::vector<Claim> claims;
    claims.reserve(placed.size());
    for (const Placed& p : placed) claims.push_back({key_of(p, columns), p.groups(), p.row});
    std::vector<Placed> kept;
    for (const std::size_t i : winners(claims, errors)) kept.push_back(std::move(placed[i]));
    return kept;
}

std::vector<Placed> place_and_settle(const TypedTable& table, const std::vector<RefColumn>& columns,
                                     Diagnostics& errors) {
    return settle(place_rows(table, columns, errors), columns, errors);
}

void check_spans(std::vector<Span> spans, std::string_view from_column, std::string_view to_column,
                 Diagnostics& errors) {
    const auto start = [](const Span& s) { return s.from.value_or(Date{long_ago}); };
    const auto end = [](const Span& s) { return s.to.value_or(Date{far_off}); };
    std::set<const Row*> reported;
    std::stable_sort(spans.begin(), spans.end(), [&](const Span& a, const Span& b) {
        return std::tuple(a.key, start(a), a.row->row) < std::tuple(b.key, start(b), b.row->row);
    });
    const Span* last = nullptr;  // of the same key, the one that ends latest
    for (const Span& span : spans) {
        if (end(span) <= start(span)) {
            if (reported.insert(span.row).second)
                errors.push_back(
                    problem_at(code::reversed_dates, *span.row, to_column,
                               fmt::format("{} {} is not after {} {}", to_column, to_string(end(span)),
                                           from_column, to_string(start(span))),
                               "an end after the start; the end itself is excluded"));
            continue;
        }
        const bool overlaps = last != nullptr && last->key == span.key && start(span) < end(*last);
        const Span& later = overlaps && last->row->row > span.row->row ? *last : span;
        if (overlaps && last->row != span.row && reported.insert(later.row).second)
            errors.push_back(problem_at(code::overlap, *later.row, from_column,
                                        fmt::format("{} overlaps in time with row {}", span.key,
                                                    &later == last ? span.row->row : last->row->row),
                                        "stretches of days that do not overlap"));
        if (last == nullptr || last->key != span.key || end(*last) < end(span)) last = &span;
    }
}

}  // namespace dualflow
