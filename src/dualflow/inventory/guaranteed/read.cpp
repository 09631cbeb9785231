// SPDX-License-Identifier: MIT
#include "dualflow/inventory/guaranteed/read.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fstream>
#include <map>
#include <optional>

namespace dualflow::inventory {
namespace {

using Cells = std::vector<std::string>;
using Wrong = std::string;  // empty where all is well

struct Row {
    int number = 0;  // as an editor counts
    Cells cells;
};

struct Table {
    std::string file;
    std::vector<Row> rows;
};

// Stages, and arcs by name until all stages are known.
struct Draft {
    std::vector<ChainStage> stages;
    struct Arc {
        std::string supplier, customer;
        double quantity = 1;
        int row = 0;
    };
    std::vector<Arc> arcs;
};

std::string trimmed(const std::string& text) {
    const auto from = text.find_first_not_of(" \t\r");
    return from == std::string::npos ? "" : text.substr(from, text.find_last_not_of(" \t\r") - from + 1);
}

// Cells of a line; a cell in double quotes may hold commas, and "" for a quote.
Cells split(const std::string& line, char by = ',') {
    Cells cells(1);
    bool quoted = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (line[i] == '"' && quoted && i + 1 < line.size() && line[i + 1] == '"')
            cells.back() += line[i++];
        else if (line[i] == '"')
            quoted = !quoted;
        else if (line[i] == by && !quoted)
            cells.emplace_back();
        else
            cells.back() += line[i];
    }
    for (std::string& cell : cells) cell = trimmed(cell);
    return cells;
}

Result<Table, std::string> read_table(const std::string& file) {
    std::ifstream in(file, std::ios::binary);
    Table table{file, {}};
    int number = 0;
    for (std::string line; std::getline(in, line);) {
        if (++number == 1 && line.starts_with("\xEF\xBB\xBF")) line.erase(0, 3);
        if (!trimmed(line).empty()) table.rows.push_back({number, split(line)});
    }
    if (number == 0) return unexpected(fmt::format("the network {} cannot be read or is empty", file));
    return table;
}

std::optional<double> number_in(const std::string& text) {
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(value))
        return std::nullopt;
    return value;
}

// z with Φ(z) = level, by bisection: 60 halvings of [−10, 10].
double normal_quantile(double level) {
    double low = -10, high = 10;
    for (int i = 0; i < 60; ++i) {
        const double z = (low + high) / 2;
        (0.5 * std::erfc(-z / std::sqrt(2.0)) < level ? low : high) = z;
    }
    return (low + high) / 2;
}

// Columns by name, and the cells of a row as numbers. The first cell that is none is kept as `wrong`.
class Columns {
public:
    Columns(const Table& table, const Row& header) : table_(&table) {
        for (std::size_t i = 0; i < header.cells.size(); ++i) {
            const std::string& name = header.cells[i];
            at_.emplace(name.substr(name.rfind('@') == std::string::npos ? 0 : name.rfind('@') + 1), i);
        }
    }
    bool has(const std::string& column) const { return at_.contains(column); }
    std::string text(const Row& row, const std::string& column) const {
        const auto at = at_.find(column);
        return at == at_.end() || at->second >= row.cells.size() ? "" : row.cells[at->second];
    }
    // A number, or `otherwise` where the cell is empty.
    double number(const Row& row, const std::string& column, double otherwise) {
        const std::string cell = text(row, column);
        if (cell.empty()) return otherwise;
        const auto value = number_in(cell);
        if (!value || *value < 0) complain(row, column, cell, "a number from 0");
        return value.value_or(otherwise);
    }
    double needed(const Row& row, const std::string& column) {
        if (text(row, column).empty()) complain(row, column, "", "a number from 0");
        return number(row, column, 0);
    }
    double factor_of_level(const Row& row, const std::string& column) {
        const double level = number(row, column, 0.5);
        if (!(level >= 0.5 && level < 1))
            complain(row, column, text(row, column), "a level from 0.5, below 1");
        return normal_quantile(level);
    }
    void complain(const Row& row, const std::string& column, const std::string& cell,
                  const std::string& expected) {
        if (wrong.empty())
            wrong = fmt::format("{}, row {}: {} is \"{}\"; expected {}", table_->file, row.number, column,
                                cell, expected);
    }
    Wrong wrong;

private:
    const Table* table_;
    std::map<std::string, std::size_t> at_;
};

