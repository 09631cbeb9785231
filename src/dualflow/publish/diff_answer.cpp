// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <vector>

#include "dualflow/publish/answer.hpp"
#include "dualflow/publish/text.hpp"

namespace dualflow {

namespace {

using Json = nlohmann::ordered_json;
using Rows = std::vector<std::vector<std::string>>;

constexpr std::size_t most_flows = 15;

std::string text_of(const Json& value) {
    return value.is_string() ? value.get<std::string>() : std::string("-");
}

std::string signed_text(std::string figure) {
    const bool zero = figure.find_first_not_of("0.,") == std::string::npos;
    return zero || figure.front() == '-' ? figure : "+" + figure;
}

std::string title(const Json& side) {
    const std::string strategy = side["strategy"];
    return fmt::format("run {} ({}{}, {})", side["run"].get<std::int64_t>(), text_of(side["name"]),
                       strategy.empty() ? "" : ", strategy " + strategy, text_of(side["status"]));
}

std::string costs(const Json& diff) {
    double largest = 0;
    for (const Json& c : diff["cost_components"])
        largest = std::max({largest, std::abs(c["left"].get<double>()), std::abs(c["right"].get<double>())});
    const text::Scale money = text::scale_for(largest);
    Rows rows = {{money.prefix + text_of(diff["currency"]), "left", "right", "difference"}};
    const auto add = [&](const std::string& name, double left, double right, double difference) {
        rows.push_back({name, money(left), money(right), signed_text(money(difference))});
    };
    for (const Json& c : diff["cost_components"])
        add(text_of(c["name"]), c["left"], c["right"], c["difference"]);
    add("objective", diff["left"]["objective"], diff["right"]["objective"], diff["difference"]);
    return text::table(rows);
}

std::string investments(const Json& diff) {
    Rows rows = {{"investments that differ", "left", "right"}};
    const auto side = [](const Json& count, const Json& decided) {
        return decided.is_null() ? std::string("none")
                                 : fmt::format("{:g} from {}", count.get<double>(), text_of(decided));
    };
    for (const Json& row : diff["investments"])
        if (row["difference"].get<double>() != 0 || row["left_decided"] != row["right_decided"])
            rows.push_back({text_of(row["what"]), side(row["left"], row["left_decided"]),
                            side(row["right"], row["right_decided"])});
    return rows.size() == 1 ? "  the same investments\n" : text::table(rows, {1, 2});
}

std::string flows(const Json& diff) {
    std::vector<const Json*> order;
    for (const Json& row : diff["flows"])
        if (row["difference"].get<double>() != 0) order.push_back(&row);
    if (order.empty()) return "  the same flows\n";
    std::ranges::stable_sort(order, std::greater{},
                             [](const Json* row) { return std::abs((*row)["difference"].get<double>()); });
    Rows rows = {{"flows that differ, in units", "from", "to", "mode", "left", "right", "difference"}};
    for (const Json* row : order) {
        if (rows.size() > most_flows) break;
        const auto units = [&](const char* name) { return text::grouped((*row)[name].get<double>(), 0); };
        rows.push_back({text_of((*row)["product"]), text_of((*row)["from"]), text_of((*row)["to"]),
                        text_of((*row)["mode"]), units("left"), units("right"),
                        signed_text(units("difference"))});
    }
    std::string out = text::table(rows, {1, 2, 3});
    if (order.size() > most_flows)
        out += fmt::format("  and {} more: see --json\n", order.size() - most_flows);
    return out;
}

}  // namespace

std::string diff_answer(std::string_view document) {
    const Json diff = Json::parse(document);
    std::string out = fmt::format("left   {}\nright  {}\n", title(diff["left"]), title(diff["right"]));
    if (diff["left"]["hash"] == diff["right"]["hash"]) out += "both plan the same case\n";
    return out + "\n" + costs(diff) + "\n" + investments(diff) + "\n" + flows(diff);
}

}  // namespace dualflow
