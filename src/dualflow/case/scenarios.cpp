// SPDX-License-Identifier: MIT
#include "dualflow/case/scenarios.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "dualflow/case/bind.hpp"
#include "dualflow/case/codes.hpp"

namespace dualflow {

namespace {

constexpr double sum_tolerance = 1e-6;

Names names_of(const TypedTable& table, Diagnostics& errors) {
    Names names("scenarios");
    name_rows(table, "scenario", names, errors);
    return names;
}

// A scenario whose ancestors go round: reported at the first of them, and taken as a child of the root.
void cut_circles(std::vector<Scenario>& scenarios, const TypedTable& table, Diagnostics& errors) {
    for (std::size_t i = 0; i < scenarios.size(); ++i) {
        int at = scenarios[i].parent;
        for (std::size_t steps = 0; at >= 0 && at != static_cast<int>(i) && steps <= scenarios.size();
             ++steps)
            at = scenarios[static_cast<std::size_t>(at)].parent;
        if (at != static_cast<int>(i)) continue;
        Diagnostic d = problem_at(code::goes_round, table.rows[i], "parent",
                                  fmt::format("\"{}\" comes from itself", scenarios[i].id),
                                  "parents that lead back to the root");
        d.found = table.rows[i].text("parent");
        errors.push_back(std::move(d));
        scenarios[i].parent = -1;
    }
}

Date parts_of(std::vector<Scenario>& scenarios, std::size_t i, const TypedTable& table, Date start,
              std::vector<bool>& known, Diagnostics& errors) {
    if (known[i]) return scenarios[i].parts;
    known[i] = true;
    Date earliest = start;
    if (scenarios[i].parent >= 0)
        earliest =
            parts_of(scenarios, static_cast<std::size_t>(scenarios[i].parent), table, start, known, errors);
    const Row& row = table.rows[i];
    scenarios[i].parts = row.maybe_date("separates").value_or(earliest);
    if (scenarios[i].parts < earliest && scenarios[i].parent >= 0) {
        Diagnostic d =
            problem_at(code::too_early, row, "separates",
                       fmt::format("\"{}\" parts from its siblings on {}, its parent only on {}",
                                   scenarios[i].id, to_string(scenarios[i].parts), to_string(earliest)),
                       "a day that is not before the parent's");
        d.found = to_string(scenarios[i].parts);
        errors.push_back(std::move(d));
    }
    scenarios[i].parts = std::max(scenarios[i].parts, earliest);
    return scenarios[i].parts;
}

void check_sums(std::vector<Scenario>& scenarios, const TypedTable& table, Diagnostics& errors) {
    std::map<int, std::vector<std::size_t>> siblings;
    for (std::size_t i = 0; i < scenarios.size(); ++i) {
        // Whose parent has been reported is nobody's sibling.
        const bool lost = scenarios[i].parent < 0 && table.rows[i].given("parent");
        if (!lost) siblings[scenarios[i].parent].push_back(i);
    }
    for (const auto& [parent, each] : siblings) {
        double sum = 0;
        for (const std::size_t i : each) sum += scenarios[i].probability;
        if (std::abs(sum - 1) > sum_tolerance) {
            const std::string of =
                parent < 0 ? "of the root"
                           : fmt::format("of \"{}\"", scenarios[static_cast<std::size_t>(parent)].id);
            Diagnostic d =
                problem_at(code::wrong_sum, table.rows[each.front()], "probability",
                           fmt::format("the probabilities of the children {} sum to {:.6g}", of, sum),
                           "probabilities, given the parent, that sum to 1 (to 1e-6)");
            d.found = fmt::format("{:.6g}", sum);
            errors.push_back(std::move(d));
        }
        for (const std::size_t i : each)
            if (sum > 0) scenarios[i].probability /= sum;
    }
}

class TreeGrower {
public:
    TreeGrower(const std::vector<Scenario>& scenarios, const std::vector<Bucket>& calendar)
        : scenarios_(scenarios), calendar_(calendar), children_(scenarios.size() + 1) {
        for (std::size_t i = 0; i < scenarios.size(); ++i) {
            if (scenarios[i].probability > 0) children_[slot(scenarios[i].parent)].push_back(i);
        }
    }

