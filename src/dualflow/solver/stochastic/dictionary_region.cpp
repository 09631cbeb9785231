// SPDX-License-Identifier: MIT
// What a basis says at one point of the master, and of the futures that it serves there.
//
// Of the miss that certificate.hpp allows a tenth goes to bounds, a half to the rows' residuals and a fifth
// to the rounding of the tests.
#include <algorithm>
#include <cmath>

#include "dualflow/solver/stochastic/dictionary_basis.hpp"

namespace dualflow::solver {
namespace {

constexpr double for_bounds = 0.1, for_residuals = 0.5, for_rounding = 0.2;
constexpr double rounding = 0x1p-48;  // of a test, relative to the size of its terms

std::size_t at(Index index) {
    return static_cast<std::size_t>(index);
}

}  // namespace

// All columns at δ = 0.
std::vector<double> DictionaryBasis::values(const BunchContext& context, std::span<const double> link,
                                            double& residual) const {
    const std::size_t columns = at(context.block.columns());
    std::vector<double> x(fixed_.begin(), fixed_.begin() + static_cast<std::ptrdiff_t>(columns));
    for (std::size_t j = 0; j < link.size(); ++j)
        if (static_cast<Standing>(basis_.columns[j]) != Standing::basic) x[j] = link[j];
    std::vector<ExactSum> right(tight_rows_.size());
    for (std::size_t i = 0; i < right.size(); ++i) {
        const std::size_t row = tight_rows_[i];
        right[i].add(fixed_[columns + row]);
        for (std::size_t k = at(context.row_start[row]); k < at(context.row_start[row + 1]); ++k)
            right[i].add_product(-context.row_value[k], x[at(context.row_column[k])]);
    }
    std::vector<double> basic;
    solve_refined(std::move(right), basic, residual);
    for (std::size_t k = 0; k < basic.size(); ++k) x[basic_[k]] = basic[k];
    return x;
}

DictionaryBasis::Region DictionaryBasis::region(const BunchContext& context, std::span<const double> link,
                                                const SolveOptions& options) const {
    Region region;
    double residual = 0;
    const std::vector<double> x = values(context, link, residual);
    if (!(residual + moved_residual_ <= for_residuals * options.feasibility)) return region;
    const std::size_t columns = x.size();
    std::vector<std::pair<double, Region::Test>> tests;  // with how far into the futures they reach
    double activity = 0;
    std::size_t known = columns + tight_place_.size();  // row of `activity`
    for (const BoundTest& test : tests_) {
        if (test.variable >= columns && test.variable != known) {
            ExactSum sum(0);
            const std::size_t row = test.variable - columns;
            for (std::size_t k = at(context.row_start[row]); k < at(context.row_start[row + 1]); ++k)
                sum.add_product(context.row_value[k], x[at(context.row_column[k])]);
            activity = sum.value();
            known = test.variable;
        }
        const double value = test.variable < columns ? x[test.variable] : activity;
        double bound = test.upper ? context.upper(test.variable) : context.lower(test.variable);
        if (test.variable < link.size()) bound = link[test.variable];
        const double allowed = options.feasibility * test.tolerance;
        const double noise = rounding * (std::abs(value) + std::abs(bound) + test.size);
        if (!(noise <= for_rounding * allowed)) return region;
        const double slack = (test.upper ? bound - value : value - bound) + for_bounds * allowed;
        if (!(slack + test.most >= 0)) return region;
        if (slack + test.least >= 0) continue;
        tests.push_back({(slack + test.least) / (test.most - test.least), {slack, test.first, test.last}});
    }
    std::stable_sort(tests.begin(), tests.end(),
                     [](const auto& one, const auto& other) { return one.first < other.first; });
    for (const auto& [reach, test] : tests) region.tests.push_back(test);
    set_money(context, link, x, options, region);
    return region;
}

// Objective at δ = 0, and by how much the cut misses it there and elsewhere.
void DictionaryBasis::set_money(const BunchContext& context, std::span<const double> link,
                                std::span<const double> x, const SolveOptions& options,
                                Region& region) const {
    ExactSum cost(context.block.offset);
    for (std::size_t j = 0; j < x.size(); ++j) cost.add_product(context.block.cost[j], x[j]);
    region.objective = cost.value();
    cost.add(-rest_.lower());
    for (const CutTerm& term : terms_)
        cost.add_product(-(term.least + term.most) / 2, context.first[slots_[term.place]]);
    for (std::size_t j = 0; j < link.size(); ++j) cost.add_product(-cut_slope_[j], link[j]);
    region.gap = cost.value();

    double least = region.objective, most = region.objective, gap = std::abs(region.gap);
    for (std::size_t v = 0; v < slots_.size(); ++v) {
        const double one = cost_slope_[v] * context.least[slots_[v]];
        const double other = cost_slope_[v] * context.most[slots_[v]];
        least += std::min(one, other);
        most += std::max(one, other);
        gap += std::abs(gap_slope_[v]) * context.farthest(slots_[v]);
    }
    const double scale = scale_of(std::max({0.0, least, -most}), context.dearest);
    region.worst_gap = gap / scale;
    region.check_gap = !(region.worst_gap <= options.tolerance);
    region.alive = std::isfinite(gap);
}

// As money_scale (certificate.hpp), but for what it says of income and cost that cancel.
double DictionaryBasis::scale_of(double objective, double dearest) {
    const double scale = std::max(std::abs(objective), dearest / 100);
    return scale > 0 ? scale : 1;
}

double DictionaryBasis::value(const Region::Test& test, std::span<const double> delta) const {
    double sum = test.constant;
    for (std::uint32_t k = test.first; k < test.last; ++k) sum += coefficient_[k] * delta[slot_[k]];
    return sum;
}

double DictionaryBasis::miss(const Region& region, std::span<const double> delta) const {
    double sum = 0;
    for (const Region::Test& test : region.tests) sum += std::max(0.0, -value(test, delta));
    return sum;
}

bool DictionaryBasis::serves(const BunchContext& context, const Region& region, std::span<const double> delta,
                             const SolveOptions& options) const {
    for (const Region::Test& test : region.tests)
        if (!(value(test, delta) >= 0)) return false;
    if (!region.check_gap) return true;
    double gap = region.gap;
    for (std::size_t v = 0; v < slots_.size(); ++v) gap += gap_slope_[v] * delta[slots_[v]];
    return std::abs(gap) <= options.tolerance * scale_of(objective(region, delta), context.dearest);
}

double DictionaryBasis::objective(const Region& region, std::span<const double> delta) const {
    double sum = region.objective;
    for (std::size_t v = 0; v < slots_.size(); ++v) sum += cost_slope_[v] * delta[slots_[v]];
    return sum;
}

Cut DictionaryBasis::cut(const Bunched& bunched) const {
    ExactSum constant(0);
    constant.add_product(bunched.mass, rest_.lower());
    for (const CutTerm& term : terms_) {
        const ExactSum& figure = bunched.figure[term.place];
        constant.add_product(figure, term.least);
        // d·f ≥ least·f + (most − least)·min(f, 0) for every d between.
        if (term.most > term.least && figure.lower() < 0)
            constant.add_product(std::nextafter(term.most - term.least, infinity), figure.lower());
    }
    Cut cut{constant.lower(), {}};
    for (const double slope : cut_slope_) {
        ExactSum sum(0);
        sum.add_product(bunched.mass, slope);
        cut.slope.push_back(sum.value());
    }
    return cut;
}

void DictionaryBasis::add_cost(const BunchContext& context, const Region& region, const Bunched& bunched,
                               ExactSum& cost) const {
    cost.add_product(bunched.mass, region.objective);
    for (std::size_t v = 0; v < slots_.size(); ++v) {
        ExactSum moved = bunched.figure[v];
        moved.add_product(bunched.mass, -context.first[slots_[v]]);
        cost.add_product(moved, cost_slope_[v]);
    }
}

double DictionaryBasis::cut_at(const BunchContext& context, std::span<const double> link) const {
    double sum = rest_.value();
    for (const CutTerm& term : terms_) sum += term.least * context.first[slots_[term.place]];
    for (std::size_t j = 0; j < link.size(); ++j) sum += cut_slope_[j] * link[j];
    return sum;
}

std::vector<std::pair<std::uint32_t, double>> DictionaryBasis::cut_coefficients() const {
    std::vector<std::pair<std::uint32_t, double>> found;
    for (const CutTerm& term : terms_) found.emplace_back(slots_[term.place], term.least);
    std::sort(found.begin(), found.end());
    return found;
}

void DictionaryBasis::set_key() {
    const auto append = [&](double value) {
        const float rounded = static_cast<float>(value) + 0.0F;  // no negative zero
        cut_key_.append(reinterpret_cast<const char*>(&rounded), sizeof rounded);
    };
    append(rest_.value());
    for (const double slope : cut_slope_) append(slope);
    for (const auto& [slot, value] : cut_coefficients()) {
        append(static_cast<double>(slot));
        append(value);
    }
}

}  // namespace dualflow::solver
