// SPDX-License-Identifier: MIT
#include <algorithm>

#include "dualflow/case/bind.hpp"

namespace dualflow {

namespace {

constexpr double kg_per_m3 = 250;  // what carriers count for a cubic metre of light goods

Product make_product(const Row& row) {
    Product product;
    product.id = row.text("id");
    product.kind = row.text("kind");
    product.family = row.text("family");
    product.tariff_code = row.text("tariff_code");
    product.unit_value = maybe<Money>(row, "unit_value");
    product.customs_value = maybe<Money>(row, "customs_value").value_or(product.unit_value.value_or(Money{}));
    product.mass_kg = row.number("mass_kg");
    product.volume_m3 = row.number("volume_m3");
    product.chargeable_kg =
        row.maybe("chargeable_kg").value_or(std::max(product.mass_kg, kg_per_m3 * product.volume_m3));
    product.zero_emission = row.flag("zero_emission");
    product.generation_start = row.maybe_date("generation_start");
    product.generation_end = row.maybe_date("generation_end");
    product.row = row.row;
    return product;
}

void bind_bom(Binder& b) {
    const std::vector<RefColumn> columns{{"output", &b.products}, {"component", &b.products}};
    std::vector<Span> spans;
    for (const Placed& placed : place_and_settle(b.table("bom"), columns, b.errors)) {
        const Row& row = *placed.row;
        const auto from = row.maybe_date("valid_from"), to = row.maybe_date("valid_to");
        spans.push_back(
            {b.products.id(placed.ref[0]) + "/" + row.text("variant") + " of " + b.products.id(placed.ref[1]),
             from, to, &row});
        b.c.bom.push_back({ProductId{placed.ref[0]}, row.text("variant"), ProductId{placed.ref[1]},
                           row.number("quantity"), from, to, row.row});
    }
    check_spans(std::move(spans), "valid_from", "valid_to", b.errors);
}

}  // namespace

void bind_products(Binder& b) {
    const TypedTable& table = b.table("products");
    std::vector<Claim> claims;
    for (const Row& row : table.rows) {
        b.c.products.push_back(make_product(row));
        const Product& product = b.c.products.back();
        b.products.add(product.id);
        b.products.add_to_group("kind", product.kind);
        b.products.add_to_group("family", product.family);
        if (!product.id.empty()) claims.push_back({"id=" + product.id, 0, &row});
    }
    winners(claims, b.errors);
    if (table.broken) b.products.set_broken();
    for (std::size_t i = 0; i < table.rows.size(); ++i)
        b.c.products[i].successor = ProductId{refer(table.rows[i], "successor", b.products, b.errors)};
    bind_bom(b);
}

}  // namespace dualflow
