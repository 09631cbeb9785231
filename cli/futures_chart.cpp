// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include "dualflow/futures/fan.hpp"
#include "futures.hpp"

namespace dualflow::cli {

namespace {

// The middle of a period, in calendar years.
double year_at(const Drawn& d, std::size_t t) {
    const Bucket& period = d.sampler.periods[t];
    const int year = year_of(period.start);
    const Date january = make_date(year, 1, 1);
    return year +
           ((period.start - january).value + period.days() / 2) / (make_date(year + 1, 1, 1) - january).value;
}

// at(t): the value of a period.
template <class At>
Line line(const Drawn& d, const std::string& name, bool dashed, const At& at) {
    Line made{name, {}, dashed};
    for (std::size_t t = 0; t < d.sampler.periods.size(); ++t) made.points.emplace_back(year_at(d, t), at(t));
    return made;
}

Panel cycle_panel(const Drawn& d, std::size_t i) {
    const Fan fan = cycle_fan(d.paths, i);
    Panel panel{fmt::format("factor on demand of {}, without season", d.sampler.rows.cycles[i].target.text),
                {}};
    constexpr const char* names[] = {"5 %", "25 %", "median", "75 %", "95 %"};
    panel.lines.push_back(line(d, "median", false, [&](std::size_t t) { return fan.levels[t][2]; }));
    for (const std::size_t level : {0U, 1U, 3U, 4U})
        panel.lines.push_back(line(d, names[level], level == 1 || level == 3,
                                   [&](std::size_t t) { return fan.levels[t][level]; }));
    panel.lines.push_back(
        line(d, "future 0", false, [&](std::size_t t) { return d.paths.front().cycles[i].factor[t]; }));
    return panel;
}

double year_of_day(Date date) {
    const int year = year_of(date);
    const Date january = make_date(year, 1, 1);
    return year + (date - january).value / (make_date(year + 1, 1, 1) - january).value;
}

// The leaves of the tree, each as the steps of its buckets.
void add_leaves(const Drawn& d, std::size_t cycle, Panel& panel) {
    if (!d.tree) return;
    const Tree& tree = d.tree->tree.tree;
    for (const std::size_t leaf : tree.leaves()) {
        Line line{"", {}, false, true};
        for (const std::size_t n : tree.path_to(leaf)) {
            const Bucket& bucket = d.tree->buckets[tree.nodes[n].bucket];
            const double factor = d.tree->tree.states[n].cycle[cycle];
            line.points.emplace_back(year_of_day(bucket.start), factor);
            line.points.emplace_back(year_of_day(bucket.end), factor);
        }
        panel.lines.push_back(std::move(line));
    }
}

Panel share_panel(const Drawn& d, const std::string& label, const std::vector<std::string>& names,
                  const std::vector<std::vector<double>>& shares) {
    Panel panel{label, {}, true};
    for (std::size_t k = 0; k < names.size(); ++k)
        panel.lines.push_back(line(d, names[k], false, [&](std::size_t t) { return shares[t][k]; }));
    return panel;
}

}  // namespace

LineChart futures_chart(const Drawn& d) {
    const FutureRows& rows = d.sampler.rows;
    LineChart chart{fmt::format("What may happen to {}", d.name),
                    fmt::format("{} futures, seed {}, by month{}", d.paths.size(), d.sampler.options.seed,
                                d.tree ? fmt::format("; thin: the {} leaves of the tree, by bucket",
                                                     d.tree->tree.tree.leaves().size())
                                       : ""),
                    "year",
                    {},
                    {}};
    for (std::size_t i = 0; i < rows.cycles.size(); ++i) {
        std::vector<std::string> names;
        for (const CycleRegime& regime : rows.cycles[i].regimes) names.push_back(regime.name);
        chart.panels.push_back(cycle_panel(d, i));
        add_leaves(d, i, chart.panels.back());
        chart.panels.push_back(
            share_panel(d, fmt::format("share of futures by regime of {}", rows.cycles[i].target.text), names,
                        cycle_shares(d.paths, i, names.size())));
    }
    if (rows.tariffs.names.size() > 1)
        chart.panels.push_back(share_panel(d, "share of futures by tariff regime", rows.tariffs.names,
                                           tariff_shares(d.paths, rows.tariffs.names.size(), false)));
    if (!rows.disruptions.empty()) {
        const Fan fan = outage_fan(d.sampler, d.paths);
        chart.panels.push_back({"members out at a time",
                                {line(d, "mean", false, [&](std::size_t t) { return fan.mean[t]; }),
                                 line(d, "95 %", true, [&](std::size_t t) { return fan.levels[t][4]; })},
                                true});
    }
    return chart;
}

}  // namespace dualflow::cli
