// SPDX-License-Identifier: MIT
// Random numbers as a pure function of (seed, scenario, stream, period, draw). Nothing is drawn in turn, so
// scenario 17 alone is scenario 17 of a batch, a longer horizon keeps its beginning, and neither the order of
// rows nor the number of threads matters.
//
// A stream is named by a text: the kind of the draw and the id of the row (or its `stream` column). The name
// is hashed to 64 bits by FNV-1a (Fowler, Noll and Vo; draft-eastlake-fnv); seed and hash make the key of
// Philox (support/philox.hpp), and (draw, period, scenario) its counter: inside a stream no two numbers share
// a block.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string_view>

#include "dualflow/support/philox.hpp"

namespace dualflow {

// FNV-1a of the parts, each followed by a byte of 0xff that no UTF-8 text holds: ("ab","c") ≠ ("a","bc").
std::uint64_t stream_of(std::initializer_list<std::string_view> parts);

class RandomStream {
public:
    RandomStream(std::uint64_t seed, std::uint32_t scenario, std::uint64_t stream);

    double uniform(std::uint32_t period, std::uint32_t draw) const;  // in [0, 1), 53 bits
    double normal(std::uint32_t period,
                  std::uint32_t draw) const;  // mean 0, variance 1 (Box and Muller 1958)

private:
    PhiloxCounter words(std::uint32_t period, std::uint32_t draw) const;

    PhiloxKey key_;
    std::uint32_t scenario_;
};

// The number of events of a Poisson law with this mean (≥ 0), from the draws first, first + 1, … of the
// stream.
int poisson(const RandomStream& stream, std::uint32_t period, std::uint32_t first, double mean);

}  // namespace dualflow
