// SPDX-License-Identifier: MIT
#include "dualflow/futures/reduce.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace dualflow {

namespace {

using Matrix = std::vector<std::vector<double>>;

Matrix distances(std::size_t points, const std::function<double(std::size_t, std::size_t)>& distance) {
    Matrix d(points, std::vector<double>(points, 0));
    for (std::size_t i = 0; i < points; ++i)
        for (std::size_t j = 0; j < i; ++j) d[i][j] = d[j][i] = distance(i, j);
    return d;
}

// The point that as a further centre leaves the least distance to the nearest centre; none: nothing is left.
std::size_t next_centre(const Matrix& d, const std::vector<double>& nearest) {
    double least = std::numeric_limits<double>::infinity();
    std::size_t best = d.size();
    for (std::size_t u = 0; u < d.size(); ++u) {
        if (nearest[u] <= 0) continue;
        double sum = 0;
        for (std::size_t i = 0; i < d.size(); ++i) sum += std::min(nearest[i], d[u][i]);
        if (sum < least) {
            least = sum;
            best = u;
        }
    }
    return best;
}

struct Moments {
    std::vector<double> mean, square;  // by coordinate, weighted

    explicit Moments(std::size_t width) : mean(width, 0), square(width, 0) {}
    void add(double weight, const std::vector<double>& x) {
        for (std::size_t e = 0; e < x.size(); ++e) {
            mean[e] += weight * x[e];
            square[e] += weight * x[e] * x[e];
        }
    }
    double deviation(std::size_t e) const { return std::sqrt(std::max(0.0, square[e] - mean[e] * mean[e])); }
};

// Σ weight × squared errors were `x` added with probability p to what is there.
double error_with(const Moments& rest, double p, const std::vector<double>& x, const Moments& truth,
                  const std::vector<double>& weight) {
    double error = 0;
    for (std::size_t e = 0; e < x.size(); ++e) {
        if (weight[e] <= 0) continue;
        const double mean = rest.mean[e] + p * x[e], square = rest.square[e] + p * x[e] * x[e];
        const double deviation = std::sqrt(std::max(0.0, square - mean * mean));
        error +=
            weight[e] * (std::pow(mean - truth.mean[e], 2) + std::pow(deviation - truth.deviation(e), 2));
    }
    return error;
}

// One sweep: each cluster's point is chosen with the others as they are. Whether any changed.
bool sweep(const Matrix& points, const std::vector<std::vector<std::size_t>>& members, const Moments& truth,
           const std::vector<double>& weight, const std::vector<double>& probability,
           std::vector<std::size_t>& chosen) {
    bool changed = false;
    for (std::size_t k = 0; k < members.size(); ++k) {
        Moments rest(weight.size());
        for (std::size_t j = 0; j < members.size(); ++j)
            if (j != k) rest.add(probability[j], points[chosen[j]]);
        double least = error_with(rest, probability[k], points[chosen[k]], truth, weight);
        for (const std::size_t i : members[k]) {
            const double error = error_with(rest, probability[k], points[i], truth, weight);
            if (error >= least * (1 - 1e-9)) continue;
            least = error;
            chosen[k] = i;
            changed = true;
        }
    }
    return changed;
}

}  // namespace

std::vector<std::size_t> cluster(std::size_t points, std::size_t count,
                                 const std::function<double(std::size_t, std::size_t)>& distance) {
    constexpr std::size_t most_compared = 1024;  // in pairs
    const Matrix d = distances(std::min(points, most_compared), distance);
    std::vector<double> nearest(d.size(), std::numeric_limits<double>::infinity());
    std::vector<std::size_t> centres;
    while (centres.size() < count) {
        const std::size_t u = next_centre(d, nearest);
        if (u == d.size()) break;
        centres.push_back(u);
        for (std::size_t i = 0; i < d.size(); ++i) nearest[i] = std::min(nearest[i], d[u][i]);
    }
    std::sort(centres.begin(), centres.end());
    std::vector<std::size_t> cluster_of(points, 0);
    for (std::size_t i = 0; i < points; ++i) {
        double least = std::numeric_limits<double>::infinity();
        for (std::size_t k = 0; k < centres.size(); ++k) {
            const double far = distance(centres[k], i);
            if (far >= least) continue;
            least = far;
            cluster_of[i] = k;
        }
    }
    return cluster_of;
}

Reduced reduce(const Matrix& points, const std::vector<std::size_t>& cluster_of,
               const std::vector<double>& weight) {
    std::vector<std::vector<std::size_t>> members(*std::max_element(cluster_of.begin(), cluster_of.end()) +
                                                  1);
    const double each = 1.0 / static_cast<double>(points.size());
    Moments truth(weight.size());
    for (std::size_t i = 0; i < points.size(); ++i) {
        members[cluster_of[i]].push_back(i);
        truth.add(each, points[i]);
    }
    std::vector<double> probability;
    std::vector<std::size_t> chosen;
    for (const auto& cluster : members) {
        probability.push_back(static_cast<double>(cluster.size()) * each);
        chosen.push_back(cluster.front());
    }
    constexpr int most_sweeps = 20;
    for (int i = 0; i < most_sweeps && sweep(points, members, truth, weight, probability, chosen); ++i) {
    }
    Reduced reduced;
    std::vector<std::pair<std::size_t, double>> order;
    for (std::size_t k = 0; k < chosen.size(); ++k) order.emplace_back(chosen[k], probability[k]);
    std::sort(order.begin(), order.end());
    for (const auto& [point, p] : order) {
        reduced.points.push_back(point);
        reduced.probability.push_back(p);
    }
    return reduced;
}

}  // namespace dualflow
