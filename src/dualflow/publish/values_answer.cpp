// SPDX-License-Identifier: MIT
#include "dualflow/publish/values_answer.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <vector>

namespace dualflow {
namespace {

using Json = nlohmann::ordered_json;
using Rows = std::vector<std::vector<std::string>>;

// A plan that is not what was asked for says so beside its cost.
std::string remark_on(const Json& plan) {
    const auto status = plan["status"].get<std::string>();
    if (status == "optimal") return "";
    return status == "elastic" ? "breaks rows of the case, at their price" : status;
}

std::string money_of(const Json& amount, const text::Scale& money) {
    return amount.is_null() ? "none" : money(amount.get<double>());
}

std::string range_of(const Json& value, const text::Scale& money) {
    if (value.is_null()) return "";
    if (value["most"].is_null()) return fmt::format("at least {}", money_of(value["least"], money));
    return fmt::format("{} to {}", money_of(value["least"], money), money_of(value["most"], money));
}

std::vector<std::string> row_of(const std::string& name, const Json& value, const std::string& remark,
                                const text::Scale& money) {
    return {name, value.is_null() ? "none" : money_of(value["value"], money), range_of(value, money), remark};
}

std::string plans(const Json& values, const text::Scale& money, const std::string& unit) {
    const auto row = [&](const char* name, const char* key) {
        return std::vector<std::string>{name, money_of(values[key]["objective"], money),
                                        remark_on(values[key])};
    };
    return text::table({{"plans compared", unit},
                        row("this plan (RP)", "recourse"),
                        row("with foresight (WS): nobody could operate at it", "foresight"),
                        row("mean future, taken for certain (EV)", "expected_value"),
                        row("its first decisions in the futures (EEV)", "expected_result")},
                       {2});
}

std::string name_of(const Json& source) {
    return source[source["contract"].is_null() ? "supplier" : "contract"].get<std::string>();
}

std::string differences(const Json& values, const text::Scale& money, const std::string& unit) {
    const auto reason = values["reason"].get<std::string>();
    Rows rows = {{"worth", unit, "between"},
                 row_of("perfect information (EVPI = RP - WS)", values["evpi"], "", money),
                 row_of("minding the futures (VSS = EEV - RP)", values["vss"], reason, money)};
    for (const Json& row : values["second_sources"]) {
        std::string remark = "no single source has a plan";
        if (!row["best"].is_null()) {
            const Json& best = row["singles"][row["best"].get<std::size_t>()];
            remark = "best alone: " + name_of(best);
            if (const std::string said = remark_on(best); !said.empty()) remark += ", " + said;
        }
        rows.push_back(row_of(fmt::format("second source of {} at {}", row["product"].get<std::string>(),
                                          row["site"].get<std::string>()),
                              row["value"], remark, money));
    }
    return text::table(rows, {3});
}

}  // namespace

std::string values_answer(const Json& values, const text::Scale& money, const std::string& unit) {
    return "\n" + plans(values, money, unit) + "\n" + differences(values, money, unit);
}

}  // namespace dualflow
