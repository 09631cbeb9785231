// SPDX-License-Identifier: MIT
// Variables that touch at most two others are minimised out exactly, one after the other (nonserial dynamic
// programming; Bertelè and Brioschi 1972, chapter 2): what is left of a variable is a cost on its neighbours.
// Nothing remains of a tree (the dynamic program of Graves and Willems 2000 on service times), nor of a
// series-parallel network; else the core remains, in which a variable touches three or more, or has too many
// labels for a table.
#pragma once

#include "dualflow/inventory/guaranteed/labelling.hpp"

namespace dualflow::inventory {

class Elimination {
public:
    // Two neighbours are joined by a table where that takes at most `most_work` comparisons and
    // `most_entries` figures.
    Elimination(Labelling model, double most_work, double most_entries);

    const Labelling& core() const { return core_; }
    bool only_trees() const {
        return only_trees_;
    }  // nothing with two neighbours was needed, nothing remains

    // Labels of all variables from those of the core, each eliminated one at its best.
    Labels expand(const Labels& core_labels) const;

private:
    struct Step {
        std::size_t variable;
        Costs cost;
        std::vector<LabelLink> links;
    };
    class Work;
    std::vector<Step> steps_;
    std::vector<std::size_t> core_variables_;  // their numbers in the model
    Labelling all_;                            // the model's variables, for their values
    Labelling core_;
    bool only_trees_ = true;
};

}  // namespace dualflow::inventory
