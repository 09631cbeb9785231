// SPDX-License-Identifier: MIT
#include "dualflow/solver/lp/implied_bounds.hpp"

#include <cmath>

namespace dualflow::solver {
namespace {

constexpr int passes = 8;         // chains such as stock balances need several, cycles would never end
constexpr double loosen = 1e-8;   // far above the rounding of a row of up to 10⁷ terms
constexpr double progress = 0.5;  // a finite range is replaced only when it at least halves

std::size_t at(Index index) {
    return static_cast<std::size_t>(index);
}

struct Rows {
    std::vector<std::size_t> start;
    std::vector<Index> column;
    std::vector<double> value;
};

Rows by_rows(const LpModel& model) {
    Rows rows;
    rows.start.assign(at(model.rows()) + 1, 0);
    for (const Index row : model.row_index) ++rows.start[at(row) + 1];
    for (std::size_t i = 1; i < rows.start.size(); ++i) rows.start[i] += rows.start[i - 1];
    rows.column.resize(model.value.size());
    rows.value.resize(model.value.size());
    auto next = rows.start;
    for (Index column = 0; column < model.columns(); ++column) {
        for (Index k = model.start[at(column)]; k < model.start[at(column) + 1]; ++k) {
            const std::size_t place = next[at(model.row_index[at(k)])]++;
            rows.column[place] = column;
            rows.value[place] = model.value[at(k)];
        }
    }
    return rows;
}

// The least activity of a row, its infinite terms counted apart.
struct Activity {
    double finite = 0, magnitude = 0;
    int infinite = 0;

    void add(double term) {
        if (std::isfinite(term)) {
            finite += term;
            magnitude += std::abs(term);
        } else {
            ++infinite;
        }
    }
};

double least_term(double coefficient, double lower, double upper) {
    return coefficient > 0 ? coefficient * lower : coefficient * upper;
}

// One row as Σ a x ≤ side (sign = 1) or as Σ −a x ≤ −side (sign = −1).
class RowView {
public:
    RowView(const Rows& rows, Index row, double sign, double side)
        : rows_(rows),
          first_(rows.start[at(row)]),
          last_(rows.start[at(row) + 1]),
          sign_(sign),
          side_(side) {}

    bool tighten(Box& box) const {
        Activity activity;
        for (std::size_t k = first_; k < last_; ++k) activity.add(term(k, box));
        if (activity.infinite > 1) return false;
        bool changed = false;
        for (std::size_t k = first_; k < last_; ++k) {
            const double own = term(k, box);
            const bool own_finite = std::isfinite(own);
            if (activity.infinite > (own_finite ? 0 : 1)) continue;
            const double room = side_ - (activity.finite - (own_finite ? own : 0));
            changed = apply(k, room, activity.magnitude, box) || changed;
        }
        return changed;
    }

private:
    double term(std::size_t k, const Box& box) const {
        const std::size_t column = at(rows_.column[k]);
        return least_term(sign_ * rows_.value[k], box.lower[column], box.upper[column]);
    }

    // Sets the side of the column that its own term does not use, so the row's activity stays valid.
    bool apply(std::size_t k, double room, double magnitude, Box& box) const {
        const double coefficient = sign_ * rows_.value[k];
        const std::size_t column = at(rows_.column[k]);
        const double margin = loosen * (1 + std::abs(side_) + magnitude) / std::abs(coefficient);
        const double bound = room / coefficient + (coefficient > 0 ? margin : -margin);
        double& lower = box.lower[column];
        double& upper = box.upper[column];
        if (!std::isfinite(bound)) return false;
        if (coefficient > 0) {
            if (bound < lower || (std::isfinite(upper) && bound - lower > progress * (upper - lower)))
                return false;
            if (!std::isfinite(upper) || bound < upper) return upper = bound, true;
            return false;
        }
        if (bound > upper || (std::isfinite(lower) && upper - bound > progress * (upper - lower)))
            return false;
        if (!std::isfinite(lower) || bound > lower) return lower = bound, true;
        return false;
    }

    const Rows& rows_;
    std::size_t first_, last_;
    double sign_, side_;
};

}  // namespace

Box implied_bounds(const LpModel& model) {
    Box box{model.lower, model.upper};
    const Rows rows = by_rows(model);
    bool changed = true;
    for (int pass = 0; pass < passes && changed; ++pass) {
        changed = false;
        for (Index row = 0; row < model.rows(); ++row) {
            const double upper = model.row_upper[at(row)], lower = model.row_lower[at(row)];
            if (std::isfinite(upper) && RowView(rows, row, 1, upper).tighten(box)) changed = true;
            if (std::isfinite(lower) && RowView(rows, row, -1, -lower).tighten(box)) changed = true;
        }
    }
    return box;
}

}  // namespace dualflow::solver
