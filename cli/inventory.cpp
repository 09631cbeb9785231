// SPDX-License-Identifier: MIT
#include "inventory.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <charconv>
#include <cmath>
#include <nlohmann/json.hpp>

#include "dualflow/inventory/demand/parse.hpp"
#include "progress.hpp"
#include "text.hpp"

namespace dualflow::cli {

using Json = nlohmann::ordered_json;

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

void add_dual_options(CLI::App& app, DualRequest& request, Prices prices) {
    inventory::DualProblem& p = request.problem;
    app.add_option("--demand", request.demand, demand_forms)->required();
    app.add_option("--lead-regular", p.lead_regular, "Lead time of the far source, periods")->required();
    app.add_option("--lead-expedited", p.lead_expedited, "Lead time of the near source, periods")
        ->capture_default_str();
    app.add_option("--cost-regular", p.cost_regular, "Cost of a unit from the far source")
        ->capture_default_str();
    if (prices == Prices::both)
        app.add_option("--cost-expedited", p.cost_expedited, "Cost of a unit from the near source")
            ->required();
    app.add_option("--holding", p.holding, "Cost of a unit in stock at the end of a period")->required();
    app.add_option("--backlog", p.backlog, "Cost of a unit that waits (or is lost) at the end of a period")
        ->required();
    app.add_option("--memory", request.memory, "Most memory of the exact optimum, GiB")
        ->capture_default_str();
    app.add_option("--span", request.span, "How near its bounds must be, money a period")
        ->capture_default_str();
    app.add_flag("--position-without-expedited", request.without_expedited,
                 "Policies: leave this period's near order out of the position of the far order");
}

inventory::DualProblem problem_of(const DualRequest& request) {
    inventory::DualProblem problem = request.problem;
    if (!(request.memory > 0))
        throw UsageError(fmt::format("--memory is {}; expected a number above 0", request.memory));
    if (!(request.span > 0))
        throw UsageError(fmt::format("--span is {}; expected a number above 0", request.span));
    problem.demand = needed(inventory::parse_demand(request.demand));
    if (const std::string wrong = inventory::what_is_wrong(problem); !wrong.empty()) throw UsageError(wrong);
    return problem;
}

inventory::OptimumOptions optimum_options(const DualRequest& request) {
    inventory::OptimumOptions options;
    options.span = request.span;
    options.memory = static_cast<std::int64_t>(std::min(request.memory, 1e6) * (1 << 30));
    return options;
}

void show_sweeps(inventory::OptimumOptions& options, ProgressView& view) {
    options.on_sweep = [&view](const inventory::Optimum& so_far) {
        view.update({so_far.lower, so_far.upper, so_far.span / std::max(1e-300, std::abs(so_far.upper)), 0,
                     so_far.sweeps, view.seconds()});
    };
}

inventory::PolicyLimits policy_limits(const DualRequest& request) {
    inventory::PolicyLimits limits;
    if (request.without_expedited) limits.position = inventory::Position::without_expedited;
    return limits;
}

Json item_as_json(const DualRequest& request, const inventory::DualProblem& p) {
    return {{"demand", request.demand},
            {"demand_mean", p.demand.mean()},
            {"demand_variance", p.demand.variance()},
            {"demand_mass_cut", p.demand.mass_cut},
            {"demand_mean_error", p.demand.mean_error},
            {"demand_variance_error", p.demand.variance_error},
            {"lead_regular", p.lead_regular},
            {"lead_expedited", p.lead_expedited},
            {"cost_regular", p.cost_regular},
            {"cost_expedited", p.cost_expedited},
            {"holding", p.holding},
            {"backlog", p.backlog},
            {"fixed_regular", p.fixed_regular},
            {"fixed_expedited", p.fixed_expedited},
            {"lost_sales", p.lost_sales}};
}

Json as_json(const inventory::LongRun& a) {
    return {{"near", a.near},
            {"far", a.far},
            {"holding", a.holding},
            {"backlog", a.backlog},
            {"share_expedited", a.share_expedited},
            {"fill_rate", a.fill_rate},
            {"ready_rate", a.ready_rate},
            {"mean_stock", a.mean_stock},
            {"variance_expedited", a.variance_expedited},
            {"variance_regular", a.variance_regular}};
}

Json as_json(const inventory::Optimum& optimum) {
    Json json{{"cost", optimum.cost},
              {"lower", optimum.lower},
              {"upper", optimum.upper},
              {"span", optimum.span},
              {"boundary_mass", optimum.boundary_mass},
              {"states", optimum.states},
              {"bytes", optimum.bytes},
              {"sweeps", optimum.sweeps}};
    json.update(as_json(optimum.average));
    return json;
}

Json as_json(const inventory::Policy& policy) {
    Json json = Json::object();
    const std::vector<std::string>& names = inventory::parameter_names(policy.kind);
    for (std::size_t i = 0; i < names.size(); ++i) json[names[i]] = policy.parameters[i];
    return json;
}

std::string parameters_as_text(const inventory::Policy& policy) {
    std::vector<std::string> words;
    const std::vector<std::string>& names = inventory::parameter_names(policy.kind);
    for (std::size_t i = 0; i < names.size(); ++i)
        words.push_back(fmt::format("{} {}", names[i], policy.parameters[i]));
    return joined(words);
}

std::string item_as_text(const DualRequest& request, const inventory::DualProblem& p) {
    return fmt::format(
        "demand {} (mean {:.6g}, deviation {:.4g}); far {} periods at {:g}, near {} periods at {:g}; holding "
        "{:g}, {} {:g}\n",
        request.demand, p.demand.mean(), std::sqrt(p.demand.variance()), p.lead_regular, p.cost_regular,
        p.lead_expedited, p.cost_expedited, p.holding, p.lost_sales ? "lost" : "backlog", p.backlog);
}

std::vector<std::string> long_run_heading() {
    return {"cost a period", "near", "far", "holding", "waiting", "bought near", "fill rate"};
}

std::vector<std::string> long_run_cells(const inventory::LongRun& a) {
    return {fmt::format("{:.6f}", a.cost),
            fmt::format("{:.4f}", a.near),
            fmt::format("{:.4f}", a.far),
            fmt::format("{:.4f}", a.holding),
            fmt::format("{:.4f}", a.backlog),
            fmt::format("{:.2f} %", 100 * a.share_expedited),
            fmt::format("{:.3f} %", 100 * a.fill_rate)};
}

}  // namespace dualflow::cli
