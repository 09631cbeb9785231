// SPDX-License-Identifier: MIT
// Figures as people read them: thousands apart, money in one unit a table. Internal to publish/.
#pragma once

#include <string>
#include <vector>

namespace dualflow::text {

std::string grouped(double value, int decimals);      // 1,234,567.8
std::string percent(double share, int decimals = 1);  // 0.1234 → "12.3 %"

// The unit in which amounts up to `largest` are shown: units, thousands, millions, billions.
struct Scale {
    double divisor = 1;
    const char* prefix = "";  // "m " in "m USD"
    int decimals = 0;
    std::string operator()(double amount) const { return grouped(amount / divisor, decimals); }
};
Scale scale_for(double largest);

// Rows of cells under each other, two blanks between columns, the first column to the left and the
// others to the right unless named in `left` by their number.
std::string table(const std::vector<std::vector<std::string>>& rows,
                  const std::vector<std::size_t>& left = {});

}  // namespace dualflow::text
