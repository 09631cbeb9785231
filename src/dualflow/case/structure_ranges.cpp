// SPDX-License-Identifier: MIT
// Figures that hurt the solver. It works with sixteen digits and tolerances of about 1e-9 of the largest
// figure, so that in one column of a case a ratio beyond 1e7 leaves the smallest in the noise.
#include <fmt/format.h>

#include <cmath>

#include "dualflow/case/structure_checks.hpp"

namespace dualflow::structure {

namespace {

constexpr double widest = 1e7;

struct Figure {
    double size = 0;
    int row = 0;
};

// One column, zeros left out: they make no entry.
class Column {
public:
    Column(std::string table, std::string name) : table_(std::move(table)), name_(std::move(name)) {}

    void add(double value, int row) {
        const double size = std::abs(value);
        if (size == 0) return;
        if (least_.size == 0 || size < least_.size) least_ = {size, row};
        if (size > most_.size) most_ = {size, row};
    }

    void report(Diagnostics& out) const {
        if (least_.size == 0 || most_.size / least_.size <= widest) return;
        out.push_back(finding("W0714", {table_, least_.row, name_},
                              fmt::format("{} {:.3g} here and {:.3g} in row {} lie further apart than {:.0e}",
                                          name_, least_.size, most_.size, most_.row, widest),
                              "change the unit of the product, or correct the figure"));
    }

private:
    std::string table_, name_;
    Figure least_, most_;
};

}  // namespace

void check_ranges(const Case& c, Diagnostics& out) {
    Column quantity("bom", "quantity"), use("processes", "capacity_use"), cost("processes", "unit_cost");
    Column value("products", "unit_value"), demand("demand", "quantity_per_day");
    Column capacity("resources", "capacity_per_day");
    for (const BomLine& row : c.bom) quantity.add(row.quantity, row.row);
    for (const Process& row : c.processes) {
        use.add(row.capacity_use, row.row);
        cost.add(row.unit_cost.value, row.row);
    }
    for (const Product& row : c.products)
        if (row.unit_value) value.add(row.unit_value->value, row.row);
    for (const Demand& row : c.demand) demand.add(row.quantity.value, row.row);
    for (const Resource& row : c.resources) capacity.add(row.capacity.value, row.row);
    for (const Column* column : {&quantity, &use, &cost, &value, &demand, &capacity}) column->report(out);
}

}  // namespace dualflow::structure
