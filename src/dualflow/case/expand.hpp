// SPDX-License-Identifier: MIT
// Rows that address groups stand for a row of each member; where two rows address the same key, the one
// with fewer group cells wins, and two equally specific ones are an error.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "dualflow/case/names.hpp"

namespace dualflow {

// One combination of members that a row addresses.
struct Placed {
    const Row* row = nullptr;
    std::vector<int> ref;          // by reference column; -1 = blank
    std::vector<char> from_group;  // whether the reference came from a group

    int groups() const;  // how many did
    bool any_group() const { return groups() > 0; }
};

struct RefColumn {
    std::string_view column;
    const Names* names;
};

// All combinations of all rows, in order of the table. Rows with a reference that is wrong have none.
std::vector<Placed> place_rows(const TypedTable& table, const std::vector<RefColumn>& columns,
                               Diagnostics& errors);

// The key of a row in words: site=A, product=B.
std::string key_of(const Placed& placed, const std::vector<RefColumn>& columns);

// Something that claims a key.
struct Claim {
    std::string key;
    int groups = 0;
    const Row* row = nullptr;
};

// The indices of the claims that hold, in order.
std::vector<std::size_t> winners(const std::vector<Claim>& claims, Diagnostics& errors);

// place_rows without the rows that lose their key.
std::vector<Placed> place_and_settle(const TypedTable& table, const std::vector<RefColumn>& columns,
                                     Diagnostics& errors);
std::vector<Placed> settle(std::vector<Placed> placed, const std::vector<RefColumn>& columns,
                           Diagnostics& errors);

// A stretch of days in which a row holds for a key; none = unbounded.
struct Span {
    std::string key;  // without its dates
    std::optional<Date> from, to;
    const Row* row = nullptr;
};

// Reports spans that are reversed (E0311) and spans of one key that overlap (E0404), at the later row.
void check_spans(std::vector<Span> spans, std::string_view from_column, std::string_view to_column,
                 Diagnostics& errors);

}  // namespace dualflow
