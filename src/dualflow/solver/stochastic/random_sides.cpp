// SPDX-License-Identifier: MIT
#include "dualflow/solver/stochastic/random_sides.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>
#include <utility>

#include "dualflow/solver/stochastic/node_data.hpp"

namespace dualflow::solver {
namespace {

constexpr double most_numbers = 1 << 28;

std::size_t at(Index index) {
    return static_cast<std::size_t>(index);
}

using Figures = std::vector<std::pair<std::size_t, double>>;  // slot and value

// Finds the slots, and what a change writes into them.
class Slots {
public:
    Slots(const CoreProgram& core, const std::vector<Index>& block_row,
          const std::vector<Index>& block_column)
        : core_(core), block_row_(block_row), block_column_(block_column) {}

    // False where the change is none of a side or bound.
    bool add(const Change& change, Figures& figures) {
        switch (change.kind) {
            case Change::Kind::side:
                add_side(change, figures);
                return true;
            case Change::Kind::lower:
            case Change::Kind::upper: {
                const bool lower = change.kind == Change::Kind::lower;
                const double own =
                    lower ? core_.lp.lower[at(change.column)] : core_.lp.upper[at(change.column)];
                put({false, block_column_[at(change.column)], lower, !lower}, own, change.value, figures);
                return true;
            }
            case Change::Kind::cost:
            case Change::Kind::entry:
                return change.value == core_.figure(change);
            case Change::Kind::offset:
                break;
        }
        return true;  // known in the first stage
    }

    std::vector<RandomSides::Slot> slots;
    std::vector<double> core_value;

private:
    void add_side(const Change& change, Figures& figures) {
        NodeData data;
        data.apply(change);
        const auto [lower, upper] = data.sides(core_, change.row);
        const double own_lower = core_.lp.row_lower[at(change.row)],
                     own_upper = core_.lp.row_upper[at(change.row)];
        const Index row = block_row_[at(change.row)];
        if (own_lower == own_upper) {
            put({true, row, true, true}, own_lower, lower, figures);
            return;
        }
        if (std::isfinite(own_lower)) put({true, row, true, false}, own_lower, lower, figures);
        if (std::isfinite(own_upper)) put({true, row, false, true}, own_upper, upper, figures);
    }

    void put(const RandomSides::Slot& slot, double own, double value, Figures& figures) {
        const auto [place, fresh] =
            place_.try_emplace({slot.row, slot.index, slot.lower, slot.upper}, slots.size());
        if (fresh) {
            slots.push_back(slot);
            core_value.push_back(own);
        }
        figures.emplace_back(place->second, value);
    }

    const CoreProgram& core_;
    const std::vector<Index>&block_row_, &block_column_;
    std::map<std::tuple<bool, Index, bool, bool>, std::size_t> place_;
};

void write(const Figures& figures, double* row) {
    for (const auto& [slot, value] : figures) row[slot] = value;
}

// The last block's realisations change fastest; where two blocks change one figure, the first one has it.
void write_blocks(const std::vector<std::vector<Figures>>& blocks, std::size_t slots,
                  const std::vector<double>& core, std::vector<double>& value) {
    std::vector<std::size_t> choice(blocks.size(), 0);
    for (std::size_t first = 0; first < value.size(); first += slots) {
        std::copy(core.begin(), core.end(), value.begin() + static_cast<std::ptrdiff_t>(first));
        for (std::size_t b = blocks.size(); b-- > 0;) write(blocks[b][choice[b]], value.data() + first);
        std::size_t b = blocks.size();
        while (b > 0 && ++choice[b - 1] == blocks[b - 1].size()) choice[--b] = 0;
    }
}

bool set_range(RandomSides& sides) {
    const std::size_t slots = sides.slots.size();
    sides.least.assign(slots, infinity);
    sides.most.assign(slots, -infinity);
    for (std::size_t k = 0; k < sides.value.size(); ++k) {
        if (!std::isfinite(sides.value[k])) return false;
        sides.least[k % slots] = std::min(sides.least[k % slots], sides.value[k]);
        sides.most[k % slots] = std::max(sides.most[k % slots], sides.value[k]);
    }
    return true;
}

}  // namespace

std::optional<RandomSides> random_sides(const TwoStageProgram& program) {
    const StochasticProgram& whole = *program.program_;
    Slots found(whole.core, program.block_row_, program.block_column_);
    const auto figures_of = [&](const std::vector<Change>& changes, std::vector<Figures>& into) {
        Figures& figures = into.emplace_back();
        return std::all_of(changes.begin(), changes.end(),
                           [&](const Change& change) { return found.add(change, figures); });
    };
    std::vector<std::vector<Figures>> blocks;
    std::vector<Figures> nodes;
    for (const Index node : program.nodes_)
        if (!figures_of(whole.tree[at(node)].changes, nodes)) return std::nullopt;
    if (program.nodes_.empty()) {
        for (const RandomBlock& block : whole.blocks) {
            blocks.emplace_back();
            for (const auto& realisation : block.realisations)
                if (!figures_of(realisation.changes, blocks.back())) return std::nullopt;
        }
    }
    RandomSides sides;
    sides.slots = std::move(found.slots);
    const std::size_t slots = sides.slots.size();
    if (slots == 0 || static_cast<double>(slots) * static_cast<double>(program.futures()) > most_numbers)
        return std::nullopt;
    sides.value.resize(slots * program.futures());
    if (nodes.empty()) {
        write_blocks(blocks, slots, found.core_value, sides.value);
    } else {
        for (std::size_t s = 0; s < nodes.size(); ++s) {
            double* row = sides.value.data() + s * slots;
            std::copy(found.core_value.begin(), found.core_value.end(), row);
            write(nodes[s], row);
        }
    }
    if (!set_range(sides)) return std::nullopt;
    return sides;
}

}  // namespace dualflow::solver
