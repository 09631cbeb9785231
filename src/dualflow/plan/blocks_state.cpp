// SPDX-License-Identifier: MIT
#include "dualflow/plan/blocks_state.hpp"

#include <cstdint>
#include <utility>

#include "dualflow/solver/parallel/bytes.hpp"

namespace dualflow {
namespace {

using solver::bytes_of;
using solver::from_bytes_to;

std::string bytes_of_asked(const KinkRows::Asked& asked) {
    return bytes_of(asked.points, asked.buckets, asked.days);
}

bool read(const std::string& bytes, KinkRows::Asked& asked) {
    return from_bytes_to(bytes, asked.points, asked.buckets, asked.days);
}

}  // namespace

std::string to_bytes(const BlocksState& state) {
    const solver::Solution& so_far = state.so_far;
    const PlannedTrunk planned = state.planned.value_or(PlannedTrunk{});
    return bytes_of(static_cast<std::uint8_t>(state.integers), bytes_of_asked(state.asked),
                    static_cast<std::uint8_t>(so_far.has_point), so_far.x, so_far.objective, so_far.bound,
                    so_far.bound_proved, static_cast<std::uint8_t>(state.planned.has_value()), planned.trunk,
                    bytes_of_asked(planned.asked), state.inner);
}

std::optional<BlocksState> blocks_state_of(const std::string& bytes) {
    BlocksState state;
    PlannedTrunk planned;
    std::uint8_t integers = 0, has_point = 0, has_planned = 0;
    std::string asked, asked_by_plan;
    if (!from_bytes_to(bytes, integers, asked, has_point, state.so_far.x, state.so_far.objective,
                       state.so_far.bound, state.so_far.bound_proved, has_planned, planned.trunk,
                       asked_by_plan, state.inner))
        return std::nullopt;
    if (!read(asked, state.asked) || !read(asked_by_plan, planned.asked)) return std::nullopt;
    if (integers > static_cast<std::uint8_t>(Integers::none)) return std::nullopt;
    state.integers = static_cast<Integers>(integers);
    state.so_far.has_point = has_point != 0;
    if (has_planned != 0) state.planned = std::move(planned);
    return state;
}

}  // namespace dualflow
