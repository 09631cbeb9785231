// SPDX-License-Identifier: MIT
// The part `values` of the plan document.
#include <nlohmann/json.hpp>

#include "dualflow/publish/document.hpp"
#include "dualflow/publish/document_parts.hpp"

namespace dualflow::document {
namespace {

Json compared(const ComparedPlan& plan) {
    const bool bounded = plan.status != PlanStatus::infeasible && plan.status != PlanStatus::failed;
    return {{"status", to_string(plan.status)},
            {"objective", plan.found ? number(plan.objective) : Json()},
            {"bound", bounded ? number(plan.bound) : Json()}};
}

Json range(const std::optional<ValueRange>& value) {
    if (!value) return {};
    return {{"value", number(value->value)}, {"least", number(value->least)}, {"most", number(value->most)}};
}

Json second_source(const Case& c, const SecondSourceRow& row) {
    Json singles = Json::array();
    for (const SecondSourceRow::Single& single : row.singles) {
        Json one = {{"supplier", c.sites[*single.supplier].id},
                    {"contract", single.contract ? Json(c.contracts[*single.contract].id) : Json()}};
        one.update(compared(single.plan));
        singles.push_back(std::move(one));
    }
    return {{"product", c.products[*row.product].id},
            {"site", c.sites[*row.site].id},
            {"singles", std::move(singles)},
            {"best", row.best ? Json(*row.best) : Json()},
            {"value", range(row.value)}};
}

}  // namespace

Json values_part(const Case& c, const PlanResult& plan) {
    if (!plan.values) return {};
    const PlanValues& values = *plan.values;
    Json sources = Json::array();
    for (const SecondSourceRow& row : values.second_sources) sources.push_back(second_source(c, row));
    return {{"recourse", compared(values.recourse)},
            {"foresight", compared(values.foresight)},
            {"expected_value", compared(values.expected_value)},
            {"expected_result", compared(values.expected_result)},
            {"reason", values.reason},
            {"evpi", range(values.evpi)},
            {"vss", range(values.vss)},
            {"second_sources", std::move(sources)}};
}

}  // namespace dualflow::document
