// SPDX-License-Identifier: MIT
// Texts of E02 (references and groups), E05 (not supported yet) and W073 (rows without meaning).
#include "dualflow/case/codes.hpp"

namespace dualflow {

namespace {

std::vector<CodeText> reference_codes() {
    return {
        {code::unknown_id, "no row of that id",
         "The cell refers to a row of another table by its id, and there is none. Capitals count. The "
         "nearest ids are listed; correct the cell, or add the row to the table named."},
        {code::empty_group, "a group without members",
         "A cell may address a group: * for all, family:x and kind:x for products, kind:x, region:x and "
         "bloc:x for sites. No row belongs to the group named, so the row would say nothing. Correct the "
         "name, or remove the row."},
        {code::group_not_allowed, "a group where one row is needed",
         "This column refers to a single row: the region of a site, the class of a lane, the successor of a "
         "product. Name its id."},
        {code::together_not_allowed, "a sum where there is none",
         "together(...) stands for the sum over a group and is allowed only in columns that bound a sum, "
         "such as products and regions of strategy_limits. Elsewhere a group stands for each of its members: "
         "write family:battery without together."},
        {code::malformed_key, "a key that cannot be read",
         "enables names rows of processes, lanes or contracts by column=value: "
         "processes:site=P_MTY;product=bev|contracts:id=frame. Columns are joined by ;, parts by |. The "
         "table "
         "may be left out where the columns tell it. Columns that are not named match any value."},
        {code::key_matches_nothing, "a key that names no row",
         "All names in the key exist, but no row of the table has these values together. Check the table: "
         "the process, lane or contract may be missing, or one of the values belongs to another row."},
        {code::unknown_resource, "a resource that the site does not have",
         "Resources are named within their site. The site has none of this name; those it has are listed. "
         "Correct the name or the site, or add the row to resources. Where a row addresses a group of sites, "
         "those without the resource are left out, but at least one must have it."},
        {code::lane_to_itself, "a lane that leads to its own start",
         "A lane leads from one site to another. Moving goods inside a site needs no lane."},
        {code::unknown_distance, "a distance that is needed and not known",
         "The freight of the lane depends on its distance, by cost_per_kg_km or cost_per_km of its class. "
         "Distances are great circles between the coordinates of the sites; give both sites latitude and "
         "longitude, or the lane its distance_km."},
        {code::supplier_does_not_make, "a contract for what the supplier does not make",
         "A contract buys what a process of the supplier makes: its capacity, yield and lead time come from "
         "there. Add the process to processes, or correct supplier or product. The sites that make the "
         "product are listed."},
        {code::addresses_nothing, "a row that addresses nothing",
         "A row with groups stands for the combinations that can occur: stock only where a product is made, "
         "used, sold or received; lanes only for products that can be at their start and are needed at their "
         "end. None of this row's combinations can, so it changes nothing. Remove it, widen its groups, or "
         "name the sites and products one by one."},
        {code::group_without_correlation, "a group of outages that share nothing",
         "Outages of one group share shocks to the extent of group_correlation: 0 makes them independent, 1 "
         "has all of them from the group's shocks. The row names a group and leaves the correlation blank, "
         "which counts as 0. State it, or leave the group blank."},
        {code::inside_a_bucket, "a date inside of a bucket",
         "The plan sees one figure a bucket. Figures that change inside of it count by days; what has no "
         "mean "
         "(a flag, a cell that is blank on some days) counts as on most of its days, and a scenario that "
         "parts "
         "inside of a bucket has nodes of its own from that bucket on. Move the date to the first day of a "
         "bucket, or make the buckets shorter there."},
        {code::changes_nothing, "a change that changes nothing",
         "The figure is the same with the change as without it, or the change holds on no day of the horizon "
         "in which its scenario has a node. Most likely a value or a date is mistyped."},
        {code::moves_nothing, "a future that moves nothing",
         "The row is drawn and shown, but no figure of the case follows it: no table names what follows a "
         "cost series; a currency moves what is paid at sites whose region has it, unless it is the case's "
         "own; a cycle or season moves demand of its target; an outage takes a share of capacities, and what "
         "has none is hit only where nothing is left. Give the region its currency, the lane or process a "
         "capacity, or remove the row."},
    };
}

std::vector<CodeText> support_codes() {
    return {
        {code::table_not_supported, "a table that is not supported yet",
         "The table is part of the schema, but no part of the model uses it yet. So that nothing is ignored "
         "in silence, it is refused until you write its name into the list off under [model] in case.toml; "
         "every result then lists it as not used."},
        {code::column_not_supported, "a column that is not supported yet",
         "Cells of this column have no effect yet. Leave them blank (or at their default), or name the "
         "column in [model] off, for example off = [\"demand.service_target\"]; every result then lists it "
         "as not used."},
        {code::setting_not_supported, "a setting that is not supported yet",
         "The setting has no effect yet. Remove it, or name it in [model] off, for example off = "
         "[\"risk.lambda\"]."},
        {code::regime_needs_futures, "tariff regimes that need futures",
         "Where tariff_transitions is off no regimes are drawn, and one is in force throughout: the one "
         "whose "
         "start_probability is 1. Give one regime 1 and the others 0, or use tariff_transitions."},
        {code::same_in_all_futures, "a column that is the same in all futures",
         "scenario_changes may change figures: quantities, costs, prices, rates, capacities, lead times. "
         "What a "
         "case consists of (names, references, kinds, dates, what an option does, the opening state) is "
         "known "
         "at the start and the same in all futures; strategies may change it. `dualflow schema TABLE` lists "
         "the "
         "columns that may differ."},
    };
}

}  // namespace

std::vector<CodeText> meaning_codes() {
    std::vector<CodeText> all = reference_codes();
    for (const CodeText& text : support_codes()) all.push_back(text);
    return all;
}

}  // namespace dualflow
