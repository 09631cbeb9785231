// SPDX-License-Identifier: MIT
// Facility location under 90 % CVaR (Ramirez-Pico, Ljubic and Moreno 2023, their repository AdaptiveBenders):
// the cap instances of Beasley's OR-Library with demands d_j · U(0, 1) from NumPy's default_rng(seed).
#pragma once

#include <cstdint>
#include <filesystem>

#include "dualflow/solver/stochastic/program.hpp"

namespace dualflow::solver::test {

// numpy.random.default_rng(seed).random(): PCG64 (O'Neill 2014, XSL-RR 128/64), seeded by SeedSequence.
class NumpyRandom {
public:
    explicit NumpyRandom(std::uint32_t seed);
    double random();  // in [0, 1)

private:
    __extension__ using Wide = unsigned __int128;
    void step();
    Wide state_ = 0, increment_ = 0;
};

// Facilities are opened, then each future's demands are carried from them, no more than is asked for from any
// facility that is open (the strong linking rows).
StochasticProgram facility_location(const std::filesystem::path& file, std::size_t futures,
                                    std::uint32_t seed);

}  // namespace dualflow::solver::test
