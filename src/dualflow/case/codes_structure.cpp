// SPDX-License-Identifier: MIT
// Texts of the structure check (structure.hpp): E06 what cannot be planned, W07 what is odd.
#include "dualflow/case/codes.hpp"

namespace dualflow {

namespace {

std::vector<CodeText> errors() {
    return {
        {"E0601", "a product is a component of itself",
         "Following the rows of bom from the output to its components leads back to the output, so nothing "
         "could ever be built first. The row named is the first that closes the circle. Remove it, or the "
         "row "
         "of the circle that is wrong; the message lists the whole circle."},
        {"E0602", "nobody makes a component",
         "A process uses the bill of material, but no process makes this component and no stock of it exists "
         "at the start. Add a process for it at a supplier or plant, or an opening stock in inventory. What "
         "fails only because this component is missing is not reported."},
        {"E0603", "a component cannot reach the site that needs it",
         "The component is made somewhere, but no chain of lanes leads from there to the site of the "
         "process. "
         "Add a lane to the site, widen the groups of a lane class, or correct the site. Lanes that are not "
         "available count only where an investment enables them."},
        {"E0604", "nobody makes a product that is asked for",
         "A market asks for a product that no process makes and that nobody has in stock. Add a process that "
         "makes it, or correct the product of the demand."},
        {"E0605", "no source can reach a market",
         "The product is made, but no chain of lanes leads from any open or candidate source to the market, "
         "so "
         "all of the demand would be lost. Add the lane that is missing; the message says where the product "
         "can be."},
        {"E0606", "the least base rate is above the largest",
         "base_min_per_day and base_max_per_day bound the base rate of a contract once it is awarded; no "
         "rate "
         "lies between them here. Exchange the two, or leave base_max_per_day blank."},
        {"E0607", "the band of a resource is upside down",
         "band_low and band_high are the fractions of installed capacity between which a resource runs "
         "level. "
         "The lower is above the upper. Exchange them, or leave band_high blank for a band without upper "
         "end."},
        {"E0608", "a process at a market",
         "Markets sell; suppliers, plants and warehouses make. Name another site, or change the kind of this "
         "one: a plant may have demand only through a market beside it, with a lane of no cost between "
         "them."},
        {"E0609", "demand at a site that is not a market",
         "Demand belongs to markets. Name a market, or add one beside the site with a lane of no cost "
         "between "
         "them."},
        {"E0610", "a resource without capacity, now or ever",
         "A process uses the resource, whose capacity_per_day is 0, and no investment adds any. Give it a "
         "capacity, add an investment with capacity_added_per_day, or remove the process."},
        {"E0611", "investments that require each other",
         "requires names what must be in service first; following it leads back to the same investment, so "
         "none "
         "of them could ever be decided. Remove one of the requirements."},
        {"E0612", "more investments at the start than allowed",
         "max_count is how many of an investment may be in service in all, and opening_count how many are at "
         "the start. Raise max_count. What opens or closes a site does so once: its opening_count is 0 or "
         "1."},
        {"E0613", "capacity for no resource",
         "An investment adds or removes capacity but does not say whose. Name its site and its resource."},
        {"E0614", "investments that save more than there is",
         "The effects of investments on a resource add up. Together they would lower the unit cost of the "
         "process "
         "by more than all of it. Of an exclusive_group only the largest effect counts, since one "
         "configuration is "
         "active at a time."},
        {"E0615", "investments that bring a yield above one, or to nothing",
         "The effects of investments on a resource add up. Together they would bring more than one good unit "
         "from a "
         "started one, or none. Of an exclusive_group only the largest effect counts."},
        {"E0616", "noise that does not fit the mean of its demand",
         "The law of the noise has a mean of its own: a uniform law the middle of its ends, every law one "
         "between its ends, and a negative binomial varies by more than one over the square root of its "
         "mean. "
         "It must be quantity_per_day of the row. In a scenario with another quantity the law is taken wider "
         "or narrower in proportion."},
    };
}

std::vector<CodeText> idle_rows() {
    return {
        {"W0701", "stock where the product never is",
         "inventory has a row for a product at a site where no process makes it and no lane brings it. The "
         "row "
         "changes nothing. Often a lane is missing, or the product is misspelt."},
        {"W0702", "a lane that carries nothing",
         "The product of the lane is never at the site where the lane begins. The row changes nothing. Often "
         "the process that should make it is missing, or the lane points the wrong way."},
        {"W0703", "a process that is never available",
         "available is 0, and no investment names the process in enables, so it can never run."},
        {"W0704", "the origin of opening stock is assumed",
         "Stock at the start may be shipped to another region, where duty depends on where it was made; the "
         "product has more than one possible origin and the case does not say which. That of "
         "the site's own region is assumed where it is possible, else the first possible one in the order of "
         "regions. Hand in the stock where it was made if the duty matters."},
        {"W0705", "ramp costs without an opening rate",
         "A change of the daily rate is charged, but the rate just before the start is not given, so that "
         "the "
         "first step is free. Give opening_rate, in units of capacity use a day."},
        {"W0706", "a resource that no process uses",
         "The row changes nothing: no process names the resource."},
        {"W0707", "a product without any use",
         "The row changes nothing: the product is not made, not a component and not asked for."},
        {"W0708", "a site without any role",
         "The row changes nothing: the site has no process, demand or lane."},
        {"W0709", "a tariff that nothing can meet",
         "No product whose tariff_code begins with this code_prefix can be made in the origin and get to the "
         "destination, so the row changes nothing. Check the prefix against products.tariff_code and both "
         "ends "
         "against regions."},
        {"W0710", "an investment without effect",
         "It adds and removes no capacity, changes no cost or yield, enables nothing and nothing requires "
         "it."},
        {"W0711", "a contract that no lane can serve",
         "No lane carries the product from the supplier (to the destination, where one is named), so that "
         "nothing can be called under the contract."},
        {"W0712", "a capacity group without lanes", "The row changes nothing: no lane names the group."},
        {"W0713", "a bill of material that no process uses",
         "No process makes the output by this variant, so the row changes nothing. Variants are matched by "
         "name; the one meant where the column is blank is base."},
    };
}

std::vector<CodeText> figures_and_dates() {
    return {
        {"W0714", "figures too far apart for the solver",
         "In one column the largest figure is more than ten million times the smallest. Solvers work with "
         "tolerances, so that the smallest may be lost in them. Choose a larger or smaller unit for the "
         "product (thousands of screws, not screws), or correct the figure."},
        {"W0715", "opening stock above the storage limit",
         "The stock at the start does not fit. The limit is a priced elastic row, so a plan exists, but what "
         "lies above it is paid for and the plan is reported as elastic."},
        {"W0716", "a region without sites", "The row changes nothing: no site lies in the region."},
        {"W0717", "a tariff that changes no duty",
         "Goods can meet the row, but no duty would be another one without it on any day of the horizon: "
         "another row "
         "goes before it (a named origin before *, the longer prefix, the named destination, the later date; "
         "within "
         "a stack_group the largest rate), its dates or its regime lie outside, or its rate is nothing where "
         "nothing else would be due."},
        {"W0720", "an investment that cannot be decided in the horizon",
         "Its window ends before the start or begins after the end of the calendar, so it is never taken."},
        {"W0721", "demand outside the horizon",
         "The dates of the row do not meet the calendar; it changes nothing."},
        {"W0722", "demand that ends before the horizon",
         "After the last date of a market and product nothing is asked for until the end of the calendar, "
         "which idles the network and values its stock at little. Most often rows are missing."},
        {"W0723", "an opening arrival outside the horizon",
         "Arrivals are counted from the start up to the end of the calendar. What arrived before belongs "
         "into "
         "opening_stock."},
        {"W0724", "a contract that cannot be awarded in the horizon",
         "Its award dates end before the start or begin after the end of the calendar, so it is never used."},
        {"W0725", "a contract whose award dates hold no start of a bucket",
         "A bucket belongs to the term in which it starts. No bucket of the calendar starts between "
         "award_from and "
         "award_to, so the contract is never used. Widen the dates, or make the buckets shorter there."},
        {"W0726", "a term shorter than a bucket",
         "A bucket belongs to the term in which it starts, so terms of term_days that begin and end inside "
         "one bucket "
         "are passed over. Lengthen the term, or make the buckets shorter there."},
        {"W0727", "noise that costs nothing",
         "The demand of the row varies from day to day, but what that costs is the cost of a stock beside "
         "the market: holding it, and running out of it. The message says which of them is missing: a row of "
         "inventory for the market and product, a holding cost in it, or a cost of waiting or of a lost "
         "sale. Until then the plan is that of a demand that comes evenly."},
        {"W0728", "safety days beside noise",
         "The noise of the demand is priced with the buffer that it needs; safety_days of the same market "
         "and product asks for a stock on top, so that the plan holds the buffer twice. Leave safety_days "
         "blank where noise is given, unless it covers something else."},
    };
}

}  // namespace

std::vector<CodeText> structure_codes() {
    std::vector<CodeText> all;
    for (auto part : {errors(), idle_rows(), figures_and_dates()})
        all.insert(all.end(), part.begin(), part.end());
    return all;
}

}  // namespace dualflow
