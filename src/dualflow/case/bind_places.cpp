// SPDX-License-Identifier: MIT
#include <stdexcept>

#include "dualflow/case/bind.hpp"

namespace dualflow {

namespace {

void bind_regions(Binder& b) {
    const TypedTable& table = b.table("regions");
    std::vector<Claim> claims;
    for (const Row& row : table.rows) {
        const std::string& id = row.text("id");
        b.regions.add(id);
        b.regions.add_to_group("region", id);
        b.regions.add_to_group("bloc", row.text("bloc"));
        if (!id.empty()) claims.push_back({"id=" + id, 0, &row});
        b.c.regions.push_back(
            {id, row.text("name"), row.text("bloc"), row.text("currency"), row.text("wage_class"), row.row});
    }
    winners(claims, b.errors);
    if (table.broken) b.regions.set_broken();
}

void bind_organisations(Binder& b) {
    const TypedTable& table = b.table("organisations");
    name_rows(table, "id", b.organisations, b.errors);
    for (const Row& row : table.rows)
        b.c.organisations.push_back({row.text("id"), row.text("name"), row.text("relationship"),
                                     row.number("distress_per_year"), row.row});
}

SiteKind site_kind(const std::string& word) {
    if (word == "supplier") return SiteKind::supplier;
    if (word == "warehouse") return SiteKind::warehouse;
    return word == "market" ? SiteKind::market : SiteKind::plant;
}

SiteStatus site_status(const std::string& word) {
    if (word == "candidate") return SiteStatus::candidate;
    return word == "closing" ? SiteStatus::closing : SiteStatus::open;
}

Site make_site(Binder& b, const Row& row) {
    Site site;
    site.id = row.text("id");
    site.name = row.text("name");
    site.kind = site_kind(row.text("kind"));
    site.tier = static_cast<int>(row.number("tier"));
    site.organisation = OrganisationId{refer(row, "organisation", b.organisations, b.errors)};
    site.region = RegionId{refer(row, "region", b.regions, b.errors)};
    site.latitude = row.maybe("latitude");
    site.longitude = row.maybe("longitude");
    site.status = site_status(row.text("status"));
    site.fixed_cost_per_day = Money{row.number("fixed_cost_per_day")};
    site.opening_cost = Money{row.number("opening_cost")};
    site.closing_cost = Money{row.number("closing_cost")};
    site.time_to_recover = maybe<Days>(row, "time_to_recover_days");
    site.row = row.row;
    return site;
}

}  // namespace

std::string_view word_for(SiteKind kind) {
    switch (kind) {
        case SiteKind::supplier:
            return "supplier";
        case SiteKind::plant:
            return "plant";
        case SiteKind::warehouse:
            return "warehouse";
        case SiteKind::market:
            return "market";
    }
    throw std::logic_error("unknown kind of site");
}

void bind_places(Binder& b) {
    bind_regions(b);
    bind_organisations(b);
    const TypedTable& table = b.table("sites");
    Diagnostics& errors = b.errors;
    std::vector<Claim> claims;
    for (const Row& row : table.rows) {
        const Site site = make_site(b, row);
        b.sites.add(site.id);
        if (!site.id.empty()) claims.push_back({"id=" + site.id, 0, &row});
        b.sites.add_to_group("kind", row.text("kind"));
        if (site.region) {
            const Region& region = b.c.regions[*site.region];
            b.sites.add_to_group("region", region.id);
            b.sites.add_to_group("bloc", region.bloc);
        }
        b.c.sites.push_back(site);
    }
    winners(claims, errors);
    if (table.broken || b.regions.broken()) b.sites.set_broken();
}

}  // namespace dualflow
