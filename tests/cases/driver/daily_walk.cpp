// SPDX-License-Identifier: MIT
#include "cases/driver/daily_walk.hpp"

#include <fmt/format.h>

#include <chrono>
#include <cmath>
#include <map>
#include <utility>

#include "cases/driver/csv.hpp"

namespace dualflow::cases {
namespace {

using nlohmann::json;
using Item = std::pair<std::string, std::string>;  // site, product

struct Span {
    int start = 0, end = 0;  // days since the start of the calendar, half-open
};

int day_number(const std::string& iso) {
    using namespace std::chrono;
    const year_month_day date{year{std::stoi(iso.substr(0, 4))},
                              month{static_cast<unsigned>(std::stoi(iso.substr(5, 2)))},
                              day{static_cast<unsigned>(std::stoi(iso.substr(8, 2)))}};
    return static_cast<int>(sys_days{date}.time_since_epoch().count());
}

// What enters and leaves each stock on each day.
class Ledger {
public:
    explicit Ledger(const json& document) {
        for (const json& bucket : document.at("calendar"))
            spans_.push_back({day_number(bucket.at("start")), day_number(bucket.at("end"))});
        origin_ = spans_.front().start;
    }

    int days() const { return spans_.back().end - origin_; }
    int last_day(std::size_t bucket) const { return spans_[bucket].end - origin_ - 1; }

    // `quantity` even over the bucket of `node` (a path: node and bucket are the same), `lag` days later.
    void spread(const Item& item, std::size_t node, double quantity, int lag) {
        const Span span = spans_[node];
        for (int day = span.start; day < span.end; ++day)
            add(item, day + lag - origin_, quantity / (span.end - span.start));
    }
    void add_on(const Item& item, const std::string& date, double quantity) {
        add(item, day_number(date) - origin_, quantity);
    }
    double on(const Item& item, int day) const {
        const auto found = change_.find(item);
        return found == change_.end() ? 0 : found->second[static_cast<std::size_t>(day)];
    }

private:
    void add(const Item& item, int day, double quantity) {
        auto& change = change_[item];
        change.resize(static_cast<std::size_t>(days()));
        if (day >= 0 && day < days()) change[static_cast<std::size_t>(day)] += quantity;
    }

    std::vector<Span> spans_;
    int origin_ = 0;
    std::map<Item, std::vector<double>> change_;
};

int lane_lead(const Table& lanes, const json& flow) {
    for (const auto& row : lanes.rows) {
        const std::string product = lanes.cell(row, "product", "*");
        if (lanes.cell(row, "from") == flow.at("from") && lanes.cell(row, "to") == flow.at("to") &&
            (product == "*" || product == flow.at("product")) && lanes.cell(row, "mode") == flow.at("mode"))
            return static_cast<int>(lanes.number(row, "lead_days", 0));
    }
    throw std::runtime_error("no lane for the flow " + flow.dump());
}

void book_production(const json& row, const std::filesystem::path& folder, Ledger& ledger) {
    const std::size_t node = row.at("node");
    const std::string site = row.at("site"), product = row.at("product");
    const double started = row.at("started");
    const Table processes = read_csv(folder / "processes.csv"), bom = read_csv(folder / "bom.csv");
    for (const auto& process : processes.rows)
        if (processes.cell(process, "site") == site && processes.cell(process, "product") == product)
            ledger.spread({site, product}, node, started * processes.number(process, "yield", 1),
                          static_cast<int>(processes.number(process, "lead_days", 0)));
    for (const auto& line : bom.rows)
        if (bom.cell(line, "output") == product)
            ledger.spread({site, bom.cell(line, "component")}, node,
                          -started * bom.number(line, "quantity", 0), 0);
}

Ledger book(const json& document, const std::filesystem::path& folder) {
    Ledger ledger(document);
    const Table lanes = read_csv(folder / "lanes.csv"), pipeline = read_csv(folder / "opening_pipeline.csv");
    for (const json& flow : document.at("flows")) {
        const std::size_t node = flow.at("node");
        const std::string product = flow.at("product");
        ledger.spread({flow.at("from"), product}, node, -flow.at("quantity").get<double>(), 0);
        ledger.spread({flow.at("to"), product}, node, flow.at("quantity"), lane_lead(lanes, flow));
    }
    for (const json& row : document.at("production")) book_production(row, folder, ledger);
    for (const json& row : document.at("sales"))
        ledger.spread({row.at("market"), row.at("product")}, row.at("node"), -row.at("sales").get<double>(),
                      0);
    for (const auto& row : pipeline.rows)
        ledger.add_on({pipeline.cell(row, "to"), pipeline.cell(row, "product")}, pipeline.cell(row, "date"),
                      pipeline.number(row, "quantity", 0));
    return ledger;
}

std::map<std::pair<std::size_t, Item>, double> stated_stock(const json& document) {
    std::map<std::pair<std::size_t, Item>, double> stock;
    for (const json& row : document.at("stock"))
        stock[{row.at("node").get<std::size_t>(), {row.at("site"), row.at("product")}}] = row.at("quantity");
    return stock;
}

}  // namespace

Findings walk_by_day(const json& document, const std::filesystem::path& folder) {
    Findings findings;
    const Ledger ledger = book(document, folder);
    const auto stated = stated_stock(document);
    const Table inventory = read_csv(folder / "inventory.csv");
    for (const auto& row : inventory.rows) {
        const Item item{inventory.cell(row, "site"), inventory.cell(row, "product")};
        double stock = inventory.number(row, "opening_stock", 0);
        std::size_t bucket = 0;
        for (int day = 0; day < ledger.days(); ++day) {
            stock += ledger.on(item, day);
            if (stock < -1e-6)
                findings.push_back(
                    fmt::format("{} {}: stock {} after day {}", item.first, item.second, stock, day));
            if (day != ledger.last_day(bucket)) continue;
            const auto found = stated.find({bucket, item});
            const double said = found == stated.end() ? 0 : found->second;
            if (std::abs(said - stock) > 1e-6)
                findings.push_back(fmt::format("{} {}: stock {} at the end of bucket {}, the plan says {}",
                                               item.first, item.second, stock, bucket, said));
            ++bucket;
        }
    }
    return findings;
}

}  // namespace dualflow::cases
