// SPDX-License-Identifier: MIT
// How futures are grouped, by their number alone and never by threads or ranks: future s belongs to part
// s mod parts, and part p to cluster p mod clusters. A part is worked through by one thread, in the futures'
// order; a cluster shares one cut of the master.
#pragma once

#include <algorithm>
#include <cstddef>

namespace dualflow::solver {

struct Partition {
    std::size_t futures, clusters, parts;

    // Enough parts for threads to share, each as many as a cluster needs.
    Partition(std::size_t futures_given, std::size_t clusters_asked, std::size_t enough)
        : futures(futures_given),
          clusters(std::clamp<std::size_t>(clusters_asked, 1, futures_given)),
          parts(clusters * std::max<std::size_t>(1, std::min(futures_given, enough) / clusters)) {}

    std::size_t size_of(std::size_t part) const { return (futures - part + parts - 1) / parts; }
    std::size_t parts_of_cluster() const { return parts / clusters; }
};

}  // namespace dualflow::solver
