// SPDX-License-Identifier: MIT
// Futures that a known basis serves, against a linear program solved for each.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include "dualflow/solver/stochastic/basis_dictionary.hpp"
#include "dualflow/solver/stochastic/block_solver.hpp"
#include "dualflow/solver/stochastic/team_sweep.hpp"
#include "solver/stochastic/random_program.hpp"
#include "solver/stochastic/random_sides_program.hpp"

namespace dualflow::solver {
namespace {

std::vector<double> random_point(const TwoStageProgram& two) {
    std::vector<double> x(static_cast<std::size_t>(two.master.columns()));
    for (double& value : x) value = *rc::gen::inRange(0, 25) / 4.0;
    for (double& value : x) value = std::min(value, 6.0);
    return x;
}

double allowed(double value) {
    return 1e-7 * std::max(1.0, std::abs(value));
}

RC_GTEST_PROP(TheTableOfRandomSides, HoldsWhatEachFutureChanges, ()) {
    const StochasticProgram program = random_sides_program();
    const auto two = two_stage(program);
    RC_ASSERT(two.has_value());
    const auto sides = random_sides(*two);
    RC_ASSERT(sides.has_value());
    for (std::size_t s = 0; s < two->futures(); ++s) {
        LpModel wanted = two->block, told = two->block;
        const TwoStageProgram::Future future = two->future(s);
        for (const auto& row : future.rows) {
            wanted.row_lower[static_cast<std::size_t>(row.row)] = row.lower;
            wanted.row_upper[static_cast<std::size_t>(row.row)] = row.upper;
        }
        for (const auto& column : future.columns) {
            wanted.lower[static_cast<std::size_t>(column.column)] = column.lower;
            wanted.upper[static_cast<std::size_t>(column.column)] = column.upper;
        }
        for (std::size_t v = 0; v < sides->slots.size(); ++v) {
            const RandomSides::Slot& slot = sides->slots[v];
            const auto at = static_cast<std::size_t>(slot.index);
            if (slot.lower) (slot.row ? told.row_lower : told.lower)[at] = sides->of(s)[v];
            if (slot.upper) (slot.row ? told.row_upper : told.upper)[at] = sides->of(s)[v];
        }
        RC_ASSERT(told.row_lower == wanted.row_lower);
        RC_ASSERT(told.row_upper == wanted.row_upper);
        RC_ASSERT(told.lower == wanted.lower);
        RC_ASSERT(told.upper == wanted.upper);
    }
}

TEST(TheTableOfRandomSides, IsNotMadeWhereCostsChange) {
    StochasticProgram program;
    ModelBuilder builder;
    const Index x = builder.add_column(0, 1, 1), y = builder.add_column(0, infinity, 2);
    const Index row = builder.add_row(1, infinity);
    builder.add_term(row, x, 1);
    builder.add_term(row, y, 1);
    program.core = {builder.finish(), {1}, {1}, {0, 1}, 2, {"r"}, {"x", "y"}, {"one", "two"}};
    program.blocks = {
        {1, {{0.5, {{Change::Kind::cost, -1, y, 2}}}, {0.5, {{Change::Kind::side, row, -1, 2}}}}}};
    EXPECT_TRUE(random_sides(*two_stage(program)));  // a cost that is the core's own changes nothing
    program.blocks.front().realisations.front().changes.front().value = 3;
    EXPECT_FALSE(random_sides(*two_stage(program)));
}

// Whatever a basis of one future says of the others, at the point where it was found and at another.
RC_GTEST_PROP(ABasisThatServesAFuture, TellsItsCostAndACutThatIsNeverAboveIt, ()) {
    const StochasticProgram program = random_sides_program();
    const auto two = two_stage(program);
    const RandomSides sides = *random_sides(*two);
    const BunchContext context(*two, sides);
    BlockSolver solver(*two);
    const SolveOptions options;
    const std::size_t futures = two->futures();
    const std::vector<double> here = link_of(*two, random_point(*two)),
                              there = link_of(*two, random_point(*two));
    const auto from = *rc::gen::inRange<std::size_t>(0, futures);
    const BlockAnswer origin = solver.solve(two->future(from), here, {}, options);
    RC_ASSERT(origin.status == SolveStatus::optimal);
    const auto basis = DictionaryBasis::of(context, origin.basis);
    RC_PRE(basis.has_value());
    std::size_t served = 0;
    for (const auto& point : {here, there}) {
        const DictionaryBasis::Region region = basis->region(context, point, options);
        Bunched bunched;
        bunched.figure.assign(basis->slots().size(), ExactSum(0));
        double weight = 0, cost = 0;
        for (std::size_t s = 0; s < std::min<std::size_t>(futures, 40); ++s) {
            const BlockAnswer answer = solver.solve(two->future(s), point, {}, options);
            Bunched alone;
            alone.mass.add(1);
            for (const std::uint32_t slot : basis->slots()) alone.figure.emplace_back(sides.of(s)[slot]);
            const double cut = basis->cut(alone).at(point);
            RC_ASSERT(cut <= answer.objective + allowed(answer.objective));
            std::vector<double> delta(sides.slots.size());
            for (std::size_t v = 0; v < delta.size(); ++v) delta[v] = sides.of(s)[v] - context.first[v];
            if (!region.alive || !basis->serves(context, region, delta, options)) continue;
            ++served;
            RC_ASSERT(std::abs(basis->objective(region, delta) - answer.objective) <=
                      allowed(answer.objective));
            RC_ASSERT(std::abs(cut - answer.objective) <= allowed(answer.objective));
            const double p = 1.0 / static_cast<double>(s + 2);
            bunched.mass.add(p);
            for (std::size_t k = 0; k < basis->slots().size(); ++k)
                bunched.figure[k].add_product(p, sides.of(s)[basis->slots()[k]]);
            weight += p;
            cost += p * answer.objective;
        }
        if (weight == 0) continue;
        ExactSum sum(0);
        basis->add_cost(context, region, bunched, sum);
        RC_ASSERT(std::abs(sum.value() - cost) <= allowed(cost));
        RC_ASSERT(std::abs(basis->cut(bunched).at(point) - cost) <= allowed(cost));
    }
    RC_CLASSIFY(served > 1);
    if (from < 40) RC_ASSERT(served > 0);
}

// A sweep that solves few futures against one that solves all, point after point.
RC_GTEST_PROP(ASweepWithADictionary, TellsWhatSolvingEveryFutureTells, ()) {
    const StochasticProgram program = random_sides_program();
    const auto two = two_stage(program);
    const auto team = team_of_one();
    TeamSweep sweep(*two, *team, 3, 1, true), other(*two, *team, 3, 2, true);
    BlockSolver solver(*two);
    const SolveOptions options;
    std::int64_t solved = 0;
    for (int round = 0; round < 3; ++round) {
        const std::vector<double> x = random_point(*two), link = link_of(*two, x);
        std::vector<PartAnswer> glanced(sweep.partition().parts);
        const bool glance = sweep.can_glance();
        RC_CLASSIFY(glance);  // false where no basis has a proved cut
        if (glance) sweep.glance(x, options, glanced);
        if (glance) other.glance(x, options, glanced);
        const std::vector<PartAnswer> answers = sweep.run_all(x, options);
        double wanted = 0, told = 0, cut = 0, seen = 0;
        std::vector<double> cost(two->futures());
        for (std::size_t s = 0; s < two->futures(); ++s) {
            cost[s] = solver.solve(two->future(s), link, {}, options).objective;
            wanted += two->probability(s) * cost[s];
        }
        for (std::size_t p = 0; p < answers.size(); ++p) {
            RC_ASSERT(answers[p].feasible);
            RC_ASSERT(answers[p].worst_primal_dual_gap <= options.tolerance);
            told += answers[p].cost;
            cut += answers[p].cut.at(link);
            if (glance) seen += glanced[p].cut.at(link);
            solved += answers[p].lp_solves;
        }
        RC_ASSERT(std::abs(told - wanted) <= allowed(wanted));
        RC_ASSERT(std::abs(cut - wanted) <= allowed(wanted));
        if (glance) RC_ASSERT(seen <= wanted + allowed(wanted));
        for (std::size_t s = 0; s < cost.size(); ++s)
            RC_ASSERT(std::abs(sweep.costs()[s] - cost[s]) <= allowed(cost[s]));
        const std::vector<PartAnswer> same = other.run_all(x, options);
        for (std::size_t p = 0; p < answers.size(); ++p) {
            RC_ASSERT(same[p].cost == answers[p].cost);
            RC_ASSERT(same[p].cut.constant == answers[p].cut.constant);
            RC_ASSERT(same[p].cut.slope == answers[p].cut.slope);
            RC_ASSERT(same[p].lp_solves == answers[p].lp_solves);
        }
    }
    RC_CLASSIFY(solved < static_cast<std::int64_t>(two->futures()));
}

// With room for every basis that a part finds, and with room for one.
RC_GTEST_PROP(APartsView, SumsUpTheSameWhereBasesHadToMakeRoom, ()) {
    const StochasticProgram program = random_sides_program();
    const auto two = two_stage(program);
    const SolveOptions options;
    const std::vector<double> link = link_of(*two, random_point(*two));
    BlockSolver solver(*two);
    BasisDictionary dictionary(*two, *random_sides(*two));
    dictionary.move_to(link);
    dictionary.set_regions(options, 1);
    PartDictionary seed(dictionary, options);
    seed.find(0, BasisDictionary::none);
    RC_PRE(seed.extend(solver.solve(two->future(0), link, {}, options).basis) != BasisDictionary::none);
    dictionary.merge(std::move(seed).found());
    dictionary.move_to(link);
    dictionary.set_regions(options, 1);
    for (const std::size_t room : {std::size_t{1} << 20, std::size_t{1}}) {
        PartDictionary view(dictionary, options, room);
        double wanted = 0;
        std::size_t served = 0;
        for (std::size_t s = 0; s < two->futures(); ++s) {
            BasisDictionary::Id id = view.find(s, BasisDictionary::none);
            if (id == BasisDictionary::none) id = view.walk(0);
            if (id == BasisDictionary::none) continue;
            view.add(id, two->probability(s));
            wanted += two->probability(s) * solver.solve(two->future(s), link, {}, options).objective;
            ++served;
        }
        CutSum cut(link.size());
        ExactSum cost(0);
        double gap = 0;
        view.sum_up(cut, cost, gap);
        RC_ASSERT(served > 0);
        RC_ASSERT(gap <= options.tolerance);
        RC_ASSERT(std::abs(cost.value() - wanted) <= allowed(wanted));
        RC_ASSERT(std::abs(cut.cut().at(link) - wanted) <= allowed(wanted));
        const BasisDictionary::Found found = std::move(view).found();
        if (room == 1) RC_ASSERT(found.fresh.size() <= 1);
        RC_CLASSIFY(found.fresh.size() > 1);
    }
}

}  // namespace
}  // namespace dualflow::solver
