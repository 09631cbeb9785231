// SPDX-License-Identifier: MIT
// Which products are worth a lane: those that can be at its start and are needed at its end. Rows and
// classes that address many sites and products would otherwise make lanes that no plan can use.
//
// A product can be at the start if it is made there, lies there at the start of the horizon, or reaches
// it by another lane; it is needed at the end if it is used or sold there or is shipped on. Lanes that
// a class makes ship on only from warehouses: a supplier does not forward a competitor's parts. A way
// straight back to where a product came from counts for neither.
#pragma once

#include <set>
#include <utility>
#include <vector>

#include "dualflow/case/case.hpp"

namespace dualflow {

using ProductPlaces = std::set<std::pair<SiteId, ProductId>>;

ProductPlaces made(const Case& c);          // by a process
ProductPlaces used_or_sold(const Case& c);  // as a component of a process, or by demand

// A way between two sites for some products.
struct Arc {
    int from = 0, to = 0;
    const std::vector<int>* products = nullptr;
    bool ships_on = true;  // takes products that were brought to its start
};

class Useful {
public:
    Useful(std::size_t sites, std::size_t products, const std::vector<Arc>& arcs,
           const ProductPlaces& sources, const ProductPlaces& needs);

    bool operator()(const Arc& arc, int product) const;

private:
    // Two of the sites on the other side, enough to know whether there is one besides a given site.
    struct Others {
        int first = -1, second = -1;
        bool add(int site);
        bool besides(int site) const { return first >= 0 && (first != site || second >= 0); }
    };

    std::size_t at(int site, int product) const;
    bool can_leave(const Arc& arc, int product) const;
    bool wanted(const Arc& arc, int product) const;

    std::size_t products_;
    std::vector<char> source_, need_;
    std::vector<Others> came_from_, goes_to_;  // by site and product
};

}  // namespace dualflow
