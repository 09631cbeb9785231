// SPDX-License-Identifier: MIT
// The four policies that planners use for two sources, operated exactly in the long run.
//
//   single index (SI)        z_r, delta    near: raise the position to z_r − delta; far: raise it to z_r
//   dual index (DI)          z_e, z_r      near: raise the near position to z_e; far: raise the whole to z_r
//   capped dual index (CDI)  s_e, s_r, cap as DI, the far order at most cap
//   tailored base-surge (TBS) q, s         far: q every period; near: raise the near position to s
// (Scheller-Wolf, Veeraraghavan and van Houtum 2007; Veeraraghavan and Scheller-Wolf 2008; Sun and Van
// Mieghem 2019; Allon and Van Mieghem 2010.)
//
// The near position is the stock in reach of the next demand: on hand, less what waits, with the near orders
// and those far orders that arrive no later than a near order placed now. The whole position has all orders.
// Positions of the far order are taken *with* the near order of the same period; some published codes leave
// it out (`Position::without_expedited`), which is another policy of SI, DI and CDI.
//
// Every policy is a shape (delta, z_r − z_e, (s_r − s_e, cap), q) and a level: raising the level by one
// raises the stock of every period by one and changes no order. So a shape is operated once, and its best
// level is that of a newsvendor.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "dualflow/inventory/dual/long_run.hpp"
#include "dualflow/inventory/dual/problem.hpp"

namespace dualflow::inventory {

enum class PolicyKind { single_index, dual_index, capped_dual_index, base_surge };
enum class Position { with_expedited, without_expedited };

inline constexpr PolicyKind policy_kinds[] = {PolicyKind::single_index, PolicyKind::dual_index,
                                              PolicyKind::capped_dual_index, PolicyKind::base_surge};

const char* short_name(PolicyKind kind);  // si, di, cdi, tbs
const char* long_name(PolicyKind kind);
const std::vector<std::string>& parameter_names(PolicyKind kind);  // in the order of the list above

// SI: (z_r, delta), DI: (z_e, z_r), CDI: (s_e, s_r, cap), TBS: (q, s).
struct Policy {
    PolicyKind kind = PolicyKind::single_index;
    std::vector<std::int64_t> parameters;
};

struct PolicyValue {
    Policy policy;
    LongRun average;
};

struct PolicyLimits {
    Position position = Position::with_expedited;
    std::size_t states = 2'000'000;  // of the chain of one shape
};

// The long-run average of a policy with its parameters, from a stock at its far level (on a lattice demand a
// position without the near order can keep what it starts with for ever). Errors: parameters that make no
// sense (s_r < s_e, a negative cap or delta, q not below the mean demand); lost sales; more states than the
// limit.
Result<PolicyValue, std::string> evaluate(const DualProblem& problem, const Policy& policy,
                                          const PolicyLimits& limits = {});

// The best parameters. Shapes are searched up and down from the one that covers the mean demand, each way
// until the cost has not fallen for two steps more than the widest hole between demands that can happen, and
// the shape without a gap (the near source alone) is tried as well: with fixed costs it may be best far from
// anything else. Base orders are all tried up to 64; above, the cost is taken to fall and then rise. Of equal
// shapes the smallest is kept. CDI with the largest cap is DI, so that it is never dearer. Errors: as above;
// no shape whose chain fits and settles.
Result<PolicyValue, std::string> best(const DualProblem& problem, PolicyKind kind,
                                      const PolicyLimits& limits = {});

}  // namespace dualflow::inventory
