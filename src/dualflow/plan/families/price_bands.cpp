// SPDX-License-Identifier: MIT
// Family: contracts, prices by volume band (docs/reference/model.md, eq. 4.7–4.8). Bands are
// incremental and count the volume contracted over a term: base rate × days, or what is taken where
// the contract has no base rate. What is taken above the contracted volume costs the dearest band's
// price, what is not taken is credited at the cheapest one's, so bending a rate never pays by itself.
// Where prices fall, one binary a band and term keeps a band empty until the one before it is full.
//
// What these variables know: the split of a term's volume is settled with the rates and takings it prices.
#include <algorithm>

#include "dualflow/plan/families/contracts.hpp"

namespace dualflow {
namespace {

struct BandColumns {
    std::vector<NodeColumns> volume;  // by band
};

double width(const PriceBand& band, double rest) {
    return band.volume_to ? *band.volume_to - band.volume_from : rest;
}

double term_volume_bound(const PlanModel& m, std::size_t k, const Terms& terms, std::size_t end) {
    double most = 0;
    for (const std::size_t n : m.tree.path_to(end)) {
        if (terms.number[n] != terms.number[end]) continue;
        most += most_departing(m, k, n);
        const Index base = m.contracts[k].base[n];
        if (base >= 0) most += m.lp.column_upper(base) * m.days(n);
    }
    return most;
}

Expression volume_in_term(const PlanModel& m, const NodeColumns& band, const Terms& terms, std::size_t end) {
    Expression sum;
    for (const std::size_t n : m.tree.path_to(end)) {
        if (terms.number[n] == terms.number[end]) sum.add(band[n], 1);
    }
    return sum;
}

// 4.8: Σ of band i ≤ its width; where prices fall, band i + 1 opens only when band i is full.
void add_widths(PlanModel& m, std::size_t k, const Terms& terms, const BandColumns& columns) {
    const auto& bands = m.c.contracts[k].bands;
    for (const std::size_t end : terms.ends) {
        const double rest = term_volume_bound(m, k, terms, end);
        Index full = -1;  // whether the band before is full
        for (std::size_t i = 0; i < bands.size(); ++i) {
            const double wide = width(bands[i], rest);
            Expression volume = volume_in_term(m, columns.volume[i], terms, end);
            Expression limit = volume;
            if (full >= 0) {
                limit.add(full, -wide);
            } else {
                limit.constant -= wide;
            }
            add_at_most_zero(m.lp, limit);
            full = -1;
            if (i + 1 < bands.size() && bands[i + 1].price < bands[i].price) {
                full = m.add_column(end, 0, 1, true);
                volume.add(full, -wide);
                add_at_least_zero(m.lp, volume);
            }
        }
    }
}

void charge_bands(PlanModel& m, std::size_t k, const Terms& terms) {
    const ContractColumns& contract = m.contracts[k];
    const auto by_price = [](const PriceBand& a, const PriceBand& b) { return a.price < b.price; };
    BandColumns columns;
    for (std::size_t i = 0; i < m.c.contracts[k].bands.size(); ++i)
        columns.volume.emplace_back(m.nodes(), -1);
    for (std::size_t n = 0; n < m.nodes(); ++n) {
        if (contract.taken[n] < 0) continue;
        const auto& bands = m.at(n).contracts[k].bands;
        const double dearest = std::max_element(bands.begin(), bands.end(), by_price)->price.value;
        const double cheapest = std::min_element(bands.begin(), bands.end(), by_price)->price.value;
        const double most = term_volume_bound(m, k, terms, n);
        Expression split;
        for (std::size_t i = 0; i < bands.size(); ++i) {
            columns.volume[i][n] = m.add_column(n, 0, most);
            m.ledger.charge("purchase", n, columns.volume[i][n], m.discount_at(n) * bands[i].price.value);
            split.add(columns.volume[i][n], 1);
        }
        split.add(contract.taken[n], -1);
        if (contract.base[n] >= 0) {  // taken = base × days + above − below
            const Index above = m.add_column(n, 0, most), below = m.add_column(n, 0, most);
            m.ledger.charge("purchase", n, above, m.discount_at(n) * dearest);
            m.ledger.charge("purchase", n, below, -m.discount_at(n) * cheapest);
            split.add(above, 1);
            split.add(below, -1);
            Expression contracted;
            for (const NodeColumns& volume : columns.volume) contracted.add(volume[n], 1);
            contracted.add(contract.owed[n], -m.days(n));
            add_equal_zero(m.lp, contracted);
        }
        add_equal_zero(m.lp, split);
    }
    add_widths(m, k, terms, columns);
}

}  // namespace

void charge_price_bands(PlanModel& m, std::size_t k, const Terms& terms) {
    if (m.c.contracts[k].bands.size() > 1) {
        charge_bands(m, k, terms);
        return;
    }
    m.charge("purchase", m.contracts[k].taken,
             [&](std::size_t n) { return m.at(n).contracts[k].bands.front().price.value; });
}

}  // namespace dualflow
