// SPDX-License-Identifier: MIT
// Philox4x32-10, a counter-based random generator (Salmon, Moraes, Dror and Shaw 2011, "Parallel random
// numbers: as easy as 1, 2, 3"): four words that are a function of a counter and a key, so that any number of
// a stream can be drawn alone and in any order.
#pragma once

#include <array>
#include <cstdint>

namespace dualflow {

using PhiloxCounter = std::array<std::uint32_t, 4>;
using PhiloxKey = std::array<std::uint32_t, 2>;

inline PhiloxCounter philox(PhiloxCounter counter, PhiloxKey key) {
    constexpr std::uint64_t multiplier_0 = 0xD2511F53, multiplier_1 = 0xCD9E8D57;
    constexpr std::uint32_t weyl_0 = 0x9E3779B9, weyl_1 = 0xBB67AE85;
    for (int round = 0; round < 10; ++round) {
        const std::uint64_t a = multiplier_0 * counter[0], b = multiplier_1 * counter[2];
        const auto high = [](std::uint64_t x) { return static_cast<std::uint32_t>(x >> 32); };
        const auto low = [](std::uint64_t x) { return static_cast<std::uint32_t>(x); };
        counter = {high(b) ^ counter[1] ^ key[0], low(b), high(a) ^ counter[3] ^ key[1], low(a)};
        key[0] += weyl_0;
        key[1] += weyl_1;
    }
    return counter;
}

// A number in [0, 1) of 53 random bits, of a seed and three places.
inline double philox_uniform(std::uint64_t seed, std::uint32_t stream, std::uint32_t draw,
                             std::uint32_t item) {
    const PhiloxCounter words = philox(
        {draw, item, stream, 0}, {static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32)});
    const std::uint64_t bits = (static_cast<std::uint64_t>(words[0]) << 32 | words[1]) >> 11;
    return static_cast<double>(bits) * 0x1p-53;
}

}  // namespace dualflow
