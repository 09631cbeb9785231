// SPDX-License-Identifier: MIT
#include "dualflow/case/figure_changes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "dualflow/case/codes.hpp"
#include "dualflow/case/nearest.hpp"
#include "dualflow/case/row_keys.hpp"

namespace dualflow {

namespace {

Diagnostic problem(std::string_view code, const Row& row, std::string_view column, std::string message,
                   std::string_view expected) {
    Diagnostic d = problem_at(code, row, column, std::move(message), expected);
    if (!column.empty()) d.found = row.text(column);
    return d;
}

const Table* table_of(const Row& row, const Tables& tables, Diagnostics& errors) {
    const std::string& name = row.text("table");
    const auto found = tables.find(name);
    if (found != tables.end()) return found->second.table;
    std::vector<std::string> names;
    for (const auto& [known, table] : tables) names.push_back(known);
    Diagnostic d = problem(code::unknown_table, row, "table", fmt::format("no table \"{}\" in use", name),
                           "a table that the plan uses");
    d.nearest = nearest_names(name, names);
    errors.push_back(std::move(d));
    return nullptr;
}

std::string varying(const Table& table) {
    std::string all;
    for (const Column& column : table.columns)
        if (column.varies) all += fmt::format("{}{}", all.empty() ? "" : ", ", column.name);
    return all;
}

const Column* column_of(const Row& row, const Table& table, Diagnostics& errors) {
    const std::string& name = row.text("column");
    const Column* column = find_column(table, name);
    if (column == nullptr) {
        std::vector<std::string> names;
        for (const Column& known : table.columns) names.emplace_back(known.name);
        Diagnostic d =
            problem(code::unknown_column, row, "column",
                    fmt::format("no column \"{}\" in {}", name, table.name), "a column of the table");
        d.nearest = nearest_names(name, names);
        errors.push_back(std::move(d));
    } else if (!column->varies) {
        Diagnostic d = problem(code::same_in_all_futures, row, "column",
                               fmt::format("{} of {} is the same in all futures", name, table.name), "");
        const std::string columns = varying(table);
        d.expected = columns.empty() ? fmt::format("another table: nothing in {} may differ", table.name)
                                     : "one of " + columns;
        errors.push_back(std::move(d));
        return nullptr;
    }
    return column;
}

// What the change puts in place of the figure, by the rules of the column.
bool read_value(const Row& row, const Column& column, FigureChange& change, Diagnostics& errors) {
    if (row.given("value") == row.given("factor")) {
        errors.push_back(problem_at(
            code::one_of_two, row, row.given("value") ? "factor" : "value",
            row.given("value") ? "value and factor are both given" : "neither value nor factor is given",
            "one of the two"));
        return false;
    }
    if (row.given("factor")) {
        change.factor = row.number("factor");
        if (column.type == Type::number) return true;
        errors.push_back(problem_at(code::not_a_number, row, "factor",
                                    fmt::format("{} is no number to be multiplied", column.name), "a value"));
        return false;
    }
    const auto value = parse_value(column, row.text("value"));
    if (value) {
        change.value = value->number;
        return true;
    }
    Diagnostic d = problem(value.error().code, row, "value",
                           fmt::format("{} \"{}\" {}", column.name, row.text("value"), value.error().message),
                           value.error().expected);
    d.nearest = value.error().nearest;
    errors.push_back(std::move(d));
    return false;
}

bool read_dates(const Row& row, const Scenario& scenario, Date end, FigureChange& change,
                Diagnostics& errors) {
    change.from = row.maybe_date("from").value_or(scenario.parts);
    change.to = row.maybe_date("to").value_or(std::max(end, change.from + 1));
    if (change.from < scenario.parts) {
        Diagnostic d = problem_at(code::too_early, row, "from",
                                  fmt::format("\"{}\" parts from its siblings on {}; a change on {} would be "
                                              "seen in their past",
                                              scenario.id, to_string(scenario.parts), to_string(change.from)),
                                  "a day on which the scenario has parted");
        d.found = to_string(change.from);
        errors.push_back(std::move(d));
        return false;
    }
    if (change.to > change.from) return true;
    errors.push_back(
        problem_at(code::reversed_dates, row, "to",
                   fmt::format("to {} is not after from {}", to_string(change.to), to_string(change.from)),
                   "an end after the start; the end itself is excluded"));
    return false;
}

// A change whose key has been parsed, before rows are looked up.
struct Drafted {
    FigureChange change;
    KeyFields key;
};

std::optional<Drafted> draft(const Row& row, const Tables& tables, const Names& names,
                             const std::vector<Scenario>& scenarios, Date end, Diagnostics& errors) {
    Drafted made;
    made.change.row = &row;
    const int scenario = refer(row, "scenario", names, errors);
    const Table* table = table_of(row, tables, errors);
    const Column* column = table != nullptr ? column_of(row, *table, errors) : nullptr;
    if (scenario < 0 || column == nullptr) return std::nullopt;
    made.change.scenario = static_cast<std::size_t>(scenario);
    made.change.table = table->name;
    made.change.column = static_cast<std::size_t>(column - table->columns.data());
    const bool valued = read_value(row, *column, made.change, errors);
    const bool dated = read_dates(row, scenarios[made.change.scenario], end, made.change, errors);
    const auto key = parse_row_key(row, "key", *table, errors);
    if (!valued || !dated || !key) return std::nullopt;
    made.key = *key;
    return made;
}

// A blank cell has no figure to multiply.
void check_blanks(const FigureChange& change, const TypedTable& table, Diagnostics& errors) {
    if (change.value) return;
    for (const std::size_t r : change.rows) {
        const Value& cell = table.rows[r].values[change.column];
        const Column& column = table.table->columns[change.column];
        if (cell.given || !column.standard.empty()) continue;
        errors.push_back(problem_at(code::blank_required, *change.row, "factor",
                                    fmt::format("{} is blank in row {} of {}: there is nothing to multiply",
                                                column.name, table.rows[r].row, table.table->name),
                                    "a value"));
        return;
    }
}

// Values of one figure in one scenario must not overlap in time: it would be unclear which one counts.
void check_overlaps(const std::vector<FigureChange>& changes, Diagnostics& errors) {
    std::map<std::tuple<std::size_t, std::string, std::size_t, std::size_t>, std::vector<const FigureChange*>>
        of;
    std::set<const FigureChange*> reported;
    for (const FigureChange& change : changes) {
        for (const std::size_t row : change.rows) {
            if (!change.value) continue;
            auto& others = of[{change.scenario, change.table, row, change.column}];
            for (const FigureChange* other : others) {
                if (change.from >= other->to || other->from >= change.to || !reported.insert(&change).second)
                    continue;
                errors.push_back(problem_at(
                    code::overlap, *change.row, "value",
                    fmt::format("row {} gives the same figure a value on the same days", other->row->row),
                    "one value a figure and day; factors multiply"));
            }
            others.push_back(&change);
        }
    }
}

// The days of the bucket on which the row counts: its own, where it has dates; else all of them.
Bucket days_of(const Row& row, const Bucket& bucket) {
    const bool valid = find_column(*row.table, "valid_from") != nullptr;
    const bool demand = row.table->name == "demand";
    if (!valid && !demand) return bucket;
    const auto from = row.maybe_date(valid ? "valid_from" : "from"),
               to = row.maybe_date(valid ? "valid_to" : "to");
    const Bucket own{std::max(bucket.start, from.value_or(bucket.start)),
                     std::min(bucket.end, to.value_or(bucket.end))};
    return own.start < own.end ? own : bucket;
}

using Layers = std::vector<std::vector<const FigureChange*>>;  // values before factors in each

// The figure on a day; none where it is blank.
std::optional<double> figure_on(Date day, std::optional<double> figure, const Layers& layers) {
    for (const auto& layer : layers) {
        for (const FigureChange* change : layer) {
            if (day < change->from || day >= change->to) continue;
            if (change->value) {
                figure = change->value;
            } else if (figure) {
                *figure *= change->factor;
            }
        }
    }
    return figure;
}

struct Mean {
    double sum = 0, given_days = 0, days = 0;
    bool changes = false;  // inside of the bucket
};

Mean mean_over(const Bucket& days, std::optional<double> base, const Layers& layers) {
    std::set<Date> cuts{days.start};
    for (const auto& layer : layers) {
        for (const FigureChange* change : layer) {
            for (const Date cut : {change->from, change->to})
                if (cut > days.start && cut < days.end) cuts.insert(cut);
        }
    }
    Mean mean;
    mean.changes = cuts.size() > 1;
    for (auto cut = cuts.begin(); cut != cuts.end(); ++cut) {
        const Date end = std::next(cut) == cuts.end() ? days.end : *std::next(cut);
        const double length = (end - *cut).value;
        const auto figure = figure_on(*cut, base, layers);
        mean.days += length;
        if (!figure) continue;
        mean.given_days += length;
        mean.sum += length * *figure;
    }
    return mean;
}

class BucketReader {
public:
    BucketReader(const Bucket& bucket, Diagnostics& errors) : bucket_(bucket), errors_(errors) {}

