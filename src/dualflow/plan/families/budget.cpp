// SPDX-License-Identifier: MIT
// Family: budget (docs/reference/model.md, eq. 6.1): capital paid in a calendar year, by the
// schedules of the options and the openings of sites, along every path. Elastic.
//
// What these variables know: nothing of their own; they bound the decisions of investments.cpp.
#include <fmt/format.h>

#include "dualflow/plan/expressions.hpp"
#include "dualflow/plan/families.hpp"
#include "dualflow/plan/service.hpp"

namespace dualflow {
namespace {

// The slack is money, so its price is a number, the same in every unit of money: so high that no saving
// repays it.
constexpr double price_of_overspending = 1000;

Expression paid_in(const PlanModel& m, std::size_t leaf, double from, double to) {
    Expression paid;
    for (const std::size_t n : m.tree.path_to(leaf)) {
        const double decided = m.start_day(n);
        for (std::size_t o = 0; o < m.c.investments.size(); ++o) {
            const Investment& option = m.c.investments[o];
            const double ours = option.paid_by_us ? option.capital.value : 0;
            paid.add(m.options[o].decided[n], ours * paid_share(option, decided, from, to));
            const bool opens = option.kind == InvestmentKind::open && option.site && !option.resource;
            if (opens && decided >= from && decided < to)
                paid.add(m.options[o].decided[n], m.c.sites[*option.site].opening_cost.value);
        }
        for (std::size_t i = 0; i < m.c.sites.size(); ++i) {
            if (decided >= from && decided < to)
                paid.add(m.sites[i].opened[n], m.c.sites[i].opening_cost.value);
        }
    }
    return paid;
}

double most_paid(const PlanModel& m) {
    double most = 0;
    for (const Investment& option : m.c.investments) {
        most += most_taken(option) * option.capital.value;
        if (option.site) most += most_taken(option) * m.c.sites[*option.site].opening_cost.value;
    }
    for (const Site& site : m.c.sites) most += site.opening_cost.value;
    return most;
}

}  // namespace

void add_budget(PlanModel& m) {
    const double most = most_paid(m);  // the rows are in shares of it, so that no unit of money is too large
    for (const auto& [year, budget] : m.c.settings.budget) {
        const double from = m.day(make_date(year, 1, 1)), to = m.day(make_date(year + 1, 1, 1));
        for (const std::size_t leaf : m.tree.leaves()) {
            Expression paid = paid_in(m, leaf, from, to);
            if (paid.terms.empty()) continue;
            paid.constant -= budget;
            Expression over;
            over.add(paid, 1 / most);
            ElasticColumn what{
                "budget", "case.toml", fmt::format("capital of {}", year), 0, static_cast<int>(leaf), -1,
                0,        most};
            over.add(m.add_elastic(std::move(what), 1, price_of_overspending * most), -1);
            add_at_most_zero(m.lp, over);
        }
    }
}

}  // namespace dualflow