constexpr const char* own_columns[] = {"stage",           "time",          "cost",          "holding",
                                       "demand_sd",       "safety_factor", "service_level", "max_service",
                                       "inbound_service", "pooling",       "suppliers"};

Wrong check_own_header(const Table& table) {
    const Cells& header = table.rows.front().cells;
    for (const std::string& name : header)
        if (std::find(std::begin(own_columns), std::end(own_columns), name) == std::end(own_columns))
            return fmt::format("{}, row {}: unknown column \"{}\"; expected some of {}", table.file,
                               table.rows.front().number, name, fmt::join(own_columns, ", "));
    for (const char* needed : {"stage", "time"})
        if (std::find(header.begin(), header.end(), needed) == header.end())
            return fmt::format("{} has no column \"{}\"; expected at least stage and time", table.file,
                               needed);
    return {};
}

// A:2;B;C:1.5
void read_suppliers(Draft& draft, Columns& columns, const Row& row, const std::string& customer) {
    const std::string list = columns.text(row, "suppliers");
    if (list.empty()) return;
    for (const std::string& entry : split(list, ';')) {
        const auto colon = entry.rfind(':');
        const auto quantity =
            colon == std::string::npos ? std::optional(1.0) : number_in(trimmed(entry.substr(colon + 1)));
        const std::string name = trimmed(entry.substr(0, colon));
        if (name.empty() || !quantity)
            columns.complain(row, "suppliers", entry, "NAME or NAME:QUANTITY");
        else
            draft.arcs.push_back({name, customer, *quantity, row.number});
    }
}

Wrong read_own(const Table& table, Draft& draft) {
    if (Wrong wrong = check_own_header(table); !wrong.empty()) return wrong;
    Columns columns(table, table.rows.front());
    for (std::size_t i = 1; i < table.rows.size(); ++i) {
        const Row& row = table.rows[i];
        if (row.cells.size() > table.rows.front().cells.size())
            columns.complain(row, "the row", fmt::format("{} cells", row.cells.size()),
                             fmt::format("at most {}", table.rows.front().cells.size()));
        ChainStage stage;
        stage.name = columns.text(row, "stage");
        stage.row = row.number;
        stage.time = columns.needed(row, "time");
        stage.cost_added = columns.number(row, "cost", 0);
        stage.holding = columns.number(row, "holding", -1);
        stage.demand_sd = columns.number(row, "demand_sd", 0);
        const bool level = !columns.text(row, "service_level").empty();
        if (level && !columns.text(row, "safety_factor").empty())
            columns.complain(row, "service_level", columns.text(row, "service_level"),
                             "nothing beside a safety_factor");
        stage.safety_factor =
            level ? columns.factor_of_level(row, "service_level") : columns.number(row, "safety_factor", 0);
        if (stage.demand_sd > 0 && !level && columns.text(row, "safety_factor").empty())
            columns.complain(row, "safety_factor", "", "a number where there is demand");
        stage.most_service = columns.number(row, "max_service", -1);
        stage.inbound_service = columns.number(row, "inbound_service", 0);
        stage.pooling = columns.number(row, "pooling", 2);
        read_suppliers(draft, columns, row, stage.name);
        draft.stages.push_back(stage);
    }
    return columns.wrong;
}

