// SPDX-License-Identifier: MIT
#include "dualflow/solver/stochastic/team_sweep.hpp"

#include <algorithm>
#include <numeric>
#include <stdexcept>
#include <utility>

#include "dualflow/solver/stochastic/archive.hpp"

namespace dualflow::solver {
namespace {

// Parts that are worked on before what they found is known to the others: each of them finds a basis that
// more than one needs. No fewer, since they are what threads and ranks share.
constexpr std::size_t learning_parts = 10;

template <class... Values>
void take(const std::string& bytes, Values&... values) {
    if (!from_bytes_to(bytes, values...)) throw std::logic_error("a rank sent what another did not expect");
}

}  // namespace

TeamSweep::TeamSweep(const TwoStageProgram& program, Team& team, std::size_t clusters, int threads,
                     bool keep_cuts, bool in_groups)
    : team_(team), sweep_(program, clusters, threads, keep_cuts, in_groups) {}

TeamSweep::~TeamSweep() {
    if (team_.leads()) give(Order::stop);
}

// Orders ------------------------------------------------------------------------------------------------

template <class... Values>
void TeamSweep::give(Order order, const Values&... values) {
    if (team_.size() == 1) return;
    std::string bytes = bytes_of(static_cast<std::uint8_t>(order), values...);
    team_.broadcast(bytes);
}

void TeamSweep::follow() {
    std::string bytes;
    do {
        team_.broadcast(bytes);
    } while (obey(bytes));
}

bool TeamSweep::obey(const std::string& bytes) {
    const auto order = static_cast<Order>(bytes.at(0));
    const std::string rest = bytes.substr(1);
    std::vector<double> x;
    std::vector<PartAnswer> answers(partition().parts);
    switch (order) {
        case Order::stop:
            return false;
        case Order::start_all: {
            Basis basis;
            take(rest, basis);
            sweep_.start_all_from(basis);
            break;
        }
        case Order::hold: {
            std::vector<std::uint64_t> futures;
            take(rest, futures);
            sweep_.hold(futures);
            break;
        }
        case Order::start: {
            SweepState state;
            take(rest, state);
            sweep_.start_from(state);
            break;
        }
        case Order::state: {
            SweepState unused;
            do_state(unused);
            break;
        }
        case Order::run: {
            std::vector<std::size_t> parts;
            take(rest, x, parts);
            do_run(x, parts, {}, answers);
            break;
        }
        case Order::alone: {
            std::vector<std::size_t> parts;
            std::vector<PartAlone> unused(partition().parts);
            take(rest, parts);
            do_alone(parts, {}, unused);
            break;
        }
        case Order::glance:
            take(rest, x);
            do_glance(x, {}, answers);
            break;
        case Order::costs:
            do_costs();
            break;
        case Order::tail: {
            Cut unused;
            take(rest, x);
            do_tail(x, unused);
            break;
        }
    }
    return true;
}

void TeamSweep::start_all_from(const Basis& basis) {
    give(Order::start_all, basis);
    sweep_.start_all_from(basis);
}

void TeamSweep::hold(const std::vector<std::uint64_t>& futures) {
    give(Order::hold, futures);
    sweep_.hold(futures);
}

void TeamSweep::start_from(const SweepState& state) {
    give(Order::start, state);
    sweep_.start_from(state);
}

SweepState TeamSweep::state() {
    give(Order::state);
    SweepState state;
    do_state(state);
    return state;
}

void TeamSweep::run(std::span<const double> x, std::span<const std::size_t> parts,
                    const SolveOptions& options, std::vector<PartAnswer>& answers) {
    const std::size_t together = keeps_bases() ? learning_parts : parts.size();
    for (std::size_t done = 0; done < parts.size(); done += together) {
        const auto next = parts.subspan(done, std::min(together, parts.size() - done));
        const std::vector<std::size_t> some(next.begin(), next.end());
        give(Order::run, std::vector<double>(x.begin(), x.end()), some);
        do_run(x, some, options, answers);
    }
}

std::vector<PartAnswer> TeamSweep::run_all(std::span<const double> x, const SolveOptions& options) {
    std::vector<PartAnswer> answers(partition().parts);
    run(x, all_parts(), options, answers);
    return answers;
}

void TeamSweep::run_alone(std::span<const std::size_t> parts, const SolveOptions& options,
                          std::vector<PartAlone>& alone) {
    const std::vector<std::size_t> all(parts.begin(), parts.end());
    give(Order::alone, all);
    do_alone(all, options, alone);
}

void TeamSweep::glance(std::span<const double> x, const SolveOptions& options,
                       std::vector<PartAnswer>& answers) {
    give(Order::glance, std::vector<double>(x.begin(), x.end()));
    do_glance(x, options, answers);
}

const std::vector<double>& TeamSweep::costs() {
    if (!costs_.empty()) return costs_;
    give(Order::costs);
    do_costs();
    return costs_;
}

Cut TeamSweep::tail_cut(const std::vector<double>& weight) {
    give(Order::tail, weight);
    Cut cut;
    do_tail(weight, cut);
    return cut;
}

// What every rank does ------------------------------------------------------------------------------------

std::vector<std::size_t> TeamSweep::all_parts() const {
    std::vector<std::size_t> all(partition().parts);
    std::iota(all.begin(), all.end(), std::size_t{0});
    return all;
}

std::vector<std::size_t> TeamSweep::mine(std::span<const std::size_t> parts, int rank) const {
    std::vector<std::size_t> found;
    const auto ranks = static_cast<std::size_t>(team_.size());
    for (const std::size_t part : parts)
        if (part % ranks == static_cast<std::size_t>(rank)) found.push_back(part);
    return found;
}

// Values of a rank's own parts to the leader, which gets those of all. `by_part` has one an element of
// `parts`.
template <class Value>
void TeamSweep::put_together(std::span<const std::size_t> parts, std::vector<Value>& by_part) {
    if (team_.size() == 1) return;
    const auto ranks = static_cast<std::size_t>(team_.size());
    const auto owner = [&](std::size_t k) { return static_cast<int>(parts[k] % ranks); };
    std::vector<Value> own;
    for (std::size_t k = 0; k < parts.size(); ++k)
        if (owner(k) == team_.rank()) own.push_back(std::move(by_part[k]));
    const std::vector<std::string> all = team_.gather(bytes_of(own));
    for (int rank = 0; rank < static_cast<int>(all.size()); ++rank) {
        if (rank != team_.rank()) take(all[static_cast<std::size_t>(rank)], own);
        std::size_t next = 0;
        for (std::size_t k = 0; k < parts.size(); ++k)
            if (owner(k) == rank) by_part[k] = std::move(own[next++]);
    }
}

void TeamSweep::do_run(std::span<const double> x, const std::vector<std::size_t>& parts,
                       const SolveOptions& options, std::vector<PartAnswer>& answers) {
    costs_.clear();
    const std::vector<std::size_t> own = mine(parts, team_.rank());
    std::vector<PartFound> found_here = sweep_.solve(x, own, options, answers);
    std::vector<PartAnswer> of_parts;
    for (const std::size_t part : parts) of_parts.push_back(std::move(answers[part]));
    put_together(parts, of_parts);
    for (std::size_t k = 0; k < parts.size(); ++k) answers[parts[k]] = std::move(of_parts[k]);
    answers[parts.front()].lp_solves += sweep_.seeding().lp_solves;
    answers[parts.front()].iterations += sweep_.seeding().iterations;

    const bool learns = team_.size() > 1 ? sweep_.has_dictionary() : !found_here.empty();
    if (!learns) return;
    std::vector<PartFound> found(parts.size());
    std::size_t next = 0;
    for (std::size_t k = 0; k < parts.size(); ++k)
        if (next < own.size() && parts[k] == own[next]) found[k] = found_here[next++];
    put_together(parts, found);
    std::string bytes = team_.leads() && team_.size() > 1 ? bytes_of(found) : std::string();
    team_.broadcast(bytes);
    if (!team_.leads()) take(bytes, found);
    next = 0;  // what was made here need not be made again
    for (std::size_t k = 0; k < parts.size(); ++k)
        if (next < own.size() && parts[k] == own[next]) found[k].made = std::move(found_here[next++].made);
    sweep_.learn(parts, std::move(found), options);
}

void TeamSweep::do_alone(const std::vector<std::size_t>& parts, const SolveOptions& options,
                         std::vector<PartAlone>& alone) {
    sweep_.solve_alone(mine(parts, team_.rank()), options, alone);
    std::vector<PartAlone> of_parts;
    for (const std::size_t part : parts) of_parts.push_back(std::move(alone[part]));
    put_together(parts, of_parts);
    for (std::size_t k = 0; k < parts.size(); ++k) alone[parts[k]] = std::move(of_parts[k]);
}

void TeamSweep::do_glance(std::span<const double> x, const SolveOptions& options,
                          std::vector<PartAnswer>& answers) {
    const std::vector<std::size_t> all = all_parts();
    sweep_.glance(x, mine(all, team_.rank()), options, answers);
    put_together(all, answers);
}

// What the leader does not know: bases that all know are not sent to it.
void TeamSweep::keep_own(SweepState& state) const {
    if (!state.served.empty()) {
        state.bases.clear();
        state.used.clear();
        return;
    }
    const auto ranks = static_cast<std::size_t>(team_.size());
    for (std::size_t s = 0; s < state.bases.size(); ++s)
        if (s % partition().parts % ranks != static_cast<std::size_t>(team_.rank())) state.bases[s] = {};
}

// Each rank knows the newest of its own futures.
void TeamSweep::do_state(SweepState& state) {
    state = sweep_.state();
    if (team_.size() == 1) return;
    if (!team_.leads()) keep_own(state);
    const std::vector<std::string> all = team_.gather(bytes_of(state));
    for (std::size_t rank = 1; rank < all.size(); ++rank) {
        SweepState other;
        take(all[rank], other);
        for (std::size_t part = rank; part < state.groups.size(); part += all.size())
            state.groups[part] = std::move(other.groups[part]);
        for (std::size_t s = 0; s < probabilities().size(); ++s) {
            if (s % partition().parts % all.size() != rank) continue;
            if (!state.served.empty())
                state.served[s] = other.served[s];
            else
                state.bases[s] = std::move(other.bases[s]);
        }
    }
}

void TeamSweep::do_costs() {
    costs_ = sweep_.costs();
    if (team_.size() == 1) return;
    const std::size_t parts = partition().parts;
    std::vector<std::vector<double>> by_part(parts);
    for (std::size_t s = 0; s < costs_.size(); ++s) by_part[s % parts].push_back(costs_[s]);
    put_together(all_parts(), by_part);
    if (!team_.leads()) return;
    for (std::size_t s = 0; s < costs_.size(); ++s) costs_[s] = by_part[s % parts][s / parts];
}

void TeamSweep::do_tail(const std::vector<double>& weight, Cut& cut) {
    std::vector<Cut> cuts(partition().parts);
    for (const std::size_t part : mine(all_parts(), team_.rank())) cuts[part] = sweep_.tail_cut(part, weight);
    put_together(all_parts(), cuts);
    CutSum sum(cuts.front().slope.size());
    for (const Cut& one : cuts) sum.add(one, 1);
    if (team_.leads()) cut = sum.cut();
}

}  // namespace dualflow::solver
