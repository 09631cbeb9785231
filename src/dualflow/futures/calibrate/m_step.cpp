// SPDX-License-Identifier: MIT
#include "dualflow/futures/calibrate/m_step.hpp"

#include <algorithm>
#include <cmath>

namespace dualflow {

namespace {

using Matrix = std::vector<std::vector<double>>;

// Weighted sums over the months of a pair of regimes: y of the month, p of the one before.
struct Sums {
    double w = 0, y = 0, p = 0, yy = 0, pp = 0, yp = 0;
    void add(double weight, double now, double before) {
        w += weight;
        y += weight * now;
        p += weight * before;
        yy += weight * now * now;
        pp += weight * before * before;
        yp += weight * now * before;
    }
};

std::vector<Sums> sums_of(const std::vector<double>& y, const Smoothed& smoothed, std::size_t pairs) {
    std::vector<Sums> sums(pairs);
    for (std::size_t t = 1; t < y.size(); ++t)
        for (std::size_t i = 0; i < pairs; ++i) sums[i].add(smoothed.pair[t][i], y[t], y[t - 1]);
    return sums;
}

// The expected log-likelihood as a function of x = (a, b), a = 1/σ and b = μ/σ: Σ c log a − xᵀ A x / 2.
struct Concave {
    Matrix a;
    std::vector<double> c;

