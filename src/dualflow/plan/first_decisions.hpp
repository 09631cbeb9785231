// SPDX-License-Identifier: MIT
// The decisions that are taken before the futures part, by what they decide, so that those of one plan can
// be asked of the model of another tree over the same case. Internal to plan/.
#pragma once

#include <compare>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "dualflow/plan/model.hpp"

namespace dualflow {

struct DecisionKey {
    enum class Kind {
        make,
        improve,
        move,
        move_under_contract,
        transfer,
        sell,
        lose,
        decide,
        decide_any,
        replace,
        open,
        close,
        award,
        base,
        take,
        reserve,
        qualify
    } kind;
    std::size_t row = 0;    // of the case: process, lane, option, site, contract; or of the model
    int which = 0, of = 0;  // origin, contract, the option that replaces
    std::size_t bucket = 0;
    auto operator<=>(const DecisionKey&) const = default;
};

struct Decisions {
    std::map<DecisionKey, double> values;
    double need_factor = 1;  // of the model that they come from
};

// All that is decided on a path.
Decisions decisions_of(const PlanModel& path, const std::vector<double>& x);

// Fixes every decision that is taken before the futures part, or once for all of them: 0 where the path has
// no such decision. What follows from the others (stocks, rates, overtime) stays free. Those that the model
// does not allow go to the nearest bound, and the first of them is told.
std::optional<std::string> fix_first_decisions(PlanModel& m, const Decisions& decisions);

}  // namespace dualflow
