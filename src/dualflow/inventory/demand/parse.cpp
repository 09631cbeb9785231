// SPDX-License-Identifier: MIT
#include "dualflow/inventory/demand/parse.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <system_error>
#include <vector>

namespace dualflow::inventory {
namespace {

using Demand = Result<Distribution, std::string>;
using Fields = std::vector<std::string_view>;

constexpr double sum_tolerance = 1e-9;
constexpr double most_units = 1e6;  // a demand of more should be counted in larger units

tl::unexpected<std::string> refuse(std::string message) {
    return unexpected(std::move(message));
}

Fields split(std::string_view text, char by) {
    Fields fields;
    for (std::size_t from = 0;;) {
        const std::size_t to = text.find(by, from);
        fields.push_back(text.substr(from, to == std::string_view::npos ? to : to - from));
        if (to == std::string_view::npos) return fields;
        from = to + 1;
    }
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '"')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '"' || text.back() == '\r'))
        text.remove_suffix(1);
    return text;
}

std::optional<double> number(std::string_view text) {
    double value = 0;
    text = trimmed(text);
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(value))
        return std::nullopt;
    return value;
}

std::optional<std::int64_t> units(std::string_view text) {
    const auto value = number(text);
    if (!value || *value != std::floor(*value) || *value < 0 || *value > most_units) return std::nullopt;
    return static_cast<std::int64_t>(*value);
}

Demand parse_uniform(const Fields& f) {
    const auto lowest = units(f[1]), highest = units(f[2]);
    if (!lowest || !highest || *lowest > *highest)
        return refuse(fmt::format(
            "demand uniform from \"{}\" to \"{}\"; expected two whole numbers, 0 ≤ LO ≤ HI ≤ {:g}", f[1],
            f[2], most_units));
    return uniform(*lowest, *highest);
}

Demand parse_constant(const Fields& f) {
    const auto value = units(f[1]);
    if (!value)
        return refuse(fmt::format("a constant demand of \"{}\"; expected a whole number from 0", f[1]));
    return uniform(*value, *value);
}

Demand parse_poisson(const Fields& f) {
    const auto mean = number(f[1]);
    if (!mean || *mean <= 0 || *mean > most_units)
        return refuse(fmt::format("a Poisson mean of \"{}\"; expected a number above 0, at most {:g}", f[1],
                                  most_units));
    return poisson(*mean);
}

Demand parse_negative_binomial(const Fields& f) {
    const auto mean = number(f[1]), variance = number(f[2]);
    if (!mean || !variance || *mean <= 0 || *mean > most_units || *variance <= *mean ||
        *variance > most_units * most_units)
        return refuse(fmt::format(
            "a negative binomial of mean \"{}\" and variance \"{}\"; expected a mean above 0 and a "
            "variance above the mean",
            f[1], f[2]));
    return negative_binomial(*mean, *variance);
}

Demand parse_normal(const Fields& f) {
    const auto mean = number(f[1]), deviation = number(f[2]);
    if (!mean || !deviation || *mean < 0 || *mean > most_units || *deviation <= 0 || *deviation > most_units)
        return refuse(
            fmt::format("a normal demand of mean \"{}\" and deviation \"{}\"; expected a mean from 0 and a "
                        "deviation above 0",
                        f[1], f[2]));
    return discretised_normal(*mean, *deviation);
}

Demand from_masses(const std::map<std::int64_t, double>& masses) {
    const std::int64_t lowest = masses.begin()->first, highest = masses.rbegin()->first;
    std::vector<double> weights(static_cast<std::size_t>(highest - lowest + 1), 0);
    double sum = 0;
    for (const auto& [value, mass] : masses) {
        weights[static_cast<std::size_t>(value - lowest)] = mass;
        sum += mass;
    }
    if (std::abs(sum - 1) > sum_tolerance)
        return refuse(fmt::format("the probabilities of demand sum to {:.12g}; expected 1", sum));
    return from_weights(lowest, std::move(weights));
}

