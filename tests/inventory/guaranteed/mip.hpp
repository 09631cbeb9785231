// SPDX-License-Identifier: MIT
// Guaranteed service as a mixed-integer program over whole times, for comparison: S_j, SI_j integer, one
// binary y_jτ a stage and net replenishment time,
//     Σ_τ y_jτ = 1,   Σ_τ τ y_jτ = SI_j + T_j − S_j,   SI_j ≥ S_i for suppliers i,   minimise Σ h_j k_j √τ
//     y_jτ.
// It shares nothing with the search but the chain.
#pragma once

#include <algorithm>
#include <cmath>
#include <vector>

#include "dualflow/inventory/guaranteed/network.hpp"
#include "dualflow/solver/lp/solver.hpp"

namespace dualflow::inventory {

inline solver::LpModel service_mip(const Chain& chain) {
    solver::ModelBuilder builder;
    std::vector<solver::Index> in(chain.size()), out(chain.size());
    std::vector<double> longest_out(chain.size());
    for (const std::size_t j : chain.order) {
        const ChainStage& stage = chain.stages[j];
        double longest_in = stage.inbound_service;
        for (const std::size_t i : chain.suppliers[j]) longest_in = std::max(longest_in, longest_out[i]);
        longest_out[j] = longest_in + stage.time;
        if (stage.most_service >= 0) longest_out[j] = std::min(longest_out[j], stage.most_service);
        in[j] = builder.add_column(stage.inbound_service, longest_in, 0, true);
        out[j] = builder.add_column(0, longest_out[j], 0, true);
        for (const std::size_t i : chain.suppliers[j])
            builder.add_row(0, solver::infinity, std::vector<solver::Term>{{in[j], 1}, {out[i], -1}});
        std::vector<solver::Term> one, net{{in[j], -1}, {out[j], 1}};
        for (double time = 0; time <= longest_in + stage.time; ++time) {
            const double cost = chain.holding[j] * chain.stock[j] * std::sqrt(time);
            one.push_back({builder.add_column(0, 1, cost, true), 1});
            net.push_back({one.back().column, time});
        }
        builder.add_row(1, 1, one);
        builder.add_row(stage.time, stage.time, net);
    }
    return builder.finish();
}

}  // namespace dualflow::inventory
