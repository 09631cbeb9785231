// SPDX-License-Identifier: MIT
#include "dualflow/plan/sources.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

namespace dualflow {
namespace {

bool runs(const PlanModel& m, ProcessId process) {
    return m.start[*process].front() >= 0;
}

// Days from an order to the product's being at hand at a point, beyond any stock kept there.
double lead_behind(const PlanModel& m, PointId id, std::size_t node, std::set<int>& on_the_way) {
    const Point& point = m.net.points[*id];
    if (point.inventory != nullptr || !on_the_way.insert(id.index).second) return 0;
    double longest = 0;
    for (const ProcessId p : point.made_by)
        if (runs(m, p)) longest = std::max(longest, m.at(node).processes[*p].lead.value);
    for (const std::size_t i : point.moves_in) {
        const Move& move = m.net.moves[i];
        longest = std::max(
            longest, m.at(node).lanes[*move.lane].lead.value + lead_behind(m, move.from, node, on_the_way));
    }
    on_the_way.erase(id.index);
    return longest;
}

// What is on its way at the start belongs to a source where its row says from which site it comes.
bool comes_from(const PlanModel& m, const OpeningArrival& row, const std::vector<Source>& sources) {
    return std::any_of(sources.begin(), sources.end(), [&](const Source& source) {
        const Lane& lane = m.c.lanes[*m.net.moves[source.move].lane];
        return row.from == lane.from && row.to == lane.to && row.product == lane.product;
    });
}

constexpr double most_periods = 1000;  // a longer lead time counts as this

int periods(double days, int review_days) {
    return static_cast<int>(std::lround(std::min(most_periods, days / review_days)));
}

}  // namespace

std::vector<Source> sources_of(const PlanModel& m, SiteId site, ProductId product, std::size_t node) {
    std::vector<Source> found;
    for (const Point& point : m.net.points) {
        if (point.site != site || point.product != product) continue;
        for (const std::size_t move : point.moves_in) {
            std::set<int> on_the_way;
            const double behind = lead_behind(m, m.net.moves[move].from, node, on_the_way);
            found.push_back({move, m.at(node).lanes[*m.net.moves[move].lane].lead.value + behind});
        }
    }
    return found;
}

SourceClasses classes_of(std::vector<Source> sources, int review_days) {
    const auto lead = [&](const Source& source) { return periods(source.lead_days, review_days); };
    std::stable_sort(sources.begin(), sources.end(),
                     [&](const Source& a, const Source& b) { return lead(a) < lead(b); });
    std::size_t split = sources.size();  // the first of the slow ones
    int widest = 0;
    for (std::size_t i = 1; i < sources.size(); ++i) {
        const int gap = lead(sources[i]) - lead(sources[i - 1]);
        if (gap <= widest) continue;
        widest = gap;
        split = i;
    }
    SourceClasses classes;
    if (sources.empty()) return classes;
    if (split < sources.size()) classes.lead_slow = lead(sources.back());
    classes.lead_fast = lead(sources[split - 1]);
    sources.resize(split);
    classes.fast = std::move(sources);
    return classes;
}

Expression arrivals_of(const PlanModel& m, const std::vector<Source>& sources, std::size_t node) {
    Expression sum;
    for (const OpeningArrival& row : m.c.opening_pipeline) {
        const double day = std::max(0.0, m.day(row.date));
        if (day >= m.start_day(node) && day < m.end_day(node) && comes_from(m, row, sources))
            sum.constant += row.quantity.value;
    }
    const double start = m.start_day(node), end = m.end_day(node);
    for (const std::size_t from : m.tree.path_to(node)) {
        const double s = m.start_day(from), e = m.end_day(from);
        for (const Source& source : sources) {
            const Lane& lane = m.at(from).lanes[*m.net.moves[source.move].lane];
            sum.add(m.move[source.move][from], arrival_share(lane.lead.value, s, e, start, end));
        }
    }
    return sum;
}

}  // namespace dualflow
