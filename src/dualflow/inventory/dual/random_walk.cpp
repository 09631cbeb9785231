// SPDX-License-Identifier: MIT
#include "dualflow/inventory/dual/random_walk.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace dualflow::inventory {
namespace {

constexpr double most_work = 2e9;  // multiplications, a few seconds
constexpr double log_tail = 34.5;  // e^−34.5 = 1e-15

// E e^(θ(Q − D)) − 1
double growth(const Distribution& demand, std::int64_t base_order, double theta) {
    double sum = 0;
    for (std::size_t i = 0; i < demand.probability.size(); ++i) {
        const double step = static_cast<double>(base_order - demand.lowest - static_cast<std::int64_t>(i));
        sum += demand.probability[i] * std::expm1(theta * step);
    }
    return sum;
}

// The positive root; growth() is convex, 0 at 0 and falls there. Nothing can go up: infinite.
double decay(const Distribution& demand, std::int64_t base_order) {
    if (base_order <= demand.lowest) return std::numeric_limits<double>::infinity();
    double low = 0, high = 1e-9;
    while (growth(demand, base_order, high) < 0) {
        low = high;
        high *= 2;
    }
    for (int halving = 0; halving < 100; ++halving) {
        const double middle = (low + high) / 2;
        (growth(demand, base_order, middle) < 0 ? low : high) = middle;
    }
    return low;
}

// Transition probabilities of states 0 … last within a band: `up` above the diagonal, `down` below it.
class Band {
public:
    Band(std::size_t states, std::size_t up, std::size_t down)
        : up_(up), down_(down), cell_(states * (up + down + 1), 0) {}
    double& at(std::size_t from, std::size_t to) {
        return cell_[from * (up_ + down_ + 1) + to + down_ - from];
    }

private:
    std::size_t up_, down_;
    std::vector<double> cell_;
};

}  // namespace

Result<std::vector<double>, std::string> overshoot(const Distribution& demand, std::int64_t base_order,
                                                   std::size_t most_states) {
    if (static_cast<double>(base_order) >= demand.mean())
        return unexpected(fmt::format(
            "a base order of {} and a mean demand of {:.6g}; expected less than the mean, or stock "
            "grows without end",
            base_order, demand.mean()));
    const double levels = std::ceil(log_tail / decay(demand, base_order)) + 1;
    const auto up = static_cast<std::size_t>(std::max<std::int64_t>(0, base_order - demand.lowest));
    const auto down = static_cast<std::size_t>(demand.highest() - base_order);
    const double eliminated = levels * static_cast<double>(up + 1) * static_cast<double>(down + 1);
    if (levels * static_cast<double>(up + down + 1) > static_cast<double>(most_states) ||
        eliminated > most_work)
        return unexpected(
            fmt::format("a base order of {} is so close to the mean demand of {:.9g} that {:.3g} states are "
                        "needed, too many to "
                        "solve",
                        base_order, demand.mean(), levels));

    const std::size_t last = static_cast<std::size_t>(levels) + up;
    Band p(last + 1, up, down);
    for (std::size_t from = 0; from <= last; ++from) {
        for (std::size_t i = 0; i < demand.probability.size(); ++i) {
            const std::int64_t to =
                static_cast<std::int64_t>(from) + base_order - demand.lowest - static_cast<std::int64_t>(i);
            const auto kept =
                static_cast<std::size_t>(std::clamp<std::int64_t>(to, 0, static_cast<std::int64_t>(last)));
            p.at(from, kept) += demand.probability[i];
        }
    }
    // From the top down: a visit to n becomes the visits that follow it below n.
    for (std::size_t n = last; n > 0; --n) {
        const std::size_t below = n > down ? n - down : 0, above = n > up ? n - up : 0;
        double leaves = 0;
        for (std::size_t to = below; to < n; ++to) leaves += p.at(n, to);
        for (std::size_t from = above; from < n; ++from) {
            const double visits = p.at(from, n) /= leaves;
            if (visits == 0) continue;
            for (std::size_t to = below; to < n; ++to) p.at(from, to) += visits * p.at(n, to);
        }
    }
    std::vector<double> stationary(last + 1, 0);
    stationary[0] = 1;
    double sum = 1;
    for (std::size_t n = 1; n <= last; ++n) {
        for (std::size_t from = n > up ? n - up : 0; from < n; ++from)
            stationary[n] += stationary[from] * p.at(from, n);
        sum += stationary[n];
    }
    for (double& mass : stationary) mass /= sum;
    return stationary;
}

}  // namespace dualflow::inventory
