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
        std::vector<double> by_bucket;
        for (const Bucket& bucket : m.calendar) by_bucket.push_back(duty_per_unit(m, i, bucket));
        m.charge("duty", m.move[i], [&](std::size_t n) { return by_bucket[m.tree.nodes[n].bucket]; });
    }
}

// 5.3: a fault that leaves its maker is found when the goods are used; until then all that is on the
// way has it too. So the cost of a defect counts once, and once more for every exposure_days of lead.
void add_quality(PlanModel& m) {
    const Settings& settings = m.c.settings;
    for (std::size_t i = 0; i < m.net.moves.size(); ++i) {
        const Point& from = m.net.points[*m.net.moves[i].from];
        const Product& product = m.c.products[*from.product];
        const double per_defect =
            settings.defect_value_factor * (product.unit_value ? product.unit_value->value : 0) +
            settings.cost_per_defect.value;
        double defects =
            0;  // of the worst process that makes it here; goods only passing were charged before
        for (const ProcessId p : from.made_by) defects = std::max(defects, 1 - m.c.processes[*p].yield);
        const double lead = m.c.lanes[*m.net.moves[i].lane].lead.value;
        const double cost = defects * per_defect * (1 + lead / settings.defect_exposure_days);
        m.charge("quality", m.move[i], [&](std::size_t) { return cost; });
    }
}

}  // namespace dualflow
