// SPDX-License-Identifier: MIT
#include "dualflow/solver/stochastic/extensive.hpp"

#include <fmt/format.h>

#include <cmath>
#include <map>
#include <utility>

#include "dualflow/solver/lp/exact_sum.hpp"
#include "dualflow/solver/stochastic/node_data.hpp"

namespace dualflow::solver {
namespace {

std::size_t at(Index index) {
    return static_cast<std::size_t>(index);
}

class Builder {
public:
    Builder(const CoreProgram& core, const std::vector<TreeNode>& tree, const Risk& risk)
        : core_(core), tree_(tree), risk_(risk), stages_(core) {}

    ExtensiveForm run() {
        std::vector<bool> inner(tree_.size(), false);
        for (const TreeNode& node : tree_)
            if (node.parent >= 0) inner[at(node.parent)] = true;
        form_.column.resize(tree_.size());
        for (std::size_t n = 0; n < tree_.size(); ++n) add_node(n);
        if (!risk_.neutral()) add_tail(inner);
        form_.lp = builder_.finish();
        form_.first_stage = form_.column.front();
        return std::move(form_);
    }

private:
    void add_node(std::size_t n) {
        const TreeNode& node = tree_[n];
        const NodeData data = node_data(core_, tree_, static_cast<Index>(n));
        if (node.parent < 0) builder_.add_offset(data.offset * expected_weight(node));
        const double weight = expected_weight(node);
        for (const Index j : stages_.columns[at(node.stage)]) {
            const auto column = data.column(core_, j);
            form_.column[n].push_back(builder_.add_column(column.lower, column.upper, column.cost * weight,
                                                          core_.lp.integer[at(j)] != 0));
        }
        for (const Index i : stages_.rows[at(node.stage)]) {
            const auto [lower, upper] = data.sides(core_, i);
            const Index row = builder_.add_row(lower, upper);
            data.for_each_entry(core_, stages_, i,
                                [&](Index j, double value) { builder_.add_term(row, copy(n, j), value); });
        }
    }

    double expected_weight(const TreeNode& node) const { return (1 - risk_.lambda) * node.probability; }

    Index copy(std::size_t n, Index core_column) const {
        std::size_t node = n;
        while (tree_[node].stage != core_.column_stage[at(core_column)]) node = at(tree_[node].parent);
        return form_.column[node][stages_.place[at(core_column)]];
    }

    // η + Σ p z / (1 − α), z ≥ cost of the path − η.
    void add_tail(const std::vector<bool>& inner) {
        const Index eta = builder_.add_column(-infinity, infinity, risk_.lambda);
        for (std::size_t leaf = 0; leaf < tree_.size(); ++leaf) {
            if (inner[leaf]) continue;
            const double weight = risk_.lambda * tree_[leaf].probability / (1 - risk_.alpha);
            const Index excess = builder_.add_column(0, infinity, weight);
            double constant = 0;
            const Index row = builder_.add_row(0, infinity);
            builder_.add_term(row, excess, 1);
            builder_.add_term(row, eta, 1);
            for (Index n = static_cast<Index>(leaf); n >= 0; n = tree_[at(n)].parent) {
                const NodeData data = node_data(core_, tree_, n);
                if (tree_[at(n)].parent < 0) constant += data.offset;
                for (const Index j : stages_.columns[at(tree_[at(n)].stage)])
                    builder_.add_term(row, copy(at(n), j), -data.column(core_, j).cost);
            }
            builder_.add_to_row_bounds(row, constant);
        }
    }

    const CoreProgram& core_;
    const std::vector<TreeNode>& tree_;
    Risk risk_;
    StageIndex stages_;
    ModelBuilder builder_;
    ExtensiveForm form_;
};

}  // namespace

std::string what_is_wrong(const Risk& risk) {
    if (!(risk.lambda >= 0 && risk.lambda <= 1))
        return fmt::format("a risk weight λ of {}; expected 0 to 1", risk.lambda);
    if (!(risk.alpha >= 0 && risk.alpha < 1))
        return fmt::format("a level α of {}; expected at least 0 and less than 1", risk.alpha);
    return {};
}

std::string what_is_wrong(const Risk& risk, double probability) {
    constexpr double rounding = 1e-9;
    if (std::string wrong = what_is_wrong(risk); !wrong.empty() || risk.neutral() || risk.alpha == 0)
        return wrong;
    if (probability >= (1 - risk.alpha) * (1 - rounding)) return {};
    return fmt::format("the worst {:.6g} of futures whose probabilities sum to {:.6g}; expected a sum of one",
                       1 - risk.alpha, probability);
}

ExtensiveForm extensive_form(const CoreProgram& core, const std::vector<TreeNode>& tree, const Risk& risk) {
    return Builder(core, tree, risk).run();
}

LeafCosts leaf_costs(const CoreProgram& core, const std::vector<TreeNode>& tree, const ExtensiveForm& form,
                     const std::vector<double>& x) {
    const StageIndex stages(core);
    std::vector<double> cost(tree.size(), 0);
    std::vector<bool> inner(tree.size(), false);
    for (std::size_t n = 0; n < tree.size(); ++n) {
        const NodeData data = node_data(core, tree, static_cast<Index>(n));
        ExactSum sum(tree[n].parent < 0 ? data.offset : cost[at(tree[n].parent)]);
        const auto& columns = stages.columns[at(tree[n].stage)];
        for (std::size_t k = 0; k < columns.size(); ++k)
            sum.add_product(data.column(core, columns[k]).cost, x[at(form.column[n][k])]);
        cost[n] = sum.value();
        if (tree[n].parent >= 0) inner[at(tree[n].parent)] = true;
    }
    LeafCosts leaves;
    for (std::size_t n = 0; n < tree.size(); ++n) {
        if (inner[n]) continue;
        leaves.cost.push_back(cost[n]);
        leaves.probability.push_back(tree[n].probability);
    }
    return leaves;
}

}  // namespace dualflow::solver
