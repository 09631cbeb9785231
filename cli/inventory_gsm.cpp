// SPDX-License-Identifier: MIT
// dualflow inventory gsm: where to keep safety stock in a chain of guaranteed service times.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>

#include "dualflow/inventory/guaranteed/read.hpp"
#include "dualflow/inventory/guaranteed/solve.hpp"
#include "inventory.hpp"

namespace dualflow::cli {

namespace {

using Json = nlohmann::ordered_json;
using inventory::ChainForm;

constexpr double rounding = 1e-9;  // of a gap

struct GsmRequest {
    std::string network;
    std::string form = "auto";
    double holding_rate = 1;
    inventory::ServiceOptions options;
};

double units(inventory::Ticks ticks) {
    return static_cast<double>(ticks) / static_cast<double>(inventory::ticks_a_unit);
}

Json stage_as_json(const inventory::Chain& chain, const inventory::ServiceTimes& times, std::size_t j) {
    const inventory::Ticks net = times.in[j] + chain.time[j] - times.out[j];
    return {{"stage", chain.stages[j].name},          {"service_in", units(times.in[j])},
            {"service_out", units(times.out[j])},     {"net_replenishment_time", units(net)},
            {"safety_stock", chain.stock_of(j, net)}, {"holding_cost", chain.holding[j]},
            {"cost", chain.cost_of(j, net)}};
}

Json as_json(const inventory::Chain& chain, const inventory::ServicePlan& plan) {
    Json document{{"schema", "dualflow.inventory.gsm/1"},
                  {"cost", plan.times.cost},
                  {"bound", plan.bound},
                  {"gap", plan.gap},
                  {"method", plan.method},
                  {"rounded_to", units(plan.rounded_to)},
                  {"nodes", plan.nodes},
                  {"passes", plan.passes},
                  {"variables", plan.variables},
                  {"core_variables", plan.core_variables},
                  {"stages", Json::array()}};
    for (std::size_t j = 0; j < chain.size(); ++j)
        document["stages"].push_back(stage_as_json(chain, plan.times, j));
    return document;
}

std::string as_text(const inventory::Chain& chain, const inventory::ServicePlan& plan) {
    std::string text = fmt::format(
        "cost {:.9g}, at least {:.9g} (gap {:.4f} %), {}\n\n{:<24} {:>10} {:>10} {:>10} {:>14} {:>14}\n",
        plan.times.cost, plan.bound, 100 * plan.gap, plan.method, "stage", "in", "out", "net time",
        "safety stock", "cost");
    for (std::size_t j = 0; j < chain.size(); ++j) {
        const inventory::Ticks net = plan.times.in[j] + chain.time[j] - plan.times.out[j];
        text += fmt::format("{:<24} {:>10g} {:>10g} {:>10g} {:>14.6g} {:>14.6g}\n", chain.stages[j].name,
                            units(plan.times.in[j]), units(plan.times.out[j]), units(net),
                            chain.stock_of(j, net), chain.cost_of(j, net));
    }
    return text;
}

ChainForm form_of(const std::string& name) {
    const std::map<std::string, ChainForm> forms{{"auto", ChainForm::automatic},
                                                 {"dualflow", ChainForm::dualflow},
                                                 {"willems", ChainForm::willems},
                                                 {"snc", ChainForm::snc}};
    const auto found = forms.find(name);
    if (found == forms.end())
        throw UsageError(fmt::format("--form is \"{}\"; expected auto, dualflow, willems or snc", name));
    return found->second;
}

Exit gsm(const GsmRequest& request, const Globals& globals) {
    if (!(request.options.gap >= 0 && request.options.gap <= 1))
        throw UsageError(fmt::format("--gap is {}; expected 0 to 1", request.options.gap));
    const inventory::Chain chain =
        needed(inventory::read_chain(request.network, form_of(request.form), request.holding_rate));
    const inventory::ServicePlan plan = inventory::solve_guaranteed_service(chain, request.options);
    print(globals.json ? as_json(chain, plan).dump(2) + "\n" : as_text(chain, plan));
    if (plan.gap <= request.options.gap * (1 + rounding) + rounding) return Exit::done;
    complain(fmt::format("the gap of {:.3g} is more than the {:.3g} asked for{}\n", plan.gap,
                         request.options.gap,
                         plan.rounded_to > 0 ? ": the times have too many values and were rounded" : ""));
    return Exit::limit;
}

}  // namespace

void add_inventory_gsm(CLI::App& inventory, Session& session) {
    auto request = std::make_shared<GsmRequest>();
    CLI::App* verb =
        inventory.add_subcommand("gsm", "Place safety stock in a chain of guaranteed service times");
    verb->add_option("network", request->network, "File of stages and arcs")->required();
    verb->add_option("--form", request->form, "dualflow, willems or snc; auto: told by the first line")
        ->capture_default_str();
    verb->add_option("--holding-rate", request->holding_rate, "Cost of holding one of money for a period")
        ->capture_default_str();
    verb->add_option("--gap", request->options.gap, "Relative gap to prove between cost and bound")
        ->capture_default_str();
    verb->add_option("--limit", request->options.node_limit, "Most nodes of the search")
        ->check(CLI::Range(std::int64_t{0}, std::int64_t{1'000'000'000}))
        ->capture_default_str();
    verb->callback(
        [request, &session] { session.run = [=, &session] { return gsm(*request, session.globals); }; });
}

}  // namespace dualflow::cli