Wrong read_willems(const Table& table, Draft& draft) {
    if (table.rows.size() < 2) return fmt::format("{} has no line of column names", table.file);
    Columns columns(table, table.rows[1]);
    for (const char* needed : {"from", "to", "stageName", "stageTime", "stageCost"})
        if (!columns.has(needed)) return fmt::format("{} has no column …/@{}", table.file, needed);
    for (std::size_t i = 2; i < table.rows.size(); ++i) {
        const Row& row = table.rows[i];
        if (const std::string from = columns.text(row, "from"); !from.empty()) {
            draft.arcs.push_back({from, columns.text(row, "to"), 1, row.number});
            continue;
        }
        ChainStage stage;
        stage.name = columns.text(row, "stageName");
        stage.row = row.number;
        stage.time = columns.needed(row, "stageTime");
        stage.cost_added = columns.number(row, "stageCost", 0);
        stage.demand_sd = columns.number(row, "stDevDemand", 0);
        stage.most_service = columns.number(row, "maxServiceTime", -1);
        if (stage.demand_sd > 0) {
            columns.needed(row, "serviceLevel");
            stage.safety_factor = columns.factor_of_level(row, "serviceLevel");
        }
        draft.stages.push_back(stage);
    }
    return columns.wrong;
}

Wrong read_snc(const Table& table, Draft& draft) {
    Columns columns(table, table.rows.front());
    constexpr std::size_t first_supplier = 8;
    for (std::size_t i = 1; i < table.rows.size(); ++i) {
        const Row& row = table.rows[i];
        ChainStage stage;
        stage.name = columns.text(row, "stage_id");
        stage.row = row.number;
        stage.time = columns.needed(row, "lead_time");
        stage.cost_added = columns.number(row, columns.has("cost_rate") ? "cost_rate" : "cost", 0);
        stage.most_service = columns.number(row, "max_s_time", -1);
        stage.pooling = columns.number(row, "risk_pool", 2);
        stage.demand_sd = columns.number(row, "ext_demand_std", 0);
        if (stage.demand_sd > 0) stage.safety_factor = columns.needed(row, "ext_demand_thres");
        for (std::size_t at = first_supplier; at < row.cells.size() && !row.cells[at].empty(); at += 2) {
            const auto quantity = at + 1 < row.cells.size() ? number_in(row.cells[at + 1]) : std::nullopt;
            if (!quantity)
                columns.complain(row, "up_stages", row.cells[at], "a quantity after each supplier");
            else
                draft.arcs.push_back({row.cells[at], stage.name, *quantity, row.number});
        }
        draft.stages.push_back(stage);
    }
    return columns.wrong;
}

Result<ChainForm, std::string> form_of(const Table& table, ChainForm form) {
    if (table.rows.empty()) return unexpected(fmt::format("the network {} is empty", table.file));
    const std::string& first = table.rows.front().cells.front();
    ChainForm found = ChainForm::dualflow;
    if (first == "/chain") found = ChainForm::willems;
    if (first == "stage_id") found = ChainForm::snc;
    if (form != ChainForm::automatic && form != found)
        return unexpected(
            fmt::format("{} begins with \"{}\", which is not the form asked for", table.file, first));
    return found;
}

Result<Chain, std::string> finish(const Table& table, Draft draft, double rate) {
    std::map<std::string, std::size_t> index;
    for (std::size_t j = 0; j < draft.stages.size(); ++j) index.emplace(draft.stages[j].name, j);
    std::vector<ChainArc> arcs;
    for (const Draft::Arc& arc : draft.arcs) {
        for (const std::string& name : {arc.supplier, arc.customer})
            if (!index.contains(name))
                return unexpected(
                    fmt::format("{}, row {}: an arc names the stage \"{}\", which is not declared; "
                                "expected the name of a stage",
                                table.file, arc.row, name));
        arcs.push_back({index.at(arc.supplier), index.at(arc.customer), arc.quantity});
    }
    auto chain = make_chain(std::move(draft.stages), std::move(arcs), rate);
    if (!chain) return unexpected(fmt::format("{}: {}", table.file, chain.error()));
    return chain;
}

}  // namespace

Result<Chain, std::string> read_chain(const std::string& file, ChainForm form, double holding_rate) {
    const auto table = read_table(file);
    if (!table) return unexpected(table.error());
    const auto found = form_of(*table, form);
    if (!found) return unexpected(found.error());
    Draft draft;
    const Wrong wrong = *found == ChainForm::willems ? read_willems(*table, draft)
                        : *found == ChainForm::snc   ? read_snc(*table, draft)
                                                     : read_own(*table, draft);
    if (!wrong.empty()) return unexpected(wrong);
    return finish(*table, std::move(draft), holding_rate);
}

}  // namespace dualflow::inventory
