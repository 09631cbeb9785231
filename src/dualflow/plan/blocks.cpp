// SPDX-License-Identifier: MIT
#include "dualflow/plan/blocks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace dualflow {
namespace {

using solver::Change;
using solver::LpModel;

constexpr int trunk = -1;

// How a row binds; rows of one sort can stand in each other's place.
enum class Sort { equal, at_least, at_most, between };

Sort sort_of(double lower, double upper) {
    if (lower == upper) return Sort::equal;
    if (upper == solver::infinity) return Sort::at_least;
    return lower == -solver::infinity ? Sort::at_most : Sort::between;
}

bool binds(const LpModel& lp, std::size_t row) {
    return lp.row_lower[row] > -solver::infinity || lp.row_upper[row] < solver::infinity;
}

struct Row {
    double lower = 0, upper = 0;
    std::vector<std::pair<Index, double>> entries;  // by column of the core, ascending
};

// The model by rows, and whose they are.
struct Parts {
    std::vector<int> of_column, of_row;             // branch, or trunk
    std::vector<Index> core_column;                 // of a column of the model
    std::vector<std::vector<Index>> columns;        // of each branch
    std::vector<std::vector<std::size_t>> rows[4];  // by sort: of each branch
    std::vector<Index> master;
    std::vector<std::size_t> master_rows;
    std::size_t width = 0;  // columns of a block
};

class Cutter {
public:
    Cutter(const PlanModel& m, const LpModel& lp, Integers integers)
        : m_(m), lp_(lp), integers_(integers), branch_(branches_of(m.tree)) {}

    Result<Blocks, std::string> cut() {
        branches_ = static_cast<std::size_t>(1 + *std::max_element(branch_.begin(), branch_.end()));
        if (branches_ < 2) return unexpected(std::string("the futures do not part"));
        share_out_columns();
        if (auto error = share_out_rows(); !error.empty()) return unexpected(std::move(error));
        write_core();
        solver::TreeNode root;
        blocks_.program.tree.push_back(std::move(root));
        for (std::size_t b = 0; b < branches_; ++b) {
            if (auto error = write_branch(b); !error.empty()) return unexpected(std::move(error));
        }
        blocks_.master = std::move(parts_.master);
        blocks_.branch_of_column = std::move(parts_.of_column);
        return std::move(blocks_);
    }

private:
    int branch_of(Index column) const {
        const int home = m_.home[static_cast<std::size_t>(column)];
        const bool held =
            integers_ == Integers::in_master && lp_.integer[static_cast<std::size_t>(column)] != 0;
        return held || home < 0 ? trunk : branch_[static_cast<std::size_t>(home)];
    }

    void share_out_columns() {
        parts_.columns.resize(branches_);
        for (Index j = 0; j < lp_.columns(); ++j) {
            const int branch = branch_of(j);
            parts_.of_column.push_back(branch);
            if (branch == trunk) {
                parts_.core_column.push_back(static_cast<Index>(parts_.master.size()));
                parts_.master.push_back(j);
            } else {
                auto& columns = parts_.columns[static_cast<std::size_t>(branch)];
                parts_.core_column.push_back(static_cast<Index>(columns.size()));
                columns.push_back(j);
            }
        }
        for (const auto& columns : parts_.columns) parts_.width = std::max(parts_.width, columns.size());
        for (Index j = 0; j < lp_.columns(); ++j) {
            const auto at = static_cast<std::size_t>(j);
            if (parts_.of_column[at] != trunk)
                parts_.core_column[at] += static_cast<Index>(parts_.master.size());
        }
    }

    std::string share_out_rows() {
        const auto rows = static_cast<std::size_t>(lp_.rows());
        rows_.resize(rows);
        parts_.of_row.assign(rows, trunk);
        for (std::size_t j = 0; j < lp_.cost.size(); ++j) {
            for (auto k = static_cast<std::size_t>(lp_.start[j]);
                 k < static_cast<std::size_t>(lp_.start[j + 1]); ++k) {
                const auto row = static_cast<std::size_t>(lp_.row_index[k]);
                rows_[row].entries.emplace_back(parts_.core_column[j], lp_.value[k]);
                const int branch = parts_.of_column[j];
                if (branch == trunk) continue;
                if (parts_.of_row[row] != trunk && parts_.of_row[row] != branch)
                    return fmt::format("row {} holds decisions of two futures", row);
                parts_.of_row[row] = branch;
            }
        }
        for (auto& of_sort : parts_.rows) of_sort.resize(branches_);
        for (std::size_t row = 0; row < rows; ++row) {
            rows_[row].lower = lp_.row_lower[row];
            rows_[row].upper = lp_.row_upper[row];
            std::sort(rows_[row].entries.begin(), rows_[row].entries.end());
            if (!binds(lp_, row)) continue;
            if (parts_.of_row[row] == trunk) {
                parts_.master_rows.push_back(row);
                continue;
            }
            const auto sort = static_cast<std::size_t>(sort_of(rows_[row].lower, rows_[row].upper));
            parts_.rows[sort][static_cast<std::size_t>(parts_.of_row[row])].push_back(row);
        }
        return "";
    }

