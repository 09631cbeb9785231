// SPDX-License-Identifier: MIT
// Random models for property tests. Include after <gtest/gtest.h>.
#pragma once

#include <rapidcheck.h>

#include <cmath>
#include <vector>

#include "dualflow/solver/lp/model.hpp"

namespace dualflow::solver::test {

struct TinyShape {
    int most_columns = 3, most_rows = 3, most_integers = 0;
};

// Small integer data, finite column bounds, rows of every kind; often infeasible, often degenerate.
inline LpModel tiny_model(TinyShape shape) {
    using rc::gen::inRange;
    ModelBuilder builder;
    const int columns = *inRange(1, shape.most_columns + 1), rows = *inRange(0, shape.most_rows + 1);
    for (int j = 0; j < columns; ++j) {
        const int lower = *inRange(-3, 3);
        builder.add_column(lower, lower + *inRange(0, 5), *inRange(-6, 7), j < shape.most_integers);
    }
    for (int i = 0; i < rows; ++i) {
        const int middle = *inRange(-5, 6), kind = *inRange(0, 4);
        const double lower = kind == 0 ? -infinity : middle;
        const double upper = kind == 1 ? infinity : kind == 2 ? middle : middle + *inRange(0, 4);
        const Index row = builder.add_row(lower, upper);
        for (int j = 0; j < columns; ++j) builder.add_term(row, j, *inRange(-3, 4));
    }
    builder.add_offset(*inRange(-9, 10));
    return builder.finish();
}

// Numbers of all sizes and both signs, with zeros.
inline std::vector<double> any_vector(std::size_t size) {
    std::vector<double> result;
    for (std::size_t i = 0; i < size; ++i) {
        const double mantissa = *rc::gen::inRange(-1000, 1001);
        const double scale = std::pow(10.0, *rc::gen::inRange(-12, 7));
        result.push_back(mantissa * scale);
    }
    return result;
}

}  // namespace dualflow::solver::test
