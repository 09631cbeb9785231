// SPDX-License-Identifier: MIT
// The NODES section of a stoch file: a scenario tree node by node (Gassmann and Schweitzer 2001, "A
// comprehensive input format for stochastic linear programs", section 4).
//
//   CP NAME PARENT PROBABILITY REFERENCE, then lines of changes: a node below PARENT, with the figures of
//   REFERENCE, an earlier node of the same period or 'CORFIL' (also CORE), and these changes
// PARENT is an earlier node; of the first node it is 'ROOT', or missing. PROBABILITY is conditional on the
// parent. Nodes that are built from nothing (MK) may have rows and columns that the core has not; they are
// refused, and so are paths that end before the last period.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "dualflow/solver/smps/figures.hpp"

namespace dualflow::solver::smps {

class NodesSection {
public:
    NodesSection(const Lines& lines, const FigureReader& figures, const CoreProgram& core)
        : lines_(lines), figures_(figures), core_(core) {}

    Done take(const Line& line, Modifier modifier);
    bool empty() const { return nodes_.empty(); }
    // The tree; a warning for every node below which the probabilities do not sum to one.
    Result<std::vector<TreeNode>, Problem> tree(std::vector<std::string>& warnings) const;

private:
    struct Node {
        std::string name;
        int stage = 0;
        Index parent = -1;
        double probability = 1;  // given the parent
        ChangedFigures changed;
    };
    Done open(const Line& line);
    Result<Index, Problem> known(const Line& line, const std::string& name) const;
    Result<Node, Problem> placed(const Line& line) const;
    Result<ChangedFigures, Problem> figures_of(const Line& line, int stage) const;
    const std::string& period(int stage) const { return core_.stage_names[static_cast<std::size_t>(stage)]; }

    const Lines& lines_;
    const FigureReader& figures_;
    const CoreProgram& core_;
    std::vector<Node> nodes_;
    std::unordered_map<std::string, Index> node_at_;
};

}  // namespace dualflow::solver::smps