    double probability(std::size_t branch) const { return probability_[branch]; }

    void write_core() {
        find_probabilities();
        solver::ModelBuilder builder;
        builder.add_offset(lp_.offset);
        for (const Index j : parts_.master) {
            const auto at = static_cast<std::size_t>(j);
            const bool integer = lp_.integer[at] != 0 && integers_ != Integers::none;
            builder.add_column(lp_.lower[at], lp_.upper[at], lp_.cost[at], integer);
        }
        for (std::size_t k = 0; k < parts_.width; ++k) {
            const Figures figures = figures_of(0, k);
            builder.add_column(figures.lower, figures.upper, figures.cost);
        }
        solver::CoreProgram& core = blocks_.program.core;
        core.stages = 2;
        core.stage_names = {"trunk", "branches"};
        core.column_stage.assign(parts_.master.size(), 0);
        core.column_stage.resize(parts_.master.size() + parts_.width, 1);
        for (const std::size_t row : parts_.master_rows) add_row(builder, rows_[row], 0);
        for (const auto& of_sort : parts_.rows) {
            std::size_t most = 0;
            for (const auto& rows : of_sort) most = std::max(most, rows.size());
            for (std::size_t k = 0; k < most; ++k) {
                const Row empty = empty_row(of_sort);
                add_row(builder, k < of_sort[0].size() ? rows_[of_sort[0][k]] : empty, 1);
            }
        }
        core.lp = builder.finish();
        for (Index j = 0; j < core.lp.columns(); ++j) core.column_names.push_back(fmt::format("c{}", j));
        for (Index i = 0; i < core.lp.rows(); ++i) core.row_names.push_back(fmt::format("r{}", i));
    }

    void find_probabilities() {
        probability_.assign(branches_, 0);
        // Of a fan off the trunk its own. What a block weighs only divides its costs; with such fans the
        // probabilities sum to more than one, so they are scaled.
        for (const std::size_t leaf : m_.tree.leaves()) {
            if (branch_[leaf] != trunk)
                probability_[static_cast<std::size_t>(branch_[leaf])] += m_.tree.nodes[leaf].probability;
        }
        for (const Tree::Fan& fan : m_.tree.fans()) {
            double& own = probability_[static_cast<std::size_t>(branch_[fan.last])];
            if (own == 0) own = m_.tree.nodes[fan.first].probability;
        }
        double sum = 0;
        for (const double each : probability_) sum += each;
        for (double& each : probability_) each /= sum;
    }

    // Of a sort of which a branch has fewer rows than another: 0 on both sides, or the width of the others.
    Row empty_row(const std::vector<std::vector<std::size_t>>& of_sort) const {
        for (const auto& rows : of_sort) {
            if (rows.empty()) continue;
            const Row& like = rows_[rows.front()];
            if (like.lower == -solver::infinity) return {like.lower, 0, {}};
            return {0, like.upper - like.lower, {}};
        }
        return {};
    }

    void add_row(solver::ModelBuilder& builder, const Row& row, int stage) {
        std::vector<Term> terms;
        for (const auto& [column, value] : row.entries) terms.push_back({column, value});
        builder.add_row(row.lower, row.upper, terms);
        blocks_.program.core.side.push_back(side_of(row));
        blocks_.program.core.row_stage.push_back(stage);
    }

    static double side_of(const Row& row) { return row.lower > -solver::infinity ? row.lower : row.upper; }

