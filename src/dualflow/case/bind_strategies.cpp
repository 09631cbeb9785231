// SPDX-License-Identifier: MIT
// Limits of strategies and recorded flows. Every row is checked; the limits kept are those of the strategy
// that the case is under.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "dualflow/case/bind.hpp"
#include "dualflow/case/codes.hpp"
#include "dualflow/case/utf8.hpp"

namespace dualflow {

namespace {

// What a limit counts: each member of a group by itself, or the sum of what together(...) holds.
struct Counted {
    std::vector<int> members;
    std::string text;  // in words
    bool from_group = false;
};

// The parts of together(a;b), none of any other text.
std::optional<std::vector<std::string>> summed(const std::string& text) {
    constexpr std::string_view opening = "together(";
    if (!text.starts_with(opening) || !text.ends_with(")")) return std::nullopt;
    return split(std::string_view(text).substr(opening.size(), text.size() - opening.size() - 1), ';');
}

std::vector<Counted> counted_in(const Names& names, const Row& row, std::string_view column,
                                Diagnostics& errors) {
    const std::string& text = row.text(column);
    const Column& of = *find_column(*row.table, column);
    const auto parts = summed(text);
    if (!parts) {
        const Members found = resolve(names, text, row, of, errors);
        std::vector<Counted> each;
        for (const int one : found.index) each.push_back({{one}, names.id(one), found.group});
        return each;
    }
    if (parts->empty())
        errors.push_back(problem_at(code::empty_group, row, column,
                                    fmt::format("{} \"{}\" sums nothing", column, excerpt(text)),
                                    "ids or groups between the brackets, joined by ;"));
    std::set<int> sum;
    for (const std::string& part : *parts) {
        const Members found = resolve(names, part, row, of, errors);
        sum.insert(found.index.begin(), found.index.end());
    }
    if (sum.empty()) return {};
    return {{{sum.begin(), sum.end()}, text, false}};
}

bool sound_shares(const Row& row, Diagnostics& errors) {
    const auto least = row.maybe("least_share"), most = row.maybe("most_share");
    if (!least && !most) {
        errors.push_back(problem_at(code::blank_required, row, "least_share",
                                    "neither least_share nor most_share is given",
                                    "at least one of the two"));
        return false;
    }
    if (!least || !most || *least <= *most) return true;
    Diagnostic d = problem_at(code::out_of_range, row, "most_share",
                              fmt::format("most_share {:g} is below least_share {:g}", *most, *least),
                              "at least least_share");
    d.found = fmt::format("{:g}", *most);
    errors.push_back(std::move(d));
    return false;
}

void bind_limits(Binder& b) {
    std::vector<StrategyLimit> limits;
    std::vector<Claim> claims;
    const TypedTable& table = b.table("strategy_limits");
    for (const Row& row : table.rows) {
        const auto products = counted_in(b.products, row, "products", b.errors);
        const auto regions = counted_in(b.regions, row, "regions", b.errors);
        if (!sound_shares(row, b.errors)) continue;
        for (const Counted& product : products) {
            for (const Counted& region : regions) {
                StrategyLimit limit;
                for (const int one : product.members) limit.products.emplace_back(one);
                for (const int one : region.members) limit.regions.emplace_back(one);
                limit.what = fmt::format("{} from {}", product.text, region.text);
                limit.least = row.maybe("least_share");
                limit.most = row.maybe("most_share");
                limit.row = row.row;
                claims.push_back({fmt::format("strategy={}, products={}, regions={}", row.text("strategy"),
                                              product.text, region.text),
                                  int{product.from_group} + int{region.from_group}, &row});
                limits.push_back(std::move(limit));
            }
        }
    }
    for (const std::size_t i : winners(claims, b.errors))
        if (claims[i].row->text("strategy") == b.c.strategy) b.c.strategy_limits.push_back(limits[i]);
}

bool has_lane(const Case& c, const RecordedFlow& flow) {
    return std::any_of(c.lanes.begin(), c.lanes.end(), [&](const Lane& lane) {
        return lane.from == flow.from && lane.to == flow.to && lane.product == flow.product &&
               (flow.mode.empty() || lane.mode == flow.mode);
    });
}

// A record without a mode is of all modes together, so its days are also those of each.
std::vector<Span> spans_of(const std::vector<RecordedFlow>& flows, const std::vector<const Row*>& rows) {
    const auto way = [](const RecordedFlow& flow) {
        return std::tuple{flow.from.index, flow.to.index, flow.product.index};
    };
    std::map<std::tuple<int, int, int>, std::set<std::string>> modes;
    for (const RecordedFlow& flow : flows) modes[way(flow)].insert(flow.mode);
    std::vector<Span> spans;
    for (std::size_t i = 0; i < flows.size(); ++i) {
        const RecordedFlow& flow = flows[i];
        const auto of = flow.mode.empty() ? modes[way(flow)] : std::set{flow.mode};
        for (const std::string& mode : of)
            spans.push_back(
                {fmt::format("from={}, to={}, product={}{}{}", rows[i]->text("from"), rows[i]->text("to"),
                             rows[i]->text("product"), mode.empty() ? "" : ", mode=", mode),
                 flow.from_date, flow.to_date, rows[i]});
    }
    return spans;
}

void bind_records(Binder& b) {
    std::vector<const Row*> rows;
    for (const Row& row : b.table("recorded_flows").rows) {
        RecordedFlow flow;
        flow.from = SiteId{refer(row, "from", b.sites, b.errors)};
        flow.to = SiteId{refer(row, "to", b.sites, b.errors)};
        flow.product = ProductId{refer(row, "product", b.products, b.errors)};
        flow.mode = row.text("mode");
        flow.from_date = row.date("from_date");
        flow.to_date = row.date("to_date");
        flow.quantity = row.number("quantity");
        flow.row = row.row;
        if (!flow.from || !flow.to || !flow.product) continue;
        const bool judged = !b.table("lanes").broken && !b.table("lane_classes").broken;
        if (judged && !has_lane(b.c, flow)) {
            Diagnostic d =
                problem_at(code::key_matches_nothing, row, flow.mode.empty() ? "to" : "mode",
                           fmt::format("no lane from {} to {} for {}{}", row.text("from"), row.text("to"),
                                       row.text("product"), flow.mode.empty() ? "" : " by " + flow.mode),
                           "a flow on a lane of the case");
            d.found = row.text(d.column);
            b.errors.push_back(std::move(d));
        }
        b.c.recorded_flows.push_back(std::move(flow));
        rows.push_back(&row);
    }
    check_spans(spans_of(b.c.recorded_flows, rows), "from_date", "to_date", b.errors);
}

}  // namespace

void bind_strategies(Binder& b) {
    bind_limits(b);
    bind_records(b);
}

}  // namespace dualflow