Demand parse_values(const Fields& f) {
    std::map<std::int64_t, double> masses;
    for (const std::string_view pair : split(f[1], ',')) {
        const Fields sides = split(pair, '=');
        const auto value = units(sides[0]);
        const auto mass = sides.size() == 2 ? number(sides[1]) : std::nullopt;
        if (!value || !mass || *mass < 0 || *mass > 1)
            return refuse(
                fmt::format("\"{}\" among the values of demand; expected VALUE=PROBABILITY, a whole number "
                            "from 0 and a share from 0 to 1",
                            pair));
        if (!masses.try_emplace(*value, *mass).second)
            return refuse(fmt::format("demand {} has two probabilities; expected one", *value));
    }
    return from_masses(masses);
}

// The rows of a column of a CSV file, or the only column; numbers have no commas in them.
Demand parse_history(const Fields& f) {
    const std::string file(f[1]), column(f.size() > 2 ? f[2] : "");
    std::ifstream in(file);
    std::error_code error;
    if (std::filesystem::is_directory(file, error))
        return refuse(fmt::format("the history {} is a folder; expected a CSV file", file));
    if (!in) return refuse(fmt::format("the history {} cannot be read", file));
    std::vector<std::string> lines;
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    if (lines.empty()) return refuse(fmt::format("the history {} is empty", file));
    constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
    if (lines.front().starts_with(byte_order_mark)) lines.front().erase(0, byte_order_mark.size());
    const Fields names = split(lines.front(), ',');
    std::size_t at = 0;
    while (at < names.size() && !column.empty() && trimmed(names[at]) != column) ++at;
    if (at == names.size())
        return refuse(fmt::format("the history {} has no column \"{}\"; its columns are {}", file, column,
                                  lines.front()));
    if (column.empty() && names.size() > 1)
        return refuse(
            fmt::format("the history {} has several columns; expected history:{}:COLUMN", file, file));
    const bool headed = !column.empty() || !number(names.front());
    std::map<std::int64_t, double> counts;
    int rows = 0;
    for (std::size_t i = headed ? 1 : 0; i < lines.size(); ++i) {
        if (trimmed(lines[i]).empty()) continue;
        const Fields cells = split(lines[i], ',');
        const auto value = at < cells.size() ? units(cells[at]) : std::nullopt;
        if (!value)
            return refuse(fmt::format("row {} of the history {} holds \"{}\"; expected a whole number from 0",
                                      i + 1, file, at < cells.size() ? cells[at] : ""));
        counts[*value] += 1;
        ++rows;
    }
    if (rows == 0) return refuse(fmt::format("the history {} has no rows", file));
    for (auto& [value, count] : counts) count /= rows;
    return from_masses(counts);
}

struct Form {
    std::string_view name, shape;
    std::size_t least, most;  // fields after the name
    Demand (*parse)(const Fields&);
};

constexpr Form forms[] = {
    {"uniform", "uniform:LO:HI", 2, 2, parse_uniform},
    {"poisson", "poisson:MEAN", 1, 1, parse_poisson},
    {"negbin", "negbin:MEAN:VARIANCE", 2, 2, parse_negative_binomial},
    {"normal", "normal:MEAN:SD", 2, 2, parse_normal},
    {"constant", "constant:N", 1, 1, parse_constant},
    {"values", "values:0=0.25,1=0.75", 1, 1, parse_values},
    {"history", "history:FILE.csv[:COLUMN]", 1, 2, parse_history},
};

}  // namespace

Result<Distribution, std::string> parse_demand(std::string_view text) {
    const Fields fields = split(text, ':');
    std::string shapes;
    for (const Form& form : forms) {
        shapes += fmt::format("{}{}", shapes.empty() ? "" : ", ", form.shape);
        if (fields.front() != form.name) continue;
        if (fields.size() - 1 < form.least || fields.size() - 1 > form.most)
            return refuse(fmt::format("demand \"{}\"; expected {}", text, form.shape));
        return form.parse(fields);
    }
    return refuse(fmt::format("demand \"{}\"; expected one of {}", text, shapes));
}

}  // namespace dualflow::inventory
