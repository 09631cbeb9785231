// SPDX-License-Identifier: MIT
#include "dualflow/solver/stochastic/basis_walk.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace dualflow::solver {
namespace {

constexpr double tolerance = 1e-9;  // of bounds and of reduced costs
constexpr double least_pivot = 1e-7;
constexpr double disagreement = 1e-6;  // of the two ways to a pivot
constexpr std::size_t most_etas = 60;

std::size_t at(Index index) {
    return static_cast<std::size_t>(index);
}

}  // namespace

BasisWalk::BasisWalk(const BunchContext& context)
    : context_(context), columns_(at(context.block.columns())), rows_(at(context.block.rows())) {}

// Rows count as variables r of A x − r = 0.
template <class Take>
void BasisWalk::each_entry(std::size_t variable, const Take& take) const {
    if (variable >= columns_) {
        take(variable - columns_, -1.0);
        return;
    }
    const LpModel& block = context_.block;
    for (std::size_t k = at(block.start[variable]); k < at(block.start[variable + 1]); ++k)
        if (block.value[k] != 0) take(at(block.row_index[k]), block.value[k]);
}

std::optional<Basis> BasisWalk::walk(const Basis& from, std::span<const double> link,
                                     std::span<const double> figures) {
    if (!begin(from, link, figures) || !factor() || !set_duals()) return std::nullopt;
    const std::size_t most = 100 + 4 * rows_;
    for (std::size_t steps = 0; steps < most; ++steps) {
        const auto leaves = leaving();
        if (!leaves) {
            Basis found;
            for (std::size_t j = 0; j < standing_.size(); ++j)
                (j < columns_ ? found.columns : found.rows)
                    .push_back(static_cast<std::uint8_t>(standing_[j]));
            return found;
        }
        set_row(*leaves);
        const std::size_t variable = basic_[*leaves];
        const auto enters = entering(value_[variable] < lower_[variable]);
        if (!enters || !pivot(*leaves, *enters)) return std::nullopt;
        ++pivots_;
        if (etas_.size() >= most_etas && (!factor() || !set_duals())) return std::nullopt;
    }
    return std::nullopt;
}

bool BasisWalk::begin(const Basis& from, std::span<const double> link, std::span<const double> figures) {
    const LpModel& block = context_.block;
    lower_ = block.lower;
    upper_ = block.upper;
    lower_.insert(lower_.end(), block.row_lower.begin(), block.row_lower.end());
    upper_.insert(upper_.end(), block.row_upper.begin(), block.row_upper.end());
    for (std::size_t j = 0; j < lower_.size(); ++j) {
        if (j < link.size()) lower_[j] = upper_[j] = link[j];
        const auto& slot = context_.slot_of[j];
        if (slot.lower >= 0) lower_[j] = figures[static_cast<std::size_t>(slot.lower)];
        if (slot.upper >= 0) upper_[j] = figures[static_cast<std::size_t>(slot.upper)];
    }
    standing_.clear();
    basic_.clear();
    for (std::size_t j = 0; j < lower_.size(); ++j) {
        auto standing = static_cast<Standing>(j < columns_ ? from.columns[j] : from.rows[j - columns_]);
        if (standing == Standing::basic) {
            basic_.push_back(j);
        } else {
            const bool low = std::isfinite(lower_[j]), high = std::isfinite(upper_[j]);
            if (!low && !high)
                standing = Standing::zero;
            else if (standing != Standing::upper || !high)
                standing = low ? Standing::lower : Standing::upper;
        }
        standing_.push_back(standing);
    }
    return basic_.size() == rows_;
}

bool BasisWalk::factor() {
    std::vector<BasisFactor::Column> matrix(rows_);
    for (std::size_t k = 0; k < rows_; ++k)
        each_entry(basic_[k], [&](std::size_t row, double value) {
            matrix[k].emplace_back(static_cast<Index>(row), value);
        });
    factor_ = BasisFactor::of(std::move(matrix));
    etas_.clear();
    return factor_.has_value();
}

bool BasisWalk::set_values() {
    value_.assign(lower_.size(), 0);
    std::vector<double> right(rows_, 0);
    for (std::size_t j = 0; j < lower_.size(); ++j) {
        if (standing_[j] == Standing::lower) value_[j] = lower_[j];
        if (standing_[j] == Standing::upper) value_[j] = upper_[j];
        if (value_[j] != 0)
            each_entry(j, [&](std::size_t row, double entry) { right[row] -= entry * value_[j]; });
    }
    solve(right);
    for (std::size_t k = 0; k < rows_; ++k) value_[basic_[k]] = right[k];
    return std::all_of(right.begin(), right.end(), [](double value) { return std::isfinite(value); });
}