    double value(const std::vector<double>& x) const {
        double sum = 0;
        for (std::size_t i = 0; i < x.size(); ++i)
            for (std::size_t j = 0; j < x.size(); ++j) sum -= 0.5 * x[i] * a[i][j] * x[j];
        for (std::size_t k = 0; k < c.size(); ++k) sum += c[k] * std::log(x[k]);
        return sum;
    }
};

// Adds ξ v vᵀ for the residual a_k y − b_k − φ (a_j p − b_j), whose coefficients on x are v.
void add_pair(Concave& q, const Sums& s, std::size_t j, std::size_t k, double phi) {
    const std::size_t n = q.c.size();
    const std::size_t at[] = {k, n + k, j, n + j};
    const double f = phi;
    const double m[4][4] = {{s.yy, -s.y, -f * s.yp, f * s.y},
                            {-s.y, s.w, f * s.p, -f * s.w},
                            {-f * s.yp, f * s.p, f * f * s.pp, -f * f * s.p},
                            {f * s.y, -f * s.w, -f * f * s.p, f * f * s.w}};
    for (int row = 0; row < 4; ++row)
        for (int column = 0; column < 4; ++column)
            q.a[at[row]][at[column]] += m[row][column] / (1 - phi * phi);
    q.c[k] += s.w;
}

Concave expected(const std::vector<Sums>& sums, double first, const std::vector<double>& law, double phi,
                 const Prior& prior) {
    const std::size_t n = law.size();
    Concave q{Matrix(2 * n, std::vector<double>(2 * n, 0)), std::vector<double>(n, 0)};
    for (std::size_t j = 0; j < n; ++j)
        for (std::size_t k = 0; k < n; ++k) add_pair(q, sums[j * n + k], j, k, phi);
    for (std::size_t k = 0; k < n; ++k) {
        Sums month;
        month.add(law[k], first, 0);
        add_pair(q, month, k, k, 0);
        q.a[k][k] += prior.months * prior.deviation * prior.deviation;
        q.c[k] += prior.months;
    }
    return q;
}

// Solves h x = g for a positive definite h, by elimination.
std::vector<double> solve(Matrix h, std::vector<double> g) {
    const std::size_t n = g.size();
    for (std::size_t p = 0; p < n; ++p) {
        for (std::size_t i = p + 1; i < n; ++i) {
            const double factor = h[i][p] / h[p][p];
            for (std::size_t j = p; j < n; ++j) h[i][j] -= factor * h[p][j];
            g[i] -= factor * g[p];
        }
    }
    for (std::size_t p = n; p-- > 0;) {
        for (std::size_t j = p + 1; j < n; ++j) g[p] -= h[p][j] * g[j];
        g[p] /= h[p][p];
    }
    return g;
}

std::vector<double> newton_step(const Concave& q, const std::vector<double>& x) {
    Matrix h = q.a;
    std::vector<double> gradient(x.size(), 0);
    for (std::size_t i = 0; i < x.size(); ++i)
        for (std::size_t j = 0; j < x.size(); ++j) gradient[i] -= q.a[i][j] * x[j];
    for (std::size_t k = 0; k < q.c.size(); ++k) {
        gradient[k] += q.c[k] / x[k];
        h[k][k] += q.c[k] / (x[k] * x[k]);
    }
    for (std::size_t i = 0; i < x.size(); ++i)
        h[i][i] *= 1 + 1e-12;  // a regime that no month is in has b free
    return solve(std::move(h), std::move(gradient));
}

// Newton's method with steps that are halved until they raise the value.
std::vector<double> maximum(const Concave& q, std::vector<double> x) {
    double value = q.value(x);
    for (int iteration = 0; iteration < 30; ++iteration) {
        const std::vector<double> step = newton_step(q, x);
        bool raised = false;
        for (double length = 1; length > 1e-6 && !raised; length /= 2) {
            std::vector<double> trial = x;
            for (std::size_t i = 0; i < x.size(); ++i) trial[i] += length * step[i];
            if (std::any_of(trial.begin(), trial.begin() + static_cast<std::ptrdiff_t>(q.c.size()),
                            [](double a) { return !(a > 0); }))
                continue;
            const double reached = q.value(trial);
            raised = reached > value;
            if (raised) {
                x = std::move(trial);
                value = reached;
            }
        }
        if (!raised) break;
    }
    return x;
}

// The part of the expected log-likelihood that holds φ: −S(φ) / (2 (1 − φ²)) − (W/2) log(1 − φ²), with S the
// sum of squares of u − φ p.
struct OfPhi {
    double uu = 0, pp = 0, up = 0, w = 0;
    double operator()(double f) const {
        return -(uu - 2 * f * up + f * f * pp) / (2 * (1 - f * f)) - 0.5 * w * std::log(1 - f * f);
    }
};

double best_phi(const OfPhi& q, double phi, double most) {
    constexpr int cells = 400;
    const auto at = [most](int i) { return most * (-1 + 2.0 * i / cells); };
    int best = 0;
    for (int i = 1; i <= cells; ++i)
        if (q(at(i)) > q(at(best))) best = i;
    double low = at(std::max(best - 1, 0)), high = at(std::min(best + 1, cells));
    for (int i = 0; i < 60; ++i) {  // ternary search in a bracket of the maximum
        const double a = low + (high - low) / 3, b = high - (high - low) / 3;
        (q(a) < q(b) ? low : high) = q(a) < q(b) ? a : b;
    }
    const double found = (low + high) / 2;
    return q(found) > q(phi) ? found : phi;
}

OfPhi of_phi(const std::vector<Sums>& sums, const std::vector<double>& a, const std::vector<double>& b) {
    OfPhi q;
    const std::size_t n = a.size();
    for (std::size_t j = 0; j < n; ++j) {
        for (std::size_t k = 0; k < n; ++k) {
            const Sums& s = sums[j * n + k];
            q.w += s.w;
            q.uu += a[k] * a[k] * s.yy - 2 * a[k] * b[k] * s.y + b[k] * b[k] * s.w;
            q.pp += a[j] * a[j] * s.pp - 2 * a[j] * b[j] * s.p + b[j] * b[j] * s.w;
            q.up += a[k] * a[j] * s.yp - a[k] * b[j] * s.y - b[k] * a[j] * s.p + b[k] * b[j] * s.w;
        }
    }
    return q;
}

void fit_chain(RegimeModel& model, const std::vector<Sums>& sums, const Prior& prior) {
    const std::size_t n = model.size();
    for (std::size_t j = 0; j < n; ++j) {
        double total = 0;
        for (std::size_t k = 0; k < n; ++k) total += sums[j * n + k].w + prior.steps;
        for (std::size_t k = 0; k < n; ++k)
            model.transition[j][k] = (sums[j * n + k].w + prior.steps) / total;
    }
}

}  // namespace

double log_prior(const RegimeModel& model, const Prior& prior) {
    double sum = 0;
    for (const double sigma : model.sigma)
        sum -= prior.months * (std::log(sigma) + 0.5 * std::pow(prior.deviation / sigma, 2));
    for (const std::vector<double>& row : model.transition)
        for (const double chance : row) sum += prior.steps * std::log(chance);
    return sum;
}

RegimeModel maximise(const RegimeModel& model, const std::vector<double>& y, const Smoothed& smoothed,
                     const Prior& prior, double most_memory) {
    const std::size_t n = model.size();
    const std::vector<Sums> sums = sums_of(y, smoothed, n * n);
    RegimeModel next = model;
    next.start = smoothed.probability.front();
    fit_chain(next, sums, prior);
    std::vector<double> a, b;
    for (std::size_t k = 0; k < n; ++k) a.push_back(1 / model.sigma[k]);
    for (std::size_t k = 0; k < n; ++k) b.push_back(model.mu[k] / model.sigma[k]);
    std::vector<double> x = a;
    x.insert(x.end(), b.begin(), b.end());
    x = maximum(expected(sums, y.front(), next.start, model.phi, prior), std::move(x));
    for (std::size_t k = 0; k < n; ++k) {
        a[k] = x[k];
        b[k] = x[n + k];
        next.sigma[k] = 1 / a[k];
        next.mu[k] = b[k] / a[k];
    }
    next.phi = best_phi(of_phi(sums, a, b), model.phi, most_memory);
    return next;
}

}  // namespace dualflow
