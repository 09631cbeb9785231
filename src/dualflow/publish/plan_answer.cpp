// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>
#include <vector>

#include "dualflow/publish/answer.hpp"
#include "dualflow/publish/text.hpp"
#include "dualflow/publish/values_answer.hpp"

namespace dualflow {

namespace {

using Json = nlohmann::ordered_json;
using Rows = std::vector<std::vector<std::string>>;

constexpr std::size_t most_rows = 20;  // of a list; the report shows them all

std::string text_of(const Json& value) {
    return value.is_string() ? value.get<std::string>() : value.dump();
}

class Answer {
public:
    explicit Answer(std::string_view document) : plan_(Json::parse(document)) {
        double largest = 0;
        for (const auto& [name, amount] : plan_["cost_components"].items())
            largest = std::max(largest, std::abs(amount.get<double>()));
        money_ = text::scale_for(largest);
        unit_ = money_.prefix + text_of(plan_["case"]["currency"]);
    }

    std::string run() {
        verdict();
        if (!plan_["objective"].is_null()) {
            figures();
            costs();
            sources();
            investments();
            awards();
            false_dual_sources();
            const Json values = plan_.value("values", Json());
            if (!values.is_null()) out_ += values_answer(values, money_, unit_);
        }
        reconciliation();
        elastic();
        notes();
        return std::move(out_);
    }

private:
    std::string amount(const Json& value) const {
        return value.is_null() ? "none" : money_(value.get<double>()) + " " + unit_;
    }

    std::string name_of_case() const {
        const std::string strategy = plan_["case"].value("strategy", "");
        return text_of(plan_["case"]["name"]) + (strategy.empty() ? "" : ", strategy " + strategy);
    }

    void verdict() {
        static const std::map<std::string, std::pair<std::string, std::string>> words = {
            {"optimal", {"a plan within the gap asked for", ""}},
            {"elastic", {"a plan that breaks rows of the case: they are named below", ""}},
            {"limit", {"the best plan found before the limit", "no plan was found before the limit"}},
            {"interrupted",
             {"the best plan found before the interruption", "no plan was found before the interruption"}},
            {"infeasible", {"", "no plan satisfies the case: the log below says why"}},
            {"failed", {"", "the solver gave no answer that could be confirmed: the log below says why"}}};
        const auto& [with_plan, without] = words.at(text_of(plan_["status"]));
        out_ += fmt::format("{}: {}\n", name_of_case(), plan_["objective"].is_null() ? without : with_plan);
        if (plan_.value("foresight", false))
            out_ +=
                "WITH FORESIGHT: every future planned as if it were known, but for shocks; nobody could "
                "operate at this cost\n";
        const Json& calendar = plan_["calendar"];
        if (!calendar.empty())
            out_ += fmt::format("{} to {}, {} buckets\n", text_of(calendar.front()["start"]),
                                text_of(calendar.back()["end"]), calendar.size());
    }

    void figures() {
        const Json& s = plan_["summary"];
        Rows rows = {{"objective", amount(plan_["objective"]),
                      fmt::format("cost less revenue, discounted at {}",
                                  text::percent(plan_["case"]["discount_rate"].get<double>()))},
                     {"bound", amount(plan_["bound"]), text_of(plan_["bound_source"])}};
        if (!plan_["gap"].is_null())
            rows.push_back({"gap", text::percent(plan_["gap"].get<double>(), 4), ""});
        const bool whole = text_of(plan_["bound_source"]) == "safe cuts";  // integers and all
        rows.push_back({"proved bound", amount(plan_["bound_proved"]),
                        whole ? "own arithmetic" : "own arithmetic, linear relaxation"});
        if (!s["revenue"].is_null())
            rows.push_back({"revenue", amount(s["revenue"]),
                            fmt::format("margin {}", text::percent(s["margin"].get<double>()))});
        if (!s["served_share"].is_null())
            rows.push_back({"served", text::percent(s["served_share"].get<double>(), 2),
                            fmt::format("{} of {} units, {} lost", text::grouped(s["sales"].get<double>(), 0),
                                        text::grouped(s["demand"].get<double>(), 0),
                                        text::grouped(s["lost"].get<double>(), 0))});
        out_ += "\n" + text::table(rows, {2});
    }

    void costs() {
        Rows rows = {{"cost components", unit_}};
        for (const auto& [name, value] : plan_["cost_components"].items())
            rows.push_back({name, money_(value.get<double>())});
        rows.push_back({"objective", money_(plan_["objective"].get<double>())});
        out_ += "\n" + text::table(rows);
    }

    // First and last year of the horizon, the largest region of the last year first.
    void sources() {
        const Json& shares = plan_["summary"]["source_shares_total"];
        if (shares.empty()) return;
        const Json first = shares.front()["year"], last = shares.back()["year"];
        std::map<std::string, std::pair<double, double>> regions;
        for (const Json& row : shares) {
            auto& [from, to] = regions[text_of(row["region"])];
            if (row["year"] == first) from = row["share"];
            if (row["year"] == last) to = row["share"];
        }
        std::vector<std::pair<std::string, std::pair<double, double>>> order(regions.begin(), regions.end());
        std::ranges::stable_sort(order, std::greater{},
                                 [](const auto& entry) { return entry.second.second; });
        Rows rows = {{"bought parts by value made in", first.dump(), last.dump()}};
        for (const auto& [region, share] : order)
            rows.push_back({region, text::percent(share.first), text::percent(share.second)});
        out_ += "\n" + text::table(rows);
    }

