// SPDX-License-Identifier: MIT
#include "dualflow/plan/families.hpp"

namespace dualflow {

void build(PlanModel& m) {
    add_sites(m);
    add_investments(m);
    add_movement(m);
    add_demand(m);
    add_stock(m);
    add_balance(m);
    add_standstills(m);
    add_capacity(m);
    add_levelling(m);
    add_contracts(m);
    add_duty(m);
    add_quality(m);
    add_budget(m);
    add_limits(m);
    add_record(m);
    add_end_value(m);
    add_uncertainty(m);
    add_rejoining(m);
    add_risk(m);
}

}  // namespace dualflow
