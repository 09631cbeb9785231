// SPDX-License-Identifier: MIT
#include "dualflow/inventory/dual/backlog_item.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace dualflow::inventory {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

}  // namespace

BacklogItem::BacklogItem(const DualProblem& problem, const Box& box)
    : box_(box),
      problem_(problem),
      stock_(problem),
      premium_(problem.cost_expedited - problem.cost_regular),
      digits_(problem.lead_difference() - 1),
      width_(static_cast<std::size_t>(box.position - box.lowest + 1)) {
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
    from_below_.assign(pipelines, 0);
    for (std::size_t i = 0; i < width_; ++i)
        cost_.push_back(stock_.at(box_.lowest + static_cast<std::int64_t>(i)));
    padded_.resize(width_ + static_cast<std::size_t>(problem.demand.highest()));
    best_.resize(width_);
}

double BacklogItem::states_in(const DualProblem& p, const Box& box) {
    return std::pow(static_cast<double>(box.order + 1), p.lead_difference() - 1) *
           static_cast<double>(box.position - box.lowest + 1);
}

// From the levels of single-source newsvendors, and the batches of single-source lot sizes.
Box BacklogItem::first_box(const DualProblem& p) {
    const double premium = p.cost_expedited - p.cost_regular, ratio = p.backlog / (p.backlog + p.holding);
    const Distribution near = sum_of_periods(p.demand, p.lead_expedited + 1);
    const Distribution far = sum_of_periods(p.demand, p.lead_regular + 1);
    const double least = std::max(0.0, (p.backlog - premium) / (p.backlog + p.holding));
    const auto batch = [&](double fixed) {
        return static_cast<std::int64_t>(std::ceil(std::sqrt(2 * fixed * p.demand.mean() / p.holding)));
    };
    Box box;
    box.lowest =
        least > 0 && p.fixed_expedited == 0 ? quantile(near, least) - 2 : near.lowest - p.demand.highest();
    box.position = quantile(far, ratio) + 2 + batch(std::max(p.fixed_regular, p.fixed_expedited));
    box.order = std::max<std::int64_t>(1, static_cast<std::int64_t>(std::ceil(p.demand.mean())) + 1) +
                batch(p.fixed_regular);
    return box;
}

double BacklogItem::constant_cost() const {
    return problem_.cost_regular * problem_.demand.mean();
}

double BacklogItem::largest() const {
    return std::max({cost_.front(), cost_.back(), premium_ * static_cast<double>(width_)});
}

Change BacklogItem::sweep(double stay) {
    for (std::size_t p = 0; p < total_.size(); ++p) expect(p);
    Change change{infinity, -infinity};
    const auto take = [&](double& value, double after) {
        change.least = std::min(change.least, after - value);
        change.most = std::max(change.most, after - value);
        value = stay > 0 ? stay * value + (1 - stay) * after : after;
    };
    const double fixed = problem_.fixed_expedited;
    for (std::size_t p = 0; p < total_.size(); ++p) {
        if (size_of(p) == 0) continue;
        weigh(p);
        double* value = value_.data() + p * width_;
        double raised = infinity;  // near units up to a higher stock, without the fixed cost
        for (std::size_t i = size_of(p); i-- > 0;) {
            take(value[i], std::min(best_[i], fixed + raised));
            raised = premium_ + std::min(best_[i], raised);
        }
        take(from_below_[p], fixed + raised - premium_);
    }
    return change;
}

void BacklogItem::shift(double by) {
    for (double& value : value_) value -= by;
    for (double& value : from_below_) value -= by;
}

void BacklogItem::prepare_orders() {
    for (std::size_t p = 0; p < total_.size(); ++p) expect(p);
}

StateKey BacklogItem::start() const {
    return key(box_.lowest, 0);
}

Orders BacklogItem::orders(StateKey state) const {
    const std::int64_t x = x_of(state);
    const std::size_t p = pipeline_of(state);
    Orders best;
    double least = infinity;
    for (std::int64_t y = std::max(x, box_.lowest); y + total_[p] <= box_.position; ++y) {
        const double raise = y > x ? problem_.fixed_expedited : 0;
        const double so_far = raise + premium_ * static_cast<double>(y - x) + cost_[index(y)];
        for (std::int64_t q = 0; q <= box_.order && y + total_[p] + q <= box_.position; ++q) {
            const std::int64_t next = y + (digits_ > 0 ? first_of(p) : q);
            const double cost = so_far + (q > 0 ? problem_.fixed_regular : 0) +
                                expected_[joined(p, q) * width_ + index(next)];
            if (cost < least - 1e-12 * std::abs(cost)) {
                least = cost;
                best = {y - x, q};
            }
        }
    }
    return best;
}

