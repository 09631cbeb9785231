// SPDX-License-Identifier: MIT
#include "dualflow/inventory/dual/optimum.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <unordered_map>
#include <utility>
#include <vector>

#include "dualflow/inventory/dual/chain.hpp"

namespace dualflow::inventory {
namespace {

constexpr double agreement = 1e-6;               // of the two computations of the cost, relative
constexpr std::size_t most_states = 20'000'000;  // of the best policy's own chain
constexpr int most_boxes = 200;
constexpr double negligible = 1e-12;  // stationary probability of touching the box

// Within which decisions are looked for.
struct Box {
    std::int64_t lowest = 0;    // of x
    std::int64_t position = 0;  // most on hand and on order, after ordering
    std::int64_t order = 0;     // most of a far order
};

struct Orders {
    std::int64_t raised_to = 0, far = 0;
};

// The item in a box. Rows of `value_` are pipelines, along them x; the first digit of a pipeline is what
// arrives next.
class BoxedItem {
public:
    BoxedItem(const DualProblem& problem, const Box& box)
        : box_(box),
          demand_(problem.demand),
          stock_(problem),
          premium_(problem.cost_expedited - problem.cost_regular),
          digits_(problem.lead_difference() - 1),
          width_(static_cast<std::size_t>(box.position - box.lowest + 1)) {}

    static double states_in(const DualProblem& p, const Box& box) {
        return std::pow(static_cast<double>(box.order + 1), p.lead_difference() - 1) *
               static_cast<double>(box.position - box.lowest + 1);
    }

    void start() {
        std::size_t pipelines = 1;
        for (int digit = 0; digit < digits_; ++digit) pipelines *= radix();
        tail_ = digits_ > 0 ? pipelines / radix() : 1;
        total_.resize(pipelines);
        for (std::size_t p = 0; p < pipelines; ++p) {
            for (std::size_t rest = p; rest > 0; rest /= radix())
                total_[p] += static_cast<std::int64_t>(rest % radix());
        }
        value_.assign(pipelines * width_, 0);
        expected_ = value_;
        cost_.resize(width_);
        for (std::size_t i = 0; i < width_; ++i)
            cost_[i] = stock_.at(box_.lowest + static_cast<std::int64_t>(i));
        padded_.resize(width_ + demand_.probability.size() + static_cast<std::size_t>(demand_.lowest));
        best_.resize(width_);
    }

    // One sweep v ← T v; the least and largest change of a value. `stay` > 0 keeps that part of the old
    // value.
    std::pair<double, double> sweep(double stay) {
        for (std::size_t p = 0; p < total_.size(); ++p) expect(p);
        double least = std::numeric_limits<double>::infinity(), most = -least;
        for (std::size_t p = 0; p < total_.size(); ++p) {
            if (size_of(p) == 0) continue;
            weigh(p);
            double* value = value_.data() + p * width_;
            double after = std::numeric_limits<double>::infinity();
            for (std::size_t i = size_of(p); i-- > 0;) {
                after = std::min(after + premium_, best_[i]);
                const double change = after - value[i];
                least = std::min(least, change);
                most = std::max(most, change);
                value[i] = stay > 0 ? stay * value[i] + (1 - stay) * after : after;
            }
        }
        return {least, most};
    }

    // Values grow with every sweep; only their differences count.
    void shift(double by) {
        for (double& value : value_) value -= by;
    }

    // Of the values as they stand; ties go to the smaller order. Needs expect() of all pipelines.
    void prepare_orders() {
        for (std::size_t p = 0; p < total_.size(); ++p) expect(p);
    }
    Orders orders(std::int64_t x, std::size_t p) const {
        Orders best;
        double least = std::numeric_limits<double>::infinity();
        for (std::int64_t y = std::max(x, box_.lowest); y + total_[p] <= box_.position; ++y) {
            const double so_far = premium_ * static_cast<double>(y - x) + cost_[index(y)];
            for (std::int64_t q = 0; q <= box_.order && y + total_[p] + q <= box_.position; ++q) {
                const double cost = so_far + ahead(y, p, q);
                if (cost < least - 1e-12 * std::abs(cost)) {
                    least = cost;
                    best = {y, q};
                }
            }
        }
        return best;
    }

