// SPDX-License-Identifier: MIT
// Tables of what stands: regions, firms, sites, products, bills of material, resources, processes.
#include "dualflow/case/schema_build.hpp"

namespace dualflow {

using namespace declare;

namespace {

Table regions() {
    return table("regions", "Countries or parts of them: where duty falls and where goods originate.",
                 {
                     id("Name by which other tables know the region."),
                     text("name", "Name shown to readers.").informs(),
                     text("bloc", "Trade bloc the region belongs to; blank where it belongs to none."),
                     text("currency", "Currency in which local costs arise.").informs(),
                     text("wage_class", "Wage level, to group regions by.").informs(),
                 },
                 Status::used, true);
}

Table organisations() {
    return table("organisations", "Supplier firms: each owns one site or more.",
                 {
                     id("Name by which sites know the firm."),
                     text("name", "Name shown to readers.").informs(),
                     number("distress_per_year", "1/year", "Rate at which the firm fails.").least(0).later(),
                     text("relationship", "How close the firm is: partner, approved, new.").informs(),
                 });
}

Table sites() {
    return table(
        "sites", "Places that make, keep, buy or sell.",
        {
            id("Name by which other tables know the site."),
            choice("kind", {"supplier", "plant", "warehouse", "market"}, "What the site does.").must(),
            integer("tier", "0 for own plants, 1 for direct suppliers, 2 for theirs.")
                .standard("0")
                .least(0)
                .informs(),
            reference("organisation", "organisations", "Firm that owns the site."),
            reference("region", "regions", "Region the site lies in.").must(),
            text("name", "Name shown to readers.").informs(),
            number("latitude", "degrees", "Latitude, north positive; distances follow from it.")
                .least(-90)
                .most(90),
            number("longitude", "degrees", "Longitude, east positive.").least(-180).most(180),
            choice("status", {"open", "candidate", "closing"},
                   "Open stays open, a candidate may be opened, a closing site may be closed.")
                .standard("open"),
            number("fixed_cost_per_day", "money/day", "Cost of an open site whatever it makes.")
                .varies()
                .standard("0")
                .least(0),
            number("opening_cost", "money", "Paid once when a candidate is opened.")
                .varies()
                .standard("0")
                .least(0),
            number("closing_cost", "money", "Paid once when a closing site is closed.")
                .varies()
                .standard("0")
                .least(0),
            number("time_to_recover_days", "days", "How long the site needs to work again after an outage.")
                .least(0)
                .informs(),
        },
        Status::used, true);
}

Table products() {
    return table(
        "products", "What is bought, made, moved and sold.",
        {
            id("Name by which other tables know the product."),
            text("kind", "Sort of product, for groups such as kind:truck."),
            number("unit_value", "money/unit",
                   "Book value of a unit: stock and pipeline bear interest on it.")
                .varies()
                .least(0),
            number("customs_value", "money/unit", "Value on which duty is charged.")
                .varies()
                .least(0)
                .otherwise("unit_value"),
            number("mass_kg", "kg/unit", "Mass of a unit.").standard("0").least(0),
            number("chargeable_kg", "kg/unit", "Mass on which freight by the kilogram is charged.")
                .least(0)
                .otherwise("the larger of mass_kg and 250 kg a cubic metre"),
            number("volume_m3", "m3/unit", "Volume of a packed unit.").standard("0").least(0),
            text("tariff_code", "Digits of the customs tariff; tariffs match by prefix."),
            text("family", "Family, for groups such as family:battery."),
            flag("zero_emission", "1 where the product counts as free of emissions.").standard("0").informs(),
            date("generation_start", "First day on which this generation is sold.").informs(),
            date("generation_end", "Day from which this generation is no longer sold.").informs(),
            reference("successor", "products", "Product that takes over after generation_end.").informs(),
        },
        Status::used, true);
}

Table bom() {
    return table("bom", "What a unit is made of.",
                 {
                     reference("output", "products", "Product that is made.").must().key().groups(),
                     text("variant", "Recipe; processes choose one.").standard("base").key(),
                     reference("component", "products", "Product that goes in.").must().key().groups(),
                     number("quantity", "unit/unit", "Units of the component in a started unit.")
                         .varies()
                         .must()
                         .above(0),
                     date("valid_from", "First day of the line.").key().otherwise("always"),
                     date("valid_to", "Day from which the line no longer holds.").otherwise("for ever"),
                 });
}

Table resources() {
    return table(
        "resources", "Capacity at a site: a line, a shop, a crew.",
        {
            reference("site", "sites", "Where the resource stands.").must().key().groups(),
            text("resource", "Name of the resource at its site.").must().key(),
            number("capacity_per_day", "use/day", "Use a day that it can bear without overtime.")
                .varies()
                .must()
                .least(0),
            share("overtime_share", "Overtime possible, as a share of capacity.").varies().standard("0"),
            share("overtime_premium", "What overtime costs on top, as a fraction of overtime_unit_cost.")
                .varies()
                .standard("0"),
            number("overtime_unit_cost", "money/use", "What the premium is a fraction of.")
                .varies()
                .least(0)
                .otherwise("the unit cost of the process"),
            share("band_low", "Use below this share of installed capacity is priced.").varies().standard("0"),
            share("band_high", "Use above this share of installed capacity is priced.")
                .varies()
                .otherwise("no upper edge"),
            number("under_cost", "money/use", "Price of a unit of use missing below the band.")
                .varies()
                .standard("0")
                .least(0),
            number("over_cost", "money/use", "Price of a unit of use above the band.")
                .varies()
                .standard("0")
                .least(0),
            number("ramp_up_cost", "money per use/day", "Price of raising the daily rate by one.")
                .varies()
                .standard("0")
                .least(0),
            number("ramp_down_cost", "money per use/day", "Price of lowering the daily rate by one.")
                .varies()
                .standard("0")
                .least(0),
            number("opening_rate", "use/day", "Daily rate before the start.")
                .least(0)
                .otherwise("the first ramp is free"),
        });
}

Table processes() {
    return table(
        "processes", "What a site can make, and how.",
        {
            reference("site", "sites", "Where it is made.").must().key().groups(),
            reference("product", "products", "What is made.").must().key().groups(),
            text("variant", "Recipe in bom.").standard("base").key(),
            text("resource", "Resource of the site that it uses.").to("resources").otherwise("without limit"),
            number("capacity_use", "use/unit", "Use of the resource by a started unit.")
                .varies()
                .standard("1")
                .least(0),
            number("unit_cost", "money/unit",
                   "Cost of a started unit: the purchase price at suppliers, conversion elsewhere.")
                .varies()
                .standard("0"),
            number("labour_hours", "h/unit", "Hours of labour in a unit.").least(0).informs(),
            number("wage", "money/h", "Cost of an hour of labour.").least(0).informs(),
            number("yield", "fraction", "Good units from a started one.")
                .varies()
                .standard("1")
                .above(0)
                .most(1),
            number("lead_days", "days", "From start to finish.").varies().standard("0").least(0),
            choice("decided", {"before", "after"},
                   "Whether a start is decided before or after the data of its bucket are known.")
                .otherwise("after in buckets of 28 days or more"),
            flag("available", "0: only once an investment enables it.").varies().standard("1"),
        });
}

}  // namespace

std::vector<Table> network_tables() {
    return {regions(), organisations(), sites(), products(), bom(), resources(), processes()};
}

}  // namespace dualflow
