// SPDX-License-Identifier: MIT
#include "dualflow/futures/streams.hpp"

#include <cmath>
#include <numbers>

namespace dualflow {

namespace {

double fraction(std::uint32_t high, std::uint32_t low) {
    return static_cast<double>((static_cast<std::uint64_t>(high) << 32 | low) >> 11) * 0x1p-53;
}

// By inversion: exact to the rounding of e^-mean, which a mean of at most 32 keeps far from underflow.
int small_poisson(double mean, double u) {
    double probability = std::exp(-mean), below = probability;
    int count = 0;
    while (u >= below && probability > 0) {
        probability *= mean / ++count;
        below += probability;
    }
    return count;
}

}  // namespace

std::uint64_t stream_of(std::initializer_list<std::string_view> parts) {
    std::uint64_t hash = 0xcbf29ce484222325;
    const auto add = [&](unsigned char byte) { hash = (hash ^ byte) * 0x100000001b3; };
    for (const std::string_view part : parts) {
        for (const char c : part) add(static_cast<unsigned char>(c));
        add(0xff);
    }
    return hash;
}

RandomStream::RandomStream(std::uint64_t seed, std::uint32_t scenario, std::uint64_t stream)
    : key_{}, scenario_(scenario) {
    const auto low = [](std::uint64_t x) { return static_cast<std::uint32_t>(x); };
    const PhiloxCounter mixed = philox({low(stream), low(stream >> 32), 0, 0}, {low(seed), low(seed >> 32)});
    key_ = {mixed[0], mixed[1]};
}

PhiloxCounter RandomStream::words(std::uint32_t period, std::uint32_t draw) const {
    return philox({draw, period, scenario_, 0}, key_);
}

double RandomStream::uniform(std::uint32_t period, std::uint32_t draw) const {
    const PhiloxCounter w = words(period, draw);
    return fraction(w[0], w[1]);
}

double RandomStream::normal(std::uint32_t period, std::uint32_t draw) const {
    const PhiloxCounter w = words(period, draw);
    const double radius = std::sqrt(-2 * std::log(1 - fraction(w[0], w[1])));
    return radius * std::cos(2 * std::numbers::pi * fraction(w[2], w[3]));
}

int poisson(const RandomStream& stream, std::uint32_t period, std::uint32_t first, double mean) {
    constexpr double most = 32;
    const auto parts = static_cast<std::uint32_t>(std::ceil(mean / most));
    int count = 0;
    for (std::uint32_t part = 0; part < parts; ++part)
        count += small_poisson(mean / parts, stream.uniform(period, first + part));
    return count;
}

}  // namespace dualflow
