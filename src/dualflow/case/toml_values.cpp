// SPDX-License-Identifier: MIT
#include "dualflow/case/toml_values.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>

#include "dualflow/case/codes.hpp"
#include "dualflow/case/nearest.hpp"
#include "dualflow/case/utf8.hpp"

namespace dualflow {

namespace {

int line_of(const toml::node& node) {
    return static_cast<int>(node.source().begin.line);
}

bool is_year(std::string_view key) {
    return key.size() == 4 && key.find_first_not_of("0123456789") == std::string_view::npos;
}

const Setting* find_setting(std::string_view section, std::string_view key) {
    for (const Setting& setting : schema_settings()) {
        const bool any_year = setting.value.name == "<year>" && is_year(key);
        if (setting.section == section && (setting.value.name == key || any_year)) return &setting;
    }
    return nullptr;
}

bool is_section(std::string_view name) {
    return std::any_of(schema_settings().begin(), schema_settings().end(),
                       [&](const Setting& setting) { return !name.empty() && setting.section == name; });
}

std::vector<std::string> names_in(std::string_view section) {
    std::vector<std::string> names;
    for (const Setting& setting : schema_settings()) {
        if (setting.section == section) names.emplace_back(setting.value.name);
        if (section.empty() && !setting.section.empty()) names.emplace_back(setting.section);
    }
    return names;
}

std::string shown(const toml::node& node) {
    if (const auto* text = node.as_string()) return excerpt(text->get());
    if (const auto* number = node.as_integer()) return fmt::format("{}", number->get());
    if (const auto* number = node.as_floating_point()) return fmt::format("{}", number->get());
    if (const auto* flag = node.as_boolean()) return flag->get() ? "true" : "false";
    if (node.is_table()) return "a table";
    return node.is_array() ? "a list" : "a date or time";
}

std::string expected_of(const Column& column) {
    switch (column.type) {
        case Type::number:
            return "a number, without quotes";
        case Type::integer:
            return "a whole number, without quotes";
        case Type::flag:
            return "true or false";
        case Type::date:
            return "a date, such as 2027-01-01";
        case Type::references:
            return "a list of names, such as [\"cycle\", \"demand.service_target\"]";
        default:
            return "a text in quotes";
    }
}

// The value as the text or number that the checks of cells understand.
Result<Value, ValueProblem> convert(const Column& column, const toml::node& node) {
    const ValueProblem wrong_type{
        code::wrong_setting, fmt::format("is not a {}", to_string(column.type)), expected_of(column), {}};
    if (column.type == Type::number || column.type == Type::integer) {
        if (!node.is_number()) return unexpected(wrong_type);
        const double number = node.value<double>().value_or(0);
        if (!std::isfinite(number)) return unexpected(wrong_type);
        return check_number(column, number);
    }
    if (column.type == Type::flag) {
        if (!node.is_boolean()) return unexpected(wrong_type);
        return Value{true, node.value<bool>().value_or(false) ? 1.0 : 0.0, {}};
    }
    if (column.type == Type::date && node.is_date()) {
        const toml::date date = node.as_date()->get();
        return parse_value(column, fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day));
    }
    if (!node.is_string()) return unexpected(wrong_type);
    return parse_value(column, node.as_string()->get());
}

class Reader {
public:
    Reader(TomlValues& values, Diagnostics& errors) : values_(values), errors_(errors) {}

    void read(const toml::table& root) {
        for (const auto& [key, node] : root) {
            if (!is_section(key.str())) {
                read_setting("", key, node);
            } else if (const toml::table* section = node.as_table()) {
                for (const auto& [inner, value] : *section) read_setting(key.str(), inner, value);
            } else {
                add(code::wrong_setting, line_of(node), key.str(), shown(node),
                    fmt::format("{} is not a section", shown(node)),
                    fmt::format("[{}] with settings below", key.str()));
            }
        }
    }

private:
    void read_setting(std::string_view section, const toml::key& key, const toml::node& node) {
        const std::string name = dotted(section, key.str());
        const int line = static_cast<int>(key.source().begin.line);
        const Setting* setting = find_setting(section, key.str());
        if (setting == nullptr) {
            const std::string place = section.empty() ? "case.toml" : fmt::format("[{}]", section);
            add(code::unknown_setting, line, excerpt(name), excerpt(key.str()),
                fmt::format("no setting \"{}\" in {}", excerpt(key.str()), place), "the name of a setting");
            errors_.back().nearest = nearest_names(key.str(), names_in(section));
            return;
        }
        SettingValue& stored = values_.by_name[name];
        stored.row = line;
        if (setting->value.type == Type::references)
            read_list(name, *setting, node, stored);
        else
            read_one(name, *setting, node, stored);
    }

    void read_one(const std::string& name, const Setting& setting, const toml::node& node,
                  SettingValue& stored) {
        if (auto value = convert(setting.value, node))
            stored.value = std::move(*value);
        else
            report(name, stored.row, shown(node), value.error());
    }

    void read_list(const std::string& name, const Setting& setting, const toml::node& node,
                   SettingValue& stored) {
        const ValueProblem no_list{
            code::wrong_setting, "is not a list of names", expected_of(setting.value), {}};
        const toml::array* list = node.as_array();
        if (list == nullptr) return report(name, stored.row, shown(node), no_list);
        for (const toml::node& entry : *list) {
            if (const auto* text = entry.as_string())
                stored.list.emplace_back(trim(text->get()));
            else
                report(name, stored.row, shown(entry), no_list);
        }
    }

    void report(const std::string& name, int row, const std::string& found, const ValueProblem& problem) {
        add(problem.code, row, name, found, fmt::format("{} \"{}\" {}", name, found, problem.message),
            problem.expected);
        errors_.back().nearest = problem.nearest;
    }

    void add(std::string_view code, int row, std::string_view name, std::string_view found,
             std::string message, std::string_view expected) {
        Diagnostic d;
        d.code = code;
        d.row = row;
        d.column = name;
        d.found = found;
        d.message = std::move(message);
        d.expected = expected;
        errors_.push_back(std::move(d));
    }

    TomlValues& values_;
    Diagnostics& errors_;
};

Diagnostic syntax_error(const toml::parse_error& error) {
    Diagnostic d;
    d.code = code::toml_syntax;
    d.row = static_cast<int>(error.source().begin.line);
    d.found = excerpt(error.description());
    d.message = fmt::format("not TOML at column {}: {}", error.source().begin.column, error.description());
    d.expected = "lines such as name = \"value\" below [section] headings";
    return d;
}

}  // namespace

std::string dotted(std::string_view section, std::string_view key) {
    return section.empty() ? std::string(key) : fmt::format("{}.{}", section, key);
}

TomlValues read_toml(std::string_view text, Diagnostics& errors) {
    TomlValues values;
    try {
        const toml::table root = toml::parse(text);
        Reader(values, errors).read(root);
    } catch (const toml::parse_error& error) {
        errors.push_back(syntax_error(error));
        values.readable = false;
    }
    return values;
}

}  // namespace dualflow
