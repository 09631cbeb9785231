// SPDX-License-Identifier: MIT
// Lanes: those of the rows, and those that classes with groups make themselves.
#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <map>
#include <set>

#include "dualflow/case/bind.hpp"
#include "dualflow/case/codes.hpp"
#include "dualflow/case/freight.hpp"
#include "dualflow/case/lane_groups.hpp"
#include "dualflow/case/useful.hpp"

namespace dualflow {

namespace {

// Rows always win over classes, however many groups they name.
constexpr int class_handicap = 10;

struct Draft {
    Arc arc;
    LaneFigures figures;
    const Row* row = nullptr;  // of lanes, or of lane_classes where the class makes the lane
    int groups = 0;
    bool explicit_row = false;  // kept whether useful or not

    bool from_class() const { return figures.row == nullptr; }
};

class LaneBinder {
public:
    explicit LaneBinder(Binder& b) : b_(b) {}

    void bind() {
        draft_rows();
        draft_classes();
        keep_useful();
        report_idle();
    }

private:
    void draft_rows() {
        const std::vector<RefColumn> columns{
            {"from", &b_.sites}, {"to", &b_.sites}, {"product", &b_.products}};
        std::map<const Row*, const Row*> classes;
        for (const Row& row : b_.table("lanes").rows) {
            const int index = refer(row, "lane_class", b_.lane_classes, b_.errors);
            classes[&row] =
                index < 0 ? nullptr : &b_.table("lane_classes").rows[static_cast<std::size_t>(index)];
        }
        for (const Placed& placed : place_rows(b_.table("lanes"), columns, b_.errors)) {
            if (placed.ref[0] == placed.ref[1]) {
                refuse_loop(placed);
                continue;
            }
            products_.push_back({placed.ref[2]});
            drafts_.push_back({{placed.ref[0], placed.ref[1], &products_.back(), true},
                               {placed.row, classes[placed.row]},
                               placed.row,
                               placed.groups(),
                               !placed.any_group()});
        }
    }

    void refuse_loop(const Placed& placed) {
        if (placed.from_group[0] || placed.from_group[1] || !looped_.insert(placed.row).second) return;
        b_.errors.push_back(
            problem_at(code::lane_to_itself, *placed.row, "to",
                       fmt::format("the lane leads from {0} to {0}", b_.sites.id(placed.ref[0])),
                       "two different sites"));
    }

    void draft_classes() {
        for (const Row& row : b_.table("lane_classes").rows) {
            const std::optional<ClassGroups> groups = class_groups(b_, row);
            if (!groups) continue;
            products_.push_back(groups->products);
            for (const int from : groups->from)
                for (const int to : groups->to) {
                    if (from == to) continue;
                    const bool warehouse =
                        b_.c.sites[static_cast<std::size_t>(from)].kind == SiteKind::warehouse;
                    drafts_.push_back({{from, to, &products_.back(), warehouse},
                                       {nullptr, &row},
                                       &row,
                                       class_handicap + groups->group_cells,
                                       false});
                }
        }
    }

    // What lies or arrives at a site at the start may leave it, as what is made there.
    ProductPlaces sources() const {
        ProductPlaces places = made(b_.c);
        for (const OpeningArrival& arrival : b_.c.opening_pipeline)
            places.insert({arrival.to, arrival.product});
        Diagnostics reported_later;
        for (const Placed& placed : place_rows(
                 b_.table("inventory"), {{"site", &b_.sites}, {"product", &b_.products}}, reported_later))
            if (!placed.any_group() && placed.row->number("opening_stock") > 0)
                places.insert({SiteId{placed.ref[0]}, ProductId{placed.ref[1]}});
        return places;
    }

    void keep_useful() {
        std::vector<Arc> arcs;
        arcs.reserve(drafts_.size());
        for (const Draft& draft : drafts_) arcs.push_back(draft.arc);
        const Useful useful(b_.c.sites.size(), b_.c.products.size(), arcs, sources(), used_or_sold(b_.c));
        std::vector<Claim> claims;
        std::vector<std::pair<const Draft*, int>> kept;
        for (const Draft& draft : drafts_)
            for (const int product : *draft.arc.products) {
                if (!draft.explicit_row && !useful(draft.arc, product)) continue;
                kept.emplace_back(&draft, product);
                claims.push_back({key_of(draft, product), draft.groups, draft.row});
                serving_.insert(draft.row);
            }
        for (const std::size_t i : winners(claims, b_.errors)) add_lane(*kept[i].first, kept[i].second);
    }

