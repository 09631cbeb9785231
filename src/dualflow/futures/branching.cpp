// SPDX-License-Identifier: MIT
#include "dualflow/futures/branching.hpp"

#include <algorithm>
#include <cmath>

namespace dualflow {

namespace {

double error_of(const std::vector<Bucket>& buckets, const std::vector<double>& learnt,
                const std::vector<std::size_t>& children) {
    constexpr double far_too_early = 1461;  // days
    double error = 0, left = 1;
    Date since = buckets.front().start;
    for (std::size_t b = 0; b < buckets.size(); ++b) {
        if (children[b] > 1) {
            left = 1 / std::pow(static_cast<double>(children[b]), 2);
            since = buckets[b].start;
        }
        error +=
            learnt[b] * (left + (1 - left) * std::min(1.0, (buckets[b].start - since).value / far_too_early));
    }
    return error;
}

}  // namespace

std::vector<double> learnt_by_bucket(const PathFigures& f, const std::vector<SampledPath>& paths) {
    const std::size_t buckets = f.buckets.size(), width = f.size();
    std::vector<double> learnt(buckets, 0);
    std::vector<std::vector<double>> before;  // by path: figures as forecast before the bucket
    std::vector<double> mean(buckets * width, 0);
    const auto count = static_cast<double>(paths.size());
    for (const SampledPath& path : paths) {
        before.push_back(figures_of(f, path, 0, buckets - 1));
        for (std::size_t e = 0; e < mean.size(); ++e) mean[e] += before.back()[e] / count;
    }
    std::fill(before.begin(), before.end(), mean);
    for (std::size_t b = 0; b < buckets; ++b) {
        for (std::size_t i = 0; i < paths.size(); ++i) {
            std::vector<double> now = figures_of(f, paths[i], 0, b);
            for (std::size_t e = 0; e < now.size(); ++e)
                learnt[b] += f.bucket_weight[e / width] * std::pow(now[e] - before[i][e], 2) / count;
            before[i] = std::move(now);
        }
    }
    return learnt;
}

std::vector<std::size_t> choose_branching(const std::vector<Bucket>& buckets,
                                          const std::vector<double>& learnt, std::size_t leaves) {
    std::vector<std::size_t> children(buckets.size(), 1);
    double made = 1;
    while (made < static_cast<double>(leaves)) {
        const double now = error_of(buckets, learnt, children);
        std::size_t best = buckets.size();
        double most = 1e-12 * now;
        for (std::size_t b = 0; b < buckets.size(); ++b) {
            const double more =
                std::log((static_cast<double>(children[b]) + 1) / static_cast<double>(children[b]));
            ++children[b];
            const double gain = (now - error_of(buckets, learnt, children)) / more;
            --children[b];
            if (gain <= most) continue;
            most = gain;
            best = b;
        }
        if (best == buckets.size()) break;
        made *= (static_cast<double>(children[best]) + 1) / static_cast<double>(children[best]);
        ++children[best];
    }
    return children;
}

std::vector<std::size_t> share_leaves(const std::vector<double>& probability, std::size_t leaves,
                                      std::size_t most) {
    std::vector<std::size_t> shares(probability.size(), 1);
    for (std::size_t given = shares.size(); given < leaves; ++given) {
        std::size_t next = shares.size();
        for (std::size_t k = 0; k < shares.size(); ++k) {  // highest averages (Webster)
            if (shares[k] >= most) continue;
            const auto due = [&](std::size_t j) {
                return probability[j] / (2 * static_cast<double>(shares[j]) + 1);
            };
            if (next == shares.size() || due(k) > due(next)) next = k;
        }
        ++shares[next];
    }
    return shares;
}

}  // namespace dualflow
