// SPDX-License-Identifier: MIT
// Rewrites the tables of a case folder, for tests that compare the plans of two cases which must be
// the same, or of which one can be no worse.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "cases/driver/csv.hpp"

namespace dualflow::cases {

using Row = std::vector<std::string>;

// A copy of the case's tables and settings (not of expect.toml).
void copy_case(const std::filesystem::path& from, const std::filesystem::path& to);

// Every table of the folder, by name without .csv, through `change`.
void rewrite_tables(const std::filesystem::path& folder,
                    const std::function<void(const std::string& table, Table& content)>& change);

// Replaces `from` by `to` in case.toml; throws where `from` is not in it.
void rewrite_settings(const std::filesystem::path& folder, const std::string& from, const std::string& to);

// Rows of every table in another order, a fixed one.
void permute_rows(const std::filesystem::path& folder);

// Every id of regions, sites, products, investments, contracts and groups gets another name, sorted
// otherwise, and every cell that refers to one follows.
void rename_ids(const std::filesystem::path& folder);

// Multiplies the columns named, wherever they stand; blank cells stay blank.
void scale_columns(const std::filesystem::path& folder, const std::set<std::string>& columns, double factor);

// All columns of the schema that hold money.
const std::set<std::string>& money_columns();

// Two sites in the place of one, each with half of its capacities, opening rates and stocks and with
// the same processes and lanes.
void split_site(const std::filesystem::path& folder, const std::string& site);

// Beside every lane one of mode "dear" that costs `more` a unit more.
void add_dearer_lanes(const std::filesystem::path& folder, double more);

}  // namespace dualflow::cases
