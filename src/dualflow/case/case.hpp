// SPDX-License-Identifier: MIT
// What the planner hands in, after reading and validation: one vector of typed rows a table, every
// reference resolved to an index, every group row expanded to its members, every default filled in.
// A Case exists only without errors; whoever holds one need not check it again.
//
// Optional cells stay std::optional where "not given" means something else than a value.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dualflow/case/diagnostic.hpp"
#include "dualflow/case/values.hpp"

namespace dualflow {

// When a movement is decided (MODEL section 1): before or after the bucket's data are known.
enum class Decided { automatic, before, after };

struct Region {
    std::string id, name, bloc, currency, wage_class;
    int row = 0;  // of its table, for messages; likewise below
};

struct Organisation {
    std::string id, name, relationship;
    double distress_per_year = 0;
    int row = 0;
};

enum class SiteKind { supplier, plant, warehouse, market };
std::string_view word_for(SiteKind kind);  // as in the table
enum class SiteStatus { open, candidate, closing };

struct Site {
    std::string id, name;
    SiteKind kind = SiteKind::plant;
    int tier = 0;
    OrganisationId organisation;  // may be none
    RegionId region;
    std::optional<double> latitude, longitude;  // degrees
    SiteStatus status = SiteStatus::open;
    Money fixed_cost_per_day, opening_cost, closing_cost;
    std::optional<Days> time_to_recover;
    int row = 0;
};

struct Product {
    std::string id, kind, family, tariff_code;
    std::optional<Money> unit_value;  // book value of a unit
    Money customs_value;              // default unit_value, else 0
    double mass_kg = 0, chargeable_kg = 0, volume_m3 = 0;
    bool zero_emission = false;
    std::optional<Date> generation_start, generation_end;
    ProductId successor;
    int row = 0;
};

struct BomLine {
    ProductId output;
    std::string variant;  // "base" unless given
    ProductId component;
    double quantity = 0;
    std::optional<Date> valid_from, valid_to;  // half-open
    int row = 0;
};

struct Resource {
    SiteId site;
    std::string name;
    PerDay capacity;
    Share overtime_share, overtime_premium;
    std::optional<Money> overtime_unit_cost;
    Share band_low;
    std::optional<Share> band_high;
    Money under_cost, over_cost;         // per unit of use outside the band
    Money ramp_up_cost, ramp_down_cost;  // per unit of daily rate
    std::optional<PerDay> opening_rate;  // none: the first ramp is free
    int row = 0;                         // of resources, for messages
};

struct Process {
    SiteId site;
    ProductId product;
    std::string variant;
    ResourceId resource;  // none: unlimited
    double capacity_use = 1;
    Money unit_cost;
    double labour_hours = 0;
    double yield = 1;
    Days lead;
    Decided decided = Decided::automatic;
    bool available = true;  // false: only once an investment enables it
    int row = 0;
};

enum class InvestmentKind { open, expand, upgrade, convert, close, qualify, develop, research, enable };

// A point of a curve over days: `0.3@90`.
struct CurvePoint {
    double share = 0;
    double day = 0;
};

struct Investment {
    std::string id;
    SiteId site;
    ResourceId resource;
    InvestmentKind kind = InvestmentKind::expand;
    std::vector<ProcessId> enables_processes;
    std::vector<LaneId> enables_lanes;
    std::vector<ContractId> enables_contracts;
    PerDay capacity_added, capacity_removed;
    double unit_cost_effect = 0;  // -0.03: three per cent cheaper
    double yield_effect = 0;      // +0.002: two units in a thousand more
    Money capital;
    std::vector<CurvePoint> capital_schedule;  // shares by day after the decision; empty = at once
    bool paid_by_us = true;                    // payer = own
    double life_years = 10;
    Days lead, downtime;
    std::vector<CurvePoint> ramp_up;  // linear between the points, from (0, 0); empty = full at once
    std::optional<Date> window_from, window_to;  // when it may be decided, half-open
    int max_count = 1, opening_count = 0;
    std::vector<InvestmentId> required;
    std::string exclusive_group;
    bool reviewable = false;
    int row = 0;
};

// One volume band of a contract: the units of a term from volume_from up to volume_to cost `price`.
struct PriceBand {
    double volume_from = 0;
    std::optional<double> volume_to;
    Money price;
    int row = 0;
};

struct Contract {
    std::string id;
    SiteId supplier;
    SiteId destination;  // none: any
    ProductId product;
    std::vector<PriceBand> bands;  // in order of volume, without gaps
    std::optional<PerDay> base_min, base_max;
    std::optional<Share> band_minus, band_plus;
    Days notice;
    std::optional<Share> flex_down, flex_up;
    std::optional<Money> take_or_pay_price, exercise_price;
    Money reservation_fee;  // per unit reserved
    std::optional<PerDay> reservation_max;
    std::optional<Days> term;  // none: the whole horizon
    std::optional<Date> award_from, award_to;
    Money qualification_cost;
    Days qualification;
    int row = 0;
};

// A lane for one product, with the figures of its class filled in.
struct Lane {
    SiteId from, to;
    ProductId product;
    std::string mode;
    Money cost_per_unit;  // freight of one unit, all parts of the price together
    Days lead;
    Days lead_sd;
    std::optional<PerDay> capacity;
    GroupId group;
    double distance_km = 0;
    double emissions_g_per_tkm = 0;
    Decided decided = Decided::automatic;
    bool available = true;
    int row = 0;  // of lanes, or of lane_classes where the class made the lane
    bool from_class = false;
};

struct CapacityGroup {
    std::string id;
    PerDay capacity;
    enum class Unit { unit, kg, m3 } unit = Unit::kg;
    int row = 0;
};

enum class TariffBase { customs_value, non_us_content };

// Origins and destinations are matched by text: a region's id, a bloc's name, or *.
struct Tariff {
    std::string origin, destination, code_prefix;
    double rate = 0;
    TariffBase base = TariffBase::customs_value;
    std::string measure, stack_group, agreement;
    std::vector<std::string> regimes;  // empty: all
    std::optional<Date> valid_from, valid_to;
    int row = 0;
};

// How daily demand varies around its mean, the same and independent every day (bind_noise.cpp says what each
// law needs). For normal and gamma, `lo` and `hi` are where the law is cut; for the uniform ones, its ends.
enum class NoiseLaw { none, normal, gamma, uniform, poisson, negative_binomial, uniform_int };

struct Noise {
    NoiseLaw law = NoiseLaw::none;
    double cv = 0;  // of a day; 0 where the law follows from its ends or its mean
    std::optional<double> lo, hi;
    bool operator==(const Noise&) const = default;
};

struct Demand {
    SiteId market;
    ProductId product;
    Date from, to;
    PerDay quantity;
    std::optional<Money> price;
    Money selling_cost, lost_sale_cost;
    std::optional<Money> backlog_cost_per_day;
    Noise noise;
    int row = 0;
};

struct Inventory {
    SiteId site;
    ProductId product;
    Units opening_stock;
    double safety_days = 0;
    double holding_rate_per_year = 0;  // of unit_value; also the rate of pipeline interest
    Money holding_cost_per_day;        // per unit; on stock only
    std::optional<Units> storage_limit;
    std::optional<Money> end_value, end_backlog_cost;
    int row = 0;
};

struct OpeningArrival {
    SiteId to;
    ProductId product;
    Date date;
    Units quantity;
    SiteId from;
    int row = 0;
};

// Of the strategy that the case is under: the share of these products' awarded volume that comes from these
// regions (plan/families/strategy_limits.cpp).
struct StrategyLimit {
    std::vector<ProductId> products;
    std::vector<RegionId> regions;
    std::optional<double> least, most;
    std::string what;  // in words: axle from MX
    int row = 0;
};

// What was shipped from the first day up to the last, which is excluded.
struct RecordedFlow {
    SiteId from, to;
    ProductId product;
    std::string mode;  // empty: all together
    Date from_date, to_date;
    double quantity = 0;
    int row = 0;
};

// case.toml
struct Settings {
    std::string name, currency;
    Date start;
    std::string calendar;  // "8 quarters, 4 half-years, 4 years"
    double discount_rate = 0;
    std::string prices = "real";
    double risk_lambda = 0, risk_alpha = 0.95;
    std::vector<std::string> off;           // tables, or table.column
    std::optional<double> elastic_price;    // default: a multiple of the largest unit cost
    std::string epoch = "year";             // year, bucket
    std::string end_stock = "replacement";  // replacement, none
    std::string holding = "mean";           // mean, end
    bool tables = true;                     // noise inside buckets is priced (model.md, section 10)
    int review_days = 1;                    // days from one order to the next in those tables
    std::string capital = "annuity";        // annuity, full
    double non_us_content = 1;              // share of customs value, for tariffs with that base
    double defect_value_factor = 0;  // quality: cost of a defect = factor × unit_value + cost_per_defect
    Money cost_per_defect;
    double defect_exposure_days = 30;  // days of pipeline that double the exposure
    std::map<int, double> budget;      // capital by calendar year; empty = none
    std::uint64_t seed = 1;
    std::optional<std::size_t> leaves;   // of the tree of futures; none: no tree is asked for
    std::vector<std::size_t> branching;  // children of a node by bucket; empty: chosen
    std::size_t fans = 48;               // of rare shocks, at most
    std::optional<double> window_days;   // of a disruption's fan
    double gap = 1e-4;
    int threads = 0;  // 0: as many as the machine has
};

struct Case {
    Settings settings;
    std::vector<Region> regions;
    std::vector<Organisation> organisations;
    std::vector<Site> sites;
    std::vector<Product> products;
    std::vector<BomLine> bom;
    std::vector<Resource> resources;
    std::vector<Process> processes;
    std::vector<Investment> investments;
    std::vector<Contract> contracts;
    std::vector<Lane> lanes;
    std::vector<CapacityGroup> capacity_groups;
    std::vector<Tariff> tariffs;
    std::string tariff_regime;  // in force, at the start the likeliest; empty where the case has none
    std::vector<Demand> demand;
    std::vector<Inventory> inventory;
    std::vector<OpeningArrival> opening_pipeline;
    std::string hash;      // 32 hexadecimal digits of the content: tables, rows in any order, settings
    Diagnostics warnings;  // what validation found worth saying, without being wrong
    std::string strategy;  // that the case is under; empty: none
    std::vector<std::string> strategies;  // the names of all
    std::vector<StrategyLimit> strategy_limits;
    std::vector<RecordedFlow> recorded_flows;
};

}  // namespace dualflow
