// SPDX-License-Identifier: MIT
// A lower bound of a labelling by sequential tree-reweighted message passing (Kolmogorov 2006, "Convergent
// tree-reweighted message passing for energy minimization", IEEE TPAMI 28(10), section 5).
//
// Messages M only move cost between variables and links. With th_s = cost_s + Σ M into s, weights w_s =
// 1 / max(links to earlier, links to later variables) and each link counted with its end that is dealt with
// first, s,
//     Σ_s (1 − n_s w_s) min th_s + Σ_links min [ w_s th_s(x_s) + cost(x_s, x_t) − M_s(x_s) − M_t(x_t) ]
// (n_s: links counted with s) is a lower bound for any M; a pass over the variables improves M one variable
// after the other and never lowers the bound. As the bound is a sum of minima, what a label adds to the
// minima that it takes part in is a bound on what any solution with that label costs more: labels that would
// pass the cutoff are dropped.
//
// Rounding: sums of some thousand terms of one sign; the bound is lowered by 1e−11 of the terms' magnitude.
#pragma once

#include <cstdint>

#include "dualflow/inventory/guaranteed/labelling.hpp"

namespace dualflow::inventory {

// Where the messages stand: copied from a node of the search to its children.
struct MessageState {
    std::vector<double> messages;
    std::vector<std::vector<std::uint8_t>> active;  // by variable and label
    double bound = -std::numeric_limits<double>::infinity();
};

struct PassResult {
    double bound = 0;                 // infinity where no labels are left
    std::vector<std::size_t> labels;  // read off the messages; may hold forbidden pairs
    std::vector<double> doubt;  // by variable: what the labels cost more than the minima they take part in
};

class MessagePassing {
public:
    explicit MessagePassing(const Labelling& model);

    MessageState start() const;
    // One pass. Labels that cost `cutoff` or more are dropped where `filter`.
    PassResult pass(MessageState& state, bool forward, double cutoff, bool filter) const;
    std::size_t work() const { return work_; }                                      // of a pass: comparisons
    double bytes() const { return static_cast<double>(length_ * sizeof(double)); }  // of a state

private:
    struct Visit;
    friend struct Visit;
    const Labelling& model_;
    std::vector<std::vector<std::size_t>> links_;  // by variable
    std::vector<std::size_t> to_u_, to_v_;         // by link: where its messages begin
    std::vector<Costs> straight_, turned_;  // by link with a table: by label of u, then of v; and turned
    std::vector<double> weight_;            // w_s
    std::size_t length_ = 0, work_ = 0;
};

}  // namespace dualflow::inventory
