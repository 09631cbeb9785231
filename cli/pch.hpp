// SPDX-License-Identifier: MIT
// Precompiled for the verbs: CLI11 and nlohmann take 15 s and 4 s in every file otherwise.
#pragma once

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>