    struct Figures {
        double lower = 0, upper = 0, cost = 0;
    };
    Figures figures_of(std::size_t branch, std::size_t k) const {
        const auto& columns = parts_.columns[branch];
        if (k >= columns.size()) return {};
        const auto at = static_cast<std::size_t>(columns[k]);
        return {lp_.lower[at], lp_.upper[at], lp_.cost[at] / probability(branch)};
    }

    std::string write_branch(std::size_t branch) {
        solver::TreeNode node;
        node.stage = 1;
        node.parent = 0;
        node.probability = probability(branch);
        for (std::size_t k = 0; k < parts_.width; ++k) {
            const Figures ours = figures_of(branch, k), core = figures_of(0, k);
            const auto column = static_cast<Index>(parts_.master.size() + k);
            const auto set = [&](Change::Kind kind, double value, double of_core) {
                if (value != of_core) node.changes.push_back({kind, -1, column, value});
            };
            set(Change::Kind::lower, ours.lower, core.lower);
            set(Change::Kind::upper, ours.upper, core.upper);
            set(Change::Kind::cost, ours.cost, core.cost);
        }
        auto at = static_cast<Index>(parts_.master_rows.size());
        for (const auto& of_sort : parts_.rows) {
            std::size_t most = 0;
            for (const auto& rows : of_sort) most = std::max(most, rows.size());
            const Row empty = empty_row(of_sort);
            for (std::size_t k = 0; k < most; ++k, ++at) {
                const Row& core = k < of_sort[0].size() ? rows_[of_sort[0][k]] : empty;
                const Row& ours = k < of_sort[branch].size() ? rows_[of_sort[branch][k]] : empty;
                if (!add_changes(at, core, ours, node.changes))
                    return "rows between two sides are not equally far apart in the branches";
            }
        }
        blocks_.program.tree.push_back(std::move(node));
        return "";
    }

    static bool add_changes(Index row, const Row& core, const Row& ours, std::vector<Change>& changes) {
        if (side_of(ours) != side_of(core)) changes.push_back({Change::Kind::side, row, -1, side_of(ours)});
        auto a = core.entries.begin();
        for (auto b = ours.entries.begin(); a != core.entries.end() || b != ours.entries.end();) {
            if (b == ours.entries.end() || (a != core.entries.end() && a->first < b->first)) {
                changes.push_back({Change::Kind::entry, row, a->first, 0});
                ++a;
            } else if (a == core.entries.end() || b->first < a->first) {
                changes.push_back({Change::Kind::entry, row, b->first, b->second});
                ++b;
            } else {
                if (a->second != b->second)
                    changes.push_back({Change::Kind::entry, row, b->first, b->second});
                ++a;
                ++b;
            }
        }
        const bool both = core.lower > -solver::infinity && core.upper < solver::infinity;
        return !both || std::abs((core.upper - core.lower) - (ours.upper - ours.lower)) <=
                            1e-12 * std::abs(core.upper - core.lower);
    }

    const PlanModel& m_;
    const LpModel& lp_;
    Integers integers_;
    std::vector<int> branch_;
    std::size_t branches_ = 0;
    std::vector<double> probability_;
    std::vector<Row> rows_;
    Parts parts_;
    Blocks blocks_;
};

}  // namespace

std::vector<int> branches_of(const Tree& tree) {
    std::vector<std::size_t> leaves_below(tree.size(), 0);
    for (const std::size_t leaf : tree.leaves()) {
        for (const std::size_t n : tree.path_to(leaf)) ++leaves_below[n];
    }
    std::vector<int> branch(tree.size(), trunk);
    int count = 0;
    for (std::size_t n = 0; n < tree.size(); ++n) {
        if (tree.in_fan(n) || leaves_below[n] == tree.leaves().size()) continue;
        const int parent = tree.nodes[n].parent;
        const int above = parent < 0 ? trunk : branch[static_cast<std::size_t>(parent)];
        branch[n] = above == trunk ? count++ : above;
    }
    for (const Tree::Fan& fan : tree.fans()) {
        // It ends beside a node of the path that it re-joins, so it is cut with that.
        const int at = branch[tree.undisturbed(fan.last)];
        const int own = at == trunk ? count++ : at;
        for (std::size_t n = fan.first; n <= fan.last; ++n) branch[n] = own;
    }
    return branch;
}

Result<Blocks, std::string> cut_in_blocks(const PlanModel& m, const solver::LpModel& lp, Integers integers) {
    return Cutter(m, lp, integers).cut();
}

}  // namespace dualflow