    void investments() {
        const Json& all = plan_["investments"];
        if (all.empty()) {
            out_ += "\n  no investments\n";
            return;
        }
        Rows rows = {{"investments", "site", "decided", "in service", "count", "capital " + unit_}};
        for (const Json& row : all) {
            if (rows.size() > most_rows) break;
            rows.push_back({text_of(row["what"]), row["site"].is_null() ? "" : text_of(row["site"]),
                            text_of(row["decided"]), text_of(row["in_service"]), row["count"].dump(),
                            money_(row["capital"].get<double>())});
        }
        out_ += "\n" + text::table(rows, {1});
        and_more(all.size());
    }

    void and_more(std::size_t count) {
        if (count > most_rows) out_ += fmt::format("  and {} more: see the report\n", count - most_rows);
    }

    void awards() {
        std::size_t awarded = 0, with_base = 0;
        for (const Json& row : plan_["awards"]) {
            awarded += row["awarded"].get<bool>() ? 1U : 0U;
            with_base += row["base_per_day"].get<double>() > 0 ? 1U : 0U;
        }
        if (plan_["awards"].empty()) return;
        out_ += fmt::format("\n  awards  {} of {} contract terms awarded, {} with a base volume\n", awarded,
                            plan_["awards"].size(), with_base);
    }

    void false_dual_sources() {
        for (const Json& row : plan_["false_dual_sources"]) {
            std::string sources;
            for (const Json& site : row["sources"]) sources += (sources.empty() ? "" : ", ") + text_of(site);
            out_ += fmt::format("  false dual sourcing  {} from {}: all hang on {} of {}\n",
                                text_of(row["product"]), sources, text_of(row["shared_component"]),
                                text_of(row["shared_site"]));
        }
    }

    // What was recorded and what the plan ships; the largest differences first.
    void reconciliation() {
        if (!plan_.contains("reconciliation") || plan_["reconciliation"].empty()) return;
        std::vector<const Json*> lines;
        for (const Json& row : plan_["reconciliation"]) lines.push_back(&row);
        const auto gap = [](const Json* row) { return std::abs((*row)["difference"].get<double>()); };
        std::stable_sort(lines.begin(), lines.end(),
                         [&](const Json* a, const Json* b) { return gap(a) > gap(b); });
        Rows rows = {
            {"record against plan", "bucket from", "recorded", "planned", "difference", unit_, unit_}};
        for (std::size_t i = 0; i < std::min(lines.size(), most_rows); ++i)
            rows.push_back(line_of(*lines[i]));
        out_ += "\n" + text::table(rows, {1});
        and_more(lines.size());
    }

    std::vector<std::string> line_of(const Json& row) const {
        const Json& bucket =
            plan_["calendar"][plan_["nodes"][row["node"].get<std::size_t>()]["bucket"].get<std::size_t>()];
        const auto units = [&](const char* name) { return text::grouped(row[name].get<double>(), 1); };
        const std::string mode = text_of(row["mode"]);
        return {fmt::format("{} {} to {}{}", text_of(row["product"]), text_of(row["from"]),
                            text_of(row["to"]), mode.empty() ? "" : " by " + mode),
                text_of(bucket["start"]),
                units("recorded"),
                units("planned"),
                units("difference"),
                row["recorded_cost"].is_null() ? "none" : money_(row["recorded_cost"].get<double>()),
                money_(row["planned_cost"].get<double>())};
    }

    void elastic() {
        const Json& rows = plan_["elastic"]["rows"];
        if (rows.empty()) return;
        out_ += fmt::format("\n  elastic rows paid  {} in all\n",
                            text::grouped(plan_["elastic"]["total"].get<double>(), 3));
        std::size_t shown = 0;
        for (const Json& row : rows) {
            if (++shown > most_rows) break;
            out_ += fmt::format("    {} row {}: {}: {} by {}\n", text_of(row["table"]), row["row"].get<int>(),
                                text_of(row["family"]), text_of(row["what"]),
                                text::grouped(row["amount"].get<double>(), 3));
        }
        and_more(rows.size());
    }

    void notes() {
        const Json& off = plan_["case"]["tables_off"];
        std::string names;
        for (const Json& name : off) names += (names.empty() ? "" : ", ") + text_of(name);
        if (!names.empty()) out_ += fmt::format("\n  not used, as case.toml says  {}\n", names);
        if (!plan_["warnings"].empty())
            out_ += fmt::format("  warnings of the case  {}\n", plan_["warnings"].size());
        if (!plan_["objective"].is_null()) return;
        for (const Json& line : plan_["log"]) out_ += fmt::format("  {}\n", text_of(line));
    }

    Json plan_;
    text::Scale money_;
    std::string unit_, out_;
};

}  // namespace

std::string plan_answer(std::string_view document) {
    return Answer(document).run();
}

}  // namespace dualflow
