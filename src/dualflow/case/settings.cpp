// SPDX-License-Identifier: MIT
#include "dualflow/case/settings.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "dualflow/case/branching.hpp"
#include "dualflow/case/calendar.hpp"
#include "dualflow/case/codes.hpp"
#include "dualflow/case/nearest.hpp"
#include "dualflow/case/toml_values.hpp"
#include "dualflow/case/utf8.hpp"

namespace dualflow {

namespace {

Diagnostic problem(std::string_view code, int row, std::string_view setting, std::string_view found,
                   std::string message, std::string_view expected) {
    Diagnostic d;
    d.code = code;
    d.row = row;
    d.column = setting;
    d.found = found;
    d.message = std::move(message);
    d.expected = expected;
    return d;
}

// Fills in defaults and reports settings that are required and missing.
void complete(TomlValues& values, Diagnostics& errors) {
    for (const Setting& setting : schema_settings()) {
        const std::string name = dotted(setting.section, setting.value.name);
        if (values.by_name.contains(name)) continue;
        if (setting.value.required)
            errors.push_back(problem(code::missing_setting, 0, name, "", fmt::format("{} is missing", name),
                                     setting.value.description));
        else if (!setting.value.standard.empty())
            values.by_name[name].value = parse_value(setting.value, "").value_or(Value{});
    }
}

std::vector<std::string> names_for_off() {
    std::vector<std::string> names;
    for (const Table& table : schema_tables()) {
        names.emplace_back(table.name);
        for (const Column& column : table.columns)
            names.push_back(fmt::format("{}.{}", table.name, column.name));
    }
    for (const Setting& setting : schema_settings())
        if (setting.section == "risk" || setting.section == "futures")
            names.push_back(dotted(setting.section, setting.value.name));
    return names;
}

bool is_indispensable(std::string_view entry) {
    const std::size_t dot = entry.find('.');
    const Table* table = find_table(entry.substr(0, dot));
    if (table == nullptr) return false;
    if (dot == std::string_view::npos) return table->required;
    const Column* column = find_column(*table, entry.substr(dot + 1));
    return column != nullptr && (column->required || column->key);
}

void check_off(const TomlValues& values, Diagnostics& errors) {
    const auto off = values.by_name.find("model.off");
    if (off == values.by_name.end()) return;
    const std::vector<std::string> names = names_for_off();
    for (const std::string& entry : off->second.list) {
        if (std::find(names.begin(), names.end(), entry) == names.end()) {
            errors.push_back(problem(code::unknown_off, off->second.row, "model.off", excerpt(entry),
                                     fmt::format("no table or column \"{}\" to switch off", excerpt(entry)),
                                     "a table, or table.column"));
            errors.back().nearest = nearest_names(entry, names);
        } else if (is_indispensable(entry)) {
            errors.push_back(problem(code::indispensable, off->second.row, "model.off", entry,
                                     fmt::format("\"{}\" cannot be off: there is no case without it", entry),
                                     "a table or column that a case can do without"));
        }
    }
}

void check_supported(const TomlValues& values, const std::vector<std::string>& off, Diagnostics& errors) {
    for (const Setting& setting : schema_settings()) {
        const std::string name = dotted(setting.section, setting.value.name);
        const auto found = values.by_name.find(name);
        if (setting.value.status != Status::not_supported || found == values.by_name.end()) continue;
        const Value& value = found->second.value;
        const Value standard = parse_value(setting.value, "").value_or(Value{});
        const bool differs =
            value.given && (setting.value.standard.empty() || value.number != standard.number);
        if (differs && std::find(off.begin(), off.end(), name) == off.end())
            errors.push_back(problem(code::setting_not_supported, found->second.row, name, "",
                                     fmt::format("{} is not supported yet", name),
                                     fmt::format("no such setting, or \"{}\" in [model] off", name)));
    }
}

class Filler {
public:
    explicit Filler(const TomlValues& values) : values_(values) {}