    std::int64_t first_of(std::size_t p) const {
        return digits_ > 0 ? static_cast<std::int64_t>(p / tail_) : 0;
    }
    std::size_t after(std::size_t p, std::int64_t far) const {
        return digits_ > 0 ? p % tail_ * radix() + static_cast<std::size_t>(far) : 0;
    }
    // Stock in reach of the next demand, before that of this period comes.
    std::int64_t carried(const Orders& orders, std::size_t p) const {
        return orders.raised_to + (digits_ > 0 ? first_of(p) : orders.far);
    }
    std::int64_t total(std::size_t p) const { return total_[p]; }
    std::size_t pipelines() const { return total_.size(); }

private:
    std::size_t radix() const { return static_cast<std::size_t>(box_.order + 1); }
    std::size_t index(std::int64_t x) const { return static_cast<std::size_t>(x - box_.lowest); }
    std::size_t size_of(std::size_t p) const {
        return static_cast<std::size_t>(
            std::max<std::int64_t>(0, box_.position - total_[p] - box_.lowest + 1));
    }
    double ahead(std::int64_t y, std::size_t p, std::int64_t q) const {
        return expected_[after(p, q) * width_ + index(carried({y, q}, p))];
    }

    // expected_(z, p) = E v(z − D, p); below the box the near source brings x up to it.
    void expect(std::size_t p) {
        const std::size_t size = size_of(p), highest = static_cast<std::size_t>(demand_.highest());
        const double* value = value_.data() + p * width_;
        double* expected = expected_.data() + p * width_;
        for (std::size_t k = 0; k < highest; ++k)
            padded_[k] = value[0] + premium_ * static_cast<double>(highest - k);
        std::copy(value, value + size, padded_.begin() + static_cast<std::ptrdiff_t>(highest));
        std::fill(expected, expected + size, 0.0);
        for (std::size_t d = 0; d < demand_.probability.size(); ++d) {
            const double mass = demand_.probability[d];
            const double* from = padded_.data() + (demand_.probability.size() - 1 - d);
            for (std::size_t i = 0; i < size; ++i) expected[i] += mass * from[i];
        }
    }

    // best_(y) = stock cost of y + the least over far orders of what lies ahead.
    void weigh(std::size_t p) {
        const std::size_t size = size_of(p);
        std::fill(best_.begin(), best_.begin() + static_cast<std::ptrdiff_t>(size),
                  std::numeric_limits<double>::infinity());
        for (std::size_t q = 0; q < radix() && q < size; ++q) {
            const std::size_t shift =
                static_cast<std::size_t>(digits_ > 0 ? first_of(p) : static_cast<std::int64_t>(q));
            const double* ahead = expected_.data() + after(p, static_cast<std::int64_t>(q)) * width_ + shift;
            for (std::size_t i = 0; i < size - q; ++i) best_[i] = std::min(best_[i], ahead[i]);
        }
        for (std::size_t i = 0; i < size; ++i) best_[i] += cost_[i];
    }

