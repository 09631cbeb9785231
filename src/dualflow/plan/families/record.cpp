// SPDX-License-Identifier: MIT
// Family: record (docs/reference/model.md, eq. 14.2): under the strategy `baseline` flows are what was
// recorded. Elastic, up and down.
//
// What these variables know: nothing of their own; they hold the departures of movement.cpp.
#include "dualflow/plan/families/record.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>

#include "dualflow/case/strategies.hpp"
#include "dualflow/plan/families.hpp"

namespace dualflow {
namespace {

using Way = std::tuple<SiteId, SiteId, ProductId, std::string>;

Way way_of(const RecordedFlow& flow) {
    return {flow.from, flow.to, flow.product, flow.mode};
}

// The records of each lane, in order of the first.
std::vector<std::vector<const RecordedFlow*>> by_lane(const Case& c) {
    std::vector<std::vector<const RecordedFlow*>> lanes;
    std::map<Way, std::size_t> known;
    for (const RecordedFlow& flow : c.recorded_flows) {
        const auto [at, fresh] = known.try_emplace(way_of(flow), lanes.size());
        if (fresh) lanes.emplace_back();
        lanes[at->second].push_back(&flow);
    }
    return lanes;
}

std::vector<std::size_t> moves_of(const PlanModel& m, const RecordedFlow& flow) {
    std::vector<std::size_t> moves;
    for (std::size_t i = 0; i < m.net.moves.size(); ++i) {
        const Lane& lane = m.c.lanes[*m.net.moves[i].lane];
        if (lane.from == flow.from && lane.to == flow.to && lane.product == flow.product &&
            (flow.mode.empty() || lane.mode == flow.mode))
            moves.push_back(i);
    }
    return moves;
}

RecordLine line_at(const PlanModel& m, const std::vector<const RecordedFlow*>& records, std::size_t node) {
    const RecordedFlow& first = *records.front();
    RecordLine line{node, first.from, first.to, first.product, first.mode, 0, 0, 0, {}};
    for (const RecordedFlow* record : records) {
        const double from = m.day(record->from_date), to = m.day(record->to_date);
        const double inside = share_of_bucket(m, node, from, to);
        if (inside <= 0) continue;
        if (line.row == 0) line.row = record->row;
        line.share += inside;
        line.quantity += record->quantity * inside * m.days(node) / (to - from);
    }
    return line;
}

// 14.2: departures + less = recorded + more; where some days of the bucket have no record, at least it.
void hold(PlanModel& m, const RecordLine& line) {
    const std::string lane =
        fmt::format("{} from {} to {}{}", m.c.products[*line.product].id, m.c.sites[*line.from].id,
                    m.c.sites[*line.to].id, line.mode.empty() ? "" : " by " + line.mode);
    const auto slack = [&](const char* words, double upper) {
        return m.add_elastic(
            {"recorded_flow", "recorded_flows", lane + words, line.row, static_cast<int>(line.node), -1, 0},
            upper);
    };
    Expression held;
    double most = 0;
    for (const std::size_t i : line.moves) {
        held.add(m.move[i][line.node], 1);
        most += m.lp.column_upper(m.move[i][line.node]);
    }
    held.constant = -line.quantity;
    if (line.quantity > 0) held.add(slack(": below the record", line.quantity), 1);
    if (!line.whole()) {
        if (line.quantity > 0) add_at_least_zero(m.lp, held);
        return;
    }
    if (most > 0) held.add(slack(": above the record", most), -1);
    if (!held.terms.empty()) add_equal_zero(m.lp, held);
}

}  // namespace

std::vector<RecordLine> record_of(const PlanModel& m) {
    std::vector<RecordLine> lines;
    if (m.c.strategy != baseline_strategy) return lines;
    for (const auto& records : by_lane(m.c)) {
        const std::vector<std::size_t> moves = moves_of(m, *records.front());
        for (std::size_t n = 0; n < m.nodes(); ++n) {
            if (m.tree.in_fan(n)) continue;
            RecordLine line = line_at(m, records, n);
            if (line.share <= 0) continue;
            line.moves = moves;
            lines.push_back(std::move(line));
        }
    }
    return lines;
}

void add_record(PlanModel& m) {
    for (const RecordLine& line : record_of(m)) hold(m, line);
}

}  // namespace dualflow
