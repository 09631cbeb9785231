// SPDX-License-Identifier: MIT
// Typed values at the borders of the house. Money does not add to days, and the index of a site is
// not the index of a product; inside a model's arrays plain doubles are used (`.value`, `.index`).
//
// Units: money in the case's currency; quantities in units of the product; rates per day; times in
// days; shares as fractions; dates proleptic Gregorian.
#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <string>

namespace dualflow {

// A quantity with a unit: only like adds to like.
template <class Tag>
struct Quantity {
    double value = 0;
    constexpr Quantity() = default;
    constexpr explicit Quantity(double v) : value(v) {}
    friend constexpr auto operator<=>(Quantity, Quantity) = default;
    friend constexpr Quantity operator+(Quantity a, Quantity b) { return Quantity{a.value + b.value}; }
    friend constexpr Quantity operator-(Quantity a, Quantity b) { return Quantity{a.value - b.value}; }
    friend constexpr Quantity operator*(double k, Quantity a) { return Quantity{k * a.value}; }
    friend constexpr Quantity operator*(Quantity a, double k) { return Quantity{k * a.value}; }
};

using Money = Quantity<struct MoneyTag>;
using Days = Quantity<struct DaysTag>;
using Share = Quantity<struct ShareTag>;    // a fraction; 0.25 is 25 %
using Units = Quantity<struct UnitsTag>;    // units of a product
using PerDay = Quantity<struct PerDayTag>;  // units a day

// Days since 1970-01-01.
struct Date {
    std::int32_t days = 0;
    friend constexpr auto operator<=>(Date, Date) = default;
};
constexpr Days operator-(Date a, Date b) {
    return Days{static_cast<double>(a.days - b.days)};
}
constexpr Date operator+(Date a, int days) {
    return Date{a.days + days};
}

Date make_date(int year, unsigned month, unsigned day);
int year_of(Date date);
Date add_months(Date date, int months);  // the day is clipped to the length of the month reached
std::string to_string(Date date);        // YYYY-MM-DD

// The index of a row of a case table. Negative: none.
template <class Tag>
struct Id {
    std::int32_t index = -1;
    constexpr Id() = default;
    constexpr explicit Id(std::int32_t i) : index(i) {}
    constexpr explicit Id(std::size_t i) : index(static_cast<std::int32_t>(i)) {}
    constexpr explicit operator bool() const { return index >= 0; }
    constexpr std::size_t operator*() const { return static_cast<std::size_t>(index); }
    friend constexpr auto operator<=>(Id, Id) = default;
};

using RegionId = Id<struct RegionTag>;
using OrganisationId = Id<struct OrganisationTag>;
using SiteId = Id<struct SiteTag>;
using ProductId = Id<struct ProductTag>;
using ResourceId = Id<struct ResourceTag>;
using ProcessId = Id<struct ProcessTag>;
using InvestmentId = Id<struct InvestmentTag>;
using ContractId = Id<struct ContractTag>;
using LaneId = Id<struct LaneTag>;
using GroupId = Id<struct GroupTag>;  // a capacity group

}  // namespace dualflow

template <class Tag>
struct std::hash<dualflow::Id<Tag>> {
    std::size_t operator()(dualflow::Id<Tag> id) const noexcept {
        return std::hash<std::int32_t>{}(id.index);
    }
};
