// SPDX-License-Identifier: MIT
#include "dualflow/case/explicit_futures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "dualflow/case/codes.hpp"
#include "dualflow/case/figure_changes.hpp"
#include "dualflow/case/strategies.hpp"
#include "dualflow/case/tables.hpp"

namespace dualflow {

namespace {

// Puts other values into the tables as long as it lives.
class Replaced {
public:
    explicit Replaced(const std::vector<Figure>& figures) : figures_(figures) {
        for (const Figure& figure : figures_) old_.push_back(std::exchange(cell(figure), figure.value));
    }
    Replaced(const Replaced&) = delete;
    Replaced& operator=(const Replaced&) = delete;
    ~Replaced() {
        for (std::size_t i = 0; i < figures_.size(); ++i) cell(figures_[i]) = std::move(old_[i]);
    }

private:
    static Value& cell(const Figure& figure) { return figure.table->rows[figure.row].values[figure.column]; }

    const std::vector<Figure>& figures_;
    std::vector<Value> old_;
};

class FuturesReader {
public:
    FuturesReader(Tables tables, const Case& c) : c_(c), tables_(std::move(tables)) {}

    Result<ExplicitFutures, Diagnostics> read() {
        const std::vector<Bucket> calendar = make_calendar(c_.settings.calendar, c_.settings.start).value();
        scenarios_ = read_scenarios(tables_.at("scenarios"), c_.settings.start, problems_);
        read_changes_between(calendar);
        if (has_errors(problems_)) return fail();
        // Once more: rows may have been split. Every future's rows are those of this one.
        auto base = bound();
        if (!base) return fail();
        futures_.figures.push_back(std::move(base));
        for (const ScenarioNode& node : grow_tree(scenarios_, calendar, problems_)) add_node(node, calendar);
        if (has_errors(problems_)) return fail();
        warn_of_idle_changes();
        futures_.warnings = settled();
        return std::move(futures_);
    }

private:
    void read_changes_between(const std::vector<Bucket>& calendar) {
        Case names_only;
        names_only.settings = c_.settings;
        Diagnostics known;  // read_case has told them
        Binder names(tables_, names_only, known);
        bind_tables(names);
        changes_ = read_changes(tables_, names, scenarios_, calendar.back().end, problems_);
    }

    std::shared_ptr<const Case> bound() {
        auto made = std::make_shared<Case>();
        made->settings = c_.settings;
        made->hash = c_.hash;
        made->strategy = c_.strategy;
        made->strategies = c_.strategies;
        Diagnostics found;
        Binder binder(tables_, *made, found);
        bind_tables(binder);
        std::erase_if(found, [](const Diagnostic& d) { return d.severity != Severity::error; });
        problems_.insert(problems_.end(), found.begin(), found.end());
        return found.empty() ? made : nullptr;
    }

    void add_node(const ScenarioNode& node, const std::vector<Bucket>& calendar) {
        const auto id = static_cast<std::size_t>(node.scenario);
        const std::string name = node.scenario < 0 ? "" : scenarios_[id].id;
        const std::size_t figures = node.scenario < 0 ? 0 : figures_of(id, calendar[node.bucket]);
        futures_.nodes.push_back({node.parent, node.bucket, node.probability, name, figures});
    }

    // Nodes in which the tables say the same share a case.
    std::size_t figures_of(std::size_t scenario, const Bucket& bucket) {
        std::vector<Figure> figures =
            figures_in(tables_, changes_, chain_of(scenarios_, scenario), bucket, problems_);
        if (figures.empty()) return 0;
        for (const Figure& figure : figures) changed_.insert({figure.table, figure.row, figure.column});
        const std::string key = key_of(figures);
        if (const auto known = made_.find(key); known != made_.end()) return known->second;
        const Replaced replaced(figures);
        auto made = bound();
        if (!made) return 0;
        futures_.figures.push_back(std::move(made));
        return made_[key] = futures_.figures.size() - 1;
    }

    static std::string key_of(const std::vector<Figure>& figures) {
        std::string key;
        for (const Figure& figure : figures)
            key += fmt::format("{}/{}/{}/{}/{:a};", figure.table->table->name, figure.row, figure.column,
                               figure.value.given, figure.value.number);
        return key;
    }

    void warn_of_idle_changes() {
        for (const FigureChange& change : changes_) {
            const TypedTable& table = tables_.find(change.table)->second;
            const bool any = std::any_of(change.rows.begin(), change.rows.end(), [&](std::size_t r) {
                return changed_.contains({&table, r, change.column});
            });
            if (any) continue;
            Diagnostic d =
                problem_at(code::changes_nothing, *change.row, "", "the change changes nothing", "");
            d.severity = Severity::warning;
            d.remedy = "change its value or its dates, or remove the row";
            problems_.push_back(std::move(d));
        }
    }

    // One finding a place: a change counts in many buckets.
    Diagnostics settled() {
        sort_by_place(problems_);
        const auto same = [](const Diagnostic& a, const Diagnostic& b) {
            return a.code == b.code && a.file == b.file && a.row == b.row && a.column == b.column;
        };
        problems_.erase(std::unique(problems_.begin(), problems_.end(), same), problems_.end());
        return std::move(problems_);
    }

    Result<ExplicitFutures, Diagnostics> fail() { return unexpected(settled()); }

    const Case& c_;
    Tables tables_;
    Diagnostics problems_;
    std::vector<Scenario> scenarios_;
    std::vector<FigureChange> changes_;
    std::map<std::string, std::size_t> made_;  // figures of what the tables say
    // Cells that differ in some node.
    std::set<std::tuple<const TypedTable*, std::size_t, std::size_t>> changed_;
    ExplicitFutures futures_;
};

}  // namespace

Result<ExplicitFutures, Diagnostics> read_explicit_futures(const std::filesystem::path& folder, const Case& c,
                                                           const Diagnostics& known) {
    Diagnostics told;  // by read_case
    Tables tables = read_tables(folder, c.settings, told);
    const std::vector<ChangedCell> cells = apply_strategy(tables, c.settings, c.strategy, told);
    auto futures = FuturesReader(std::move(tables), c).read();
    if (!c.strategy.empty())
        tell_strategy(futures ? futures->warnings : futures.error(), known, cells, c.strategy);
    return futures;
}

}  // namespace dualflow
