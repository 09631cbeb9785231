// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>
// clang-format off: gtest first
#include <rapidcheck/gtest.h>
// clang-format on

#include <set>
#include <utility>

#include "case/sample_case.hpp"
#include "dualflow/case/reach.hpp"

namespace {

using namespace dualflow;
using namespace dualflow::samples;

using Place = std::pair<int, int>;  // site, product

// The same by the plainest means: every rule again and again until nothing changes.
std::set<Place> by_repetition(const Case& c) {
    std::set<Place> there;
    for (bool changed = true; changed;) {
        const std::size_t before = there.size();
        for (const Process& row : c.processes) {
            bool complete = row.available;
            for (const BomLine& line : c.bom)
                if (line.output == row.product && line.variant == row.variant)
                    complete = complete && there.count({row.site.index, line.component.index}) != 0;
            if (complete) there.insert({row.site.index, row.product.index});
        }
        for (const Lane& row : c.lanes)
            if (row.available && there.count({row.from.index, row.product.index}) != 0)
                there.insert({row.to.index, row.product.index});
        changed = there.size() != before;
    }
    return there;
}

Case random_network() {
    const int sites = *rc::gen::inRange(2, 6), products = *rc::gen::inRange(1, 6);
    const auto site = [&] { return SiteId(*rc::gen::inRange(0, sites)); };
    const auto product = [&] { return ProductId(*rc::gen::inRange(0, products)); };
    Case c;
    c.sites.resize(static_cast<std::size_t>(sites));
    c.products.resize(static_cast<std::size_t>(products));
    for (int i = *rc::gen::inRange(0, 8); i > 0; --i)
        c.bom.push_back({product(), "base", product(), 1.0, {}, {}, 0});
    for (int i = *rc::gen::inRange(0, 8); i > 0; --i) {
        c.processes.push_back(process(site(), product(), {}, 0));
        c.processes.back().available = *rc::gen::inRange(0, 4) > 0;
    }
    for (int i = *rc::gen::inRange(0, 12); i > 0; --i) {
        c.lanes.push_back(lane(site(), site(), product(), 0));
        c.lanes.back().available = *rc::gen::inRange(0, 4) > 0;
    }
    return c;
}

RC_GTEST_PROP(Reach, IsWhatTheRulesGiveRepeatedUntilNothingChanges, ()) {
    const Case c = random_network();
    const std::set<Place> expected = by_repetition(c);
    const Reach reach(c);
    for (std::size_t s = 0; s < c.sites.size(); ++s)
        for (std::size_t p = 0; p < c.products.size(); ++p)
            RC_ASSERT(reach.at(SiteId(s), ProductId(p)) ==
                      (expected.count({static_cast<int>(s), static_cast<int>(p)}) != 0));
}

TEST(Reach, SpreadsFromWhatIsOnItsWayAtTheStart) {
    Case c = mine_to_market();
    c.processes.clear();
    EXPECT_FALSE(Reach(c).anywhere(truck));
    OpeningArrival arrival;
    arrival.to = plant;
    arrival.product = truck;
    arrival.quantity = Units{1};
    c.opening_pipeline = {arrival};
    EXPECT_EQ(Reach(c).sites_of(truck), (std::vector<SiteId>{plant, market}));
}

}  // namespace
