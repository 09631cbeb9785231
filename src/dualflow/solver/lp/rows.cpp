// SPDX-License-Identifier: MIT
#include "dualflow/solver/lp/rows.hpp"

#include <algorithm>

namespace dualflow::solver {
namespace {

std::size_t at(Index index) {
    return static_cast<std::size_t>(index);
}

LazyRow merged(LazyRow row) {
    std::stable_sort(row.terms.begin(), row.terms.end(),
                     [](const Term& a, const Term& b) { return a.column < b.column; });
    std::vector<Term> terms;
    for (const Term& term : row.terms) {
        if (!terms.empty() && terms.back().column == term.column) {
            terms.back().coefficient += term.coefficient;
        } else {
            terms.push_back(term);
        }
    }
    std::erase_if(terms, [](const Term& term) { return term.coefficient == 0; });
    row.terms = std::move(terms);
    return row;
}

}  // namespace

std::vector<LazyRow> merged_rows(const std::vector<LazyRow>& rows) {
    std::vector<LazyRow> result;
    for (const LazyRow& row : rows) result.push_back(merged(row));
    return result;
}

void append_rows(LpModel& model, const std::vector<LazyRow>& rows) {
    std::vector<Index> added(at(model.columns()) + 1, 0);  // entries added to the columns before this one
    for (const LazyRow& row : rows) {
        for (const Term& term : row.terms) ++added[at(term.column) + 1];
    }
    for (std::size_t j = 1; j < added.size(); ++j) added[j] += added[j - 1];
    LpModel grown = model;
    grown.row_index.resize(model.row_index.size() + at(added.back()));
    grown.value.resize(grown.row_index.size());
    std::vector<std::size_t> next(at(model.columns()));
    for (std::size_t j = 0; j < next.size(); ++j) {
        const auto first = model.start[j], last = model.start[j + 1];
        const auto target = first + added[j];
        std::copy(model.row_index.begin() + first, model.row_index.begin() + last,
                  grown.row_index.begin() + target);
        std::copy(model.value.begin() + first, model.value.begin() + last, grown.value.begin() + target);
        grown.start[j] = target;
        next[j] = at(target + last - first);
    }
    grown.start.back() = model.start.back() + added.back();
    for (const LazyRow& row : rows) {
        for (const Term& term : row.terms) {
            const std::size_t place = next[at(term.column)]++;
            grown.row_index[place] = grown.rows();
            grown.value[place] = term.coefficient;
        }
        grown.row_lower.push_back(row.lower);
        grown.row_upper.push_back(row.upper);
    }
    model = std::move(grown);
}

}  // namespace dualflow::solver