// Reduced costs, and with them the values of all variables.
bool BasisWalk::set_duals() {
    std::vector<double> dual(rows_, 0);
    for (std::size_t k = 0; k < rows_; ++k)
        if (basic_[k] < columns_) dual[k] = context_.block.cost[basic_[k]];
    solve_transposed(dual);
    reduced_.assign(lower_.size(), 0);
    for (std::size_t j = 0; j < reduced_.size(); ++j) {
        if (standing_[j] == Standing::basic) continue;
        reduced_[j] = j < columns_ ? context_.block.cost[j] : 0;
        each_entry(j, [&](std::size_t row, double entry) { reduced_[j] -= entry * dual[row]; });
        // A boxed variable goes where its reduced cost wants it.
        if (!std::isfinite(lower_[j]) || !std::isfinite(upper_[j])) continue;
        if (std::abs(reduced_[j]) <= tolerance) continue;
        standing_[j] = reduced_[j] > 0 ? Standing::lower : Standing::upper;
    }
    return set_values();
}

double BasisWalk::miss(std::size_t variable, double value) const {
    const double below = lower_[variable] - value, above = value - upper_[variable];
    if (below > 0) return below / (1 + std::abs(lower_[variable]));
    if (above > 0) return above / (1 + std::abs(upper_[variable]));
    return 0;
}

std::optional<std::size_t> BasisWalk::leaving() const {
    double worst = tolerance / 2;
    std::optional<std::size_t> found;
    for (std::size_t k = 0; k < rows_; ++k) {
        const double missed = miss(basic_[k], value_[basic_[k]]);
        if (missed <= worst) continue;
        worst = missed;
        found = k;
    }
    return found;
}

void BasisWalk::set_row(std::size_t place) {
    std::vector<double> dual(rows_, 0);
    dual[place] = 1;
    solve_transposed(dual);
    row_.assign(lower_.size(), 0);
    for (std::size_t i = 0; i < rows_; ++i) {
        if (std::abs(dual[i]) < 1e-14) continue;
        row_[columns_ + i] = -dual[i];
        for (std::size_t k = at(context_.row_start[i]); k < at(context_.row_start[i + 1]); ++k)
            row_[at(context_.row_column[k])] += dual[i] * context_.row_value[k];
    }
}

// Of those that can move the leaving variable towards its bound: least |reduced cost / entry|, within the
// tolerance the largest entry.
std::optional<std::size_t> BasisWalk::entering(bool grows) const {
    const auto may = [&](std::size_t j) {
        if (standing_[j] == Standing::basic || lower_[j] == upper_[j] || std::abs(row_[j]) < least_pivot)
            return false;
        if (standing_[j] == Standing::zero) return true;
        return (standing_[j] == Standing::lower) == ((row_[j] < 0) == grows);
    };
    double least = infinity;
    for (std::size_t j = 0; j < row_.size(); ++j)
        if (may(j)) least = std::min(least, (std::abs(reduced_[j]) + tolerance) / std::abs(row_[j]));
    std::optional<std::size_t> found;
    for (std::size_t j = 0; j < row_.size(); ++j)
        if (may(j) && std::abs(reduced_[j]) <= least * std::abs(row_[j]) &&
            (!found || std::abs(row_[j]) > std::abs(row_[*found])))
            found = j;
    return found;
}

bool BasisWalk::pivot(std::size_t place, std::size_t enters) {
    std::vector<double> along(rows_, 0);
    each_entry(enters, [&](std::size_t row, double value) { along[row] += value; });
    solve(along);
    const double size = along[place];
    if (std::abs(size) < least_pivot || std::abs(size - row_[enters]) > disagreement * (1 + std::abs(size)))
        return false;
    const std::size_t leaves = basic_[place];
    const bool to_lower = value_[leaves] < lower_[leaves];
    const double step = (value_[leaves] - (to_lower ? lower_[leaves] : upper_[leaves])) / size;
    const double dual = reduced_[enters] / size;
    Eta eta{place, {}, size};
    for (std::size_t k = 0; k < rows_; ++k) {
        if (along[k] == 0) continue;
        value_[basic_[k]] -= step * along[k];
        if (k != place) eta.column.emplace_back(k, along[k]);
    }
    value_[enters] += step;
    value_[leaves] = to_lower ? lower_[leaves] : upper_[leaves];
    if (dual != 0)
        for (std::size_t j = 0; j < row_.size(); ++j)
            if (row_[j] != 0 && standing_[j] != Standing::basic) reduced_[j] -= dual * row_[j];
    reduced_[leaves] = -dual;
    reduced_[enters] = 0;
    standing_[leaves] = to_lower ? Standing::lower : Standing::upper;
    standing_[enters] = Standing::basic;
    basic_[place] = enters;
    etas_.push_back(std::move(eta));
    return true;
}

void BasisWalk::solve(std::vector<double>& x) const {
    factor_->solve(x);
    for (const Eta& eta : etas_) {
        const double value = x[eta.place] / eta.pivot;
        x[eta.place] = value;
        if (value == 0) continue;
        for (const auto& [place, entry] : eta.column) x[place] -= entry * value;
    }
}

void BasisWalk::solve_transposed(std::vector<double>& y) const {
    for (std::size_t k = etas_.size(); k-- > 0;) {
        const Eta& eta = etas_[k];
        double sum = y[eta.place];
        for (const auto& [place, entry] : eta.column) sum -= entry * y[place];
        y[eta.place] = sum / eta.pivot;
    }
    factor_->solve_transposed(y);
}

}  // namespace dualflow::solver
