// SPDX-License-Identifier: MIT
#include "dualflow/futures/streams.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <set>

#include "future_rows.hpp"

namespace {

using namespace dualflow;
using tests::Mean;

// Published: draft-eastlake-fnv, appendix C: FNV-1a 64 of "" with one more byte 0xff is by hand.
TEST(Streams, HashTextByFnv1a) {
    EXPECT_EQ(stream_of({}), 0xcbf29ce484222325U);
    const std::uint64_t a = 0xaf63dc4c8601ec8c;  // of "a", from the draft's table
    EXPECT_EQ(stream_of({"a"}), (a ^ 0xff) * 0x100000001b3U);
    EXPECT_NE(stream_of({"ab", "c"}), stream_of({"a", "bc"}));
}

TEST(Streams, GiveTheSameNumberInWhateverOrderItIsAskedFor) {
    const RandomStream stream(7, 17, stream_of({"cycle", "*"}));
    const double later = stream.uniform(5, 2);
    stream.uniform(0, 0);
    EXPECT_EQ(stream.uniform(5, 2), later);
    EXPECT_EQ(RandomStream(7, 17, stream_of({"cycle", "*"})).uniform(5, 2), later);
}

TEST(Streams, DifferInEachPartOfTheirKey) {
    std::set<double> seen;
    for (const std::uint64_t seed : {1ULL, 2ULL, 1ULL << 32})
        for (const std::uint32_t scenario : {0U, 1U})
            for (const char* name : {"a", "b"})
                for (const std::uint32_t period : {0U, 1U})
                    for (const std::uint32_t draw : {0U, 1U})
                        seen.insert(RandomStream(seed, scenario, stream_of({name})).uniform(period, draw));
    EXPECT_EQ(seen.size(), 3U * 2 * 2 * 2 * 2);
}

TEST(Streams, AreEvenNormalAndUncorrelated) {
    Mean even, normal, square, neighbours;
    for (std::uint32_t scenario = 0; scenario < 20000; ++scenario) {
        const RandomStream stream(3, scenario, stream_of({"x"}));
        const double z = stream.normal(0, 0);
        even.add(stream.uniform(1, 0));
        normal.add(z);
        square.add(z * z);
        neighbours.add(z * stream.normal(0, 1));
    }
    EXPECT_TRUE(even.is(0.5));
    EXPECT_TRUE(normal.is(0));
    EXPECT_TRUE(square.is(1));
    EXPECT_TRUE(neighbours.is(0));
}

TEST(Streams, CountPoissonEventsOfSmallAndLargeMeans) {
    for (const double mean : {0.0, 0.01, 3.0, 500.0}) {
        Mean count, spread;
        for (std::uint32_t scenario = 0; scenario < 20000; ++scenario) {
            const int n = poisson(RandomStream(5, scenario, 1), 2, 0, mean);
            count.add(n);
            spread.add((n - mean) * (n - mean));
        }
        EXPECT_TRUE(count.is(mean)) << mean;
        EXPECT_TRUE(spread.is(mean)) << mean;  // a Poisson variance is its mean
    }
}

}  // namespace
