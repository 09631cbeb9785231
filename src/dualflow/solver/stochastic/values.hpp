// SPDX-License-Identifier: MIT
// What knowing, and planning for, the futures is worth (Birge 1982; Madansky 1960), of the mean cost:
//   recourse          RP, the optimum
//   wait and see      WS = Σ p_s min of future s alone: a plan with foresight, at which nobody could operate
//   expected value    EEV: the first stage that is best for the mean future, at its cost over all futures
//   EVPI = RP − WS, VSS = EEV − RP
#pragma once

#include <string>
#include <vector>

#include "dualflow/solver/stochastic/solve.hpp"
#include "dualflow/solver/stochastic/two_stage.hpp"

namespace dualflow::solver {

struct StochasticValues {
    double recourse = infinity, wait_and_see = infinity;
    double expected_value = infinity;  // EEV; infinite where some future has no answer to that first stage
    std::vector<double> expected_value_stage;
    double mean_future = infinity;  // cost of the mean future alone: what planning by means believes

    double vss() const { return expected_value - recourse; }
    double evpi() const { return recourse - wait_and_see; }
};

// Probabilities are divided by their sum. Errors: not two stages with continuous recourse; a program of them
// that does not solve. The mean future is that of the means of all figures, costs and entries too.
Result<StochasticValues, std::string> stochastic_values(const StochasticProgram& program,
                                                        const StochasticOptions& options);

}  // namespace dualflow::solver
