// SPDX-License-Identifier: MIT
#include "solver/stochastic/netdes.hpp"

#include <fstream>
#include <sstream>
#include <string>
#include <vector>

namespace dualflow::solver::test {
namespace {

namespace fs = std::filesystem;
using Numbers = std::vector<double>;

// Numbers between commas and semicolons.
Numbers numbers_of(std::string line) {
    for (char& letter : line)
        if (letter == ',' || letter == ';') letter = ' ';
    std::istringstream in(line);
    Numbers numbers;
    for (double value = 0; in >> value;) numbers.push_back(value);
    return numbers;
}

struct Design {
    std::size_t nodes = 0;
    Numbers arcs, fixed, probability;
    struct Future {
        Numbers cost, capacity, supply;
    };
    std::vector<Future> futures;
};

Design read_design(const fs::path& file) {
    std::ifstream in(file);
    Design design;
    std::vector<std::string> lines;
    bool data = false;
    for (std::string line; std::getline(in, line);) {
        while (!line.empty() && (line.back() == '\r' || line.back() == ' ')) line.pop_back();
        if (data && !line.empty() && line.rfind("--", 0) != 0) lines.push_back(line);
        if (line == "+") data = true;
    }
    design.nodes = static_cast<std::size_t>(numbers_of(lines[0])[0]);
    design.arcs = numbers_of(lines[3]);
    design.fixed = numbers_of(lines[4]);
    design.probability = numbers_of(lines[6]);
    for (std::size_t k = 0; k < design.probability.size(); ++k)
        design.futures.push_back(
            {numbers_of(lines[7 + 3 * k]), numbers_of(lines[8 + 3 * k]), numbers_of(lines[9 + 3 * k])});
    return design;
}

}  // namespace

StochasticProgram network_design(const fs::path& file) {
    const Design design = read_design(file);
    StochasticProgram program;
    CoreProgram& core = program.core;
    ModelBuilder builder;
    const std::size_t n = design.nodes;
    std::vector<std::size_t> arcs;
    for (std::size_t a = 0; a < n * n; ++a)
        if (design.arcs[a] != 0) arcs.push_back(a);
    for (const std::size_t a : arcs) builder.add_column(0, 1, design.fixed[a], true);
    for (const std::size_t a : arcs) builder.add_column(0, infinity, design.futures[0].cost[a]);
    const auto open = [](std::size_t k) { return static_cast<Index>(k); };
    const auto flow = [&](std::size_t k) { return static_cast<Index>(arcs.size() + k); };
    for (std::size_t i = 0; i < n; ++i) {
        const double supply = design.futures[0].supply[i];
        builder.add_row(supply, supply);
        core.side.push_back(supply);
    }
    for (std::size_t k = 0; k < arcs.size(); ++k) {
        builder.add_term(static_cast<Index>(arcs[k] / n), flow(k), 1);
        builder.add_term(static_cast<Index>(arcs[k] % n), flow(k), -1);
        const Term within[] = {{open(k), design.futures[0].capacity[arcs[k]]}, {flow(k), -1}};
        builder.add_row(0, infinity, within);
        core.side.push_back(0);
    }
    core.lp = builder.finish();
    core.stages = 2;
    core.row_stage.assign(static_cast<std::size_t>(core.lp.rows()), 1);
    for (Index j = 0; j < core.lp.columns(); ++j) {
        core.column_stage.push_back(j < static_cast<Index>(arcs.size()) ? 0 : 1);
        core.column_names.push_back("c" + std::to_string(j));
    }
    program.tree.push_back({0, -1, 1, {}});
    for (std::size_t s = 0; s < design.futures.size(); ++s) {
        const Design::Future& future = design.futures[s];
        TreeNode node{1, 0, design.probability[s], {}};
        for (std::size_t i = 0; i < n; ++i)
            node.changes.push_back({Change::Kind::side, static_cast<Index>(i), -1, future.supply[i]});
        for (std::size_t k = 0; k < arcs.size(); ++k) {
            node.changes.push_back({Change::Kind::cost, -1, flow(k), future.cost[arcs[k]]});
            node.changes.push_back(
                {Change::Kind::entry, static_cast<Index>(n + k), open(k), future.capacity[arcs[k]]});
        }
        program.tree.push_back(std::move(node));
    }
    return program;
}

}  // namespace dualflow::solver::test
