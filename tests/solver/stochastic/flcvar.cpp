// SPDX-License-Identifier: MIT
#include "solver/stochastic/flcvar.hpp"

#include <array>
#include <bit>
#include <fstream>
#include <string>
#include <vector>

namespace dualflow::solver::test {
namespace {

constexpr std::uint32_t init_a = 0x43b0d7e5, mult_a = 0x931e8875, init_b = 0x8b51f9dd, mult_b = 0x58f38ded;
constexpr std::uint32_t mix_left = 0xca01f9dd, mix_right = 0x4973f715;

std::uint32_t folded(std::uint32_t value) {
    return value ^ (value >> 16);
}

// NumPy's SeedSequence(seed).generate_state(8, uint32).
std::array<std::uint32_t, 8> seed_sequence(std::uint32_t seed) {
    std::uint32_t hash = init_a;
    const auto hashed = [&](std::uint32_t value, std::uint32_t multiplier) {
        value ^= hash;
        hash *= multiplier;
        return folded(value * hash);
    };
    std::array<std::uint32_t, 4> pool{};
    for (std::size_t i = 0; i < pool.size(); ++i) pool[i] = hashed(i == 0 ? seed : 0, mult_a);
    for (std::size_t from = 0; from < pool.size(); ++from)
        for (std::size_t to = 0; to < pool.size(); ++to)
            if (from != to) pool[to] = folded(mix_left * pool[to] - mix_right * hashed(pool[from], mult_a));
    std::array<std::uint32_t, 8> state{};
    hash = init_b;
    for (std::size_t i = 0; i < state.size(); ++i) state[i] = hashed(pool[i % 4], mult_b);
    return state;
}

struct Site {
    double fixed = 0, capacity = 0;
};

struct Customer {
    double demand = 0;
    std::vector<double> unit_cost;  // from each site
};

struct Location {
    std::vector<Site> sites;
    std::vector<Customer> customers;
};

Location read_location(const std::filesystem::path& file) {
    std::ifstream in(file);
    std::size_t sites = 0, customers = 0;
    in >> sites >> customers;
    Location out{std::vector<Site>(sites), std::vector<Customer>(customers)};
    for (Site& site : out.sites) in >> site.fixed >> site.capacity;
    for (Customer& customer : out.customers) {
        in >> customer.demand;
        customer.unit_cost.resize(sites);
        for (double& cost : customer.unit_cost) {
            in >> cost;  // of the whole demand
            cost /= customer.demand;
        }
    }
    return out;
}

// Rows of the core: capacity for all demand, then of each customer and each site, then the linking ones.
void add_rows(const Location& location, ModelBuilder& builder) {
    const std::size_t sites = location.sites.size(), customers = location.customers.size();
    const auto open = [](std::size_t i) { return static_cast<Index>(i); };
    const auto flow = [&](std::size_t i, std::size_t j) {
        return static_cast<Index>(sites + i * customers + j);
    };
    double demand = 0;
    for (const Customer& customer : location.customers) demand += customer.demand;
    const Index enough = builder.add_row(demand, infinity);
    for (std::size_t i = 0; i < sites; ++i) builder.add_term(enough, open(i), location.sites[i].capacity);
    for (std::size_t j = 0; j < customers; ++j) {
        const Index served = builder.add_row(location.customers[j].demand, infinity);
        for (std::size_t i = 0; i < sites; ++i) builder.add_term(served, flow(i, j), 1);
    }
    for (std::size_t i = 0; i < sites; ++i) {
        const Index within = builder.add_row(0, infinity);
        builder.add_term(within, open(i), location.sites[i].capacity);
        for (std::size_t j = 0; j < customers; ++j) builder.add_term(within, flow(i, j), -1);
    }
    for (std::size_t i = 0; i < sites; ++i) {
        for (std::size_t j = 0; j < customers; ++j) {
            const Term linked[] = {{open(i), location.customers[j].demand}, {flow(i, j), -1}};
            builder.add_row(0, infinity, linked);
        }
    }
}

CoreProgram core_of(const Location& location) {
    CoreProgram core;
    ModelBuilder builder;
    const auto column = [&](int stage, double upper, double cost) {
        builder.add_column(0, upper, cost, stage == 0);
        core.column_stage.push_back(stage);
        core.column_names.push_back("c" + std::to_string(core.column_names.size()));
    };
    for (const Site& site : location.sites) column(0, 1, site.fixed);
    for (std::size_t i = 0; i < location.sites.size(); ++i)
        for (const Customer& customer : location.customers) column(1, infinity, customer.unit_cost[i]);
    add_rows(location, builder);
    core.lp = builder.finish();
    core.row_stage.assign(static_cast<std::size_t>(core.lp.rows()), 1);
    core.row_stage.front() = 0;
    core.side = core.lp.row_lower;
    core.stages = 2;
    return core;
}

}  // namespace

NumpyRandom::NumpyRandom(std::uint32_t seed) {
    const auto words = seed_sequence(seed);
    const auto wide = [&](std::size_t first) {
        const auto half = [&](std::size_t k) { return Wide{words[k]} | (Wide{words[k + 1]} << 32); };
        return (half(first) << 64) | half(first + 2);
    };
    increment_ = (wide(4) << 1) | 1;
    step();
    state_ += wide(0);
    step();
}

void NumpyRandom::step() {
    constexpr Wide multiplier = (Wide{0x2360ED051FC65DA4} << 64) | 0x4385DF649FCCF645;
    state_ = state_ * multiplier + increment_;
}

double NumpyRandom::random() {
    step();
    const auto folded = static_cast<std::uint64_t>(state_ >> 64) ^ static_cast<std::uint64_t>(state_);
    const std::uint64_t bits = std::rotr(folded, static_cast<int>(state_ >> 122));
    return static_cast<double>(bits >> 11) * 0x1p-53;
}

StochasticProgram facility_location(const std::filesystem::path& file, std::size_t futures,
                                    std::uint32_t seed) {
    const Location location = read_location(file);
    const std::size_t sites = location.sites.size(), customers = location.customers.size();
    StochasticProgram program;
    program.core = core_of(location);
    program.tree.push_back({0, -1, 1, {}});
    for (std::size_t s = 0; s < futures; ++s)
        program.tree.push_back({1, 0, 1 / static_cast<double>(futures), {}});
    NumpyRandom random(seed);
    for (std::size_t j = 0; j < customers; ++j) {
        for (std::size_t s = 0; s < futures; ++s) {
            const double demand = random.random() * location.customers[j].demand;
            auto& changes = program.tree[1 + s].changes;
            changes.push_back({Change::Kind::side, static_cast<Index>(1 + j), -1, demand});
            for (std::size_t i = 0; i < sites; ++i)
                changes.push_back({Change::Kind::entry,
                                   static_cast<Index>(1 + customers + sites + i * customers + j),
                                   static_cast<Index>(i), demand});
        }
    }
    return program;
}

}  // namespace dualflow::solver::test
