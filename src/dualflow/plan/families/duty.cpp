// SPDX-License-Identifier: MIT
// Families: duty (docs/reference/model.md, eq. 5.1–5.2) and quality (5.3), both charged on departures.
// Duty falls on entry into another region at the rate of the region where the goods were made.
//
// What these variables know: they are departures, so what departures know (movement.cpp).
#include <algorithm>

#include "dualflow/plan/families.hpp"
#include "dualflow/plan/unit_cost.hpp"

namespace dualflow {

void add_duty(PlanModel& m) {
    for (std::size_t i = 0; i < m.net.moves.size(); ++i) {
        m.charge("duty", m.move[i], [&](std::size_t n) { return duty_per_unit(m, i, n); });
    }
}

// 5.3: a fault that leaves its maker is found when the goods are used; until then all that is on the
// way has it too. So the cost of a defect counts once, and once more for every exposure_days of lead.
void add_quality(PlanModel& m) {
    const Settings& settings = m.c.settings;
    for (std::size_t i = 0; i < m.net.moves.size(); ++i) {
        const Point& from = m.net.points[*m.net.moves[i].from];
        m.charge("quality", m.move[i], [&](std::size_t n) {
            const auto& value = m.at(n).products[*from.product].unit_value;
            const double per_defect =
                settings.defect_value_factor * (value ? value->value : 0) + settings.cost_per_defect.value;
            // Of the worst process that makes it here; goods only passing were charged before.
            double defects = 0;
            for (const ProcessId p : from.made_by)
                defects = std::max(defects, 1 - m.at(n).processes[*p].yield);
            const double lead = m.at(n).lanes[*m.net.moves[i].lane].lead.value;
            return defects * per_defect * (1 + lead / settings.defect_exposure_days);
        });
    }
}

}  // namespace dualflow
