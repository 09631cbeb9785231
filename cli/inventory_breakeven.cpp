// SPDX-License-Identifier: MIT
// dualflow inventory breakeven: what an item costs over the premium of the near source, and the premium above
// which the near source does not pay.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>

#include "dualflow/inventory/dual/premium.hpp"
#include "dualflow/publish/files.hpp"
#include "dualflow/publish/line_chart.hpp"
#include "inventory.hpp"
#include "text.hpp"

namespace dualflow::cli {

namespace {

using Json = nlohmann::ordered_json;

struct Request : DualRequest {
    std::optional<std::string> premiums;  // without: evenly
    std::string svg;
    int points = 25;
};

struct PointAt {
    double premium = 0;
    inventory::Optimum optimum;
    std::vector<inventory::PolicyValue> policies;  // in the order of policy_kinds
};

// Given ones, or evenly up to a little beyond the break-even.
std::vector<double> premiums_of(const Request& request, double break_even) {
    if (request.premiums) return numbers_of("--premiums", *request.premiums);
    if (request.points < 2 || request.points > 1000)
        throw UsageError(fmt::format("--points is {}; expected 2 to 1000", request.points));
    std::vector<double> premiums;
    const double most = break_even > 0 ? 1.1 * break_even : 1;
    for (int i = 1; i <= request.points; ++i) premiums.push_back(most * i / request.points);
    return premiums;
}

PointAt point_at(const Request& request, inventory::DualProblem problem, double premium) {
    if (!(premium > 0))
        throw UsageError(fmt::format("--premiums holds {:g}; expected numbers above 0", premium));
    problem.cost_expedited = problem.cost_regular + premium;
    PointAt point{premium, needed(inventory::solve_optimum(problem, optimum_options(request))), {}};
    for (const inventory::PolicyKind kind : inventory::policy_kinds)
        point.policies.push_back(needed(inventory::best(problem, kind, policy_limits(request))));
    return point;
}

Json point_as_json(const PointAt& point) {
    Json json{{"premium", point.premium},
              {"optimum",
               {{"cost", point.optimum.cost},
                {"span", point.optimum.span},
                {"share_expedited", point.optimum.average.share_expedited}}}};
    for (const inventory::PolicyValue& value : point.policies)
        json["policies"][inventory::short_name(value.policy.kind)] = {
            {"cost", value.average.cost},
            {"share_expedited", value.average.share_expedited},
            {"parameters", as_json(value.policy)}};
    return json;
}

LineChart chart_of(const Request& request, const inventory::DualProblem& problem,
                   const inventory::BreakEven& found, const std::vector<PointAt>& points) {
    const double bought = problem.cost_regular * problem.demand.mean();
    Panel cost{"cost a period", {}, false}, share{"share bought near, %", {}, true};
    Line far{"far source only", {}, true}, optimum{"optimum", {}, false}, near{"optimum", {}, false};
    for (const PointAt& at : points) {
        far.points.emplace_back(at.premium, found.far_only.cost + bought);
        optimum.points.emplace_back(at.premium, at.optimum.cost);
        near.points.emplace_back(at.premium, 100 * at.optimum.average.share_expedited);
    }
    cost.lines.push_back(optimum);
    share.lines.push_back(near);
    for (std::size_t k = 0; k < std::size(inventory::policy_kinds); ++k) {
        const char* name = inventory::long_name(inventory::policy_kinds[k]);
        Line of_cost{name, {}, false}, of_share{name, {}, false};
        for (const PointAt& at : points) {
            of_cost.points.emplace_back(at.premium, at.policies[k].average.cost);
            of_share.points.emplace_back(at.premium, 100 * at.policies[k].average.share_expedited);
        }
        cost.lines.push_back(of_cost);
        share.lines.push_back(of_share);
    }
    cost.lines.push_back(far);
    // A base order that cannot be switched off grows with the premium without end.
    cost.most = found.far_only.cost + bought + 0.15 * (found.far_only.cost - found.near_only.cost);
    return {
        fmt::format("The near source pays up to a premium of {:.4g}", found.premium),
        fmt::format("demand {}, far {} periods, near {} periods, holding {:g}, backlog {:g}", request.demand,
                    problem.lead_regular, problem.lead_expedited, problem.holding, problem.backlog),
        "premium of the near source, money a unit",
        {cost, share},
        {{found.premium, "break-even"}}};
}

std::string as_text(const inventory::BreakEven& found, const std::vector<PointAt>& points) {
    std::vector<std::vector<std::string>> rows{{"premium", "optimum", "bought near"}};
    for (const inventory::PolicyKind kind : inventory::policy_kinds)
        rows.front().emplace_back(inventory::long_name(kind));
    for (const PointAt& point : points) {
        rows.push_back({fmt::format("{:.6g}", point.premium), fmt::format("{:.6f}", point.optimum.cost),
                        fmt::format("{:.2f} %", 100 * point.optimum.average.share_expedited)});
        for (const inventory::PolicyValue& value : point.policies)
            rows.back().push_back(fmt::format("{:.6f}", value.average.cost));
    }
    return fmt::format(
               "the near source pays up to a premium of {:.9g} a unit; the stock costs {:.6f} a period with "
               "the far source only, {:.6f} with the near one only\n\n",
               found.premium, found.far_only.cost, found.near_only.cost) +
           in_columns(rows);
}

Exit breakeven(Request request, const Globals& globals) {
    request.problem.cost_expedited = request.problem.cost_regular + 1;  // any: the premium is what is asked
    const inventory::DualProblem problem = problem_of(request);
    const inventory::BreakEven found = needed(inventory::break_even(problem, optimum_options(request)));
    std::vector<PointAt> points;
    for (const double premium : premiums_of(request, found.premium))
        points.push_back(point_at(request, problem, premium));
    if (!request.svg.empty()) {
        const auto written = write_whole(request.svg, as_svg(chart_of(request, problem, found, points)));
        if (!written) throw EnvironmentError(written.error());
    }
    if (globals.json) {
        Json item = item_as_json(request, problem);
        item.erase("cost_expedited");
        Json document{{"schema", "dualflow.inventory.breakeven/1"},
                      {"item", item},
                      {"break_even_premium", found.premium},
                      {"far_only", {{"level", found.far_only.level}, {"stock_cost", found.far_only.cost}}},
                      {"near_only", {{"level", found.near_only.level}, {"stock_cost", found.near_only.cost}}},
                      {"solves", found.solves},
                      {"points", Json::array()}};
        for (const PointAt& point : points) document["points"].push_back(point_as_json(point));
        print(document.dump(2) + "\n");
    } else {
        print(as_text(found, points));
    }
    if (!request.svg.empty()) complain(fmt::format("plot: {}\n", request.svg));
    return Exit::done;
}

}  // namespace

void add_inventory_breakeven(CLI::App& inventory, Session& session) {
    auto request = std::make_shared<Request>();
    CLI::App* verb = inventory.add_subcommand(
        "breakeven", "Cost over the premium of the near source, and the premium at which it stops paying");
    add_dual_options(*verb, *request, Prices::far_only);
    verb->add_option("--premiums", request->premiums,
                     "Premiums of the near source to show, 1,2.5,5; without: evenly past the break-even");
    verb->add_option("--points", request->points, "How many premiums, without --premiums")
        ->capture_default_str();
    verb->add_option("--svg", request->svg, "Write a plot to this file as well")->type_name("FILE");
    verb->callback([request, &session] {
        session.run = [=, &session] { return breakeven(*request, session.globals); };
    });
}

}  // namespace dualflow::cli
