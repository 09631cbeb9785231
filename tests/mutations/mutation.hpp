// SPDX-License-Identifier: MIT
// A list of things that can be wrong with a case, read from a file: see heavy_truck.toml for its form.
#pragma once

#include <filesystem>
#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

namespace dualflow::mutations {

// A row of a file: by number, the last, or the first that begins with a text.
struct RowName {
    int number = 0;
    std::string text;  // empty: `number` counts
};

struct Edit {
    std::string file;
    RowName row;
    std::string column, value;
    int times = 1;
    std::optional<std::string> append, hex, find, put, text, drop_column, add_column;
    bool remove = false;
};

struct Expected {
    std::string code, file, column;
    RowName row;
};

struct Mutation {
    std::string name;
    std::vector<Edit> edits;
    Expected expected;
};

std::ostream& operator<<(std::ostream& out, const Mutation& mutation);

// Throws std::runtime_error where the list itself is wrong.
std::vector<Mutation> read_mutations(const std::filesystem::path& file);

void apply(const Edit& edit, const std::filesystem::path& folder);

// The number of the row, in the file as it is now.
int find_row(const std::filesystem::path& file, const RowName& name);

}  // namespace dualflow::mutations
