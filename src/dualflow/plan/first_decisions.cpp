// SPDX-License-Identifier: MIT
#include "dualflow/plan/first_decisions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <iterator>

namespace dualflow {
namespace {

using Kind = DecisionKey::Kind;
using Visit = std::function<void(const DecisionKey&, Index)>;

// Calls `visit` for the columns of every decision.
class Visitor {
public:
    Visitor(const PlanModel& m, const Visit& visit) : m_(m), visit_(visit) {}

    void run() const {
        flows();
        markets();
        investments();
        contracts();
    }

private:
    void each(DecisionKey key, const NodeColumns& columns) const {
        for (std::size_t n = 0; n < columns.size(); ++n) {
            if (columns[n] < 0) continue;
            key.bucket = m_.tree.nodes[n].bucket;
            visit_(key, columns[n]);
        }
    }

    void flows() const {
        for (std::size_t p = 0; p < m_.start.size(); ++p) each({Kind::make, p}, m_.start[p]);
        for (std::size_t i = 0; i < m_.improved.size(); ++i) {
            const auto& [option, process] = m_.improvements[i];
            each({Kind::improve, *process, option.index}, m_.improved[i]);
        }
        for (std::size_t i = 0; i < m_.move.size(); ++i) {
            const Move& move = m_.net.moves[i];
            each({Kind::move, *move.lane, move.origin.index}, m_.move[i]);
        }
        for (const auto& [i, parts] : m_.shared_move) {
            const Move& move = m_.net.moves[i];
            for (std::size_t k = 0; k < parts.size(); ++k) {
                const int contract = static_cast<int>(m_.contracts_of_move[i][k]);
                each({Kind::move_under_contract, *move.lane, move.origin.index, contract}, parts[k]);
            }
        }
        for (std::size_t i = 0; i < m_.transfer.size(); ++i) {
            const Point& from = m_.net.points[*m_.net.transfers[i].from];
            each({Kind::transfer, *from.site, from.product.index, from.origin.index}, m_.transfer[i]);
        }
    }

    void markets() const {
        for (std::size_t d = 0; d < m_.demand.size(); ++d) {
            each({Kind::sell, d}, m_.sales[d]);
            each({Kind::lose, d}, m_.lost[d]);
        }
    }

    void investments() const {
        for (std::size_t o = 0; o < m_.options.size(); ++o) {
            each({Kind::decide, o}, m_.options[o].decided);
            each({Kind::decide_any, o}, m_.options[o].any);
            for (const auto& way : m_.options[o].switches)
                each({Kind::replace, o, way.to.index}, way.columns);
        }
        for (std::size_t i = 0; i < m_.sites.size(); ++i) {
            each({Kind::open, i}, m_.sites[i].opened);
            each({Kind::close, i}, m_.sites[i].closed);
        }
    }

    void contracts() const {
        for (std::size_t k = 0; k < m_.contracts.size(); ++k) {
            const ContractColumns& columns = m_.contracts[k];
            each({Kind::award, k}, columns.award);
            each({Kind::base, k}, columns.base);
            each({Kind::take, k}, columns.taken);
            each({Kind::reserve, k}, columns.reserved);
            each({Kind::qualify, k}, columns.qualified);
        }
    }

    const PlanModel& m_;
    const Visit& visit_;
};

std::string words_for(const PlanModel& m, const DecisionKey& key) {
    const Case& c = m.c;
    switch (key.kind) {
        case Kind::make:
        case Kind::improve: {
            const Process& p = c.processes[key.row];
            return fmt::format("makes {} at {}", c.products[*p.product].id, c.sites[*p.site].id);
        }
        case Kind::move:
        case Kind::move_under_contract: {
            const Lane& lane = c.lanes[key.row];
            return fmt::format("moves {} from {} to {}", c.products[*lane.product].id, c.sites[*lane.from].id,
                               c.sites[*lane.to].id);
        }
        case Kind::transfer:
            return fmt::format("uses {} at {}", c.products[static_cast<std::size_t>(key.which)].id,
                               c.sites[key.row].id);
        case Kind::sell:
        case Kind::lose:
            return fmt::format("sells {} at {}", c.products[*m.demand[key.row].product].id,
                               c.sites[*m.demand[key.row].market].id);
        case Kind::decide:
        case Kind::decide_any:
        case Kind::replace:
            return fmt::format("decides {}", c.investments[key.row].id);
        case Kind::open:
        case Kind::close:
            return fmt::format("opens or closes {}", c.sites[key.row].id);
        case Kind::award:
        case Kind::base:
        case Kind::take:
        case Kind::reserve:
        case Kind::qualify:
            break;
    }
    return fmt::format("buys under {}", c.contracts[key.row].id);
}

// Nodes through which every outcome goes before any of them parts.
std::vector<bool> before_parting(const Tree& tree) {
    std::vector<std::size_t> through(tree.size(), 0);
    const std::vector<Tree::Outcome> outcomes = tree.outcomes();
    for (const Tree::Outcome& outcome : outcomes) {
        for (const std::size_t n : outcome.nodes) ++through[n];
    }
    std::vector<bool> before(tree.size(), false);
    for (std::size_t n = 0; n < tree.size(); ++n) {
        const int parent = tree.nodes[n].parent;
        before[n] = through[n] == outcomes.size() && (parent < 0 || before[static_cast<std::size_t>(parent)]);
    }
    return before;
}

// Kinds whose columns are integers.
bool counts(Kind kind) {
    static constexpr Kind whole[] = {Kind::decide, Kind::decide_any, Kind::replace, Kind::open,
                                     Kind::close,  Kind::award,      Kind::qualify};
    return std::find(std::begin(whole), std::end(whole), kind) != std::end(whole);
}

constexpr double tolerance = 1e-7;

}  // namespace

Decisions decisions_of(const PlanModel& path, const std::vector<double>& x) {
    Decisions decisions;
    decisions.need_factor = path.need_factor;
    Visitor(path, [&](const DecisionKey& key, Index column) {
        decisions.values[key] = x[static_cast<std::size_t>(column)];
    }).run();
    return decisions;
}

std::optional<std::string> fix_first_decisions(PlanModel& m, const Decisions& decisions) {
    const std::vector<bool> shared = before_parting(m.tree);
    std::optional<std::string> impossible;
    Visitor(m, [&](const DecisionKey& key, Index column) {
        const int home = m.home[static_cast<std::size_t>(column)];
        if (home >= 0 && !shared[static_cast<std::size_t>(home)]) return;
        const auto found = decisions.values.find(key);
        const double wanted = found == decisions.values.end() ? 0 : found->second;
        const double lower = m.lp.column_lower(column), upper = m.lp.column_upper(column);
        const double value = std::clamp(counts(key.kind) ? std::round(wanted) : wanted, lower, upper);
        if (!impossible && std::abs(value - wanted) > tolerance * (1 + std::abs(wanted)))
            impossible = fmt::format("in bucket {} it {}, {:.6g} where a future leaves {:.6g}", key.bucket,
                                     words_for(m, key), wanted, value);
        m.lp.set_column_bounds(column, value, value);
    }).run();
    return impossible;
}

}  // namespace dualflow