    std::string text(const std::string& name) const { return value(name).text; }
    double number(const std::string& name) const { return value(name).number; }
    Value value(const std::string& name) const {
        const auto found = values_.by_name.find(name);
        return found == values_.by_name.end() ? Value{} : found->second.value;
    }

private:
    const TomlValues& values_;
};

void fill_budget(const TomlValues& values, Date end, Settings& s) {
    const Value each = Filler(values).value("budget.each_year");
    if (each.given)
        for (int year = year_of(s.start); year <= year_of(end + -1); ++year) s.budget[year] = each.number;
    for (const auto& [name, setting] : values.by_name)
        if (name.starts_with("budget.") && name != "budget.each_year" && setting.value.given)
            s.budget[std::stoi(name.substr(7))] = setting.value.number;
}

Settings fill(const TomlValues& values) {
    const Filler get(values);
    Settings s;
    s.name = get.text("name");
    s.currency = get.text("currency");
    s.start = get.value("start").date();
    s.calendar = get.text("calendar");
    s.discount_rate = get.number("discount_rate");
    s.prices = get.text("prices");
    s.risk_lambda = get.number("risk.lambda");
    s.risk_alpha = get.number("risk.alpha");
    if (const auto off = values.by_name.find("model.off"); off != values.by_name.end())
        s.off = off->second.list;
    if (const Value price = get.value("model.elastic_price"); price.given) s.elastic_price = price.number;
    s.epoch = get.text("model.epoch");
    s.end_stock = get.text("model.end_stock");
    s.holding = get.text("model.holding");
    s.tables = get.number("model.tables") != 0;
    s.review_days = static_cast<int>(get.number("model.review_days"));
    s.capital = get.text("model.capital");
    s.non_us_content = get.number("model.non_us_content");
    s.defect_value_factor = get.number("quality.value_factor");
    s.cost_per_defect = Money{get.number("quality.cost_per_defect")};
    s.defect_exposure_days = get.number("quality.exposure_days");
    s.seed = static_cast<std::uint64_t>(get.number("futures.seed"));
    if (const Value leaves = get.value("futures.leaves"); leaves.given)
        s.leaves = static_cast<std::size_t>(leaves.number);
    s.fans = static_cast<std::size_t>(get.number("futures.fans"));
    if (const Value days = get.value("futures.window_days"); days.given) s.window_days = days.number;
    s.gap = get.number("solve.gap");
    s.threads = static_cast<int>(get.number("solve.threads"));
    std::sort(s.off.begin(), s.off.end());
    s.off.erase(std::unique(s.off.begin(), s.off.end()), s.off.end());
    if (is_off(s, "risk", "lambda")) s.risk_lambda = 0;
    if (is_off(s, "futures", "leaves")) s.leaves.reset();
    if (is_off(s, "futures", "fans")) s.fans = Settings{}.fans;
    if (is_off(s, "futures", "window_days")) s.window_days.reset();
    return s;
}

void check_branching(const TomlValues& values, const std::vector<Bucket>& buckets, Settings& s,
                     Diagnostics& errors) {
    const auto found = values.by_name.find("futures.branching");
    const bool off = is_off(s, "futures", "branching");
    if (off || found == values.by_name.end() || !found->second.value.given) return;
    const std::string& text = found->second.value.text;
    const auto report = [&](const std::string& what, std::string_view expected) {
        errors.push_back(problem(code::wrong_branching, found->second.row, "futures.branching", excerpt(text),
                                 fmt::format("branching \"{}\" {}", excerpt(text), what), expected));
    };
    const auto children = parse_branching(text, buckets);
    if (!children)
        return report(children.error(),
                      "counts from 2 on and first days of buckets in order, such as "
                      "\"4@2027-01-01;2@2029-01-01\"");
    std::size_t leaves = 1;
    for (const std::size_t count : *children) leaves *= count;
    if (s.leaves.value_or(leaves) != leaves)
        return report(fmt::format("makes {} leaves, and leaves is {}", leaves, *s.leaves),
                      "a branching of so many leaves, or one of the two settings alone");
    s.leaves = leaves;
    s.branching = *children;
}

void check_calendar(const TomlValues& values, Settings& s, Diagnostics& errors) {
    const auto calendar = values.by_name.find("calendar");
    const auto start = values.by_name.find("start");
    if (calendar == values.by_name.end() || !calendar->second.value.given) return;
    const bool started = start != values.by_name.end() && start->second.value.given;
    if (const auto buckets = make_calendar(s.calendar, started ? s.start : Date{})) {
        if (started) check_branching(values, *buckets, s, errors);
        return fill_budget(values, buckets->back().end, s);
    }
    errors.push_back(problem(code::wrong_calendar, calendar->second.row, "calendar", excerpt(s.calendar),
                             fmt::format("calendar \"{}\" cannot be read", excerpt(s.calendar)),
                             "counts of days, weeks, months, quarters, half-years or years, such as "
                             "\"8 quarters, 4 half-years, 4 years\""));
}

}  // namespace

std::optional<Settings> read_settings(std::string_view text, std::string_view file, Diagnostics& errors) {
    const std::string_view body = without_bom(text);
    if (auto wrong = check_encoding(body, file)) {
        errors.push_back(std::move(*wrong));
        return std::nullopt;
    }
    Diagnostics found;
    std::optional<Settings> settings;
    TomlValues values = read_toml(body, found);
    if (values.readable) {
        complete(values, found);
        settings = fill(values);
        check_off(values, found);
        check_supported(values, settings->off, found);
        check_calendar(values, *settings, found);
    }
    for (Diagnostic& d : found) d.file = file;
    errors.insert(errors.end(), found.begin(), found.end());
    return settings;
}

Result<Settings, Diagnostics> parse_settings(std::string_view text, std::string_view file) {
    Diagnostics errors;
    std::optional<Settings> settings = read_settings(text, file, errors);
    if (errors.empty() && settings) return *std::move(settings);
    sort_by_place(errors);
    return unexpected(std::move(errors));
}

bool is_off(const Settings& settings, std::string_view table) {
    return std::binary_search(settings.off.begin(), settings.off.end(), table);
}

bool is_off(const Settings& settings, std::string_view table, std::string_view column) {
    return is_off(settings, fmt::format("{}.{}", table, column));
}

}  // namespace dualflow