    Box box_;
    const Distribution& demand_;
    StockCost stock_;
    double premium_;
    int digits_;
    std::size_t width_, tail_ = 1;
    std::vector<std::int64_t> total_;  // units in a pipeline
    std::vector<double> value_, expected_, cost_, padded_, best_;
};

std::int64_t quantile(const Distribution& d, double level) {
    double below = 0;
    for (std::size_t i = 0; i < d.probability.size(); ++i) {
        below += d.probability[i];
        if (below >= level) return d.lowest + static_cast<std::int64_t>(i);
    }
    return d.highest();
}

// A first guess, widened where the best policy touches it: levels of single-source newsvendors.
Box first_box(const DualProblem& p) {
    const double premium = p.cost_expedited - p.cost_regular, ratio = p.backlog / (p.backlog + p.holding);
    const Distribution near = sum_of_periods(p.demand, p.lead_expedited + 1);
    const Distribution far = sum_of_periods(p.demand, p.lead_regular + 1);
    const double least = std::max(0.0, (p.backlog - premium) / (p.backlog + p.holding));
    Box box;
    box.lowest = least > 0 ? quantile(near, least) - 2 : near.lowest - p.demand.highest();
    box.position = quantile(far, ratio) + 2;
    box.order = std::max<std::int64_t>(1, static_cast<std::int64_t>(std::ceil(p.demand.mean())) + 1);
    return box;
}

struct Touched {
    double lowest = 0, position = 0, order = 0;  // stationary probability of a state that touches that side
    double all = 0;
};

// The state of the chain: x and the pipeline in one number.
struct Coded {
    std::int64_t pipelines, base;
    StateKey code(std::int64_t x, std::size_t p) const {
        return (x - base) * pipelines + static_cast<std::int64_t>(p);
    }
    std::int64_t x(StateKey key) const { return key / pipelines + base; }
    std::size_t pipeline(StateKey key) const { return static_cast<std::size_t>(key % pipelines); }
};

// Operates the best policy of the values in the long run.
Result<Touched, std::string> operate(const DualProblem& problem, const Box& box, BoxedItem& item,
                                     Optimum& out) {
    item.prepare_orders();
    const Coded coded{static_cast<std::int64_t>(item.pipelines()),
                      box.lowest - 2 * problem.demand.highest() - 1};
    std::unordered_map<StateKey, Orders> decided;
    const auto orders_at = [&](StateKey key) -> const Orders& {
        auto [found, fresh] = decided.try_emplace(key);
        if (fresh) found->second = item.orders(coded.x(key), coded.pipeline(key));
        return found->second;
    };
    const Chain chain = explore(
        coded.code(box.lowest, 0), problem.demand, most_states, [&](StateKey key, std::int64_t demand) {
            const Orders& orders = orders_at(key);
            const std::size_t p = coded.pipeline(key);
            return coded.code(item.carried(orders, p) - demand, item.after(p, orders.far));
        });
    if (chain.states.empty())
        return unexpected(fmt::format("the best policy visits more than {} states", most_states));
    const StockCost stock(problem);
    Touched touched;
    double near_units = 0;
    out.holding = out.backlog = 0;
    for (std::size_t s = 0; s < chain.states.size(); ++s) {
        const Orders& orders = orders_at(chain.states[s]);
        const std::int64_t x = coded.x(chain.states[s]), p = item.total(coded.pipeline(chain.states[s]));
        const double mass = chain.stationary[s];
        near_units += mass * static_cast<double>(orders.raised_to - x);
        out.holding += mass * stock.holding(orders.raised_to);
        out.backlog += mass * stock.backlog(orders.raised_to);
        const bool low = x <= box.lowest && orders.raised_to == box.lowest;
        const bool full = orders.raised_to + p + orders.far == box.position, large = orders.far == box.order;
        touched.lowest += low ? mass : 0;
        touched.position += full ? mass : 0;
        touched.order += large ? mass : 0;
        touched.all += low || full || large ? mass : 0;
    }
    const double mean = problem.demand.mean();
    out.near = problem.cost_expedited * near_units;
    out.far = problem.cost_regular * (mean - near_units);
    out.share_expedited = mean > 0 ? near_units / mean : 0;
    return touched;
}

// Sweeps until the bounds are as near as asked for.
Result<Optimum, std::string> iterate(const DualProblem& problem, const OptimumOptions& options,
                                     BoxedItem& item) {
    Optimum out;
    const double bought = problem.cost_regular * problem.demand.mean();
    double stay = 0, last = std::numeric_limits<double>::infinity();
    for (out.sweeps = 1; out.sweeps <= options.most_sweeps; ++out.sweeps) {
        const auto [least, most] = item.sweep(stay);
        item.shift((1 - stay) * least);
        out.span = most - least;
        out.lower = least + bought;
        out.upper = most + bought;
        out.cost = (out.lower + out.upper) / 2;
        if (out.span <= options.span) return out;
        if (out.sweeps % 100 != 0) continue;
        // A chain with a period does not settle: from then on values change by half a step at a time.
        if (out.span > 0.9 * last) stay = 0.5;
        last = out.span;
    }
    return unexpected(fmt::format(
        "after {} sweeps the bounds are still {:.3g} apart, more than the span of {:.3g} asked for",
        options.most_sweeps, out.span, options.span));
}

}  // namespace

Result<Optimum, std::string> solve_optimum(const DualProblem& problem, const OptimumOptions& options) {
    if (std::string wrong = what_is_wrong(problem); !wrong.empty()) return unexpected(std::move(wrong));
    Box box = first_box(problem);
    for (int round = 0; round < most_boxes; ++round) {
        const double states = BoxedItem::states_in(problem, box), bytes = states * 2 * sizeof(double);
        if (bytes > static_cast<double>(options.memory))
            return unexpected(
                fmt::format("the optimum needs {:.3g} states, {:.3g} GiB; the limit is {:.3g} GiB (a shorter "
                            "lead time, or demand in larger units, needs less)",
                            states, bytes / (1 << 30), static_cast<double>(options.memory) / (1 << 30)));
        BoxedItem item(problem, box);
        item.start();
        auto found = iterate(problem, options, item);
        if (!found) return found;
        const auto touched = operate(problem, box, item, *found);
        if (!touched) return unexpected(touched.error());
        if (touched->all > negligible) {
            if (touched->lowest > negligible / 3) box.lowest -= 1 + (box.position - box.lowest) / 8;
            if (touched->position > negligible / 3) box.position += 1 + (box.position - box.lowest) / 8;
            if (touched->order > negligible / 3) box.order += 1 + box.order / 8;
            continue;
        }
        const double operated = found->near + found->far + found->holding + found->backlog;
        if (std::abs(operated - found->cost) > agreement * std::max(1.0, std::abs(found->cost)))
            return unexpected(fmt::format("operating the best policy costs {:.12g}, its value is {:.12g}",
                                          operated, found->cost));
        found->boundary_mass = touched->all;
        found->states = static_cast<std::int64_t>(states);
        found->bytes = static_cast<std::int64_t>(bytes);
        return found;
    }
    return unexpected(fmt::format("the box is still touched after {} widenings", most_boxes));
}

}  // namespace dualflow::inventory
