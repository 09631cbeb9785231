// SPDX-License-Identifier: MIT
#include "dualflow/case/hash.hpp"

#include <fmt/format.h>
#include <xxhash.h>

#include <algorithm>

namespace dualflow {

namespace {

std::string digest(std::string_view text) {
    const XXH128_hash_t hash = XXH3_128bits(text.data(), text.size());
    return fmt::format("{:016x}{:016x}", hash.high64, hash.low64);
}

// Lengths before texts, so that no two contents read the same.
void append(std::string& out, std::string_view text) {
    out += fmt::format("{}:{};", text.size(), text);
}
void append(std::string& out, double number) {
    append(out, fmt::format("{}", number));
}

std::string row_text(const Row& row) {
    std::string text;
    for (std::size_t i = 0; i < row.values.size(); ++i) {
        const Column& column = row.table->columns[i];
        const Value& value = row.values[i];
        if (column.name == "note" || (!value.given && column.standard.empty())) continue;
        append(text, column.name);
        append(text, value.number);
        append(text, value.text);
    }
    return text;
}

std::string settings_text(const Settings& s) {
    std::string text;
    for (const std::string& word : {s.name, s.currency, to_string(s.start), s.calendar, s.prices, s.epoch,
                                    s.end_stock, s.holding, s.capital})
        append(text, word);
    for (const double number : {s.discount_rate, s.risk_lambda, s.risk_alpha, s.elastic_price.value_or(-1),
                                s.non_us_content, s.defect_value_factor, s.cost_per_defect.value,
                                s.defect_exposure_days, static_cast<double>(s.seed), s.gap})
        append(text, number);
    for (const std::string& entry : s.off) append(text, entry);
    for (const auto& [year, money] : s.budget) {
        append(text, year);
        append(text, money);
    }
    return text;
}

}  // namespace

std::string content_hash(const Tables& tables, const Settings& settings, std::string_view strategy) {
    std::string all;
    append(all, settings_text(settings));
    for (const auto& [name, table] : tables) {
        std::vector<std::string> rows;
        rows.reserve(table.rows.size());
        for (const Row& row : table.rows) rows.push_back(digest(row_text(row)));
        std::sort(rows.begin(), rows.end());
        append(all, name);
        for (const std::string& row : rows) append(all, row);
    }
    if (!strategy.empty()) append(all, strategy);
    return digest(all);
}

}  // namespace dualflow
