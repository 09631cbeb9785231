// SPDX-License-Identifier: MIT
// Contracts; rows of one id are the volume bands of one contract.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "dualflow/case/bind.hpp"
#include "dualflow/case/codes.hpp"
#include "dualflow/case/useful.hpp"

namespace dualflow {

namespace {

// What may differ between the rows of a contract.
constexpr std::array<std::string_view, 4> band_columns{"volume_from", "volume_to", "price", "note"};

// A contract that a group row makes for a member is named after it: frame@S_US_OH.
std::string id_of(const Binder& b, const Placed& placed) {
    std::string id = placed.row->text("id");
    for (std::size_t i = 0; i < placed.ref.size(); ++i)
        if (placed.from_group[i]) id += "@" + (i == 2 ? b.products : b.sites).id(placed.ref[i]);
    return id;
}

Contract make_contract(const Row& row, const Placed& placed, std::string id) {
    Contract k;
    k.id = std::move(id);
    k.supplier = SiteId{placed.ref[0]};
    k.destination = SiteId{placed.ref[1]};
    k.product = ProductId{placed.ref[2]};
    k.base_min = maybe<PerDay>(row, "base_min_per_day");
    k.base_max = maybe<PerDay>(row, "base_max_per_day");
    k.band_minus = maybe<Share>(row, "band_minus");
    k.band_plus = maybe<Share>(row, "band_plus");
    k.notice = Days{row.number("notice_days")};
    k.flex_down = maybe<Share>(row, "flex_down");
    k.flex_up = maybe<Share>(row, "flex_up");
    k.take_or_pay_price = maybe<Money>(row, "take_or_pay_price");
    k.exercise_price = maybe<Money>(row, "exercise_price");
    k.reservation_fee = Money{row.number("reservation_fee")};
    k.reservation_max = maybe<PerDay>(row, "reservation_max_per_day");
    k.term = maybe<Days>(row, "term_days");
    k.award_from = row.maybe_date("award_from");
    k.award_to = row.maybe_date("award_to");
    k.qualification_cost = Money{row.number("qualification_cost")};
    k.qualification = Days{row.number("qualification_days")};
    k.row = row.row;
    return k;
}

// The column in which a later row of a contract differs from its first; empty where it does not.
std::string_view differing(const Row& first, const Row& later) {
    for (std::size_t i = 0; i < first.values.size(); ++i) {
        const std::string_view name = first.table->columns[i].name;
        const bool of_band = std::find(band_columns.begin(), band_columns.end(), name) != band_columns.end();
        const Value &a = first.values[i], &b = later.values[i];
        if (!of_band && (a.number != b.number || a.text != b.text)) return name;
    }
    return {};
}

void add_band(Binder& b, Contract& contract, const Row& first, const Row& row) {
    if (const std::string_view column = differing(first, row); &first != &row && !column.empty())
        b.errors.push_back(problem_at(
            code::unequal_bands, row, column,
            fmt::format("contract \"{}\" has another {} in row {}", contract.id, column, first.row),
            "bands of one contract that differ in volume and price only"));
    contract.bands.push_back(
        {row.number("volume_from"), row.maybe("volume_to"), Money{row.number("price")}, row.row});
}

Diagnostic band_problem(std::string_view code, const PriceBand& band, std::string_view column,
                        std::string message) {
    Diagnostic d;
    d.code = code;
    d.file = "contracts.csv";
    d.row = band.row;
    d.column = column;
    d.message = std::move(message);
    d.expected = "bands in order of volume, each beginning where the one before ends";
    return d;
}

// Orders the bands; an open end runs to the next band.
void check_bands(Contract& contract, Diagnostics& errors) {
    auto& bands = contract.bands;
    std::stable_sort(bands.begin(), bands.end(),
                     [](const PriceBand& a, const PriceBand& b) { return a.volume_from < b.volume_from; });
    for (std::size_t i = 0; i < bands.size(); ++i) {
        PriceBand& band = bands[i];
        if (i > 0 && bands[i - 1].volume_from == band.volume_from) {
            errors.push_back(
                band_problem(code::duplicate_key, band, "volume_from",
                             fmt::format("contract \"{}\" has two bands from volume {}; first in row {}",
                                         contract.id, band.volume_from, bands[i - 1].row)));
            continue;
        }
        if (i + 1 < bands.size() && !band.volume_to) band.volume_to = bands[i + 1].volume_from;
        if (band.volume_to && *band.volume_to <= band.volume_from)
            errors.push_back(
                band_problem(code::band_gap, band, "volume_to",
                             fmt::format("the band of contract \"{}\" ends at {}, before it begins",
                                         contract.id, *band.volume_to)));
        else if (i > 0 && *bands[i - 1].volume_to != band.volume_from)
            errors.push_back(band_problem(
                code::band_gap, band, "volume_from",
                fmt::format("the band of contract \"{}\" begins at {}, the one before ends at {}",
                            contract.id, band.volume_from, *bands[i - 1].volume_to)));
    }
}

void check_supplier(Binder& b, const Contract& contract, const ProductPlaces& makes, const Row& row) {
    if (makes.contains({contract.supplier, contract.product}) || b.table("processes").broken) return;
    std::vector<std::string> makers;
    for (const auto& [site, product] : makes)
        if (product == contract.product) makers.push_back(b.sites.id(site.index));
    Diagnostic d =
        problem_at(code::supplier_does_not_make, row, "supplier",
                   fmt::format("contract \"{}\": {} has no process that makes {}", contract.id,
                               b.sites.id(contract.supplier.index), b.products.id(contract.product.index)),
                   "a supplier with a process for the product");
    d.found = b.sites.id(contract.supplier.index);
    d.nearest = std::move(makers);
    if (d.nearest.size() > 3) d.nearest.resize(3);
    b.errors.push_back(std::move(d));
}

void check_award_window(const Row& row, Diagnostics& errors) {
    check_spans({{"", row.maybe_date("award_from"), row.maybe_date("award_to"), &row}}, "award_from",
                "award_to", errors);
}

}  // namespace

void bind_contracts(Binder& b) {
    const std::vector<RefColumn> columns{
        {"supplier", &b.sites}, {"destination", &b.sites}, {"product", &b.products}};
    const ProductPlaces makes = made(b.c);
    std::map<std::string, std::pair<std::size_t, const Row*>> known;
    for (const Placed& placed : place_rows(b.table("contracts"), columns, b.errors)) {
        const Row& row = *placed.row;
        const auto [entry, fresh] = known.try_emplace(id_of(b, placed), b.c.contracts.size(), &row);
        if (fresh) {
            b.c.contracts.push_back(make_contract(row, placed, entry->first));
            check_supplier(b, b.c.contracts.back(), makes, row);
            check_award_window(row, b.errors);
        }
        add_band(b, b.c.contracts[entry->second.first], *entry->second.second, row);
    }
    for (Contract& contract : b.c.contracts) check_bands(contract, b.errors);
}

}  // namespace dualflow
