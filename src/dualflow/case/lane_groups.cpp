// SPDX-License-Identifier: MIT
#include "dualflow/case/lane_groups.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <set>

#include "dualflow/case/codes.hpp"

namespace dualflow {

namespace {

// A site, a group of sites, or the bare name of a region, bloc or kind.
Members site_term(Binder& b, const std::string& term, const Row& row, std::string_view column) {
    if (const int site = b.sites.find(term); site >= 0) return {{site}, false};
    for (const char* prefix : {"", "region:", "bloc:", "kind:"})
        if (const std::vector<int>* members = b.sites.find_group(prefix + term)) return {*members, true};
    if (b.sites.broken()) return {};
    b.errors.push_back(looks_like_group(term) ? no_such_group(b.sites, term, row, column)
                                              : no_such_row(b.sites, term, row, column));
    return {};
}

std::optional<Members> sites_of(Binder& b, const Row& row, std::string_view column) {
    std::optional<Members> all;
    for (const std::string& term : split(row.text(column), ';')) {
        Members members = site_term(b, term, row, column);
        if (members.index.empty()) return std::nullopt;
        if (!all) {
            all = std::move(members);
            continue;
        }
        std::vector<int> both;
        std::set_intersection(all->index.begin(), all->index.end(), members.index.begin(),
                              members.index.end(), std::back_inserter(both));
        all = Members{std::move(both), all->group && members.group};
    }
    if (all && !all->index.empty()) return all;
    b.errors.push_back(no_such_group(b.sites, row.text(column), row, column));
    return std::nullopt;
}

Members products_of(Binder& b, const Row& row) {
    std::set<int> all;
    bool group = false;
    for (const std::string& term : split(row.text("products"), ';')) {
        const Members members =
            resolve(b.products, term, row, *find_column(*row.table, "products"), b.errors);
        group = group || members.group;
        all.insert(members.index.begin(), members.index.end());
    }
    return {{all.begin(), all.end()}, group};
}

}  // namespace

std::optional<ClassGroups> class_groups(Binder& b, const Row& row) {
    if (!row.given("from_group") && !row.given("to_group")) return std::nullopt;
    for (const char* column : {"from_group", "to_group"})
        if (!row.given(column)) {
            b.errors.push_back(problem_at(code::goes_with, row, column,
                                          "from_group and to_group must be given together",
                                          "both for a class that makes lanes, or neither"));
            return std::nullopt;
        }
    const auto from = sites_of(b, row, "from_group");
    const auto to = sites_of(b, row, "to_group");
    const Members products = products_of(b, row);
    if (!from || !to || products.index.empty()) return std::nullopt;
    return ClassGroups{from->index, to->index, products.index, from->group + to->group + products.group};
}

}  // namespace dualflow
