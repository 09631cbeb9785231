// SPDX-License-Identifier: MIT
#include "dualflow/publish/inbound.hpp"

namespace dualflow {

Inbound::Inbound(const Case& c) : case_(c) {
    for (const Process& process : c.processes) {
        if (c.sites[*process.site].kind == SiteKind::supplier) bought_.insert(process.product);
        for (const BomLine& line : c.bom)
            if (line.output == process.product && line.variant == process.variant)
                uses_.emplace(process.site, line.component);
    }
    for (const Demand& row : c.demand) uses_.emplace(row.market, row.product);
}

double Inbound::part_value(const FlowRow& flow) const {
    const SiteKind user = case_.sites[*flow.to].kind;
    if (user == SiteKind::supplier || user == SiteKind::market || !bought_.contains(flow.product)) return 0;
    return case_.products[*flow.product].unit_value.value_or(Money{}).value;
}

}  // namespace dualflow
