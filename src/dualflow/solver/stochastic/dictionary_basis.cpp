// SPDX-License-Identifier: MIT
// What a basis says apart from any point of the master; dictionary_region.cpp has the rest.
#include "dualflow/solver/stochastic/dictionary_basis.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "dualflow/solver/lp/safe_bound.hpp"

namespace dualflow::solver {
namespace {

constexpr double negligible = 1e-13;  // what a basic value may move by without anyone looking

std::size_t at(Index index) {
    return static_cast<std::size_t>(index);
}

// Of the rows written by columns, the same by rows.
void set_rows(const LpModel& block, BunchContext& context) {
    context.row_start.assign(at(block.rows()) + 1, 0);
    for (const Index row : block.row_index) ++context.row_start[at(row) + 1];
    for (std::size_t i = 1; i < context.row_start.size(); ++i)
        context.row_start[i] += context.row_start[i - 1];
    context.row_column.resize(block.row_index.size());
    context.row_value.resize(block.row_index.size());
    std::vector<Index> next(context.row_start.begin(), context.row_start.end() - 1);
    for (Index j = 0; j < block.columns(); ++j) {
        for (std::size_t k = at(block.start[at(j)]); k < at(block.start[at(j) + 1]); ++k) {
            const std::size_t to = at(next[at(block.row_index[k])]++);
            context.row_column[to] = j;
            context.row_value[to] = block.value[k];
        }
    }
}

}  // namespace

BunchContext::BunchContext(const TwoStageProgram& program, const RandomSides& sides)
    : links(program.link.size()), block(program.block) {
    LpModel wide = block;
    for (std::size_t j = 0; j < links; ++j) {
        wide.lower[j] = program.master.lower[at(program.link[j])];
        wide.upper[j] = program.master.upper[at(program.link[j])];
    }
    slot_of.resize(at(block.columns() + block.rows()));
    const std::span<const double> figure = sides.of(0);
    first.assign(figure.begin(), figure.end());
    for (std::size_t v = 0; v < sides.slots.size(); ++v) {
        const RandomSides::Slot& slot = sides.slots[v];
        const std::size_t i = at(slot.index);
        SlotPair& pair = slot_of[slot.row ? at(block.columns()) + i : i];
        if (slot.lower) {
            pair.lower = static_cast<int>(v);
            (slot.row ? block.row_lower : block.lower)[i] = figure[v];
            (slot.row ? wide.row_lower : wide.lower)[i] = sides.least[v];
        }
        if (slot.upper) {
            pair.upper = static_cast<int>(v);
            (slot.row ? block.row_upper : block.upper)[i] = figure[v];
            (slot.row ? wide.row_upper : wide.upper)[i] = sides.most[v];
        }
        least.push_back(sides.least[v] - figure[v]);
        most.push_back(sides.most[v] - figure[v]);
        least_size.push_back(std::max({0.0, sides.least[v], -sides.most[v]}));
    }
    hull = implied_bounds(wide);
    set_rows(block, *this);
    for (const double cost : block.cost) dearest = std::max(dearest, std::abs(cost));
}

double BunchContext::lower(std::size_t variable) const {
    const std::size_t columns = at(block.columns());
    return variable < columns ? block.lower[variable] : block.row_lower[variable - columns];
}

double BunchContext::upper(std::size_t variable) const {
    const std::size_t columns = at(block.columns());
    return variable < columns ? block.upper[variable] : block.row_upper[variable - columns];
}

double BunchContext::farthest(std::size_t slot) const {
    return std::max(std::abs(least[slot]), std::abs(most[slot]));
}

std::optional<DictionaryBasis> DictionaryBasis::of(const BunchContext& context, const Basis& basis) {
    if (basis.columns.size() != at(context.block.columns()) || basis.rows.size() != at(context.block.rows()))
        return std::nullopt;
    DictionaryBasis made;
    made.basis_ = basis;
    if (!made.sort_variables(context) || !made.set_cut(context)) return std::nullopt;
    made.set_moves(context);
    made.count_bytes();
    return made;
}

// Basic columns, tight rows and the matrix where they meet.
bool DictionaryBasis::sort_variables(const BunchContext& context) {
    const LpModel& block = context.block;
    const auto basic = [](std::uint8_t standing) {
        return static_cast<Standing>(standing) == Standing::basic;
    };
    tight_place_.assign(at(block.rows()), -1);
    for (std::size_t i = 0; i < basis_.rows.size(); ++i) {
        if (basic(basis_.rows[i])) continue;
        tight_place_[i] = static_cast<int>(tight_rows_.size());
        tight_rows_.push_back(i);
    }
    std::vector<BasisFactor::Column> columns;
    for (std::size_t j = 0; j < basis_.columns.size(); ++j) {
        if (!basic(basis_.columns[j])) continue;
        basic_.push_back(j);
        columns.emplace_back();
        for (std::size_t k = at(block.start[j]); k < at(block.start[j + 1]); ++k) {
            const int place = tight_place_[at(block.row_index[k])];
            if (place >= 0 && block.value[k] != 0) columns.back().emplace_back(place, block.value[k]);
        }
    }
    if (columns.size() != tight_rows_.size()) return false;
    factor_ = BasisFactor::of(std::move(columns));
    return factor_.has_value();
}

// Duals of the basis, refined once; then as optimality_cut() does it, apart for what depends on the future.
bool DictionaryBasis::set_cut(const BunchContext& context) {
    const LpModel& block = context.block;
    std::vector<double> dual(tight_rows_.size());
    for (std::size_t k = 0; k < basic_.size(); ++k) dual[k] = block.cost[basic_[k]];
    factor_->solve_transposed(dual);
    std::vector<double> missing(dual.size());
    for (std::size_t k = 0; k < basic_.size(); ++k) {
        ExactSum sum(block.cost[basic_[k]]);
        for (const auto& [row, value] : factor_->column(k)) sum.add_product(-value, dual[at(row)]);
        missing[k] = sum.value();
    }
    factor_->solve_transposed(missing);
    dual_.assign(at(block.rows()), 0);
    for (std::size_t i = 0; i < dual.size(); ++i) dual_[tight_rows_[i]] = dual[i] + missing[i];

    std::vector<double> usable = usable_dual(block, dual_);
    Box box{block.lower, block.upper};
    for (std::size_t j = 0; j < context.links; ++j) box.lower[j] = box.upper[j] = 0;
    const std::vector<ReducedCost> reduced = repaired_reduced_costs(block, box, usable, 1);
    rest_ = ExactSum(block.offset);
    for (std::size_t i = 0; i < usable.size(); ++i) {
        if (usable[i] == 0) continue;
        const auto& slot = context.slot_of[at(block.columns()) + i];
        if (usable[i] > 0) add_term(slot.lower, block.row_lower[i], ExactSum(usable[i]));
        if (usable[i] < 0) add_term(slot.upper, block.row_upper[i], ExactSum(usable[i]));
    }
    bool proved = true;
    for (std::size_t j = 0; j < context.links; ++j) cut_slope_.push_back(reduced[j].sum.value());
    for (std::size_t j = context.links; j < reduced.size(); ++j)
        add_column_terms(context, j, reduced[j].sum, proved);
    set_key();
    return proved && std::isfinite(rest_.lower());
}

// min d x over the bounds of a column; where the sign of d is in doubt, or the bound it needs is infinite and
// d no more than rounding, over what the rows imply in any future.
void DictionaryBasis::add_column_terms(const BunchContext& context, std::size_t column,
                                       const ExactSum& reduced, bool& usable) {
    const double least = reduced.lower(), most = reduced.upper();
    const double lower = context.block.lower[column], upper = context.block.upper[column];
    if (least == 0 && most == 0) return;
    if (least >= 0 && std::isfinite(lower)) {
        add_term(context.slot_of[column].lower, lower, reduced);
    } else if (most <= 0 && std::isfinite(upper)) {
        add_term(context.slot_of[column].upper, upper, reduced);
    } else {
        const double low = context.hull.lower[column], high = context.hull.upper[column];
        usable = usable && (least >= 0 || std::isfinite(high)) && (most <= 0 || std::isfinite(low));
        if (!usable) return;
        if (least < 0) rest_.add_product(least, std::max(0.0, high));
        if (most > 0) rest_.add_product(most, std::min(0.0, low));
        if (least >= 0 && low > 0) rest_.add_product(least, low);
        if (most <= 0 && high < 0) rest_.add_product(most, high);
    }
}

void DictionaryBasis::add_term(int slot, double fixed, const ExactSum& coefficient) {
    if (slot < 0) {
        rest_.add_product(coefficient, fixed);
        return;
    }
    terms_.push_back({place_of(static_cast<std::uint32_t>(slot)), coefficient.lower(), coefficient.upper()});
}

std::size_t DictionaryBasis::place_of(std::uint32_t slot) {
    const auto found = std::find(slots_.begin(), slots_.end(), slot);
    const auto place = static_cast<std::size_t>(found - slots_.begin());
    if (found == slots_.end()) slots_.push_back(slot);
    return place;
}

// Values of the nonbasic variables, and how each slot that moves one of them moves the basic ones.
void DictionaryBasis::set_moves(const BunchContext& context) {
    const LpModel& block = context.block;
    const std::size_t columns = at(block.columns()), variables = columns + at(block.rows());
    fixed_.assign(variables, 0);
    std::vector<std::vector<Slope>> moves(variables);
    std::vector<std::pair<std::size_t, double>> costs;
    for (std::size_t j = 0; j < variables; ++j) {
        const std::uint8_t said = j < columns ? basis_.columns[j] : basis_.rows[j - columns];
        const auto standing = static_cast<Standing>(said);
        if (standing == Standing::basic || j < context.links) continue;
        const double lower = context.lower(j), upper = context.upper(j);
        bool at_upper = standing == Standing::upper;
        if (lower == upper) at_upper = j >= columns && dual_[j - columns] < 0;
        if (!std::isfinite(at_upper ? upper : lower)) at_upper = !at_upper;
        if (!std::isfinite(at_upper ? upper : lower)) continue;  // free, at zero
        fixed_[j] = at_upper ? upper : lower;
        const int slot = at_upper ? context.slot_of[j].upper : context.slot_of[j].lower;
        if (slot >= 0) costs.emplace_back(slot, move(context, j, static_cast<std::uint32_t>(slot), moves));
    }
    for (const auto& [slot, cost] : costs) place_of(static_cast<std::uint32_t>(slot));
    cost_slope_.assign(slots_.size(), 0);
    for (const auto& [slot, cost] : costs) cost_slope_[place_of(static_cast<std::uint32_t>(slot))] = cost;
    gap_slope_ = cost_slope_;
    for (const CutTerm& term : terms_) gap_slope_[term.place] -= (term.least + term.most) / 2;
    set_tests(context, moves);
}

// Adds to `moves` what one unit of a nonbasic variable does to the basic ones; what it costs.
double DictionaryBasis::move(const BunchContext& context, std::size_t variable, std::uint32_t slot,
                             std::vector<std::vector<Slope>>& moves) {
    const LpModel& block = context.block;
    const std::size_t columns = at(block.columns());
    std::vector<ExactSum> right(tight_rows_.size());
    std::vector<std::pair<std::size_t, double>> direction;  // of columns
    if (variable >= columns) {
        right[static_cast<std::size_t>(tight_place_[variable - columns])].add(1);
    } else {
        direction.emplace_back(variable, 1.0);
        for (std::size_t k = at(block.start[variable]); k < at(block.start[variable + 1]); ++k) {
            const int place = tight_place_[at(block.row_index[k])];
            if (place >= 0) right[static_cast<std::size_t>(place)].add(-block.value[k]);
        }
    }
    double residual = 0;
    std::vector<double> moved;
    solve_refined(right, moved, residual);
    moved_residual_ += residual * context.farthest(slot);
    for (std::size_t k = 0; k < moved.size(); ++k)
        if (moved[k] != 0) direction.emplace_back(basic_[k], moved[k]);
    const auto note = [&](std::size_t basic, double value) {
        if (std::abs(value) * context.farthest(slot) > negligible) moves[basic].push_back({slot, value});
    };
    ExactSum cost(0);
    std::vector<ExactSum> activity(at(block.rows()));
    for (const auto& [column, value] : direction) {
        cost.add_product(block.cost[column], value);
        if (column != variable) note(column, value);
        for (std::size_t k = at(block.start[column]); k < at(block.start[column + 1]); ++k)
            if (tight_place_[at(block.row_index[k])] < 0)
                activity[at(block.row_index[k])].add_product(block.value[k], value);
    }
    for (std::size_t i = 0; i < activity.size(); ++i) note(columns + i, activity[i].value());
    return cost.value();
}

void DictionaryBasis::set_tests(const BunchContext& context, const std::vector<std::vector<Slope>>& moves) {
    const std::size_t columns = at(context.block.columns());
    const auto add = [&](std::size_t variable, bool upper) {
        const bool link = variable < context.links;
        const double bound = upper ? context.upper(variable) : context.lower(variable);
        if (!link && !std::isfinite(bound)) return;
        const auto& pair = context.slot_of[variable];
        const int own = link ? -1 : (upper ? pair.upper : pair.lower);
        BoundTest test{variable, upper, static_cast<std::uint32_t>(slot_.size()), 0, 1, 0, 0, 0};
        const double sign = upper ? -1 : 1;
        for (const Slope& slope : moves[variable]) {
            slot_.push_back(slope.slot);
            coefficient_.push_back(sign * slope.value);
        }
        if (own >= 0) {
            slot_.push_back(static_cast<std::uint32_t>(own));
            coefficient_.push_back(-sign);
        }
        if (!link)
            test.tolerance += own >= 0 ? context.least_size[static_cast<std::size_t>(own)] : std::abs(bound);
        test.last = static_cast<std::uint32_t>(slot_.size());
        for (std::uint32_t k = test.first; k < test.last; ++k) {
            const double one = coefficient_[k] * context.least[slot_[k]];
            const double other = coefficient_[k] * context.most[slot_[k]];
            test.least += std::min(one, other);
            test.most += std::max(one, other);
            test.size += std::max(std::abs(one), std::abs(other));
        }
        tests_.push_back(test);
    };
    for (const std::size_t column : basic_) {
        add(column, false);
        add(column, true);
    }
    for (std::size_t i = 0; i < tight_place_.size(); ++i) {
        if (tight_place_[i] >= 0) continue;
        add(columns + i, false);
        add(columns + i, true);
    }
}

// K x = right with one step of refinement, and the largest residual left.
void DictionaryBasis::solve_refined(std::vector<ExactSum> right, std::vector<double>& x,
                                    double& residual) const {
    x.assign(right.size(), 0);
    for (int step = 0; step < 2; ++step) {
        std::vector<double> change(right.size());
        for (std::size_t i = 0; i < right.size(); ++i) change[i] = right[i].value();
        factor_->solve(change);
        for (std::size_t k = 0; k < x.size(); ++k) {
            const double before = x[k];
            x[k] += change[k];
            if (x[k] == before) continue;
            for (const auto& [row, value] : factor_->column(k)) {
                right[at(row)].add_product(-value, x[k]);
                right[at(row)].add_product(value, before);
            }
        }
    }
    residual = 0;
    for (const ExactSum& sum : right)
        residual = std::max({residual, std::abs(sum.lower()), std::abs(sum.upper())});
}

void DictionaryBasis::count_bytes() {
    std::size_t entries = 0;
    for (std::size_t k = 0; k < factor_->size(); ++k) entries += factor_->column(k).size() + 4;
    bytes_ =
        sizeof(DictionaryBasis) + 16 * entries + 60 * tests_.size() + 12 * slot_.size() + 16 * fixed_.size();
}

}  // namespace dualflow::solver