    Value read(const Row& row, const Column& column, const Value& base, const Layers& layers) {
        const bool has = base.given || !column.standard.empty();
        const Mean mean =
            mean_over(days_of(row, bucket_), has ? std::optional(base.number) : std::nullopt, layers);
        const bool blank = mean.given_days < mean.days / 2;
        const bool whole = column.type == Type::flag || column.type == Type::integer;
        Value value;
        value.given = !blank;
        value.number = blank ? 0 : mean.sum / mean.given_days;
        if (whole) value.number = value.number >= 0.5 ? 1 : 0;
        const Row& change = *layers.back().back()->row;
        const bool partly = mean.given_days > 0 && mean.given_days < mean.days;
        if (mean.changes && (whole || partly)) {
            Diagnostic d =
                problem_at(code::inside_a_bucket, change, "from",
                           fmt::format("{} changes inside of the bucket from {}; what holds on most of its "
                                       "days counts for all of it",
                                       column.name, to_string(bucket_.start)),
                           "the first day of a bucket");
            d.severity = Severity::warning;
            errors_.push_back(std::move(d));
        }
        const auto checked = check_number(column, value.number);
        if (!blank && !checked) {
            Diagnostic d =
                problem_at(checked.error().code, change, change.given("value") ? "value" : "factor",
                           fmt::format("{} {:g} in row {} of {} {}", column.name, value.number, row.row,
                                       row.table->name, checked.error().message),
                           checked.error().expected);
            d.found = fmt::format("{:g}", value.number);
            errors_.push_back(std::move(d));
        }
        return value;
    }

private:
    const Bucket& bucket_;
    Diagnostics& errors_;
};

}  // namespace

std::vector<FigureChange> read_changes(Tables& tables, const Binder& names,
                                       const std::vector<Scenario>& scenarios, Date end,
                                       Diagnostics& errors) {
    Names of_scenarios("scenarios");
    for (const Scenario& scenario : scenarios) of_scenarios.add(scenario.id);
    std::vector<Drafted> drafts;
    for (const Row& row : tables.at("scenario_changes").rows) {
        if (auto made = draft(row, tables, of_scenarios, scenarios, end, errors))
            drafts.push_back(std::move(*made));
    }
    for (const Drafted& each : drafts) split_rows(tables.find(each.change.table)->second, each.key, names);
    std::vector<FigureChange> changes;
    for (Drafted& each : drafts) {
        const TypedTable& table = tables.find(each.change.table)->second;
        each.change.rows = rows_named(table, each.key, names);
        if (each.change.rows.empty())
            errors.push_back(problem(
                code::key_matches_nothing, *each.change.row, "key",
                fmt::format("\"{}\" names no row of {}", each.change.row->text("key"), each.change.table),
                "values that occur together in a row of the table"));
        check_blanks(each.change, table, errors);
        changes.push_back(std::move(each.change));
    }
    check_overlaps(changes, errors);
    std::ranges::stable_sort(changes, {}, [](const FigureChange& change) {
        return std::pair(change.scenario, !change.value.has_value());
    });
    return changes;
}

bool Figure::operator==(const Figure& other) const {
    return table == other.table && row == other.row && column == other.column &&
           value.given == other.value.given && value.number == other.value.number;
}

std::vector<Figure> figures_in(Tables& tables, const std::vector<FigureChange>& changes,
                               const std::vector<std::size_t>& chain, const Bucket& bucket,
                               Diagnostics& errors) {
    std::map<std::tuple<std::string, std::size_t, std::size_t>, Layers> cells;
    for (const std::size_t scenario : chain) {
        std::set<Layers*> touched;
        for (const FigureChange& change :
             std::ranges::equal_range(changes, scenario, {}, &FigureChange::scenario)) {
            if (change.from >= bucket.end || change.to <= bucket.start) continue;
            for (const std::size_t row : change.rows) {
                Layers& layers = cells[{change.table, row, change.column}];
                if (touched.insert(&layers).second) layers.emplace_back();
                layers.back().push_back(&change);
            }
        }
    }
    std::vector<Figure> figures;
    BucketReader reader(bucket, errors);
    for (const auto& [cell, layers] : cells) {
        TypedTable& table = tables.find(std::get<0>(cell))->second;
        const std::size_t row = std::get<1>(cell), column = std::get<2>(cell);
        const Value& base = table.rows[row].values[column];
        Value value = reader.read(table.rows[row], table.table->columns[column], base, layers);
        if (value.number != base.number ||
            (value.given != base.given && !(value.given && base.number == value.number)))
            figures.push_back({&table, row, column, std::move(value)});
    }
    return figures;
}

}  // namespace dualflow
