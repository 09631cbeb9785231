// SPDX-License-Identifier: MIT
// Distance and freight of a lane from its row and its class (either may be missing, not both).
//
// Freight of a unit = cost_per_unit + cost_per_kg × chargeable_kg
//   + cost_per_kg_km × distance × chargeable_kg
//   + (cost_per_container + cost_per_km × distance) × max(volume_m3 / 67, mass_kg / 26,500),
// a 40-foot container, or the load of a truck, taken to hold 67 m³ or 26.5 t.
#pragma once

#include <optional>

#include "dualflow/case/case.hpp"
#include "dualflow/case/table.hpp"

namespace dualflow {

// On a sphere of 6,371.0088 km; none where a coordinate is missing.
std::optional<double> great_circle_km(const Site& a, const Site& b);

struct LaneFigures {
    const Row* row = nullptr;         // of lanes
    const Row* lane_class = nullptr;  // of lane_classes

    // The row's figure, else the class's, else 0. The column need not be in both tables.
    double figure(std::string_view column) const;
    std::string mode() const;
    bool needs_distance() const;  // a cost depends on it
    std::optional<double> distance_km(const Site& from, const Site& to) const;
    Money freight(const Product& product, double distance_km) const;
};

}  // namespace dualflow
