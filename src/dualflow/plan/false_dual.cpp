// SPDX-License-Identifier: MIT
// Two sources are one where they hang on the same part from the same place.
#include <map>
#include <set>

#include "dualflow/plan/extract.hpp"

namespace dualflow {
namespace {

// Who delivers a product to a site in the plan; the site itself where it makes the product.
using Suppliers = std::map<std::pair<int, int>, std::set<int>>;

Suppliers find_suppliers(const Case& c, const std::vector<FlowRow>& flows,
                         const std::vector<ProductionRow>& production) {
    Suppliers suppliers;
    for (const FlowRow& flow : flows) suppliers[{flow.to.index, flow.product.index}].insert(flow.from.index);
    for (const ProductionRow& row : production) {
        const Process& process = c.processes[*row.process];
        suppliers[{process.site.index, process.product.index}].insert(process.site.index);
    }
    return suppliers;
}

// Sites that make a product in the plan.
std::map<int, std::set<int>> find_makers(const Case& c, const std::vector<ProductionRow>& production) {
    std::map<int, std::set<int>> makers;
    for (const ProductionRow& row : production) {
        makers[c.processes[*row.process].product.index].insert(c.processes[*row.process].site.index);
    }
    return makers;
}

}  // namespace

std::vector<FalseDualSource> find_false_dual_sources(const Case& c, const std::vector<FlowRow>& flows,
                                                     const std::vector<ProductionRow>& production) {
    const Suppliers suppliers = find_suppliers(c, flows, production);
    std::vector<FalseDualSource> found;
    for (const auto& [product, makers] : find_makers(c, production)) {
        if (makers.size() < 2) continue;
        std::set<int> components;
        for (const BomLine& line : c.bom) {
            if (line.output.index == product) components.insert(line.component.index);
        }
        for (const int component : components) {
            std::set<int> sources;
            bool all = true;  // every maker takes the component
            for (const int maker : makers) {
                const auto from = suppliers.find({maker, component});
                all = all && from != suppliers.end();
                if (from != suppliers.end()) sources.insert(from->second.begin(), from->second.end());
            }
            if (!all || sources.size() != 1) continue;
            FalseDualSource hidden;
            hidden.product = ProductId{product};
            for (const int maker : makers) hidden.sources.push_back(SiteId{maker});
            hidden.shared_component = ProductId{component};
            hidden.shared_site = SiteId{*sources.begin()};
            found.push_back(std::move(hidden));
        }
    }
    return found;
}

}  // namespace dualflow
