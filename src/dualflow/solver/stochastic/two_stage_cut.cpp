// SPDX-License-Identifier: MIT
#include "dualflow/solver/stochastic/two_stage_cut.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <utility>
#include <vector>

#include "dualflow/solver/stochastic/node_data.hpp"
#include "dualflow/solver/stochastic/subtree_shape.hpp"

namespace dualflow::solver {
namespace {

std::size_t at(Index index) {
    return static_cast<std::size_t>(index);
}

// Figures that rounding alone keeps apart are one figure.
double snapped(double value, double to) {
    constexpr double rounding = 1e-14;
    return std::abs(value - to) <= rounding * std::abs(to) ? to : value;
}

// A future's figures in one place of the shape, in the columns of the two-stage program.
struct Figures {
    std::vector<ColumnData> columns;               // costs as they are, not weighted
    std::vector<std::pair<double, double>> sides;  // of rows
    std::vector<std::vector<Term>> entries;        // of rows, columns ascending by core column
    double weight = 0;                             // probability relative to the future's
};

class Cutter {
public:
    Cutter(const CoreProgram& core, const std::vector<TreeNode>& tree, const Risk& risk, SubtreeShape shape)
        : core_(core), tree_(tree), risk_(risk), shape_(std::move(shape)), stages_(core) {}

    TwoStageCut run() {
        cut_.first_stage = stages_.columns[0].size();
        cut_.nodes_of_shape = shape_.places.size();
        add_root();
        for (std::size_t p = 0; p < shape_.places.size(); ++p) add_place(p);
        if (!risk_.neutral())
            for (std::size_t p = 0; p < shape_.places.size(); ++p)
                if (shape_.places[p].leaf) add_tail(p);
        StochasticProgram& program = cut_.program;
        program.core.lp = builder_.finish();
        program.core.stages = 2;
        program.core.stage_names = {core_.stage_names.empty() ? "first" : core_.stage_names.front(), "later"};
        program.tree.push_back({0, -1, 1, {}});
        for (std::size_t f = 0; f < shape_.subtrees(); ++f) program.tree.push_back(future(f));
        return std::move(cut_);
    }

private:
    Index new_column(int stage, const std::string& name, double lower, double upper, double cost,
                     bool integer = false) {
        cut_.program.core.column_stage.push_back(stage);
        cut_.program.core.column_names.push_back(name);
        return builder_.add_column(lower, upper, cost, integer);
    }

    Index new_row(int stage, double lower, double upper, const std::vector<Term>& terms) {
        cut_.program.core.row_stage.push_back(stage);
        cut_.program.core.side.push_back(side_of(lower, upper));
        return builder_.add_row(lower, upper, terms);
    }

    static double side_of(double lower, double upper) {
        if (std::isfinite(lower)) return lower;
        return std::isfinite(upper) ? upper : 0;
    }

    std::string name_of(Index core_column, std::size_t place) const {
        const std::string name =
            core_.column_names.empty() ? std::to_string(core_column) : core_.column_names[at(core_column)];
        return fmt::format("{}@{}", name, place + 1);
    }

    void add_root() {
        root_ = node_data(core_, tree_, 0);
        builder_.add_offset((1 - risk_.lambda) * root_.offset);
        for (const Index j : stages_.columns[0]) {
            const ColumnData column = root_.column(core_, j);
            new_column(0, core_.column_names.empty() ? std::to_string(j) : core_.column_names[at(j)],
                       column.lower, column.upper, (1 - risk_.lambda) * column.cost,
                       core_.lp.integer[at(j)] != 0);
        }
        for (const Index i : stages_.rows[0]) {
            const auto [lower, upper] = root_.sides(core_, i);
            std::vector<Term> terms;
            root_.for_each_entry(core_, stages_, i, [&](Index j, double value) {
                terms.push_back({static_cast<Index>(stages_.place[at(j)]), value});
            });
            new_row(0, lower, upper, terms);
        }
        if (risk_.neutral()) return;
        range_ = range_of_cost();
        eta_ = new_column(0, "value at risk", range_.least, range_.most,
                          risk_.lambda * (1 - range_.mass / (1 - risk_.alpha)));
    }

    // The shape is built of the first future's figures.
    void add_place(std::size_t p) {
        const SubtreeShape::Place& place = shape_.places[p];
        first_column_.push_back(builder_.columns());
        first_row_.push_back(builder_.rows());
        plain_.push_back(figures(p, 0));
        const Figures& own = plain_.back();
        const std::vector<Index>& columns = stages_.columns[at(place.stage)];
        for (std::size_t k = 0; k < columns.size(); ++k)
            new_column(1, name_of(columns[k], p), own.columns[k].lower, own.columns[k].upper,
                       (1 - risk_.lambda) * own.weight * own.columns[k].cost);
        for (std::size_t r = 0; r < own.sides.size(); ++r)
            new_row(1, own.sides[r].first, own.sides[r].second, own.entries[r]);
    }

