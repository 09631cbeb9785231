// SPDX-License-Identifier: MIT
// What the demand's noise costs a unit consumed, by the share of it that does not come from the fast source:
// the single-item engine's table, free of volume and of money (docs/reference/model.md, section 10).
//
// Holding a unit for a period costs 1, waiting costs `waiting` times that. The optimum is traced where it
// fits on the finest grid that it fits on; else the best capped dual-index or base-surge policy. A single
// source (no slow one) is a base stock. All errors are relative, of the table's cost.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <tuple>
#include <vector>

#include "dualflow/case/case.hpp"

namespace dualflow {

struct NoiseItem {
    Noise noise;
    double mean_per_day = 0;  // the reference volume, where the law asks for one; else 1
    int review_days = 1;
    int lead_fast = 0;   // periods
    int lead_slow = -1;  // periods; −1: there is one source, with lead_fast
    double waiting = 0;  // cost of a unit that waits, in costs of a unit held

    bool single() const { return lead_slow < 0; }
};

struct NoiseCorner {
    double share_slow = 0;  // α: consumption that the fast source does not bring
    double cost = 0;        // G(α), a unit consumed: in costs of holding a unit for a period
    double buffer = 0;      // B(α), mean stock: in periods of consumption
};

struct NoiseTable {
    std::vector<NoiseCorner> corners;  // α rising, cost convex and rising; one where there is one source
    std::string method;   // "optimum", "best of capped dual index and base surge", "base stock", "ends"
    double cv = 0;        // of a period
    double tangents = 0;  // most that the lines between corners lie above the curve
    double grid = 0;      // of both ends, against a grid of far finer steps
    double half = 0, twice = 0;  // of both ends, were the volume half and twice the reference
    int solves = 0;
};

NoiseTable make_noise_table(const NoiseItem& item);

// Each distinct item is solved once, whichever thread asks first.
class NoiseTables {
public:
    std::shared_ptr<const NoiseTable> find(const NoiseItem& item);

private:
    using Key = std::tuple<int, double, double, double, double, int, int, int, double>;
    std::mutex mutex_;
    std::map<Key, std::shared_ptr<const NoiseTable>> known_;
};

// Whether what the noise costs a unit depends on the volume under this law.
bool depends_on_volume(const Noise& noise);

}  // namespace dualflow
