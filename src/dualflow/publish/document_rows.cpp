// SPDX-License-Identifier: MIT
// The tables of the plan and its summary, with ids of the case in place of indices.
#include <map>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "dualflow/publish/document_parts.hpp"
#include "dualflow/publish/summary.hpp"

namespace dualflow::document {

namespace {

const char* name_of(InvestmentKind kind) {
    switch (kind) {
        case InvestmentKind::open:
            return "open";
        case InvestmentKind::expand:
            return "expand";
        case InvestmentKind::upgrade:
            return "upgrade";
        case InvestmentKind::convert:
            return "convert";
        case InvestmentKind::close:
            return "close";
        case InvestmentKind::qualify:
            return "qualify";
        case InvestmentKind::develop:
            return "develop";
        case InvestmentKind::research:
            return "research";
        case InvestmentKind::enable:
            return "enable";
    }
    throw std::logic_error("unknown kind of investment");
}

// The id of a row, null for none.
template <class Id, class Row>
Json id_of(Id id, const std::vector<Row>& rows) {
    return id ? Json(rows[*id].id) : Json();
}

// "open SITE" and "close SITE" are the opening and closing of a site; `what` says which.
std::string kind_of(const Case& c, const InvestmentRow& row) {
    if (row.investment) return name_of(c.investments[*row.investment].kind);
    return row.what.substr(0, row.what.find(' '));
}

Json flows_of(const Case& c, const PlanResult& plan) {
    Json out = Json::array();
    for (const FlowRow& row : plan.flows)
        out.push_back({{"node", row.node},
                       {"from", id_of(row.from, c.sites)},
                       {"to", id_of(row.to, c.sites)},
                       {"product", id_of(row.product, c.products)},
                       {"origin", id_of(row.origin, c.regions)},
                       {"mode", row.mode},
                       {"quantity", number(row.quantity)},
                       {"base", number(row.base)},
                       {"surge", number(row.surge)},
                       {"freight", number(row.freight)},
                       {"duty", number(row.duty)}});
    return out;
}

Json production_of(const Case& c, const PlanResult& plan) {
    Json out = Json::array();
    for (const ProductionRow& row : plan.production) {
        const Process& process = c.processes[*row.process];
        out.push_back({{"node", row.node},
                       {"site", id_of(process.site, c.sites)},
                       {"product", id_of(process.product, c.products)},
                       {"variant", process.variant},
                       {"started", number(row.started)}});
    }
    return out;
}

Json stock_of(const Case& c, const PlanResult& plan) {
    Json out = Json::array();
    for (const StockRow& row : plan.stock)
        out.push_back({{"node", row.node},
                       {"site", id_of(row.site, c.sites)},
                       {"product", id_of(row.product, c.products)},
                       {"quantity", number(row.quantity)}});
    return out;
}

Json buffers_of(const Case& c, const PlanResult& plan) {
    Json out = Json::array();
    for (const BufferRow& row : plan.buffers)
        out.push_back({{"node", row.node},
                       {"site", id_of(row.site, c.sites)},
                       {"product", id_of(row.product, c.products)},
                       {"quantity", number(row.quantity)},
                       {"slow_share", number(row.slow_share)},
                       {"cost", number(row.cost)},
                       {"table", row.table}});
    return out;
}

Json noise_tables_of(const PlanResult& plan) {
    Json out = Json::array();
    for (const NoiseTableRow& row : plan.noise_tables)
        out.push_back({{"method", row.method},
                       {"cv", number(row.cv)},
                       {"period_days", row.period_days},
                       {"lead_fast", row.lead_fast},
                       {"lead_slow", row.lead_slow < 0 ? Json() : Json(row.lead_slow)},
                       {"waiting", number(row.waiting)},
                       {"tangent_error", number(row.tangent_error)},
                       {"grid_error", number(row.grid_error)},
                       {"half_volume_error", number(row.half_volume_error)},
                       {"twice_volume_error", number(row.twice_volume_error)}});
    return out;
}

Json sales_of(const Case& c, const PlanResult& plan) {
    Json out = Json::array();
    for (const SalesRow& row : plan.sales)
        out.push_back({{"node", row.node},
                       {"market", id_of(row.market, c.sites)},
                       {"product", id_of(row.product, c.products)},
                       {"demand", number(row.demand)},
                       {"sales", number(row.sales)},
                       {"lost", number(row.lost)},
                       {"backlog", number(row.backlog)},
                       {"reason", row.reason}});
    return out;
}

Json investments_of(const Case& c, const PlanResult& plan) {
    Json out = Json::array();
    for (const InvestmentRow& row : plan.investments)
        out.push_back({{"node", row.node},
                       {"what", row.what},
                       {"site", id_of(row.site, c.sites)},
                       {"investment", id_of(row.investment, c.investments)},
                       {"kind", kind_of(c, row)},
                       {"count", row.count},
                       {"capital", number(row.capital)},
                       {"decided", to_string(row.decided)},
                       {"in_service", to_string(row.in_service)}});
    return out;
}

Json utilisation_of(const Case& c, const PlanResult& plan) {
    Json out = Json::array();
    for (const UtilisationRow& row : plan.utilisation) {
        const Resource& resource = c.resources[*row.resource];
        out.push_back({{"node", row.node},
                       {"site", id_of(resource.site, c.sites)},
                       {"resource", resource.name},
                       {"installed", number(row.installed)},
                       {"use", number(row.use)},
                       {"overtime", number(row.overtime)},
                       {"under", number(row.under)},
                       {"over", number(row.over)}});
    }
    return out;
}

Json awards_of(const Case& c, const PlanResult& plan) {
    Json out = Json::array();
    for (const AwardRow& row : plan.awards) {
        const Contract& contract = c.contracts[*row.contract];
        out.push_back({{"node", row.node},
                       {"contract", contract.id},
                       {"supplier", id_of(contract.supplier, c.sites)},
                       {"destination", id_of(contract.destination, c.sites)},
                       {"product", id_of(contract.product, c.products)},
                       {"awarded", row.awarded},
                       {"base_per_day", number(row.base_per_day)},
                       {"reserved_per_day", number(row.reserved_per_day)},
                       {"volume", number(row.volume)}});
    }
    return out;
}

Json elastic_of(const PlanResult& plan) {
    Json rows = Json::array();
    std::map<std::string, double> families;
    double total = 0;
    for (const ElasticRow& row : plan.elastic) {
        families[row.family] += row.amount;
        total += row.amount;
        rows.push_back({{"family", row.family},
                        {"node", row.node},
                        {"table", row.table},
                        {"row", row.row},
                        {"what", row.what},
                        {"amount", number(row.amount)},
                        {"cost", number(row.cost)}});
    }
    Json by_family = Json::object();
    for (const auto& [family, amount] : families) by_family[family] = number(amount);
    return {{"total", number(total)}, {"families", std::move(by_family)}, {"rows", std::move(rows)}};
}

Json reconciliation_of(const Case& c, const PlanResult& plan) {
    Json out = Json::array();
    for (const ReconciliationRow& row : plan.reconciliation)
        out.push_back({{"node", row.node},
                       {"from", id_of(row.from, c.sites)},
                       {"to", id_of(row.to, c.sites)},
                       {"product", id_of(row.product, c.products)},
                       {"mode", row.mode},
                       {"row", row.row},
                       {"share_of_days", number(row.share_of_days)},
                       {"recorded", number(row.recorded)},
                       {"planned", number(row.planned)},
                       {"difference", number(row.planned - row.recorded)},
                       {"recorded_cost", row.recorded_cost ? number(*row.recorded_cost) : Json()},
                       {"planned_cost", number(row.planned_cost)}});
    return out;
}

Json false_dual_sources_of(const Case& c, const PlanResult& plan) {
    Json out = Json::array();
    for (const FalseDualSource& row : plan.false_dual_sources) {
        Json sources = Json::array();
        for (const SiteId site : row.sources) sources.push_back(id_of(site, c.sites));
        out.push_back({{"product", id_of(row.product, c.products)},
                       {"sources", std::move(sources)},
                       {"shared_component", id_of(row.shared_component, c.products)},
                       {"shared_site", id_of(row.shared_site, c.sites)}});
    }
    return out;
}

Json maybe(const std::optional<double>& value) {
    return value ? number(*value) : Json();
}

Json shares_of(const Case& c, const std::vector<SourceShare>& shares) {
    Json out = Json::array();
    for (const SourceShare& row : shares) {
        Json entry;
        if (row.product) entry["product"] = id_of(row.product, c.products);
        entry["year"] = row.year;
        entry["region"] = id_of(row.region, c.regions);
        entry["share"] = number(row.share);
        out.push_back(std::move(entry));
    }
    return out;
}

}  // namespace

void add_operations(Json& document, const Case& c, const PlanResult& plan) {
    document["flows"] = flows_of(c, plan);
    document["production"] = production_of(c, plan);
    document["stock"] = stock_of(c, plan);
    document["buffers"] = buffers_of(c, plan);
    document["noise_tables"] = noise_tables_of(plan);
    document["sales"] = sales_of(c, plan);
}

void add_decisions(Json& document, const Case& c, const PlanResult& plan) {
    document["investments"] = investments_of(c, plan);
    document["utilisation"] = utilisation_of(c, plan);
    document["awards"] = awards_of(c, plan);
    document["elastic"] = elastic_of(plan);
    document["reconciliation"] = reconciliation_of(c, plan);
    document["false_dual_sources"] = false_dual_sources_of(c, plan);
}

Json summary_part(const Case& c, const PlanResult& plan) {
    const Summary s = summarise(c, plan);
    Json years = Json::array(), means = Json::array();
    for (const YearFigures& y : s.by_year)
        years.push_back({{"year", y.year},
                         {"revenue", maybe(y.revenue)},
                         {"sales", number(y.sales)},
                         {"lost", number(y.lost)}});
    for (const MeanUtilisation& u : s.utilisation) {
        const Resource& resource = c.resources[*u.resource];
        means.push_back(
            {{"site", id_of(resource.site, c.sites)}, {"resource", resource.name}, {"mean", number(u.mean)}});
    }
    return {{"revenue", maybe(s.revenue)},
            {"margin", maybe(s.margin)},
            {"demand", number(s.demand)},
            {"sales", number(s.sales)},
            {"lost", number(s.lost)},
            {"served_share", maybe(s.served_share)},
            {"by_year", std::move(years)},
            {"source_shares", shares_of(c, s.source_shares)},
            {"source_shares_total", shares_of(c, s.source_shares_total)},
            {"utilisation_by_resource", std::move(means)}};
}

}  // namespace dualflow::document