    // ζ ≥ cost of the path, ζ ≥ η.
    void add_tail(std::size_t leaf) {
        const Index worse = new_column(1, fmt::format("cost or value at risk@{}", leaf + 1), range_.least,
                                       infinity, tail_weight(plain_[leaf].weight));
        std::vector<Term> terms = path_costs(leaf, plain_);
        terms.push_back({worse, 1});
        tails_.push_back({leaf, worse, new_row(1, root_.offset, infinity, terms)});
        new_row(1, 0, infinity, {{worse, 1}, {eta_, -1}});
    }

    double tail_weight(double weight) const { return risk_.lambda / (1 - risk_.alpha) * weight; }

    // −cost of every column of a leaf's path, the first stage's too.
    std::vector<Term> path_costs(std::size_t leaf, const std::vector<Figures>& figures) const {
        std::vector<Term> terms;
        for (std::size_t k = 0; k < stages_.columns[0].size(); ++k)
            terms.push_back({static_cast<Index>(k), -root_.column(core_, stages_.columns[0][k]).cost});
        for (Index p = static_cast<Index>(leaf); p >= 0; p = shape_.places[at(p)].parent)
            for (std::size_t k = 0; k < figures[at(p)].columns.size(); ++k)
                terms.push_back(
                    {first_column_[at(p)] + static_cast<Index>(k), -figures[at(p)].columns[k].cost});
        return terms;
    }

    Index copy_of(std::size_t place, Index core_column) const {
        const int stage = core_.column_stage[at(core_column)];
        const Index within = static_cast<Index>(stages_.place[at(core_column)]);
        if (stage == 0) return within;
        while (shape_.places[place].stage != stage) place = at(shape_.places[place].parent);
        return first_column_[place] + within;
    }

    Figures figures(std::size_t p, std::size_t future) const {
        const SubtreeShape::Place& place = shape_.places[p];
        const auto& [node, share] = place.filling[future];
        const double probability = tree_[at(shape_.places.front().filling[future].node)].probability;
        const NodeData data = node_data(core_, tree_, node);
        Figures own;
        // A future of no probability constrains the first stage still.
        own.weight = probability > 0 ? tree_[at(node)].probability / probability * share : 0;
        for (const Index j : stages_.columns[at(place.stage)]) own.columns.push_back(data.column(core_, j));
        for (const Index i : stages_.rows[at(place.stage)]) {
            own.sides.push_back(data.sides(core_, i));
            own.entries.emplace_back();
            data.for_each_entry(core_, stages_, i, [&](Index j, double value) {
                own.entries.back().push_back({copy_of(p, j), value});
            });
        }
        return own;
    }

    // A future's changes of the first future's figures.
    TreeNode future(std::size_t f) const {
        TreeNode node{1, 0, tree_[at(shape_.places.front().filling[f].node)].probability, {}};
        if (f == 0) return node;
        std::vector<Figures> all;
        for (std::size_t p = 0; p < shape_.places.size(); ++p) {
            all.push_back(figures(p, f));
            Figures& own = all.back();
            own.weight = snapped(own.weight, plain_[p].weight);
            change_columns(p, own, node.changes);
            for (std::size_t r = 0; r < own.sides.size(); ++r) {
                const Index row = first_row_[p] + static_cast<Index>(r);
                change(Change::Kind::side, row, -1, side_of(own.sides[r].first, own.sides[r].second),
                       side_of(plain_[p].sides[r].first, plain_[p].sides[r].second), node.changes);
                change_entries(row, own.entries[r], plain_[p].entries[r], node.changes);
            }
        }
        for (const Tail& tail : tails_) {
            change(Change::Kind::cost, -1, tail.worse, tail_weight(all[tail.leaf].weight),
                   tail_weight(plain_[tail.leaf].weight), node.changes);
            change_entries(tail.row, path_costs(tail.leaf, all), path_costs(tail.leaf, plain_), node.changes);
        }
        return node;
    }

    static void change(Change::Kind kind, Index row, Index column, double value, double plain,
                       std::vector<Change>& changes) {
        if (value != plain) changes.push_back({kind, row, column, value});
    }

