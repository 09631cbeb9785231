// SPDX-License-Identifier: MIT
#include "dualflow/solver/stochastic/program.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace dualflow::solver {
namespace {

std::size_t at(Index index) {
    return static_cast<std::size_t>(index);
}

std::vector<const RandomBlock*> blocks_of(const StochasticProgram& program, int stage) {
    std::vector<const RandomBlock*> found;
    for (const RandomBlock& block : program.blocks)
        if (block.stage == stage) found.push_back(&block);
    return found;
}

// Every combination of the blocks' realisations below one node, the last block changing fastest.
void add_children(const std::vector<const RandomBlock*>& blocks, Index parent, int stage,
                  std::vector<TreeNode>& tree) {
    std::vector<std::size_t> choice(blocks.size(), 0);
    for (;;) {
        TreeNode node{stage, parent, tree[at(parent)].probability, {}};
        for (std::size_t b = 0; b < blocks.size(); ++b) {
            const RandomBlock::Realisation& realisation = blocks[b]->realisations[choice[b]];
            node.probability *= realisation.probability;
            node.changes.insert(node.changes.end(), realisation.changes.begin(), realisation.changes.end());
        }
        tree.push_back(std::move(node));
        std::size_t b = blocks.size();
        while (b > 0 && ++choice[b - 1] == blocks[b - 1]->realisations.size()) choice[--b] = 0;
        if (b == 0) return;
    }
}

// Those that are some node's parent.
std::vector<bool> inner_nodes(const std::vector<TreeNode>& tree) {
    std::vector<bool> inner(tree.size(), false);
    for (const TreeNode& node : tree)
        if (node.parent >= 0) inner[at(node.parent)] = true;
    return inner;
}

}  // namespace

int CoreProgram::stage_of(const Change& change) const {
    switch (change.kind) {
        case Change::Kind::side:
        case Change::Kind::entry:
            return row_stage[at(change.row)];
        case Change::Kind::offset:
            return 0;
        default:
            return column_stage[at(change.column)];
    }
}

double CoreProgram::figure(const Change& change) const {
    switch (change.kind) {
        case Change::Kind::side:
            return side[at(change.row)];
        case Change::Kind::lower:
            return lp.lower[at(change.column)];
        case Change::Kind::upper:
            return lp.upper[at(change.column)];
        case Change::Kind::cost:
            return lp.cost[at(change.column)];
        case Change::Kind::offset:
            return lp.offset;
        case Change::Kind::entry:
            break;
    }
    const std::size_t place = entry_of(lp, change.row, change.column);
    const bool there = place < at(lp.start[at(change.column) + 1]) && lp.row_index[place] == change.row;
    return there ? lp.value[place] : 0;
}

double StochasticProgram::futures() const {
    if (!tree.empty()) {
        const std::vector<bool> inner = inner_nodes(tree);
        return static_cast<double>(std::count(inner.begin(), inner.end(), false));
    }
    double product = 1;
    for (const RandomBlock& block : blocks) product *= static_cast<double>(block.realisations.size());
    return product;
}

double StochasticProgram::probability() const {
    double sum = 0;
    const std::vector<bool> inner = inner_nodes(tree);
    for (std::size_t n = 0; n < tree.size(); ++n)
        if (!inner[n]) sum += tree[n].probability;
    if (!tree.empty()) return sum;
    double product = 1;
    for (const RandomBlock& block : blocks) {
        sum = 0;
        for (const auto& realisation : block.realisations) sum += realisation.probability;
        product *= sum;
    }
    return product;
}

Result<std::vector<TreeNode>, std::string> tree_of(const StochasticProgram& program, double most_nodes) {
    if (!program.tree.empty()) return program.tree;
    std::vector<TreeNode> tree{{0, -1, 1, {}}};
    std::size_t first = 0;
    for (int stage = 1; stage < program.core.stages; ++stage) {
        const std::vector<const RandomBlock*> blocks = blocks_of(program, stage);
        double children = 1;
        for (const RandomBlock* block : blocks) children *= static_cast<double>(block->realisations.size());
        const std::size_t last = tree.size();
        if (static_cast<double>(tree.size()) + static_cast<double>(last - first) * children > most_nodes)
            return unexpected(fmt::format("the tree has more than {:.0f} nodes: {:.6g} futures", most_nodes,
                                          program.futures()));
        for (std::size_t parent = first; parent < last; ++parent)
            add_children(blocks, static_cast<Index>(parent), stage, tree);
        first = last;
    }
    return tree;
}

void normalise(StochasticProgram& program) {
    for (RandomBlock& block : program.blocks) {
        double sum = 0;
        for (const auto& realisation : block.realisations) sum += realisation.probability;
        for (auto& realisation : block.realisations)
            if (sum > 0) realisation.probability /= sum;
    }
    // From the root down: conditional probabilities of siblings are scaled to sum to one.
    std::vector<double> given(program.tree.size(), 0);
    std::map<Index, double> children;
    for (std::size_t n = 0; n < program.tree.size(); ++n) {
        given[n] = program.tree[n].probability;
        if (program.tree[n].parent >= 0) children[program.tree[n].parent] += given[n];
    }
    for (TreeNode& node : program.tree) {
        if (node.parent < 0)
            node.probability = 1;
        else if (children[node.parent] > 0)
            node.probability *= program.tree[at(node.parent)].probability / children[node.parent];
    }
}

}  // namespace dualflow::solver
