// SPDX-License-Identifier: MIT
// Names of the rows of a table and of their groups (family:battery, *), and what a cell that refers to
// them means: one row, or each row of a group.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "dualflow/case/table.hpp"

namespace dualflow {

class Names {
public:
    explicit Names(std::string table = "") : table_(std::move(table)) {}

    // Adds the next row; the first of two rows with one id keeps the name.
    void add(const std::string& id);
    // Puts the row added last into a group, such as "kind:truck"; a blank name is no group.
    void add_to_group(std::string_view prefix, const std::string& name);
    // The rows of the table are not known: nothing that refers to them is judged.
    void set_broken() { broken_ = true; }

    const std::string& table() const { return table_; }
    std::string noun() const;  // "lane class"
    bool broken() const { return broken_; }
    std::size_t size() const { return ids_in_order_.size(); }
    const std::string& id(int index) const { return ids_in_order_[static_cast<std::size_t>(index)]; }
    int find(std::string_view id) const;                               // -1: none
    const std::vector<int>* find_group(std::string_view group) const;  // nullptr: none
    const std::vector<std::string>& ids() const { return ids_in_order_; }
    std::vector<std::string> groups() const;

private:
    std::string table_;
    std::vector<std::string> ids_in_order_;
    std::map<std::string, int, std::less<>> index_;
    std::map<std::string, std::vector<int>, std::less<>> groups_;
    bool broken_ = false;
};

struct Members {
    std::vector<int> index;  // in order of the table; empty after an error
    bool group = false;
};

// What `text`, a cell of `row` or a part of one, refers to. Problems are appended.
Members resolve(const Names& names, std::string_view text, const Row& row, const Column& column,
                Diagnostics& errors);

// Names of a `*`, of prefixes and of unknown rows follow these rules too.
bool looks_like_group(std::string_view text);
Diagnostic no_such_group(const Names& names, std::string_view text, const Row& row, std::string_view column);
Diagnostic no_such_row(const Names& names, std::string_view text, const Row& row, std::string_view column);

}  // namespace dualflow
