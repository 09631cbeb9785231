// SPDX-License-Identifier: MIT
#include "dualflow/inventory/dual/lost_sales_item.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace dualflow::inventory {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

std::size_t power(std::size_t base, int exponent) {
    std::size_t product = 1;
    for (int i = 0; i < exponent; ++i) product *= base;
    return product;
}

}  // namespace

LostSalesItem::LostSalesItem(const DualProblem& problem, const Box& box)
    : box_(box),
      problem_(problem),
      stock_(problem),
      width_(static_cast<std::size_t>(box.position + 1)),
      arrivals_(power(static_cast<std::size_t>(box.order + 1), problem.lead_regular - 1)) {
    if (problem.lead_expedited > 0) near_step_ = width_ * power(radix(), problem.lead_expedited - 1);
    total_.resize(arrivals_);
    for (std::size_t a = 0; a < arrivals_; ++a) {
        for (int slot = 1; slot < problem.lead_regular; ++slot) total_[a] += arrival(a, slot);
    }
    value_.assign(arrivals_ * width_, 0);
    best_ = raised_ = value_;
}

double LostSalesItem::states_in(const DualProblem& p, const Box& box) {
    return std::pow(static_cast<double>(box.order + 1), p.lead_regular - 1) *
           static_cast<double>(box.position + 1);
}

Box LostSalesItem::first_box(const DualProblem& p) {
    const auto batch = [&](double fixed) {
        return static_cast<std::int64_t>(std::ceil(std::sqrt(2 * fixed * p.demand.mean() / p.holding)));
    };
    const Distribution far = sum_of_periods(p.demand, p.lead_regular + 1);
    Box box;
    box.position = quantile(far, p.backlog / (p.backlog + p.holding)) + 2 +
                   batch(std::max(p.fixed_regular, p.fixed_expedited));
    box.order = static_cast<std::int64_t>(std::ceil(p.demand.mean())) + 2 +
                batch(std::max(p.fixed_regular, p.fixed_expedited));
    return box;
}

std::int64_t LostSalesItem::arrival(std::size_t arrivals, int slot) const {
    return static_cast<std::int64_t>(arrivals / power(radix(), slot - 1) % radix());
}

std::int64_t LostSalesItem::room(std::size_t state) const {
    const std::size_t arrivals = state / width_;
    const std::int64_t position =
        box_.position - total_[arrivals] - static_cast<std::int64_t>(state % width_);
    if (problem_.lead_expedited == 0) return position;
    return std::min(position, box_.order - arrival(arrivals, problem_.lead_expedited));
}

// Of a state after the near order: the cost of the period, and E of the value that follows.
double LostSalesItem::ahead(std::size_t state, std::int64_t far) const {
    const Distribution& demand = problem_.demand;
    const auto stock = static_cast<std::int64_t>(state % width_);
    const std::size_t arrivals = state / width_;
    const bool next_is_far = problem_.lead_regular == 1;
    const std::int64_t comes = next_is_far ? far : static_cast<std::int64_t>(arrivals % radix());
    const std::size_t then =
        next_is_far ? 0 : arrivals / radix() + static_cast<std::size_t>(far) * (arrivals_ / radix());
    const double* value = value_.data() + then * width_;
    double sum = stock_.at(stock) + problem_.cost_regular * static_cast<double>(far) +
                 (far > 0 ? problem_.fixed_regular : 0);
    for (std::size_t d = 0; d < demand.probability.size(); ++d) {
        const std::int64_t units = demand.lowest + static_cast<std::int64_t>(d);
        sum += demand.probability[d] *
               value[static_cast<std::size_t>(std::max<std::int64_t>(0, stock - units) + comes)];
    }
    return sum;
}

double LostSalesItem::with_best_far_order(std::size_t state, std::int64_t& best) const {
    const std::int64_t position =
        box_.position - total_[state / width_] - static_cast<std::int64_t>(state % width_);
    double least = infinity;
    for (std::int64_t far = 0; far <= std::min(box_.order, position); ++far) {
        const double cost = ahead(state, far);
        if (cost < least - 1e-12 * std::abs(cost)) {
            least = cost;
            best = far;
        }
    }
    return least;
}

Change LostSalesItem::sweep(double stay) {
    std::int64_t far = 0;
    for (std::size_t state = 0; state < value_.size(); ++state)
        best_[state] = with_best_far_order(state, far);
    Change change{infinity, -infinity};
    // Downwards, so that the states with more near units are known; value_ is not needed any more.
    for (std::size_t state = value_.size(); state-- > 0;) {
        if (best_[state] == infinity) continue;
        raised_[state] = infinity;
        if (room(state) > 0) {
            const std::size_t more = state + near_step_;
            raised_[state] = problem_.cost_expedited + std::min(best_[more], raised_[more]);
        }
        const double after = std::min(best_[state], problem_.fixed_expedited + raised_[state]);
        change.least = std::min(change.least, after - value_[state]);
        change.most = std::max(change.most, after - value_[state]);
        value_[state] = stay > 0 ? stay * value_[state] + (1 - stay) * after : after;
    }
    return change;
}

void LostSalesItem::shift(double by) {
    for (double& value : value_) value -= by;
}

Orders LostSalesItem::orders(StateKey key) const {
    const auto state = static_cast<std::size_t>(key);
    Orders best;
    double least = infinity;
    for (std::int64_t near = 0; near <= room(state); ++near) {
        std::int64_t far = 0;
        const double cost = problem_.cost_expedited * static_cast<double>(near) +
                            (near > 0 ? problem_.fixed_expedited : 0) +
                            with_best_far_order(state + static_cast<std::size_t>(near) * near_step_, far);
        if (cost < least - 1e-12 * std::abs(cost)) {
            least = cost;
            best = {near, far};
        }
    }
    return best;
}

StateKey LostSalesItem::after(StateKey key, const Orders& orders, std::int64_t demand) const {
    const std::size_t state =
        static_cast<std::size_t>(key) + static_cast<std::size_t>(orders.near) * near_step_;
    const std::size_t arrivals = state / width_;
    const auto left = std::max<std::int64_t>(0, static_cast<std::int64_t>(state % width_) - demand);
    if (problem_.lead_regular == 1) return left + orders.far;
    const std::size_t then =
        arrivals / radix() + static_cast<std::size_t>(orders.far) * (arrivals_ / radix());
    return static_cast<StateKey>(then * width_) + left + static_cast<std::int64_t>(arrivals % radix());
}

std::int64_t LostSalesItem::in_reach(StateKey key, const Orders& orders) const {
    const auto stock = static_cast<std::int64_t>(static_cast<std::size_t>(key) % width_);
    return stock + (problem_.lead_expedited == 0 ? orders.near : 0);
}

Touch LostSalesItem::touch(StateKey key, const Orders& orders) const {
    const std::size_t state =
        static_cast<std::size_t>(key) + static_cast<std::size_t>(orders.near) * near_step_;
    const std::int64_t whole =
        total_[state / width_] + static_cast<std::int64_t>(state % width_) + orders.far;
    Touch touch;
    touch.position = whole == box_.position;
    touch.order =
        orders.far == box_.order || (problem_.lead_expedited > 0 && orders.near > 0 &&
                                     arrival(state / width_, problem_.lead_expedited) == box_.order);
    return touch;
}

}  // namespace dualflow::inventory
