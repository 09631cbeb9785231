// SPDX-License-Identifier: MIT
// The valid names nearest to a wrong one, for messages and for the command line.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dualflow {

// Levenshtein distance, letters compared without regard to case.
std::size_t edit_distance(std::string_view a, std::string_view b);

// At most `most` names, best first (ties by name), none further away than a third of the wrong name's
// length and at least two letters; a name that begins with the wrong one counts as near.
std::vector<std::string> nearest_names(std::string_view wrong, const std::vector<std::string>& names,
                                       std::size_t most = 3);

}  // namespace dualflow
