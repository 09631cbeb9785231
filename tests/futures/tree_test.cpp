// SPDX-License-Identifier: MIT
#include "dualflow/futures/tree.hpp"

#include <gtest/gtest.h>

namespace dualflow {
namespace {

TEST(Tree, OfACaseWithoutUncertaintyIsAPath) {
    const Tree tree = Tree::path(3);
    ASSERT_EQ(tree.size(), 3u);
    EXPECT_EQ(tree.nodes[2].parent, 1);
    EXPECT_EQ(tree.path_to(2), (std::vector<std::size_t>{0, 1, 2}));
    EXPECT_EQ(tree.leaves(), (std::vector<std::size_t>{2}));
    for (std::size_t n = 0; n < 3; ++n) EXPECT_EQ(tree.before(n), n);
}

TEST(Tree, LetsSiblingsShareWhatIsDecidedBeforeTheyPart) {
    //      ┌ 1 ─ 3
    //  0 ──┤
    //      └ 2 ─ 4
    const Tree tree({{-1, 0, 1}, {0, 1, 0.25}, {0, 1, 0.75}, {1, 2, 0.25}, {2, 2, 0.75}});
    EXPECT_EQ(tree.before(1), tree.before(2));
    EXPECT_NE(tree.before(3), tree.before(4));
    EXPECT_EQ(tree.path_to(4), (std::vector<std::size_t>{0, 2, 4}));
    EXPECT_EQ(tree.leaves(), (std::vector<std::size_t>{3, 4}));
}

TEST(Tree, LetsFuturesThatPartAtTheStartShareTheDecisionsOfTheRoot) {
    const Tree tree({{-1, 0, 0.5}, {-1, 0, 0.5}});
    EXPECT_EQ(tree.before(1), 0u);
}

}  // namespace
}  // namespace dualflow
