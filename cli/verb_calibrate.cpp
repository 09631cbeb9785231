// SPDX-License-Identifier: MIT
// dualflow calibrate SERIES.csv: the business cycle of a monthly series, as tables of a case.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cmath>
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>

#include "calibrate.hpp"
#include "command.hpp"
#include "dualflow/case/tables.hpp"
#include "dualflow/futures/calibrate/tables.hpp"
#include "dualflow/publish/files.hpp"
#include "dualflow/publish/line_chart.hpp"
#include "text.hpp"

namespace dualflow::cli {

namespace {

namespace fs = std::filesystem;

struct Request {
    std::string file, from, target = "*", out, svg;
    std::size_t regimes = 0;
    EmOptions options;
    bool force = false;
};

MonthlySeries read(const Request& request) {
    const auto text = read_file(request.file);
    if (!text)
        throw UsageError(fmt::format("{}\n  = expected {}", text.error().message, text.error().expected));
    auto series = read_series(*text, fs::path(request.file).filename().string(), request.from);
    if (!series) throw InvalidInput(series.error());
    return std::move(*series);
}

// Refused before anything is computed.
void require_free(const Request& request) {
    if (request.out.empty() || request.force) return;
    for (const char* name : {"cycle.csv", "cycle_transitions.csv", "seasonality.csv"})
        if (const fs::path file = fs::path(request.out) / name; fs::exists(file))
            throw UsageError(fmt::format("{} exists; --force replaces it", file.string()));
}

void write(const fs::path& file, const std::string& text) {
    const auto written = write_whole(file, text);
    if (!written) throw EnvironmentError(written.error());
    complain(fmt::format("wrote {}\n", file.string()));
}

void write_tables(const Request& request, const MonthlySeries& series, const Calibration& calibration) {
    if (request.out.empty()) return;
    const std::string source = fmt::format("fitted by dualflow calibrate to {} ({}), {} to {}", series.name,
                                           fs::path(request.file).filename().string(), series.date(0),
                                           series.date(series.values.size() - 1));
    const CalibratedTables tables = tables_of(calibration, request.target, source);
    write(fs::path(request.out) / "cycle.csv", tables.cycle);
    write(fs::path(request.out) / "cycle_transitions.csv", tables.transitions);
    write(fs::path(request.out) / "seasonality.csv", tables.seasonality);
}

Exit run(const Request& request, const Globals& globals) {
    require_free(request);
    const MonthlySeries series = read(request);
    const auto calibration = calibrate(series, request.regimes, request.options);
    if (!calibration) throw InvalidInput(calibration.error());
    for (const std::string& warning : calibration->warnings) complain("warning: " + warning + "\n");
    write_tables(request, series, *calibration);
    if (!request.svg.empty()) write(request.svg, as_svg(calibration_chart(series, *calibration)));
    print(globals.json ? calibration_as_json(series, *calibration)
                       : calibration_as_text(series, *calibration));
    return Exit::done;
}

}  // namespace

void add_calibrate(CLI::App& app, Session& session) {
    auto request = std::make_shared<Request>();
    CLI::App* verb = app.add_subcommand(
        "calibrate", "Fit trend, season and regimes of the business cycle to a monthly series");
    verb->add_option("SERIES", request->file, "CSV file: dates in the first column, values in the second")
        ->required();
    verb->add_option("--regimes", request->regimes,
                     "Number of regimes; without: that from 1 to 4 which predicts the last fifth best, and "
                     "beyond chance")
        ->check(CLI::Range(std::size_t{1}, most_regimes));
    verb->add_option("--from", request->from, "Leave out what is earlier than this month")
        ->type_name("YYYY-MM");
    verb->add_option("--target", request->target, "Products or markets that the tables are for")
        ->capture_default_str();
    verb->add_option("--starts", request->options.starts, "Starts of the fit")
        ->check(CLI::Range(1, 1000))
        ->capture_default_str();
    verb->add_option(
            "--most-memory", request->options.most_memory,
            "Largest memory of the residual of two or more regimes; a small one leaves slow swings to "
            "the regimes")
        ->check(CLI::Range(0.01, 0.999))
        ->capture_default_str();
    verb->add_option("--seed", request->options.seed, "Of the starts")->capture_default_str();
    verb->add_option("--out", request->out,
                     "Write cycle.csv, cycle_transitions.csv and seasonality.csv into this folder")
        ->type_name("DIR");
    verb->add_flag("--force", request->force, "Replace these tables where they exist");
    verb->add_option("--svg", request->svg, "Write a plot to this file as well")->type_name("FILE");
    verb->callback(
        [request, &session] { session.run = [=, &session] { return run(*request, session.globals); }; });
}

}  // namespace dualflow::cli
