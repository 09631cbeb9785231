// SPDX-License-Identifier: MIT
#include "dualflow/solver/stochastic/checkpoint.hpp"

#include <fmt/format.h>
#include <xxhash.h>

#include <cstring>
#include <utility>

#include "dualflow/solver/stochastic/archive.hpp"

namespace dualflow::solver {
namespace {

constexpr std::string_view mark = "dualflow Benders state 8\n";  // the version is part of it

std::uint64_t checksum(std::string_view bytes) {
    return XXH3_64bits(bytes.data(), bytes.size());
}

}  // namespace

std::string to_bytes(const BendersState& state, std::string_view key) {
    ByteWriter writer;
    writer.bytes = mark;
    writer(std::string(key));
    writer(state);
    writer(checksum(writer.bytes));
    return std::move(writer.bytes);
}

Result<BendersState, std::string> from_bytes(std::string_view bytes, std::string_view key) {
    if (!bytes.starts_with(mark))
        return unexpected(
            fmt::format("the state kept does not begin with \"{}\": it is not a state, or of "
                        "another version",
                        mark.substr(0, mark.size() - 1)));
    std::uint64_t sum = 0;
    if (bytes.size() < mark.size() + sizeof sum)
        return unexpected(fmt::format("the state kept is cut short after {} bytes", bytes.size()));
    const std::string_view content = bytes.substr(0, bytes.size() - sizeof sum);
    std::memcpy(&sum, bytes.data() + content.size(), sizeof sum);
    if (sum != checksum(content))
        return unexpected(std::string("the state kept is damaged: its checksum does not fit its content"));
    ByteReader reader(content.substr(mark.size()));
    std::string found;
    BendersState state;
    reader(found);
    if (reader.intact && found == key) reader(state);
    if (found != key)
        return unexpected(
            fmt::format("the state kept is of {}; expected {}: the program, the risk or an "
                        "option is not the same",
                        found, key));
    if (!reader.all_read()) return unexpected(std::string("the state kept is not of this version's form"));
    return state;
}

}  // namespace dualflow::solver
