// SPDX-License-Identifier: MIT
// Family: standstill (docs/reference/model.md, eq. 3.5): the days on which a resource stands still for what
// is put in. It stands still once, however many units and options ask for the same day.
//
// What these variables know: nothing of their own; they follow from the decisions of investments.cpp.
#include <iterator>
#include <map>
#include <set>

#include "dualflow/plan/expressions.hpp"
#include "dualflow/plan/families.hpp"
#include "dualflow/plan/service.hpp"

namespace dualflow {
namespace {

// A decision stops the line for the days [from, to) of the bucket.
struct Window {
    double from = 0, to = 0;
    InvestmentId option;
    Index any = -1;
};

std::vector<Window> windows_of(const PlanModel& m, ResourceId resource, std::size_t node) {
    std::vector<Window> windows;
    const auto options = options_that(m.c, [&](const Investment& option) {
        return option.resource == resource && (option.downtime.value > 0 || stops_for_good(option));
    });
    for (const InvestmentId id : options) {
        const Investment& option = m.c.investments[*id];
        for (const std::size_t n : m.tree.path_to(node)) {
            const Standstill days =
                standstill_for(option, m.start_day(n), m.start_day(node), m.end_day(node));
            const Index any = m.options[*id].any[n];
            if (any >= 0 && days.from < days.to) windows.push_back({days.from, days.to, id, any});
        }
    }
    return windows;
}

class StandstillShares {
public:
    explicit StandstillShares(PlanModel& m) : m_(m) {}

    // The share of the bucket, cut at the ends of the windows.
    Expression share(const std::vector<Window>& windows, double days) {
        std::set<double> cuts;
        for (const Window& window : windows) cuts.insert({window.from, window.to});
        Expression share;
        for (auto cut = cuts.begin(); cut != cuts.end() && std::next(cut) != cuts.end(); ++cut) {
            std::map<InvestmentId, Expression> by_option;
            for (const Window& window : windows) {
                if (window.from <= *cut && window.to > *cut) by_option[window.option].add(window.any, 1);
            }
            share.add(on(by_option), (*std::next(cut) - *cut) / days);
        }
        return share;
    }

private:
    // Whether the line stands still for any of the decisions: their sum where only one of them can be taken,
    // else a column between the largest of them and their sum.
    Expression on(const std::map<InvestmentId, Expression>& by_option) {
        Expression sum;
        std::vector<Expression> each;
        for (const auto& [option, decisions] : by_option) {
            sum.add(decisions, 1);
            if (most_taken(m_.c.investments[*option]) <= 1) {
                each.push_back(decisions);
                continue;
            }
            for (const Term& term : decisions.terms) each.push_back({0, {term}});
        }
        if (each.size() < 2) return sum;
        std::vector<Index> columns;
        for (const Term& term : sum.terms) columns.push_back(term.column);
        const auto [found, fresh] = stands_.try_emplace(columns, -1);
        if (fresh) found->second = add_column(each, sum);
        Expression stands;
        stands.add(found->second, 1);
        return stands;
    }

    Index add_column(std::vector<Expression>& each, Expression& sum) {
        // It follows from options that may have been decided on several nodes.
        const Index column = m_.add_column_at(-1, 0, 1);
        for (Expression& decisions : each) {
            decisions.add(column, -1);
            add_at_most_zero(m_.lp, decisions);
        }
        sum.add(column, -1);
        add_at_least_zero(m_.lp, sum);
        return column;
    }

    PlanModel& m_;
    std::map<std::vector<Index>, Index> stands_;  // by the decisions that stop the line
};

}  // namespace

void add_standstills(PlanModel& m) {
    m.resources.resize(m.c.resources.size());
    for (std::size_t k = 0; k < m.c.resources.size(); ++k) {
        StandstillShares shares(m);
        for (std::size_t n = 0; n < m.nodes(); ++n) {
            m.resources[k].standstill.push_back(shares.share(windows_of(m, ResourceId{k}, n), m.days(n)));
        }
    }
}

}  // namespace dualflow
