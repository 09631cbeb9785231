// SPDX-License-Identifier: MIT
// Noise of demand against the stock that it needs: the plan prices it at the market's row of inventory.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "dualflow/case/structure_checks.hpp"

namespace dualflow::structure {
namespace {

using Stores = std::map<std::pair<SiteId, ProductId>, const Inventory*>;

double holding_cost(const Case& c, const Inventory& row) {
    const Product& product = c.products[*row.product];
    const double value = product.unit_value ? product.unit_value->value : 0;
    return row.holding_cost_per_day.value + row.holding_rate_per_year * value;
}

// Of a unit: what waiting costs a day, else the lost sale and its margin.
double cost_of_running_out(const Case& c, const Demand& row) {
    if (row.backlog_cost_per_day) return row.backlog_cost_per_day->value;
    const auto& value = c.products[*row.product].unit_value;
    const double margin =
        (row.price ? row.price->value : 0) - row.selling_cost.value - (value ? value->value : 0);
    return row.lost_sale_cost.value + std::max(0.0, margin);
}

// What is missing before the noise of a row costs anything; nothing where all is there.
std::string what_is_missing(const Case& c, const Demand& row, const Inventory* store) {
    if (store == nullptr) return "no stock is kept there";
    if (!(holding_cost(c, *store) > 0)) return "its stock costs nothing to hold";
    if (!(cost_of_running_out(c, row) > 0)) return "running out of stock costs nothing";
    return {};
}

// The mean of a law lies between its ends, that of a uniform law in their middle.
void check_mean(const Demand& row, Diagnostics& out) {
    const Noise& noise = row.noise;
    const double mean = row.quantity.value;
    const auto complain = [&](const char* code, const char* column, std::string message, const char* remedy) {
        out.push_back(finding(code, {"demand", row.row, column}, std::move(message), remedy));
    };
    const bool uniform = noise.law == NoiseLaw::uniform || noise.law == NoiseLaw::uniform_int;
    if (uniform && noise.lo && noise.hi) {
        const double middle = (*noise.lo + *noise.hi) / 2;
        if (std::abs(middle - mean) > 1e-6 * middle)
            complain("E0616", "noise_hi",
                     fmt::format("the middle of noise_lo and noise_hi is {} and quantity_per_day is {}",
                                 middle, mean),
                     "give ends with quantity_per_day in their middle");
    } else if (noise.lo && *noise.lo >= mean) {
        complain("E0616", "noise_lo",
                 fmt::format("noise_lo {} is not below quantity_per_day {}", *noise.lo, mean),
                 "give the least demand of a day");
    } else if (noise.hi && *noise.hi <= mean) {
        complain("E0616", "noise_hi",
                 fmt::format("noise_hi {} is not above quantity_per_day {}", *noise.hi, mean),
                 "give the largest demand of a day");
    } else if (noise.law == NoiseLaw::negative_binomial && noise.cv * noise.cv * mean <= 1) {
        complain(
            "E0616", "noise_cv_per_day",
            fmt::format("a negative binomial of mean {} varies by more than {:.4g}, and noise_cv_per_day "
                        "is {}",
                        mean, 1 / std::sqrt(mean), noise.cv),
            "give a larger one, or name poisson, which varies by just as much");
    }
}

}  // namespace

void check_noise(const Case& c, Diagnostics& out) {
    for (const Demand& row : c.demand)
        if (row.noise.law != NoiseLaw::none && row.quantity.value > 0) check_mean(row, out);
    if (!c.settings.tables) return;
    std::set<int> said;  // rows of inventory
    Stores stores;
    for (const Inventory& row : c.inventory) stores[{row.site, row.product}] = &row;
    for (const Demand& row : c.demand) {
        if (row.noise.law == NoiseLaw::none) continue;
        const auto found = stores.find({row.market, row.product});
        const Inventory* store = found == stores.end() ? nullptr : found->second;
        const std::string& market = c.sites[*row.market].id;
        const std::string& product = c.products[*row.product].id;
        if (const std::string missing = what_is_missing(c, row, store); !missing.empty())
            out.push_back(
                finding("W0727", {"demand", row.row, row.noise.cv > 0 ? "noise_cv_per_day" : "noise_dist"},
                        fmt::format("the noise of {} at {} costs nothing: {}", product, market, missing),
                        "give what is missing, or name demand.noise_cv_per_day in [model] off"));
        else if (store->safety_days > 0 && said.insert(store->row).second)
            out.push_back(finding(
                "W0728", {"inventory", store->row, "safety_days"},
                fmt::format("{} at {} has safety days, and noise that prices its buffer", product, market),
                "leave safety_days blank, unless it covers something else"));
    }
}

}  // namespace dualflow::structure
