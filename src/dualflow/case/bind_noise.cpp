// SPDX-License-Identifier: MIT
// How demand varies from day to day: what each law needs, and what contradicts it. Whether the law fits the
// mean of its row is for structure_noise.cpp, since the mean may be another one in a future.
//
//   law                 needs                  may have          cv of a day
//   normal, gamma       noise_cv_per_day       noise_lo, _hi     as given, before the law is cut at its ends
//   uniform             noise_cv_per_day, or both ends           (hi − lo) / √3 (hi + lo)
//   uniform_int         both ends, whole                         of the whole numbers from lo to hi
//   poisson             nothing                                  1 / √mean
//   negative_binomial   noise_cv_per_day, above that of poisson  as given
#include <fmt/format.h>

#include <cmath>
#include <string>

#include "dualflow/case/bind.hpp"
#include "dualflow/case/codes.hpp"

namespace dualflow {
namespace {

constexpr double most_of_normal = 1;  // beyond, a seventh of the days would ask for less than nothing
const double most_of_uniform = 1 / std::sqrt(3.0);

NoiseLaw law_of(const std::string& word) {
    if (word == "gamma") return NoiseLaw::gamma;
    if (word == "uniform") return NoiseLaw::uniform;
    if (word == "poisson") return NoiseLaw::poisson;
    if (word == "negative_binomial") return NoiseLaw::negative_binomial;
    if (word == "uniform_int") return NoiseLaw::uniform_int;
    return NoiseLaw::normal;
}

class NoiseCells {
public:
    NoiseCells(const Row& row, Noise& noise, Diagnostics& errors)
        : row_(row), noise_(noise), errors_(errors), law_(fmt::format("the law is {}", word())) {}

    void check() {
        check_ends();
        switch (noise_.law) {
            case NoiseLaw::none:
                break;
            case NoiseLaw::normal:
                needs_cv();
                most_cv(most_of_normal, "at most 1; gamma has no such limit");
                break;
            case NoiseLaw::gamma:
                needs_cv();
                break;
            case NoiseLaw::uniform:
                check_uniform();
                break;
            case NoiseLaw::uniform_int:
                check_uniform_int();
                break;
            case NoiseLaw::poisson:
                unwanted("noise_cv_per_day", "it follows from the mean");
                no_ends();
                break;
            case NoiseLaw::negative_binomial:
                needs_cv();
                no_ends();
                break;
        }
    }

private:
    std::string word() const { return row_.given("noise_dist") ? row_.text("noise_dist") : "normal"; }

    void complain(std::string_view code, std::string_view column, std::string message,
                  std::string_view expected) {
        errors_.push_back(problem_at(code, row_, column, std::move(message), expected));
    }
    void needs_cv() {
        if (!row_.given("noise_cv_per_day"))
            complain(code::goes_with, "noise_dist", law_ + " and noise_cv_per_day is blank",
                     "the coefficient of variation of a day's demand");
    }
    void most_cv(double most, std::string_view expected) {
        if (noise_.cv > most * (1 + 1e-9))
            complain(code::out_of_range, "noise_cv_per_day", fmt::format("{} and cv is {}", law_, noise_.cv),
                     expected);
    }
    void unwanted(std::string_view column, std::string_view why) {
        if (row_.given(column))
            complain(code::goes_with, column, fmt::format("{} and {} is given, but {}", law_, column, why),
                     "a blank cell, or another law");
    }
    void no_ends() {
        unwanted("noise_lo", "this law has no ends of its own");
        unwanted("noise_hi", "this law has no ends of its own");
    }
    void check_ends() {
        if (noise_.lo && noise_.hi && *noise_.lo >= *noise_.hi)
            complain(code::out_of_range, "noise_lo",
                     fmt::format("noise_lo {} is not below noise_hi {}", *noise_.lo, *noise_.hi),
                     "the least and the largest demand of a day");
    }
    bool needs_ends() {
        for (const char* end : {"noise_lo", "noise_hi"}) {
            if (row_.given(end)) continue;
            complain(code::goes_with, "noise_dist", fmt::format("{} and {} is blank", law_, end),
                     "both noise_lo and noise_hi");
            return false;
        }
        return true;
    }
    void check_uniform() {
        if (row_.given("noise_cv_per_day")) {
            most_cv(most_of_uniform, "at most 0.577 (from 0 to twice the mean)");
            unwanted("noise_lo", "noise_cv_per_day says how wide it is");
            unwanted("noise_hi", "noise_cv_per_day says how wide it is");
        } else {
            needs_ends();
        }
    }
    void check_uniform_int() {
        unwanted("noise_cv_per_day", "it follows from noise_lo and noise_hi");
        if (!needs_ends()) return;
        for (const char* end : {"noise_lo", "noise_hi"}) {
            if (const double value = row_.number(end); value != std::floor(value))
                complain(code::not_whole, end, fmt::format("{} and {} is {}", law_, end, value),
                         "a whole number");
        }
    }
    const Row& row_;
    Noise& noise_;
    Diagnostics& errors_;
    std::string law_;
};

}  // namespace

Noise noise_of(const Row& row, Diagnostics& errors) {
    Noise noise;
    const std::optional<double> cv = row.maybe("noise_cv_per_day");
    const bool named = row.given("noise_dist");
    if (cv == 0.0) return {};
    noise.lo = row.maybe("noise_lo");
    noise.hi = row.maybe("noise_hi");
    noise.cv = cv.value_or(0);
    if (named || cv) noise.law = law_of(row.text("noise_dist"));
    if (noise.law == NoiseLaw::none) {
        for (const char* end : {"noise_lo", "noise_hi"}) {
            if (row.given(end))
                errors.push_back(problem_at(code::goes_with, row, end,
                                            fmt::format("{} is given without a law", end),
                                            "noise_dist or noise_cv_per_day"));
        }
        return {};
    }
    NoiseCells(row, noise, errors).check();
    return noise;
}

}  // namespace dualflow
