// SPDX-License-Identifier: MIT
#include "solver/lp/networks.hpp"

#include <gtest/gtest.h>

#include <random>

#include "dualflow/solver/lp/safe_bound.hpp"

namespace dualflow::solver::test {
namespace {

class Uniform {
public:
    explicit Uniform(unsigned seed) : random_(seed) {}
    double operator()(double low, double high) {
        return low + (high - low) * static_cast<double>(random_()) / 4294967296.0;
    }

private:
    std::mt19937 random_;
};

struct Plant {
    double capacity, unit_cost;
    Index open, stock, rate;  // columns; stock and rate of the period before
};

}  // namespace

LpModel network(const NetworkShape& shape) {
    Uniform uniform(shape.seed);
    ModelBuilder builder;
    double total = 0;
    for (int row = 0; row < shape.markets * shape.periods; ++row) {
        const double demand = uniform(50, 300);
        total += demand / shape.periods;
        builder.add_row(demand, demand);
    }
    std::vector<Plant> plants;
    for (int p = 0; p < shape.plants; ++p) {
        const double capacity = total / shape.plants * uniform(1.0, 2.0);
        const Index open =
            builder.add_column(shape.open_sites ? 0 : 1, 1, uniform(2, 4) * 1e5, shape.open_sites);
        const Index stock = builder.add_column(0, 0, 0),
                    rate = builder.add_column(capacity / 2, capacity / 2, 0);
        plants.push_back({capacity, uniform(100, 200), open, stock, rate});
    }
    for (int t = 0; t < shape.periods; ++t) {
        for (int m = 0; m < shape.markets; ++m) {
            builder.add_term(t * shape.markets + m, builder.add_column(0, infinity, 5000), 1);
        }
        for (Plant& plant : plants) {
            const Index rate = builder.add_column(0, infinity, plant.unit_cost);
            const Index stock = builder.add_column(0, infinity, uniform(2, 5));
            const Index up = builder.add_column(0, infinity, 12), down = builder.add_column(0, infinity, 9);
            builder.add_row(-infinity, 0, std::vector<Term>{{rate, 1}, {plant.open, -plant.capacity}});
            builder.add_row(0, 0, std::vector<Term>{{rate, 1}, {plant.rate, -1}, {up, -1}, {down, 1}});
            const Index balance = builder.add_row(0, 0);
            for (const auto& [column, sign] : {Term{plant.stock, 1}, Term{rate, 0.97}, Term{stock, -1}}) {
                builder.add_term(balance, column, sign);
            }
            for (int m = 0; m < shape.markets; ++m) {
                const Index flow = builder.add_column(0, infinity, uniform(5, 60));
                builder.add_term(balance, flow, -1);
                builder.add_term(t * shape.markets + m, flow, 1);
            }
            plant.stock = stock;
            plant.rate = rate;
        }
    }
    return builder.finish();
}

TEST(Network, IsTheSameForTheSameSeedAndAnotherForAnother) {
    EXPECT_EQ(network({}).value, network({}).value);
    EXPECT_EQ(network({}).row_lower, network({}).row_lower);
    EXPECT_NE(network({}).row_lower, network({4, 6, 6, false, 2}).row_lower);
}

}  // namespace dualflow::solver::test
