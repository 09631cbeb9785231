// SPDX-License-Identifier: MIT
#include "dualflow/inventory/serial/chain.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "dualflow/inventory/single/problem.hpp"

namespace dualflow::inventory {

namespace {

using Chain = Result<SerialChain, std::string>;
using Numbers = std::vector<double>;

constexpr double most_units = 1e7;    // mean demand of a lead time
constexpr double longest_lead = 1e4;  // periods
constexpr double most_values = 1e5;   // of all lead-time demands together: the work is its square

std::string wrong_leads(const Numbers& leads, bool whole) {
    for (const double lead : leads) {
        if (whole && !(lead >= 0 && lead <= longest_lead && lead == std::floor(lead)))
            return fmt::format("lead time {} under periodic review; expected whole periods from 0 to {:g}",
                               lead, longest_lead);
        if (!(lead >= 0) || !std::isfinite(lead))
            return fmt::format("lead time {}; expected 0 or more", lead);
    }
    return {};
}

std::string wrong_holding(const Numbers& holding, double backlog) {
    double before = 0, least = holding.front();
    for (std::size_t i = 0; i < holding.size(); ++i) {
        if (!(holding[i] > 0) || !std::isfinite(holding[i]))
            return fmt::format("holding cost {}; expected a number above 0", holding[i]);
        if (holding[i] < before)
            return fmt::format(
                "holding cost {} of stage {} is below the {} of the stage before it; expected "
                "local costs that do not fall from supplier to customer",
                holding[i], i + 1, before);
        if (holding[i] > before) least = std::min(least, holding[i] - before);
        before = holding[i];
    }
    return wrong_costs(least, backlog);
}

std::string wrong_lists(const Numbers& leads, const Numbers& holding, double backlog, bool whole) {
    if (leads.empty()) return "no stages; expected at least one lead time";
    if (leads.size() != holding.size())
        return fmt::format("{} lead times and {} holding costs; expected one of each for every stage",
                           leads.size(), holding.size());
    if (std::string wrong = wrong_leads(leads, whole); !wrong.empty()) return wrong;
    return wrong_holding(holding, backlog);
}

Chain checked(SerialChain chain) {
    double values = 0;
    bool any = false;
    for (const SerialStage& stage : chain.stages) {
        values += static_cast<double>(stage.lead_demand.probability.size());
        any = any || stage.lead_demand.highest() > 0;
    }
    if (!any) return unexpected(std::string("demand over the lead times is always 0; expected some demand"));
    if (values > most_values)
        return unexpected(
            fmt::format("the lead times' demands have {} values together; expected at most {:g} "
                        "(count in larger units)",
                        values, most_values));
    return chain;
}

}  // namespace

Chain continuous_chain(double rate, const Numbers& leads, const Numbers& holding, double backlog) {
    if (!(rate > 0) || !std::isfinite(rate))
        return unexpected(fmt::format("a demand rate of {}; expected a number above 0", rate));
    if (std::string wrong = wrong_lists(leads, holding, backlog, false); !wrong.empty())
        return unexpected(std::move(wrong));
    SerialChain chain{{}, backlog, rate, false};
    for (std::size_t i = 0; i < leads.size(); ++i) {
        const double mean = rate * leads[i];
        if (mean > most_units)
            return unexpected(
                fmt::format("the lead time of stage {} has a mean demand of {:g}; expected at "
                            "most {:g} (count in larger units)",
                            i + 1, mean, most_units));
        chain.stages.push_back({leads[i], holding[i], mean > 0 ? poisson(mean) : uniform(0, 0)});
    }
    return checked(std::move(chain));
}

Chain periodic_chain(const Distribution& demand, const Numbers& leads, const Numbers& holding,
                     double backlog) {
    if (std::string wrong = wrong_lists(leads, holding, backlog, true); !wrong.empty())
        return unexpected(std::move(wrong));
    SerialChain chain{{}, backlog, demand.mean(), true};
    for (std::size_t i = 0; i < leads.size(); ++i) {
        const int periods = static_cast<int>(leads[i]) + (i + 1 == leads.size() ? 1 : 0);
        Result<Distribution, std::string> sum = demand_over(demand, periods);
        if (!sum) return unexpected(std::move(sum.error()));
        chain.stages.push_back({leads[i], holding[i], std::move(*sum)});
    }
    return checked(std::move(chain));
}

}  // namespace dualflow::inventory
