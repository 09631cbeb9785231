// SPDX-License-Identifier: MIT
#include "dualflow/solver/stochastic/future_groups.hpp"

#include <xxhash.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <ranges>
#include <utility>

#include "dualflow/solver/lp/exact_sum.hpp"

namespace dualflow::solver {
namespace {

constexpr double told_apart = 1e6;   // duals that differ by a millionth of the largest
constexpr double outward = 0x1p-50;  // relative: more than the division by a mass and its rounding lose

std::size_t at(Index index) {
    return static_cast<std::size_t>(index);
}

// The mean of one figure over futures, of which those that do not change it have the core's.
class Mean {
public:
    // Of one future only what is added first counts.
    void add(std::size_t future, double weight, double value) {
        if (last_ == future) return;
        last_ = future;
        ++count_;
        add(weight, value);
    }
    // `direction`: −1 to round down, 1 up, 0 to the nearest. Infinite where one of its figures is.
    double value(const ExactSum& mass, std::size_t futures, double core, double direction) {
        if (count_ < futures) {
            ExactSum rest = mass;
            rest.add_product(weight_, -1);
            count_ = futures;
            add(rest.value(), core);
        }
        if (least_ == most_ || most_ == infinity) return most_;
        if (least_ == -infinity) return least_;
        const double mean = sum_.value() / mass.value();
        return mean + direction * outward * std::abs(mean);
    }

private:
    void add(double weight, double value) {
        least_ = std::min(least_, value);
        most_ = std::max(most_, value);
        weight_.add(weight);
        if (std::isfinite(value)) sum_.add_product(weight, value);
    }

    ExactSum sum_, weight_;
    double least_ = infinity, most_ = -infinity;
    std::size_t count_ = 0, last_ = static_cast<std::size_t>(-1);
};

// The means of all figures that some future changes. Where a future changes one twice, the later holds.
class Means {
public:
    using Future = TwoStageProgram::Future;

    void add(const Future& future, double weight) {
        for (const auto& row : std::views::reverse(future.rows)) {
            auto& [lower, upper] = row_[row.row];
            lower.add(futures_, weight, row.lower);
            upper.add(futures_, weight, row.upper);
        }
        for (const auto& column : std::views::reverse(future.columns)) {
            auto& [lower, upper, cost] = column_[column.column];
            lower.add(futures_, weight, column.lower);
            upper.add(futures_, weight, column.upper);
            cost.add(futures_, weight, column.cost);
        }
        for (const auto& entry : std::views::reverse(future.entries))
            entry_[{entry.row, entry.column}].add(futures_, weight, entry.value);
        mass_.add(weight);
        ++futures_;
    }

    Future future(const LpModel& core) {
        Future mean;
        for (auto& [row, sides] : row_)
            mean.rows.push_back(
                {row, of(sides[0], core.row_lower[at(row)], -1), of(sides[1], core.row_upper[at(row)], 1)});
        for (auto& [column, figures] : column_)
            mean.columns.push_back({column, of(figures[0], core.lower[at(column)], -1),
                                    of(figures[1], core.upper[at(column)], 1),
                                    of(figures[2], core.cost[at(column)], 0)});
        for (auto& [entry, value] : entry_) {
            const auto [row, column] = entry;
            mean.entries.push_back({row, column, of(value, core.value[entry_of(core, row, column)], 0)});
        }
        return mean;
    }

private:
    double of(Mean& mean, double core, double direction) const {
        return mean.value(mass_, futures_, core, direction);
    }

    ExactSum mass_;
    std::size_t futures_ = 0;
    std::map<Index, std::array<Mean, 2>> row_;
    std::map<Index, std::array<Mean, 3>> column_;
    std::map<std::pair<Index, Index>, Mean> entry_;
};

}  // namespace

TwoStageProgram::Future mean_future(const TwoStageProgram& program, std::span<const std::size_t> futures) {
    if (futures.size() == 1) return program.future(futures.front());
    Means means;
    for (const std::size_t s : futures) means.add(program.future(s), program.probability(s));
    return means.future(program.block);
}

TwoStageProgram::Future mean_future(const TwoStageProgram& program) {
    Means means;
    for (std::size_t s = 0; s < program.futures(); ++s) means.add(program.future(s), program.probability(s));
    return means.future(program.block);
}

std::uint64_t mark_of(std::span<const double> row_dual) {
    double largest = 0;
    for (const double value : row_dual) largest = std::max(largest, std::abs(value));
    std::vector<std::int64_t> rounded;
    rounded.reserve(row_dual.size());
    for (const double value : row_dual)
        rounded.push_back(largest > 0 ? std::llround(value / largest * told_apart) : 0);
    return XXH3_64bits(rounded.data(), rounded.size() * sizeof(std::int64_t));
}

FutureGroups::FutureGroups(const TwoStageProgram& program, const Partition& partition)
    : program_(program), partition_(partition), parts_(partition.parts), means_(partition.parts) {
    for (std::size_t p = 0; p < parts_.size(); ++p) {
        parts_[p].of.assign(partition.size_of(p), 0);
        parts_[p].basis.resize(1);
    }
}

const std::vector<FutureGroups::Future>& FutureGroups::means(std::size_t part) {
    std::vector<Future>& means = means_[part];
    if (!means.empty()) return means;
    const PartGroups& groups = parts_[part];
    std::vector<std::vector<std::size_t>> members(groups.basis.size());
    for (std::size_t k = 0; k < groups.of.size(); ++k)
        members[static_cast<std::size_t>(groups.of[k])].push_back(part + k * partition_.parts);
    for (const std::vector<std::size_t>& futures : members) means.push_back(mean_future(program_, futures));
    return means;
}

// Of each group the futures with its most frequent mark (of equals the one that comes first) stay, the others
// are a new one.
void FutureGroups::split(std::size_t part, std::span<const std::uint64_t> marks) {
    PartGroups& groups = parts_[part];
    const std::size_t before = groups.basis.size();
    std::vector<std::map<std::uint64_t, std::pair<std::size_t, std::size_t>>> found(before);  // count, first
    for (std::size_t k = 0; k < marks.size(); ++k) {
        auto& [count, first] = found[static_cast<std::size_t>(groups.of[k])][marks[k]];
        if (count++ == 0) first = k;
    }
    std::vector<std::uint64_t> stays;
    std::vector<std::int32_t> other;
    for (std::size_t g = 0; g < before; ++g) {
        const auto more = [](const auto& a, const auto& b) {
            return a.second.first != b.second.first ? a.second.first < b.second.first
                                                    : a.second.second > b.second.second;
        };
        stays.push_back(std::max_element(found[g].begin(), found[g].end(), more)->first);
        other.push_back(static_cast<std::int32_t>(groups.basis.size()));
        if (found[g].size() > 1) groups.basis.push_back(Basis(groups.basis[g]));
    }
    for (std::size_t k = 0; k < marks.size(); ++k) {
        const auto g = static_cast<std::size_t>(groups.of[k]);
        if (marks[k] != stays[g]) groups.of[k] = other[g];
    }
    if (groups.basis.size() > before) means_[part].clear();
}

void FutureGroups::restore(const std::vector<PartGroups>& state) {
    parts_ = state;
    means_.assign(parts_.size(), {});
}

}  // namespace dualflow::solver
