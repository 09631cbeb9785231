// SPDX-License-Identifier: MIT
// What a function that can fail on its input returns. One alias, so that std::expected (C++23) can
// take the place of tl::expected in a single line.
#pragma once

#include <tl/expected.hpp>

namespace dualflow {

template <class Value, class Error>
using Result = tl::expected<Value, Error>;

using tl::unexpected;

}  // namespace dualflow
