// SPDX-License-Identifier: MIT
// What `dualflow futures` shows: text, the document dualflow.futures/1, a plot.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "dualflow/futures/sample.hpp"
#include "dualflow/futures/sampled_tree.hpp"
#include "dualflow/publish/line_chart.hpp"

namespace dualflow::cli {

// The tree that plans are made on, where one is asked for.
struct Shown {
    std::vector<Bucket> buckets;
    SampledTree tree;
};

struct Drawn {
    std::string name;  // of the case
    Sampler sampler;
    std::vector<SampledPath> paths;
    std::optional<Shown> tree;
};

bool is_random(const FutureRows& rows);  // whether anything is drawn at all

std::string futures_as_text(const Drawn& drawn);
std::string futures_as_json(const Drawn& drawn, bool with_paths);
LineChart futures_chart(const Drawn& drawn);

std::string tree_as_text(const Drawn& drawn, const Shown& shown);
nlohmann::ordered_json tree_as_json(const Drawn& drawn, const Shown& shown);

// What demand of the period is multiplied by: the season of the cycle's target, 1 where it has none.
double season_of(const Drawn& drawn, const std::string& target, std::size_t period);

}  // namespace dualflow::cli
