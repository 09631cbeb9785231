// SPDX-License-Identifier: MIT
#include "inventory.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <charconv>
#include <cmath>

#include "dualflow/inventory/demand/parse.hpp"

namespace dualflow::cli {

std::vector<double> numbers_of(const std::string& flag, const std::string& text) {
    std::vector<double> numbers;
    for (std::size_t from = 0; from <= text.size();) {
        const std::size_t to = std::min(text.find(',', from), text.size());
        double value = 0;
        const auto [end, error] = std::from_chars(text.data() + from, text.data() + to, value);
        if (error != std::errc{} || end != text.data() + to || !std::isfinite(value))
            throw UsageError(fmt::format("{} holds \"{}\"; expected numbers with commas between them, 1,2.5",
                                         flag, text.substr(from, to - from)));
        numbers.push_back(value);
        from = to + 1;
    }
    return numbers;
}

void add_dual_options(CLI::App& app, DualRequest& request) {
    inventory::DualProblem& p = request.problem;
    app.add_option("--demand", request.demand, demand_forms)->required();
    app.add_option("--lead-regular", p.lead_regular, "Lead time of the far source, periods")->required();
    app.add_option("--lead-expedited", p.lead_expedited, "Lead time of the near source, periods")
        ->capture_default_str();
    app.add_option("--cost-regular", p.cost_regular, "Cost of a unit from the far source")
        ->capture_default_str();
    app.add_option("--cost-expedited", p.cost_expedited, "Cost of a unit from the near source")->required();
    app.add_option("--holding", p.holding, "Cost of a unit in stock at the end of a period")->required();
    app.add_option("--backlog", p.backlog, "Cost of a unit that waits at the end of a period")->required();
}

inventory::DualProblem problem_of(const DualRequest& request) {
    inventory::DualProblem problem = request.problem;
    problem.demand = needed(inventory::parse_demand(request.demand));
    if (const std::string wrong = inventory::what_is_wrong(problem); !wrong.empty()) throw UsageError(wrong);
    return problem;
}

}  // namespace dualflow::cli
