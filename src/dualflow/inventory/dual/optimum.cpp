// SPDX-License-Identifier: MIT
#include "dualflow/inventory/dual/optimum.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <unordered_map>
#include <utility>

#include "dualflow/inventory/dual/backlog_item.hpp"
#include "dualflow/inventory/dual/lost_sales_item.hpp"

namespace dualflow::inventory {
namespace {

using Found = Result<Optimum, std::string>;

constexpr double agreement = 1e-6;               // of the two computations of the cost, relative
constexpr std::size_t most_states = 20'000'000;  // of the best policy's own chain
constexpr int most_boxes = 200;
constexpr double rounding = 1e-15;    // of the largest figure: a span below it cannot be seen
constexpr double negligible = 1e-12;  // stationary probability of touching the box

struct Touched {
    double lowest = 0, position = 0, order = 0;  // stationary probability of a state that touches that side
    double all = 0;
};

// Sweeps until the bounds are as near as asked for.
template <class Item>
Found iterate(const OptimumOptions& options, Item& item) {
    Optimum out;
    double stay = 0, last = std::numeric_limits<double>::infinity();
    const double narrowest = std::max(options.span, rounding * item.largest());
    for (out.sweeps = 1; out.sweeps <= options.most_sweeps; ++out.sweeps) {
        const Change change = item.sweep(stay);
        item.shift((1 - stay) * change.least);
        out.span = change.most - change.least;
        out.lower = change.least + item.constant_cost();
        out.upper = change.most + item.constant_cost();
        out.cost = (out.lower + out.upper) / 2;
        if (out.span <= narrowest) return out;
        if (options.on_sweep && out.sweeps % 10 == 0) options.on_sweep(out);
        if (out.sweeps % 100 != 0) continue;
        // A chain with a period does not settle: from then on values change by half a step at a time.
        if (out.span > 0.9 * last) stay = 0.5;
        last = out.span;
    }
    return unexpected(fmt::format(
        "after {} sweeps the bounds are still {:.3g} apart, more than the span of {:.3g} asked for",
        options.most_sweeps, out.span, options.span));
}

// Operates the best policy of the values in the long run.
template <class Item>
Result<Touched, std::string> operate_best(const DualProblem& problem, Item& item, Optimum& out) {
    item.prepare_orders();
    std::unordered_map<StateKey, Orders> decided;
    const auto orders_at = [&](StateKey key) -> const Orders& {
        auto [found, fresh] = decided.try_emplace(key);
        if (fresh) found->second = item.orders(key);
        return found->second;
    };
    const MarkovChain chain =
        explore(item.start(), problem.demand, most_states,
                [&](StateKey key, std::int64_t demand) { return item.after(key, orders_at(key), demand); });
    if (chain.states.empty())
        return unexpected(fmt::format("the best policy visits more than {} states", most_states));
    if (!chain.settled) return unexpected(std::string("the chain of the best policy does not settle"));
    const StockCost stock(problem);
    LongRunSum sum(problem, stock);
    Touched touched;
    for (std::size_t s = 0; s < chain.states.size(); ++s) {
        const Orders& orders = orders_at(chain.states[s]);
        const double mass = chain.stationary[s];
        sum.near.add(mass, static_cast<double>(orders.near));
        sum.far.add(mass, static_cast<double>(orders.far));
        sum.stock(mass, item.in_reach(chain.states[s], orders));
        if (mass == 0) continue;
        const Touch touch = item.touch(chain.states[s], orders);
        touched.lowest += touch.lowest ? mass : 0;
        touched.position += touch.position ? mass : 0;
        touched.order += touch.order ? mass : 0;
        touched.all += touch.any() ? mass : 0;
    }
    out.average = sum.finish();
    return touched;
}

// The box, in eighths wider on the sides that are touched.
Box widened(Box box, bool lowest, bool position, bool order) {
    const std::int64_t eighth = 1 + (box.position - box.lowest) / 8;
    if (lowest) box.lowest -= eighth;
    if (position) box.position += eighth;
    if (order) box.order += 1 + box.order / 8;
    return box;
}

template <class Item>
double bytes_in(const DualProblem& problem, const Box& box) {
    return Item::states_in(problem, box) * Item::bytes_per_state;
}

template <class Item>
Result<Touched, std::string> solve_in(const DualProblem& problem, const Box& box,
                                      const OptimumOptions& options, Optimum& out) {
    const double states = Item::states_in(problem, box), bytes = bytes_in<Item>(problem, box);
    if (!std::isfinite(bytes))
        return unexpected(std::string("the optimum needs more states than can be counted"));
    if (bytes > static_cast<double>(options.memory))
        return unexpected(
            fmt::format("the optimum needs {:.3g} states, {:.3g} GiB; the limit is {:.3g} GiB (a shorter "
                        "lead time, or demand in larger units, needs less)",
                        states, bytes / (1 << 30), static_cast<double>(options.memory) / (1 << 30)));
    Item item(problem, box);
    Found found = iterate(options, item);
    if (!found) return unexpected(found.error());
    out = *found;
    auto touched = operate_best(problem, item, out);
    if (!touched) return touched;
    if (touched->all <= negligible &&
        std::abs(out.average.cost - out.cost) > agreement * std::max(1.0, std::abs(out.cost)))
        return unexpected(fmt::format("operating the best policy costs {:.12g}, its value is {:.12g}",
                                      out.average.cost, out.cost));
    out.boundary_mass = touched->all;
    out.states = static_cast<std::int64_t>(states);
    out.bytes = static_cast<std::int64_t>(bytes);
    return touched;
}

// Without convexity an untouched box is no proof: it must also cost the same where it is wider on all sides.
bool convex(const DualProblem& p) {
    return !p.lost_sales && p.fixed_regular == 0 && p.fixed_expedited == 0;
}

template <class Item>
Found solve(const DualProblem& problem, const OptimumOptions& options) {
    Box box = Item::first_box(problem);
    double before = std::numeric_limits<double>::quiet_NaN();  // cost in the last untouched box
    for (int round = 0; round < most_boxes; ++round) {
        Optimum out;
        const auto touched = solve_in<Item>(problem, box, options, out);
        if (!touched) return unexpected(touched.error());
        if (touched->all > negligible) {
            const double share = negligible / 3;
            box = widened(box, touched->lowest > share, touched->position > share, touched->order > share);
            continue;
        }
        const double scale = std::max(1.0, std::abs(out.cost));
        if (convex(problem) ||
            std::abs(out.cost - before) <= std::max(out.span, options.span) + 1e-12 * scale)
            return out;
        before = out.cost;
        box = widened(widened(box, !problem.lost_sales, true, true), !problem.lost_sales, true, true);
    }
    return unexpected(fmt::format("the box is still touched after {} widenings", most_boxes));
}

}  // namespace

bool optimum_fits(const DualProblem& problem, const OptimumOptions& options) {
    const double bytes = problem.lost_sales
                             ? bytes_in<LostSalesItem>(problem, LostSalesItem::first_box(problem))
                             : bytes_in<BacklogItem>(problem, BacklogItem::first_box(problem));
    return bytes <= static_cast<double>(options.memory);
}

Found solve_optimum(const DualProblem& problem, const OptimumOptions& options) {
    if (std::string wrong = what_is_wrong(problem); !wrong.empty()) return unexpected(std::move(wrong));
    return problem.lost_sales ? solve<LostSalesItem>(problem, options) : solve<BacklogItem>(problem, options);
}

}  // namespace dualflow::inventory
