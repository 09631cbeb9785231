// SPDX-License-Identifier: MIT
// Bills of material must not run in circles. Rows are added in order; the row that closes the first
// circle is the one reported, since it is most likely the one that was typed last.
#include <fmt/format.h>

#include <algorithm>

#include "dualflow/case/structure_checks.hpp"

namespace dualflow::structure {

namespace {

// The products on a path of components from `from` down to `to`, both included; empty where there is none.
std::vector<std::size_t> path_down(const std::vector<std::vector<std::size_t>>& components, std::size_t from,
                                   std::size_t to) {
    std::vector<int> parent(components.size(), -2);  // -2: not reached
    std::vector<std::size_t> stack{from};
    parent[from] = -1;
    while (!stack.empty() && parent[to] == -2) {
        const std::size_t product = stack.back();
        stack.pop_back();
        for (const std::size_t component : components[product])
            if (parent[component] == -2) {
                parent[component] = static_cast<int>(product);
                stack.push_back(component);
            }
    }
    if (parent[to] == -2) return {};
    std::vector<std::size_t> path;
    for (int at = static_cast<int>(to); at >= 0; at = parent[static_cast<std::size_t>(at)])
        path.push_back(static_cast<std::size_t>(at));
    std::reverse(path.begin(), path.end());
    return path;
}

}  // namespace

bool check_bom_cycles(const Case& c, Diagnostics& out) {
    std::vector<std::vector<std::size_t>> components(c.products.size());
    bool sound = true;
    for (const BomLine& line : c.bom) {
        const std::vector<std::size_t> path = path_down(components, *line.component, *line.output);
        if (path.empty()) {
            components[*line.output].push_back(*line.component);
            continue;
        }
        sound = false;
        std::string circle = c.products[*line.output].id;
        for (const std::size_t product : path) circle += " needs " + c.products[product].id;
        out.push_back(
            finding("E0601", {"bom", line.row, "component"},
                    fmt::format("\"{}\" is a component of itself: {}", c.products[*line.output].id, circle),
                    "remove this row, or the row that makes the circle"));
    }
    return sound;
}

}  // namespace dualflow::structure
