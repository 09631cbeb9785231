// SPDX-License-Identifier: MIT
#include "dualflow/case/freight.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace dualflow {

namespace {

constexpr double earth_radius_km = 6371.0088;
constexpr double container_m3 = 67, container_kg = 26'500;

double radians(double degrees) {
    return degrees * std::numbers::pi / 180;
}

}  // namespace

// The haversine formula, which stays exact for short distances.
std::optional<double> great_circle_km(const Site& a, const Site& b) {
    if (!a.latitude || !a.longitude || !b.latitude || !b.longitude) return std::nullopt;
    const double north = std::sin(radians(*b.latitude - *a.latitude) / 2);
    const double east = std::sin(radians(*b.longitude - *a.longitude) / 2);
    const double half_chord =
        north * north + std::cos(radians(*a.latitude)) * std::cos(radians(*b.latitude)) * east * east;
    return 2 * earth_radius_km * std::asin(std::min(1.0, std::sqrt(half_chord)));
}

double LaneFigures::figure(std::string_view column) const {
    const bool in_row = row != nullptr && find_column(*row->table, column) != nullptr;
    if (in_row && row->given(column)) return row->number(column);
    if (lane_class != nullptr && find_column(*lane_class->table, column) != nullptr)
        return lane_class->number(column);
    return in_row ? row->number(column) : 0;
}

std::string LaneFigures::mode() const {
    if (row != nullptr && row->given("mode")) return row->text("mode");
    return lane_class != nullptr ? lane_class->text("mode") : "";
}

bool LaneFigures::needs_distance() const {
    return figure("cost_per_kg_km") > 0 || figure("cost_per_km") > 0;
}

std::optional<double> LaneFigures::distance_km(const Site& from, const Site& to) const {
    if (row != nullptr && row->given("distance_km")) return row->number("distance_km");
    const std::optional<double> straight = great_circle_km(from, to);
    if (!straight) return std::nullopt;
    return *straight * (lane_class != nullptr ? lane_class->number("distance_factor") : 1);
}

Money LaneFigures::freight(const Product& product, double distance_km) const {
    const double load = std::max(product.volume_m3 / container_m3, product.mass_kg / container_kg);
    return Money{figure("cost_per_unit") + figure("cost_per_kg") * product.chargeable_kg +
                 figure("cost_per_kg_km") * distance_km * product.chargeable_kg +
                 (figure("cost_per_container") + figure("cost_per_km") * distance_km) * load};
}

}  // namespace dualflow
