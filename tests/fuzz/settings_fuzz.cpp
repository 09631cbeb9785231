// SPDX-License-Identifier: MIT
// Any bytes into the reader of case.toml: it gives settings within their ranges, or errors with places.
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "dualflow/case/settings.hpp"

namespace {

using namespace dualflow;

void require(bool holds) {
    if (!holds) std::abort();
}

void check_settings(const Settings& settings) {
    require(!settings.name.empty() && !settings.currency.empty() && !settings.calendar.empty());
    require(std::isfinite(settings.discount_rate) && settings.discount_rate >= 0);
    require(settings.gap >= 0 && settings.threads >= 0 && settings.threads <= 1024);
    require(!settings.elastic_price || *settings.elastic_price > 0);
    for (const auto& [year, money] : settings.budget) require(year > 0 && money >= 0);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const Result<Settings, Diagnostics> settings = parse_settings(text, "case.toml");
    if (settings) {
        check_settings(*settings);
        return 0;
    }
    require(has_errors(settings.error()));
    for (const Diagnostic& d : settings.error()) require(!d.code.empty() && !d.message.empty());
    return 0;
}
