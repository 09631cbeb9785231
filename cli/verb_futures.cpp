// SPDX-License-Identifier: MIT
// dualflow futures CASE: what may happen, before anything is planned.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>
#include <optional>

#include "dualflow/case/settings.hpp"
#include "dualflow/futures/case_at.hpp"
#include "dualflow/publish/files.hpp"
#include "futures.hpp"
#include "load.hpp"
#include "text.hpp"

namespace dualflow::cli {

namespace {

struct Request {
    std::string folder, svg;
    std::uint32_t scenarios = 64;
    std::optional<std::uint64_t> seed;
    double rare = SampleOptions{}.rare_per_year;
    bool paths = false;
    std::optional<std::size_t> leaves;
};

// The plan leaves out what [model] off names; that these tables are shown all the same is said.
void say_what_is_off(const Case& c) {
    std::vector<std::string> off;
    for (const char* table : {"seasonality", "cycle", "rates", "tariff_transitions", "disruptions"})
        if (is_off(c.settings, table)) off.emplace_back(table);
    if (!off.empty())
        complain(fmt::format("shown here, but left out of plans by [model] off: {}\n", joined(off)));
}

std::optional<FutureRows> load_rows(const Request& request, const Case& c, const Globals& globals) {
    auto rows = read_future_rows(request.folder, c);
    if (rows) {
        complain(diagnostics_as_text(rows->warnings, globals, false));
        return std::move(*rows);
    }
    if (globals.json)
        print(diagnostics_as_json(rows.error()));
    else
        complain(diagnostics_as_text(rows.error(), globals, true));
    return std::nullopt;
}

// The tree of --leaves, else of case.toml.
std::optional<Shown> make_tree(const Request& request, const Case& c, const FutureRows& rows,
                               std::uint64_t seed) {
    TreeOptions options = tree_options(c.settings);
    if (request.leaves) {
        options.leaves = *request.leaves;
        options.children.clear();
    } else if (!c.settings.leaves) {
        return std::nullopt;
    }
    options.seed = seed;
    options.rare_per_year = request.rare;
    std::vector<Bucket> buckets = make_calendar(c.settings.calendar, c.settings.start).value();
    SampledTree tree = make_sampled_tree(c, rows, buckets, options);
    if (tree.tree.leaves().size() < options.leaves)
        complain(fmt::format("the tree has {} leaves and not {}: no more is random\n",
                             tree.tree.leaves().size(), options.leaves));
    return Shown{std::move(buckets), std::move(tree)};
}

Exit run(const Request& request, const Globals& globals) {
    const std::optional<Loaded> loaded = load_case(request.folder, globals);
    if (!loaded) return Exit::invalid_case;
    const Case& c = loaded->c();
    std::optional<FutureRows> rows = load_rows(request, c, globals);
    if (!rows) return Exit::invalid_case;
    say_what_is_off(c);
    if (!is_random(*rows))
        throw UsageError(fmt::format(
            "{} states nothing random\n  = expected rows in cycle, rates, tariff_transitions or disruptions",
            request.folder));
    const std::uint64_t seed = request.seed.value_or(rows->seed);
    std::optional<Shown> tree = make_tree(request, c, *rows, seed);
    if (tree) complain(diagnostics_as_text(idle_futures(c, *rows), globals, false));
    Drawn drawn{c.settings.name,
                make_sampler(std::move(*rows), {seed, request.scenarios, request.rare}),
                {},
                std::move(tree)};
    drawn.paths = sample_paths(drawn.sampler);
    if (!request.svg.empty()) {
        const auto written = write_whole(request.svg, as_svg(futures_chart(drawn)));
        if (!written) throw EnvironmentError(written.error());
        complain(fmt::format("plot: {}\n", request.svg));
    }
    print(globals.json ? futures_as_json(drawn, request.paths) : futures_as_text(drawn));
    return Exit::done;
}

}  // namespace

void add_futures(CLI::App& app, Session& session) {
    auto request = std::make_shared<Request>();
    CLI::App* verb = app.add_subcommand(
        "futures", "Show what may happen: demand, trade policy, rates, outages, as sampled");
    verb->add_option("CASE", request->folder, "Folder of the case")->required();
    verb->add_option("--scenarios", request->scenarios, "Futures to draw")
        ->check(CLI::Range(1, 10000))
        ->capture_default_str();
    verb->add_option("--seed", request->seed, "Of the draws; without: that of case.toml");
    verb->add_option("--rare", request->rare,
                     "Shocks that come this often a year or less are stratified; 0: none")
        ->check(CLI::Range(0.0, 1000.0))
        ->capture_default_str();
    verb->add_option("--leaves", request->leaves,
                     "Make the tree that plans are made on, with so many leaves; without: that of case.toml")
        ->check(CLI::Range(1, 10000));
    verb->add_flag("--paths", request->paths, "With --json: every future as well");
    verb->add_option("--svg", request->svg, "Write a plot to this file as well")->type_name("FILE");
    verb->callback(
        [request, &session] { session.run = [=, &session] { return run(*request, session.globals); }; });
}

}  // namespace dualflow::cli
