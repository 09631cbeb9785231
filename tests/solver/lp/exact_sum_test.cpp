// SPDX-License-Identifier: MIT
#include "dualflow/solver/lp/exact_sum.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "solver/lp/wide.hpp"

namespace dualflow::solver {
namespace {

TEST(ExactSum, OfSmallIntegersIsExactAndSaysSo) {
    ExactSum sum;
    for (int k = 1; k <= 1000; ++k) sum.add_product(k, k % 2 == 0 ? 7 : -3);
    EXPECT_EQ(sum.lower(), 7 * 250500 - 3 * 250000);  // the even and the odd numbers up to 1000
    EXPECT_EQ(sum.upper(), sum.lower());
}

TEST(ExactSum, KeepsWhatCancellationUncovers) {
    ExactSum sum(1e16);
    sum.add(1);
    sum.add(-1e16);
    EXPECT_EQ(sum.lower(), 1);
    EXPECT_EQ(sum.upper(), 1);
}

TEST(ExactSum, EnclosesWhatItCannotHold) {
    ExactSum sum(1e60);
    sum.add(1);
    sum.add(1e-60);
    sum.add(-1e60);
    EXPECT_LE(sum.lower(), 1);
    EXPECT_GE(sum.upper(), 1);
}

TEST(ExactSum, EnclosesAProductThatUnderflows) {
    ExactSum sum;
    sum.add_product(1e-200, 1e-200);
    EXPECT_LE(sum.lower(), 0);
    EXPECT_GT(sum.upper(), 0);
    EXPECT_LT(sum.upper(), 1e-300);
}

// Doubles that are integers of up to 50 bits times integers of up to 50 bits: exact in 128 bits.
RC_GTEST_PROP(ExactSum, EnclosesTheExactScalarProduct, ()) {
    const auto terms = *rc::gen::inRange(1, 50);
    ExactSum sum;
    test::Wide exact = 0;
    for (int k = 0; k < terms; ++k) {
        const std::int64_t limit = std::int64_t{1} << *rc::gen::inRange(1, 51);
        const auto a = *rc::gen::inRange(-limit, limit), b = *rc::gen::inRange(-limit, limit);
        sum.add_product(static_cast<double>(a), static_cast<double>(b));
        exact += static_cast<test::Wide>(a) * b;
    }
    RC_ASSERT(static_cast<test::Wide>(std::floor(sum.lower())) <= exact);
    RC_ASSERT(static_cast<test::Wide>(std::ceil(sum.upper())) >= exact);
    const double width = sum.upper() - sum.lower();
    RC_ASSERT(width <= 0x1p-50 * std::abs(static_cast<double>(exact)) + 1);
}

}  // namespace
}  // namespace dualflow::solver
