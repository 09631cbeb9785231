// SPDX-License-Identifier: MIT
#include "dualflow/inventory/guaranteed/labelling.hpp"

namespace dualflow::inventory {

double Labelling::cost_of(const std::vector<std::size_t>& labels) const {
    double sum = constant;
    for (std::size_t s = 0; s < variables.size(); ++s) sum += variables[s].cost[labels[s]];
    for (const LabelLink& link : links) sum += cost_of(link, labels[link.u], labels[link.v]);
    return sum;
}

std::vector<std::vector<std::size_t>> Labelling::links_of_variables() const {
    std::vector<std::vector<std::size_t>> lists(variables.size());
    for (std::size_t l = 0; l < links.size(); ++l) {
        lists[links[l].u].push_back(l);
        lists[links[l].v].push_back(l);
    }
    return lists;
}

}  // namespace dualflow::inventory
