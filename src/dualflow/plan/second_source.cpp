// SPDX-License-Identifier: MIT
#include "dualflow/plan/second_source.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace dualflow {
namespace {

using Source = std::pair<SiteId, ContractId>;
using Place = std::pair<ProductId, SiteId>;  // where it is bought into

std::vector<ContractId> covering(const Case& c, SiteId from, SiteId to, ProductId product) {
    std::vector<ContractId> found;
    for (std::size_t k = 0; k < c.contracts.size(); ++k) {
        const Contract& contract = c.contracts[k];
        if (contract.supplier == from && contract.product == product &&
            (!contract.destination || contract.destination == to))
            found.emplace_back(k);
    }
    return found;
}

// What a lane buys from; none where it only moves what is one's own.
std::vector<Source> sources_of(const Case& c, SiteId from, SiteId to, ProductId product) {
    std::vector<Source> sources;
    for (const ContractId contract : covering(c, from, to, product)) sources.emplace_back(from, contract);
    if (sources.empty() && c.sites[*from].kind == SiteKind::supplier)
        sources.emplace_back(from, ContractId{});
    return sources;
}

std::map<Place, std::set<Source>> sources_used(const Case& c, const PlanResult& plan) {
    std::set<ContractId> delivering;
    for (const AwardRow& row : plan.awards) {
        if (row.volume > 0) delivering.insert(row.contract);
    }
    std::map<Place, std::set<Source>> used;
    for (const FlowRow& row : plan.flows) {
        for (const Source& source : sources_of(c, row.from, row.to, row.product)) {
            if (!source.second || delivering.contains(source.second))
                used[{row.product, row.to}].insert(source);
        }
    }
    return used;
}

void close(PlanModel& m, const NodeColumns& columns) {
    for (const Index column : columns) {
        if (column >= 0) m.lp.set_column_bounds(column, 0, 0);
    }
}

}  // namespace

std::vector<SecondSourceRow> find_second_sources(const Case& c, const PlanResult& plan) {
    std::vector<SecondSourceRow> rows;
    for (const auto& [place, used] : sources_used(c, plan)) {
        if (used.size() < 2) continue;
        SecondSourceRow row;
        row.product = place.first;
        row.site = place.second;
        std::set<Source> known;
        for (const Lane& lane : c.lanes) {
            if (lane.product != row.product || lane.to != row.site) continue;
            for (const Source& source : sources_of(c, lane.from, lane.to, lane.product)) {
                if (known.insert(source).second) row.singles.push_back({source.first, source.second, {}});
            }
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

void keep_single(PlanModel& m, const SecondSourceRow& row, const SecondSourceRow::Single& kept) {
    for (std::size_t i = 0; i < m.net.moves.size(); ++i) {
        const Lane& lane = m.c.lanes[*m.net.moves[i].lane];
        if (lane.product != row.product || lane.to != row.site) continue;
        if (lane.from != kept.supplier) {
            if (!sources_of(m.c, lane.from, lane.to, lane.product).empty()) close(m, m.move[i]);
            continue;
        }
        const auto shared = m.shared_move.find(i);
        if (shared == m.shared_move.end()) continue;  // its only contract, or none
        for (std::size_t k = 0; k < shared->second.size(); ++k) {
            if (ContractId{m.contracts_of_move[i][k]} != kept.contract) close(m, shared->second[k]);
        }
    }
}

}  // namespace dualflow
