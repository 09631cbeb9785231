// SPDX-License-Identifier: MIT
// What the files of the contract family share (docs/reference/model.md, eq. 4.1–4.9).
#pragma once

#include "dualflow/plan/expressions.hpp"
#include "dualflow/plan/model.hpp"

namespace dualflow {

// The terms of a contract: they follow each other from award_from (or the start), each term_days
// long (or to the end), and none begins on or after award_to. A bucket belongs to the term in which
// it starts.
struct Terms {
    std::vector<int> number;         // by node; −1: no term is running
    std::vector<std::size_t> start;  // by node: the node at which its term begins
    std::vector<std::size_t> ends;   // nodes that are the last of a term on their path
};
Terms find_terms(const PlanModel& m, const Contract& contract);

// Departures under the contract at a node.
Expression departures_under(const PlanModel& m, std::size_t contract, std::size_t node);

// More than can depart under the contract in the bucket.
double most_departing(const PlanModel& m, std::size_t contract, std::size_t node);

inline bool has_base(const Contract& k) {
    return k.base_min || k.base_max || k.band_minus || k.band_plus;
}
inline bool has_reservation(const Contract& k) {
    return k.reservation_max || k.exercise_price || k.reservation_fee.value > 0;
}

// 4.9: qualification and enabling (contract_service.cpp).
inline bool needs_qualification(const Contract& k) {
    return k.qualification_cost.value > 0 || k.qualification.value > 0;
}
std::vector<InvestmentId> options_enabling(const Case& c, std::size_t contract);
void add_qualification(PlanModel& m, std::size_t contract);      // the decision and its cost
void add_owed_rate(PlanModel& m, std::size_t contract);          // of the base rate, what counts by now
void hold_until_in_service(PlanModel& m, std::size_t contract);  // nothing departs before

// 4.7–4.8: prices by band of the term's volume.
void charge_price_bands(PlanModel& m, std::size_t contract, const Terms& terms);

}  // namespace dualflow