    void change_columns(std::size_t p, const Figures& own, std::vector<Change>& changes) const {
        const Figures& plain = plain_[p];
        for (std::size_t k = 0; k < own.columns.size(); ++k) {
            const Index column = first_column_[p] + static_cast<Index>(k);
            const ColumnData &mine = own.columns[k], &first = plain.columns[k];
            change(Change::Kind::lower, -1, column, mine.lower, first.lower, changes);
            change(Change::Kind::upper, -1, column, mine.upper, first.upper, changes);
            change(Change::Kind::cost, -1, column, (1 - risk_.lambda) * own.weight * mine.cost,
                   (1 - risk_.lambda) * plain.weight * first.cost, changes);
        }
    }

    // Both lists name their columns in one order; either may have entries that the other has not.
    static void change_entries(Index row, std::vector<Term> own, std::vector<Term> plain,
                               std::vector<Change>& changes) {
        const auto by_column = [](const Term& a, const Term& b) { return a.column < b.column; };
        std::sort(own.begin(), own.end(), by_column);
        std::sort(plain.begin(), plain.end(), by_column);
        auto a = own.begin();
        auto b = plain.begin();
        while (a != own.end() || b != plain.end()) {
            const bool mine = b == plain.end() || (a != own.end() && a->column <= b->column);
            const bool first = a == own.end() || (b != plain.end() && b->column <= a->column);
            change(Change::Kind::entry, row, mine ? a->column : b->column, mine ? a->coefficient : 0,
                   first ? b->coefficient : 0, changes);
            if (mine) ++a;
            if (first) ++b;
        }
    }

    struct Range {
        double least = -infinity, most = infinity;
        double mass = 1;  // of the leaves
    };

    // Of the cost of a path, from bounds of columns alone. A best η lies within: it is the cost of some leaf,
    // unless the probabilities given sum to less than 1 − α, when η falls without end.
    Range range_of_cost() const {
        std::vector<std::pair<double, double>> range(tree_.size());
        double least = infinity, most = -infinity, size = 0, mass = 0;
        for (std::size_t n = 0; n < tree_.size(); ++n) {
            const NodeData data = node_data(core_, tree_, static_cast<Index>(n));
            auto [low, high] = n == 0 ? std::pair(data.offset, data.offset) : range[at(tree_[n].parent)];
            for (const Index j : stages_.columns[at(tree_[n].stage)]) {
                const ColumnData column = data.column(core_, j);
                if (column.cost == 0) continue;
                const double a = column.cost * column.lower, b = column.cost * column.upper;
                low += std::min(a, b);
                high += std::max(a, b);
                for (const double part : {a, b})
                    if (std::isfinite(part)) size += std::abs(part);
            }
            range[n] = {low, high};
            if (tree_[n].stage + 1 != core_.stages) continue;
            least = std::min(least, low);
            most = std::max(most, high);
            mass += tree_[n].probability;
        }
        constexpr double rounding = 1e-9;
        const double slack = rounding * (1 + size);
        return {mass < 1 - risk_.alpha ? -infinity : least - slack, most + slack, mass};
    }

    struct Tail {
        std::size_t leaf = 0;  // place
        Index worse = 0, row = 0;
    };

    const CoreProgram& core_;
    const std::vector<TreeNode>& tree_;
    Risk risk_;
    SubtreeShape shape_;
    StageIndex stages_;
    ModelBuilder builder_;
    TwoStageCut cut_;
    NodeData root_;
    Range range_;
    Index eta_ = -1;
    std::vector<Index> first_column_, first_row_;  // of each place
    std::vector<Figures> plain_;                   // of each place, the first future's
    std::vector<Tail> tails_;
};

}  // namespace

Result<TwoStageCut, std::string> two_stage_cut(const StochasticProgram& program, const Risk& risk,
                                               double most_nodes) {
    const CoreProgram& core = program.core;
    if (core.stages < 2)
        return unexpected(fmt::format("the program has {} stage; expected at least 2", core.stages));
    for (Index j = 0; j < core.lp.columns(); ++j)
        if (core.column_stage[at(j)] > 0 && core.lp.integer[at(j)] != 0)
            return unexpected(
                fmt::format("column {} of a later stage is integer; expected continuous recourse",
                            core.column_names.empty() ? std::to_string(j) : core.column_names[at(j)]));
    const auto tree = tree_of(program, most_nodes);
    if (!tree) return unexpected(tree.error());
    auto shape = subtree_shape(*tree, core.stages, most_nodes);
    if (!shape) return unexpected(shape.error());
    for (std::size_t n = 1; n < tree->size(); ++n)
        if ((*tree)[n].probability > 0 && (*tree)[at((*tree)[n].parent)].probability <= 0)
            return unexpected(fmt::format("node {} of the tree has a probability, its parent has none", n));
    return Cutter(core, *tree, risk, std::move(*shape)).run();
}

}  // namespace dualflow::solver
