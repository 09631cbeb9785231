// SPDX-License-Identifier: MIT
#include "dualflow/futures/acts_on.hpp"

#include <algorithm>

namespace dualflow {

bool names_demand(const DemandTarget& target, const Demand& demand) {
    return std::find(target.products.begin(), target.products.end(), demand.product) !=
               target.products.end() ||
           std::find(target.markets.begin(), target.markets.end(), demand.market) != target.markets.end();
}

int series_of(const Case& c, const FutureRows& rows, SiteId site) {
    const RegionId region = c.sites[*site].region;
    if (!region) return -1;
    const std::string& currency = c.regions[*region].currency;
    if (currency.empty() || currency == c.settings.currency) return -1;
    for (std::size_t i = 0; i < rows.rates.size(); ++i)
        if (!rows.rates[i].cost && rows.rates[i].id == currency) return static_cast<int>(i);
    return -1;
}

std::vector<std::vector<ProductId>> products_by_resource(const Case& c) {
    std::vector<std::vector<ProductId>> made(c.resources.size());
    for (const Process& p : c.processes)
        if (p.resource) made[*p.resource].push_back(p.product);
    for (std::vector<ProductId>& products : made) {
        std::sort(products.begin(), products.end());
        products.erase(std::unique(products.begin(), products.end()), products.end());
    }
    return made;
}

}  // namespace dualflow
