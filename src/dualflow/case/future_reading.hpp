// SPDX-License-Identifier: MIT
// The steps of read_future_rows; each appends its problems.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "dualflow/case/future_rows.hpp"
#include "dualflow/case/names.hpp"
#include "dualflow/case/table.hpp"

namespace dualflow {

struct FutureReader {
    const Case& c;
    std::map<std::string, TypedTable, std::less<>> tables;  // absent ones without rows
    FutureRows rows;
    Diagnostics problems;
    Names sites{"sites"}, products{"products"}, regions{"regions"}, organisations{"organisations"};

    const std::vector<Row>& of(std::string_view table) const { return tables.find(table)->second.rows; }
    bool broken(std::string_view table) const { return tables.find(table)->second.broken; }
};

void read_demand_futures(FutureReader& r);  // seasonality, cycle, cycle_transitions
void read_rates(FutureReader& r);           // rates, rate_correlations
void read_tariff_chain(FutureReader& r);    // tariff_regimes, tariff_transitions
void read_disruptions(FutureReader& r);

// A chain from a table of steps: [from][to] by the names, which are in order. Each row must sum to one; a
// name without any row stays where it is. `rows` are those of one chain.
std::vector<std::vector<double>> read_chain(const std::vector<const Row*>& rows, std::string_view chance,
                                            const std::vector<std::string>& names, Diagnostics& problems);

// Chances by name at the start; `given` says whether any row has one. They must sum to one where they do.
void check_start(const std::vector<const Row*>& rows, std::string_view column,
                 const std::vector<double>& start, Diagnostics& problems);

// The value of the `stream` column, or the id.
std::string stream_name(const Row& row, const std::string& id);

}  // namespace dualflow