    std::string key_of(const Draft& draft, int product) const {
        const std::string mode = draft.figures.mode();
        return fmt::format("from={}, to={}, product={}{}{}", b_.sites.id(draft.arc.from),
                           b_.sites.id(draft.arc.to), b_.products.id(product),
                           mode.empty() ? "" : ", mode=", mode);
    }

    void add_lane(const Draft& draft, int product) {
        const Site& from = b_.c.sites[static_cast<std::size_t>(draft.arc.from)];
        const Site& to = b_.c.sites[static_cast<std::size_t>(draft.arc.to)];
        const std::optional<double> distance = draft.figures.distance_km(from, to);
        if (!distance && draft.figures.needs_distance()) report_distance(draft, from, to);
        Lane lane;
        lane.from = SiteId{draft.arc.from};
        lane.to = SiteId{draft.arc.to};
        lane.product = ProductId{product};
        lane.mode = draft.figures.mode();
        lane.distance_km = distance.value_or(0);
        lane.cost_per_unit =
            draft.figures.freight(b_.c.products[static_cast<std::size_t>(product)], lane.distance_km);
        lane.lead = Days{draft.figures.figure("lead_days")};
        lane.lead_sd = Days{draft.figures.figure("lead_sd_days")};
        lane.emissions_g_per_tkm = draft.figures.figure("emissions_g_per_tkm");
        lane.row = draft.row->row;
        lane.from_class = draft.from_class();
        if (!lane.from_class) {
            lane.capacity = maybe<PerDay>(*draft.row, "capacity_per_day");
            lane.decided = decided_of(*draft.row);
            lane.group = group_of(*draft.row);
        }
        b_.c.lanes.push_back(std::move(lane));
    }

    GroupId group_of(const Row& row) {
        const auto [known, fresh] = groups_.try_emplace(&row, GroupId{});
        if (fresh) known->second = GroupId{refer(row, "capacity_group", b_.capacity_groups, b_.errors)};
        return known->second;
    }

    void report_distance(const Draft& draft, const Site& from, const Site& to) {
        const Site& lost = from.latitude && from.longitude ? to : from;
        if (!without_distance_.insert(draft.row).second || coordinates_are_wrong()) return;
        b_.errors.push_back(problem_at(
            code::unknown_distance, *draft.row, draft.from_class() ? "" : "distance_km",
            fmt::format(
                "freight from {} to {} depends on a distance that is not known: {} has no coordinates",
                from.id, to.id, lost.id),
            "latitude and longitude in sites, or distance_km in lanes"));
    }

    // Then the distance is not missing but follows from what is reported already.
    bool coordinates_are_wrong() const {
        return std::any_of(b_.errors.begin(), b_.errors.end(), [](const Diagnostic& d) {
            return d.file == "sites.csv" && (d.column == "latitude" || d.column == "longitude");
        });
    }

    // Rows without any lane are worth a word, unless something about them is wrong already.
    void report_idle() {
        std::set<const Row*> seen;
        for (const Draft& draft : drafts_)
            if (!serving_.contains(draft.row) && seen.insert(draft.row).second)
                b_.errors.push_back(addresses_nothing(
                    *draft.row, "no product can be at one end of these lanes and is needed at the other"));
    }

    Binder& b_;
    std::deque<std::vector<int>> products_;  // lists that arcs point to
    std::vector<Draft> drafts_;
    std::set<const Row*> looped_, without_distance_, serving_;
    std::map<const Row*, GroupId> groups_;
};

CapacityGroup::Unit group_unit(const std::string& word) {
    if (word == "unit") return CapacityGroup::Unit::unit;
    return word == "m3" ? CapacityGroup::Unit::m3 : CapacityGroup::Unit::kg;
}

}  // namespace

void bind_lanes(Binder& b) {
    name_rows(b.table("capacity_groups"), "id", b.capacity_groups, b.errors);
    for (const Row& row : b.table("capacity_groups").rows)
        b.c.capacity_groups.push_back(
            {row.text("id"), PerDay{row.number("capacity_per_day")}, group_unit(row.text("unit")), row.row});
    name_rows(b.table("lane_classes"), "id", b.lane_classes, b.errors);
    LaneBinder(b).bind();
}

}  // namespace dualflow
