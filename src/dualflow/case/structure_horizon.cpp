// SPDX-License-Identifier: MIT
// Dates against the horizon. All are warnings: a shorter calendar is a fair question to ask of a case.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "dualflow/case/structure.hpp"
#include "dualflow/case/structure_checks.hpp"

namespace dualflow {

using structure::finding;

namespace {

// Whether a half-open window, open where an end is blank, meets [start, end).
bool meets(const std::optional<Date>& from, const std::optional<Date>& to, Date start, Date end) {
    return (!from || *from < end) && (!to || *to > start);
}

void check_demand_dates(const Case& c, Date end, Diagnostics& out) {
    std::map<std::pair<SiteId, ProductId>, const Demand*> last;
    for (const Demand& row : c.demand) {
        if (!meets(row.from, row.to, c.settings.start, end))
            out.push_back(finding(
                "W0721", {"demand", row.row, "from"},
                fmt::format("the demand from {} to {} lies outside the horizon {} to {}", to_string(row.from),
                            to_string(row.to), to_string(c.settings.start), to_string(end)),
                "change its dates or the calendar"));
        const Demand*& latest = last[{row.market, row.product}];
        if (latest == nullptr || latest->to < row.to) latest = &row;
    }
    for (const auto& [place, row] : last)
        if (row->to < end && row->to > c.settings.start)
            out.push_back(
                finding("W0722", {"demand", row->row, "to"},
                        fmt::format("the demand for \"{}\" of {} ends on {}, before the horizon on {}",
                                    c.products[*row->product].id, c.sites[*row->market].id,
                                    to_string(row->to), to_string(end)),
                        "add the demand up to the end, or shorten the calendar"));
}

// Terms against the starts of buckets, which alone decide what term a bucket belongs to.
void check_terms(const Case& c, const std::vector<Bucket>& calendar, Diagnostics& out) {
    for (const Contract& row : c.contracts) {
        const auto awardable = [&](const Bucket& b) {
            return (!row.award_from || b.start >= *row.award_from) &&
                   (!row.award_to || b.start < *row.award_to);
        };
        if (!meets(row.award_from, row.award_to, c.settings.start, calendar.back().end)) continue;  // W0724
        if (std::none_of(calendar.begin(), calendar.end(), awardable)) {
            out.push_back(finding("W0725", {"contracts", row.row, "award_from"},
                                  fmt::format("no bucket starts while \"{}\" may be awarded", row.id),
                                  "widen its dates, or make the buckets shorter there"));
            continue;
        }
        const auto longer = std::find_if(calendar.begin(), calendar.end(), [&](const Bucket& b) {
            return row.term && awardable(b) && b.days() > row.term->value;
        });
        if (longer != calendar.end())
            out.push_back(
                finding("W0726", {"contracts", row.row, "term_days"},
                        fmt::format("a term of {:g} days is shorter than the bucket of {:g} days from {}",
                                    row.term->value, longer->days(), to_string(longer->start)),
                        "lengthen the term, or make the buckets shorter there"));
    }
}

}  // namespace

Diagnostics check_horizon(const Case& c, const std::vector<Bucket>& calendar) {
    Diagnostics out;
    const Date start = c.settings.start, end = calendar.back().end;
    for (const Investment& row : c.investments)
        if (!meets(row.window_from, row.window_to, start, end))
            out.push_back(finding("W0720", {"investments", row.row, "window_from"},
                                  fmt::format("\"{}\" can only be decided outside the horizon {} to {}",
                                              row.id, to_string(start), to_string(end)),
                                  "change its window or the calendar"));
    for (const Contract& row : c.contracts)
        if (!meets(row.award_from, row.award_to, start, end))
            out.push_back(finding("W0724", {"contracts", row.row, "award_from"},
                                  fmt::format("\"{}\" can only be awarded outside the horizon {} to {}",
                                              row.id, to_string(start), to_string(end)),
                                  "change its dates or the calendar"));
    for (const OpeningArrival& row : c.opening_pipeline)
        if (row.date < start || row.date >= end)
            out.push_back(finding("W0723", {"opening_pipeline", row.row, "date"},
                                  fmt::format("{} lies outside the horizon {} to {}, so nothing arrives",
                                              to_string(row.date), to_string(start), to_string(end)),
                                  "count what arrived before the start in opening_stock"));
    check_terms(c, calendar, out);
    check_demand_dates(c, end, out);
    double longest = 0;  // goods may enter this long after the last day
    for (const Lane& lane : c.lanes) longest = std::max(longest, lane.lead.value);
    structure::check_overruled_tariffs(c, start, end + static_cast<int>(longest) + 1, out);
    sort_by_place(out);
    return out;
}

}  // namespace dualflow
