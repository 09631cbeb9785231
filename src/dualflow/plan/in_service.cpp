// SPDX-License-Identifier: MIT
#include "dualflow/plan/in_service.hpp"

#include <algorithm>
#include <iterator>
#include <set>

#include "dualflow/plan/service.hpp"

namespace dualflow {
namespace {

// What one option begins at the node, and what ends it: another configuration that takes its place.
struct OptionChanges {
    std::vector<Change> begins, replaced;
    std::vector<InvestmentId> by;  // of each of `replaced`
};

OptionChanges changes_of(const PlanModel& m, InvestmentId id, std::size_t node) {
    const Investment& option = m.c.investments[*id];
    const OptionColumns& columns = m.options[*id];
    OptionChanges changes;
    if (option.opening_count > 0)
        changes.begins.push_back({-solver::infinity, -1, 1, option.exclusive_group});
    for (const std::size_t from : m.tree.path_to(node)) {
        const auto change = [&](Index column, const Investment& comes) {
            return Change{m.start_day(from) + comes.lead.value, column,
                          service_share(comes, m.start_day(from), m.start_day(node), m.end_day(node)),
                          option.exclusive_group};
        };
        const Change begin = change(columns.any[from], option);
        if (begin.column >= 0 && begin.share > 0) changes.begins.push_back(begin);
        for (const auto& way : columns.switches) {
            const Change end = change(way.columns[from], m.c.investments[*way.to]);
            if (end.column < 0 || end.share <= 0) continue;
            changes.replaced.push_back(end);
            changes.by.push_back(way.to);
        }
    }
    return changes;
}

void append(std::vector<Change>& to, const std::vector<Change>& from) {
    to.insert(to.end(), from.begin(), from.end());
}

// The most that flows on a share of the bucket.
class Within {
public:
    Within(const FlowLimit& limit, double days)
        : limit_(limit), days_(days), whole_(std::min(limit.most, limit.capacity_per_day * days)) {}
    double whole() const { return whole_; }
    double operator()(double share) const {
        if (share >= 1) return whole_;
        if (share <= 0) return 0;
        return std::min({whole_, limit_.capacity_per_day * days_ * share,
                         limit_.need_per_day * days_ * share + limit_.fill});
    }

private:
    FlowLimit limit_;
    double days_, whole_;
};

void add_change(Expression& to, const Change& change, double coefficient) {
    if (change.column < 0) {
        to.constant += coefficient;
    } else {
        to.add(change.column, coefficient);
    }
}

void add_row(PlanModel& m, Expression most, const Expression& flow) {
    most.add(flow, -1);
    add_at_least_zero(m.lp, most);
}

// What an end takes at least of what began before it.
double least_taken(const InService& service, const Change& end, const Within& within) {
    double least = within.whole() - within(1 - end.share);
    for (const Change& begin : service.begins) {
        if (may_end(begin, end))
            least = std::min(least, within(begin.share) - within(begin.share - end.share));
    }
    return least;
}

// Several things that come into service in the bucket: none has more days than the first of them. For each
// share s: flow ≤ within(s) + Σ over larger shares of what they allow beyond that.
void add_ladder(PlanModel& m, const Expression& flow, const InService& service, const Within& within) {
    std::set<double> shares;
    for (const Change& begin : service.begins) {
        if (begin.column < 0 && begin.share >= 1) return;
        if (begin.share < 1) shares.insert(begin.share);
    }
    for (const double share : shares) {
        Expression most;
        most.constant = within(share);
        int no_later = 0;
        for (const Change& begin : service.begins) {
            no_later += begin.share <= share ? 1 : 0;
            if (begin.share > share) add_change(most, begin, within(begin.share) - within(share));
        }
        if (no_later > 1 && within(share) < within.whole()) add_row(m, most, flow);
    }
}

// flow ≤ within(1 − share) where the end happens and nothing begins after it or beside it.
void add_end_row(PlanModel& m, const Expression& flow, const InService& service, const Change& end,
                 const Within& within) {
    const double left = within(1 - end.share), taken = within.whole() - left;
    Expression most;
    most.constant = left + taken;
    most.add(end.column, -taken);
    for (const Change& begin : service.begins) {
        if (!may_end(begin, end)) add_change(most, begin, taken);
    }
    add_row(m, most, flow);
}

// result ≥ share · whole where all of the columns are 1, less what each end takes of the share where its
// column is 1.
void force(solver::ModelBuilder& lp, Index result, Index whole, double most, const Alternative& held) {
    std::set<double> taken{0};
    for (const Change& end : held.ends) {
        if (end.share < held.share) taken.insert(end.share);
    }
    for (const double gone : taken) {
        const double left = held.share - gone;
        Expression forced;
        forced.add(result, 1);
        forced.add(whole, -left);
        for (const Index column : held.columns) {
            forced.add(column, -left * most);
            forced.constant += left * most;
        }
        for (const Change& end : held.ends) {
            if (end.share > gone) forced.add(end.column, std::min(left, end.share - gone) * most);
        }
        add_at_least_zero(lp, forced);
    }
}

// An alternative up to one of its ends, and another one from its beginning in the bucket on: together they
// hold for `days` of the bucket, as a share, unless something else ends them.
Alternative both(const Alternative& until, const Change& end, const Alternative& from, double days) {
    Alternative together{until.columns, days, from.ends};
    for (const Index column : from.columns) {
        if (std::find(until.columns.begin(), until.columns.end(), column) == until.columns.end())
            together.columns.push_back(column);
    }
    std::copy_if(until.ends.begin(), until.ends.end(), std::back_inserter(together.ends),
                 [&](const Change& other) { return other.share > end.share; });
    for (Change& other : together.ends) other.share = days;
    return together;
}

}  // namespace

bool may_end(const Change& begin, const Change& end) {
    return begin.group == end.group && begin.day < end.day;
}

InService enabled_by(const PlanModel& m, const std::vector<InvestmentId>& options, std::size_t node) {
    InService service;
    for (const InvestmentId option : options) {
        const OptionChanges changes = changes_of(m, option, node);
        append(service.begins, changes.begins);
        for (std::size_t k = 0; k < changes.replaced.size(); ++k) {
            const bool goes_on = std::find(options.begin(), options.end(), changes.by[k]) != options.end();
            (goes_on ? service.handed_over : service.ends).push_back(changes.replaced[k]);
        }
    }
    return service;
}

InService site_in_service(const PlanModel& m, SiteId site, std::size_t node) {
    InService service;
    if (m.c.sites[*site].status != SiteStatus::candidate)
        service.begins.push_back({-solver::infinity, -1, 1, {}});
    const auto at_once = [&](std::vector<Change>& changes, std::size_t at, Index column) {
        if (column >= 0) changes.push_back({m.start_day(at), column, 1, {}});
    };
    for (const std::size_t n : m.tree.path_to(node)) {
        at_once(service.begins, n, m.sites[*site].opened[n]);
        at_once(service.ends, n, m.sites[*site].closed[n]);
    }
    for (std::size_t o = 0; o < m.c.investments.size(); ++o) {
        const Investment& option = m.c.investments[o];
        if (option.site != site || option.resource) continue;
        const bool opens = option.kind == InvestmentKind::open;
        if (!opens && option.kind != InvestmentKind::close) continue;
        OptionChanges changes = changes_of(m, InvestmentId{o}, node);
        for (auto* each : {&changes.begins, &changes.replaced}) {
            for (Change& change : *each) change.group.clear();  // of the site
        }
        append(opens ? service.begins : service.ends, changes.begins);
        append(opens ? service.ends : service.begins, changes.replaced);
    }
    return service;
}

Expression share_in_service(const InService& service) {
    Expression share;
    for (const Change& begin : service.begins) add_change(share, begin, begin.share);
    for (const Change& end : service.ends) add_change(share, end, -end.share);
    for (const Change& change : service.handed_over) add_change(share, change, -change.share);
    return share;
}

FlowLimit flow_limit(const PlanModel& m, ProductId product, std::size_t node, double most,
                     double capacity_per_day) {
    const std::size_t bucket = m.tree.nodes[node].bucket;
    return {most, capacity_per_day, m.daily_need[bucket][*product], m.fill[bucket][*product]};
}

void add_flow_rows(PlanModel& m, const Expression& flow, const InService& service, std::size_t node,
                   const FlowLimit& limit) {
    const Within within(limit, m.days(node));
    Expression most;
    for (const Change& begin : service.begins) add_change(most, begin, within(begin.share));
    for (const Change& change : service.handed_over) add_change(most, change, -within(change.share));
    for (const Change& end : service.ends) {
        const double taken = least_taken(service, end, within);
        add_change(most, end, -taken);
        if (taken < within.whole() - within(1 - end.share)) add_end_row(m, flow, service, end, within);
    }
    add_row(m, most, flow);
    add_ladder(m, flow, service, within);
}

void add_flow_row(PlanModel& m, const Expression& flow, std::size_t node, const FlowLimit& limit, double left,
                  const Expression& otherwise) {
    const Within within(limit, m.days(node));
    Expression most;
    most.constant = within(left);
    most.add(otherwise, within.whole() - within(left));
    add_row(m, most, flow);
}

bool ended_by(const Alternative& alternative, const Change& end) {
    return std::any_of(alternative.ends.begin(), alternative.ends.end(),
                       [&](const Change& each) { return each.column == end.column; });
}

void add_forced_share(solver::ModelBuilder& lp, Index result, Index whole, double most,
                      const std::vector<Alternative>& all) {
    for (const Alternative& each : all) force(lp, result, whole, most, each);
    for (const Alternative& until : all) {
        for (const Change& end : until.ends) {
            for (const Alternative& from : all) {
                if (end.share >= until.share || from.share >= 1 || ended_by(from, end)) continue;
                const double days = until.share - end.share + std::min(end.share, from.share);
                if (days > std::max(until.share - end.share, from.share))
                    force(lp, result, whole, most, both(until, end, from, days));
            }
        }
    }
}

}  // namespace dualflow
