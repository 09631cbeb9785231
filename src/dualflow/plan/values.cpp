// SPDX-License-Identifier: MIT
#include "dualflow/plan/values.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "dualflow/futures/mean_case.hpp"
#include "dualflow/plan/families.hpp"
#include "dualflow/plan/first_decisions.hpp"
#include "dualflow/plan/foresight.hpp"
#include "dualflow/plan/noise_table.hpp"
#include "dualflow/plan/second_source.hpp"

namespace dualflow {
namespace {

ComparedPlan compared(const PlanResult& plan) {
    return {!plan.outcomes.empty(), plan.status, plan.objective, plan.bound};
}

// Of an optimum that is never below the other one.
std::optional<ValueRange> above(const ComparedPlan& higher, const ComparedPlan& lower) {
    if (!higher.found || !lower.found) return std::nullopt;
    ValueRange range;
    range.least = std::max(0.0, higher.bound - lower.objective);
    range.most = std::max(range.least, higher.objective - lower.bound);
    range.value = std::clamp(higher.objective - lower.objective, range.least, range.most);
    return range;
}

class Valuer {
public:
    Valuer(const Case& c, const Futures& futures, const PlanResult& plan, const PlanOptions& options)
        : c_(c), futures_(futures), plan_(plan), options_(options) {
        if (!options_.noise_tables) options_.noise_tables = std::make_shared<NoiseTables>();
        options_.on_progress = {};
        options_.on_state = {};
        options_.resume_from.clear();
    }

    PlanValues run() {
        values_.recourse = compared(plan_);
        if (futures_.tree.outcomes().size() < 2) {
            values_.foresight = values_.expected_value = values_.expected_result = values_.recourse;
        } else {
            say("with foresight");
            auto foresight =
                std::make_shared<const PlanResult>(make_plan_with_foresight(c_, futures_, silent()));
            values_.foresight = compared(*foresight);
            if (values_.foresight.found) values_.foresight_plan = std::move(foresight);
            expected_value();
        }
        values_.evpi = above(values_.recourse, values_.foresight);
        values_.vss = above(values_.expected_result, values_.recourse);
        values_.second_sources = find_second_sources(c_, plan_);
        for (SecondSourceRow& row : values_.second_sources) value_of(row);
        return std::move(values_);
    }

private:
    // The plans of a comparison say nothing of their own.
    PlanOptions silent() const {
        PlanOptions options = options_;
        options.on_message = {};
        return options;
    }

    void say(const std::string& what) const {
        if (options_.on_message) options_.on_message("values   planning " + what);
    }

    void expected_value() {
        say("the mean future");
        const MeanFuture mean = mean_future(futures_);
        Decisions decisions;
        PlanOptions options = silent();
        options.on_plan = [&](const PlanModel& m, const std::vector<double>& x) {
            decisions = decisions_of(m, x);
        };
        values_.expected_value = compared(make_plan(c_, mean.futures, options));
        if (!values_.expected_value.found) {
            values_.reason = "the mean future has no plan";
            return;
        }
        if (auto impossible = impossible_in_the_futures(decisions)) {
            values_.reason = "the plan for the mean future cannot be carried out: " + *impossible;
            values_.expected_result.status = PlanStatus::infeasible;
            return;
        }
        say("the futures with what the mean future decides first");
        options.on_plan = {};
        options.restrict_model = [&](PlanModel& m) { fix_first_decisions(m, decisions); };
        values_.expected_result = compared(make_plan(c_, futures_, options));
        if (!values_.expected_result.found)
            values_.reason = "with the first decisions of the plan for the mean future no plan was found";
    }

    // Before anything is solved with them.
    std::optional<std::string> impossible_in_the_futures(const Decisions& decisions) const {
        PlanModel m(c_, plan_.calendar, futures_, decisions.need_factor);
        m.noise_tables = options_.noise_tables;
        build(m);
        return fix_first_decisions(m, decisions);
    }

    void value_of(SecondSourceRow& row) const {
        for (SecondSourceRow::Single& single : row.singles) {
            say(fmt::format(
                "{} into {} from {} only", c_.products[*row.product].id, c_.sites[*row.site].id,
                single.contract ? c_.contracts[*single.contract].id : c_.sites[*single.supplier].id));
            PlanOptions options = silent();
            options.restrict_model = [&](PlanModel& m) { keep_single(m, row, single); };
            single.plan = compared(make_plan(c_, futures_, options));
        }
        // The best of those found; its optimum is at least the least bound of all that may have a plan.
        double bound = solver::infinity;
        for (std::size_t i = 0; i < row.singles.size(); ++i) {
            const ComparedPlan& plan = row.singles[i].plan;
            if (plan.status != PlanStatus::infeasible) bound = std::min(bound, plan.bound);
            if (plan.found && (!row.best || plan.objective < row.singles[*row.best].plan.objective))
                row.best = i;
        }
        if (!row.best) return;
        ComparedPlan best = row.singles[*row.best].plan;
        best.bound = bound;
        row.value = above(best, values_.recourse);
    }

    const Case& c_;
    const Futures& futures_;
    const PlanResult& plan_;
    PlanOptions options_;
    PlanValues values_;
};

}  // namespace

PlanValues find_values(const Case& c, const Futures& futures, const PlanResult& plan,
                       const PlanOptions& options) {
    return Valuer(c, futures, plan, options).run();
}

}  // namespace dualflow
