// SPDX-License-Identifier: MIT
#include "dualflow/futures/path.hpp"

#include <algorithm>

namespace dualflow {

double capacity_left(const std::vector<Outage>& outages, std::size_t row, std::size_t member, double from,
                     double to) {
    std::vector<Outage> met;
    std::vector<double> cuts{from, to};
    for (const Outage& o : outages) {
        if (o.row != row || o.member != member || o.to <= from || o.from >= to) continue;
        met.push_back(o);
        cuts.push_back(std::max(o.from, from));
        cuts.push_back(std::min(o.to, to));
    }
    std::sort(cuts.begin(), cuts.end());
    double sum = 0;
    for (std::size_t i = 1; i < cuts.size(); ++i) {
        double left = 1;
        for (const Outage& o : met)
            if (o.from <= cuts[i - 1] && o.to >= cuts[i]) left = std::min(left, o.capacity_left);
        sum += left * (cuts[i] - cuts[i - 1]);
    }
    return sum / (to - from);
}

}  // namespace dualflow