    std::vector<ScenarioNode> grow() {
        std::vector<Stem> stems{{-1, -1, 1, children_[slot(-1)]}};
        for (std::size_t t = 0; t < calendar_.size(); ++t) {
            std::vector<Stem> next;
            for (Stem& stem : stems) part(std::move(stem), t, next);
            stems = std::move(next);
            for (Stem& stem : stems) {
                nodes_.push_back({stem.node, t, stem.probability, stem.scenario});
                stem.node = static_cast<int>(nodes_.size()) - 1;
            }
        }
        return std::move(nodes_);
    }

private:
    // A path so far: its scenario, and the children of it that have not parted yet.
    struct Stem {
        int node = -1, scenario = -1;
        double probability = 1;
        std::vector<std::size_t> together;
    };

    static std::size_t slot(int scenario) { return static_cast<std::size_t>(scenario + 1); }

    // Those whose day is over by the end of the bucket go their own way; the others stay together.
    void part(Stem stem, std::size_t bucket, std::vector<Stem>& out) {
        double all = 0;
        for (const std::size_t child : stem.together) all += scenarios_[child].probability;
        Stem rest{stem.node, stem.scenario, 0, {}};
        for (const std::size_t child : stem.together) {
            const double probability = stem.probability * scenarios_[child].probability / all;
            if (scenarios_[child].parts < calendar_[bucket].end) {
                const int id = static_cast<int>(child);
                part({stem.node, id, probability, children_[slot(id)]}, bucket, out);
            } else {
                rest.together.push_back(child);
                rest.probability += probability;
            }
        }
        if (stem.together.empty()) rest.probability = stem.probability;
        if (stem.together.empty() || !rest.together.empty()) out.push_back(std::move(rest));
    }

    const std::vector<Scenario>& scenarios_;
    const std::vector<Bucket>& calendar_;
    std::vector<std::vector<std::size_t>> children_;  // by slot of the parent
    std::vector<ScenarioNode> nodes_;
};

void warn_of_dates(const std::vector<Scenario>& scenarios, const std::vector<Bucket>& calendar,
                   Diagnostics& warnings) {
    for (const Scenario& scenario : scenarios) {
        const bool starts = std::any_of(calendar.begin(), calendar.end(),
                                        [&](const Bucket& b) { return b.start == scenario.parts; });
        if (starts || scenario.parts <= calendar.front().start) continue;
        Diagnostic d;
        d.code = code::inside_a_bucket;
        d.severity = Severity::warning;
        d.file = "scenarios.csv";
        d.row = scenario.row;
        d.column = "separates";
        d.found = to_string(scenario.parts);
        const bool late = scenario.parts >= calendar.back().end;
        d.message = late ? fmt::format("\"{}\" parts after the end of the horizon, so never", scenario.id)
                         : fmt::format(
                               "\"{}\" parts inside of a bucket; what is decided after that bucket's data "
                               "are known knows it from the bucket's start",
                               scenario.id);
        d.expected = "the first day of a bucket";
        d.remedy =
            late ? "lengthen the calendar, or remove the scenario" : "move the date, or shorten the buckets";
        warnings.push_back(std::move(d));
    }
}

}  // namespace

std::vector<Scenario> read_scenarios(const TypedTable& table, Date start, Diagnostics& errors) {
    const Names names = names_of(table, errors);
    std::vector<Scenario> scenarios;
    for (const Row& row : table.rows) {
        Scenario scenario;
        scenario.id = row.text("scenario");
        scenario.probability = row.number("probability");
        scenario.row = row.row;
        scenario.parent = refer(row, "parent", names, errors);
        scenarios.push_back(std::move(scenario));
    }
    cut_circles(scenarios, table, errors);
    std::vector<bool> known(scenarios.size(), false);
    for (std::size_t i = 0; i < scenarios.size(); ++i) parts_of(scenarios, i, table, start, known, errors);
    check_sums(scenarios, table, errors);
    return scenarios;
}

std::vector<std::size_t> chain_of(const std::vector<Scenario>& scenarios, std::size_t scenario) {
    std::vector<std::size_t> chain;
    for (int at = static_cast<int>(scenario); at >= 0; at = scenarios[static_cast<std::size_t>(at)].parent)
        chain.insert(chain.begin(), static_cast<std::size_t>(at));
    return chain;
}

std::vector<ScenarioNode> grow_tree(const std::vector<Scenario>& scenarios,
                                    const std::vector<Bucket>& calendar, Diagnostics& warnings) {
    warn_of_dates(scenarios, calendar, warnings);
    return TreeGrower(scenarios, calendar).grow();
}

}  // namespace dualflow