StateKey BacklogItem::after(StateKey state, const Orders& orders, std::int64_t demand) const {
    const std::size_t p = pipeline_of(state);
    const std::int64_t comes = digits_ > 0 ? first_of(p) : orders.far;
    return key(in_reach(state, orders) + comes - demand, joined(p, orders.far));
}

Touch BacklogItem::touch(StateKey state, const Orders& orders) const {
    const std::int64_t x = x_of(state), y = x + orders.near;
    const std::size_t p = pipeline_of(state);
    Touch touch;
    // Below the box an order is forced: it is free to be so only where the bottom of the box orders as well.
    touch.lowest =
        x <= box_.lowest &&
        (y == box_.lowest || (problem_.fixed_expedited > 0 && this->orders(key(box_.lowest, p)).near == 0));
    touch.position = y + total_[p] + orders.far == box_.position;
    touch.order = orders.far == box_.order;
    return touch;
}

std::size_t BacklogItem::size_of(std::size_t p) const {
    return static_cast<std::size_t>(std::max<std::int64_t>(0, box_.position - total_[p] - box_.lowest + 1));
}

std::int64_t BacklogItem::first_of(std::size_t p) const {
    return digits_ > 0 ? static_cast<std::int64_t>(p / tail_) : 0;
}

std::size_t BacklogItem::joined(std::size_t p, std::int64_t far) const {
    return digits_ > 0 ? p % tail_ * radix() + static_cast<std::size_t>(far) : 0;
}

// Stocks below the box are states of a policy's chain too: one demand takes the lowest stock no further.
StateKey BacklogItem::key(std::int64_t x, std::size_t pipeline) const {
    const std::int64_t base = box_.lowest - problem_.demand.highest();
    return (x - base) * static_cast<StateKey>(total_.size()) + static_cast<StateKey>(pipeline);
}
std::int64_t BacklogItem::x_of(StateKey state) const {
    return state / static_cast<StateKey>(total_.size()) + box_.lowest - problem_.demand.highest();
}
std::size_t BacklogItem::pipeline_of(StateKey state) const {
    return static_cast<std::size_t>(state % static_cast<StateKey>(total_.size()));
}

// expected_(z, p) = E v(z − D, p).
void BacklogItem::expect(std::size_t p) {
    const Distribution& demand = problem_.demand;
    const std::size_t size = size_of(p), highest = static_cast<std::size_t>(demand.highest());
    const double* value = value_.data() + p * width_;
    double* expected = expected_.data() + p * width_;
    for (std::size_t k = 0; k < highest; ++k)
        padded_[k] = from_below_[p] + premium_ * static_cast<double>(highest - k);
    std::copy(value, value + size, padded_.begin() + static_cast<std::ptrdiff_t>(highest));
    std::fill(expected, expected + size, 0.0);
    for (std::size_t d = 0; d < demand.probability.size(); ++d) {
        const double mass = demand.probability[d];
        const double* from = padded_.data() + (demand.probability.size() - 1 - d);
        for (std::size_t i = 0; i < size; ++i) expected[i] += mass * from[i];
    }
}

// best_(y) = stock cost of y + the least over far orders of what lies ahead.
void BacklogItem::weigh(std::size_t p) {
    const std::size_t size = size_of(p);
    std::fill(best_.begin(), best_.begin() + static_cast<std::ptrdiff_t>(size), infinity);
    for (std::size_t q = 0; q < radix() && q < size; ++q) {
        const std::size_t comes = digits_ > 0 ? static_cast<std::size_t>(first_of(p)) : q;
        const double fixed = q > 0 ? problem_.fixed_regular : 0;
        const double* ahead = expected_.data() + joined(p, static_cast<std::int64_t>(q)) * width_ + comes;
        for (std::size_t i = 0; i < size - q; ++i) best_[i] = std::min(best_[i], ahead[i] + fixed);
    }
    for (std::size_t i = 0; i < size; ++i) best_[i] += cost_[i];
}

}  // namespace dualflow::inventory
