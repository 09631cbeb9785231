// SPDX-License-Identifier: MIT
// The only file that sees a HiGHS header. Compiles against HiGHS 1.10 and later.
#include <Highs.h>

#include <algorithm>
#include <chrono>
#include <cmath>

#include "dualflow/solver/lp/engine.hpp"

namespace dualflow::solver {
namespace {

constexpr double feasibility = 1e-9;  // of rows and of reduced costs; the library's own default is 1e-7
constexpr double tidy_feasibility = 1e-10;
constexpr double mip_feasibility = 1e-7;   // of integers in branch and bound; the fixed LP repairs the rest
constexpr double typical_cost = 1;         // the median cost is scaled to about this
constexpr double progress_interval = 0.2;  // seconds between two calls of on_progress

static_assert(static_cast<int>(HighsBasisStatus::kLower) == static_cast<int>(Standing::lower) &&
              static_cast<int>(HighsBasisStatus::kBasic) == static_cast<int>(Standing::basic) &&
              static_cast<int>(HighsBasisStatus::kUpper) == static_cast<int>(Standing::upper) &&
              static_cast<int>(HighsBasisStatus::kZero) == static_cast<int>(Standing::zero) &&
              static_cast<int>(HighsBasisStatus::kNonbasic) == static_cast<int>(Standing::nonbasic));

std::size_t at(Index index) {
    return static_cast<std::size_t>(index);
}

// The power of two that brings the median non-zero cost near `typical_cost`.
double cost_scale_of(const LpModel& model) {
    std::vector<double> sizes;
    for (const double cost : model.cost) {
        if (cost != 0 && std::isfinite(cost)) sizes.push_back(std::abs(cost));
    }
    if (sizes.empty()) return 1;
    const auto middle = sizes.begin() + static_cast<std::ptrdiff_t>(sizes.size() / 2);
    std::nth_element(sizes.begin(), middle, sizes.end());
    return std::exp2(std::round(std::log2(typical_cost / *middle)));
}

HighsLp highs_lp_of(const LpModel& model, double cost_scale, bool integers) {
    HighsLp lp;
    lp.num_col_ = model.columns();
    lp.num_row_ = model.rows();
    lp.offset_ = model.offset * cost_scale;
    lp.col_cost_ = model.cost;
    for (double& cost : lp.col_cost_) cost *= cost_scale;
    lp.col_lower_ = model.lower;
    lp.col_upper_ = model.upper;
    lp.row_lower_ = model.row_lower;
    lp.row_upper_ = model.row_upper;
    lp.a_matrix_.format_ = MatrixFormat::kColwise;
    lp.a_matrix_.num_col_ = model.columns();
    lp.a_matrix_.num_row_ = model.rows();
    lp.a_matrix_.start_.assign(model.start.begin(), model.start.end());
    lp.a_matrix_.index_.assign(model.row_index.begin(), model.row_index.end());
    lp.a_matrix_.value_ = model.value;
    if (integers) {
        for (const auto flag : model.integer) {
            lp.integrality_.push_back(flag != 0 ? HighsVarType::kInteger : HighsVarType::kContinuous);
        }
    }
    return lp;
}

// The scheduler of HiGHS belongs to the calling thread and is made once, with the number of threads
// then asked for; another number needs a new one.
void use_threads(Highs& highs, int threads) {
    thread_local int current = 0;
    if (current != 0 && current != threads) Highs::resetGlobalScheduler(true);
    current = threads;
    highs.setOptionValue("threads", threads);
    highs.setOptionValue("parallel", threads == 1 ? "off" : "on");
}

void set_common(Highs& highs, const SolveOptions& options, const Limits& limits) {
    use_threads(highs, options.threads);
    highs.setOptionValue("random_seed", options.seed);
    highs.setOptionValue("time_limit", limits.seconds);
    const auto count = [](std::int64_t limit) {
        return limit < 0 ? kHighsIInf : static_cast<HighsInt>(std::min<std::int64_t>(limit, kHighsIInf));
    };
    highs.setOptionValue("simplex_iteration_limit", count(limits.iterations));
    highs.setOptionValue("mip_max_nodes", count(limits.nodes));
    highs.zeroAllClocks();  // its time limit counts from here, not from the first run
}

// Stops the library when asked and tells how far it is, not too often.
class Watch {
public:
    Watch(const SolveOptions& options, double cost_scale, double known_bound)
        : options_(options), cost_scale_(cost_scale), known_bound_(known_bound) {}

    void attach(Highs& highs, std::initializer_list<HighsCallbackType> types) {
        if (options_.interrupt == nullptr && !options_.on_progress) return;
        // The types of the callback's data have other names in HiGHS 1.10 and the same members.
        highs.setCallback([this](int type, const std::string&, const auto* out, auto* in, void*) {
            if (in != nullptr && interrupted()) in->user_interrupt = true;
            if (out != nullptr) tell(type, *out);
        });
        for (const auto type : types) highs.startCallback(type);
        types_ = types;
    }

    void detach(Highs& highs) {
        for (const auto type : types_) highs.stopCallback(type);
        types_.clear();
    }

private:
    using Clock = std::chrono::steady_clock;

    bool interrupted() const { return options_.interrupt != nullptr && options_.interrupt->load(); }

    template <typename Output>
    void tell(int type, const Output& out) {
        if (!options_.on_progress) return;
        const auto now = Clock::now();
        if (std::chrono::duration<double>(now - told_).count() < progress_interval) return;
        told_ = now;
        options_.on_progress(progress_of(type, out, std::chrono::duration<double>(now - began_).count()));
    }

    template <typename Output>
    Progress progress_of(int type, const Output& out, double seconds) const {
        Progress progress{known_bound_, infinity, infinity, 0, 0, seconds};
        if (type != static_cast<int>(kCallbackMipInterrupt)) {
            progress.iterations = std::max(out.simplex_iteration_count, out.ipm_iteration_count);
            return progress;
        }
        progress.bound = std::max(known_bound_, out.mip_dual_bound / cost_scale_);
        progress.objective = out.mip_primal_bound / cost_scale_;
        if (std::isfinite(progress.objective)) {
            const double size = std::max(std::abs(progress.objective), 1e-300);
            progress.gap = std::max(0.0, progress.objective - progress.bound) / size;
        }
        progress.nodes = out.mip_node_count;
        progress.iterations = out.mip_total_lp_iterations;
        return progress;
    }

    const SolveOptions& options_;
    double cost_scale_, known_bound_;
    Clock::time_point began_ = Clock::now(), told_ = began_;
    std::vector<HighsCallbackType> types_;
};

Claim claim_of(HighsStatus status, HighsModelStatus model_status) {
    if (status == HighsStatus::kError) return Claim::error;
    switch (model_status) {
        case HighsModelStatus::kOptimal:
        case HighsModelStatus::kModelEmpty:
            return Claim::optimal;
        case HighsModelStatus::kInfeasible:
            return Claim::infeasible;
        case HighsModelStatus::kUnbounded:
            return Claim::unbounded;
        case HighsModelStatus::kUnboundedOrInfeasible:
            return Claim::infeasible_or_unbounded;
        case HighsModelStatus::kTimeLimit:
        case HighsModelStatus::kIterationLimit:
        case HighsModelStatus::kSolutionLimit:
        case HighsModelStatus::kObjectiveBound:
            return Claim::limit;
        case HighsModelStatus::kInterrupt:
            return Claim::interrupted;
        default:
            return Claim::error;
    }
}

// `given`: the basis does not come from the library's last run, or rows have changed since. The library would
// find the weights of steepest edges first, by a solve for each row, which costs more than all pivots from a
// basis near the optimum; Devex begins with weights of one. Runs that follow with other bounds leave the
// choice to the library: it finds the weights once and keeps them.
void set_method(Highs& highs, const Attempt& attempt, bool given) {
    constexpr int no_scaling = 0, library_chooses = 1;
    const double tolerance = attempt.tidy ? tidy_feasibility : feasibility;
    highs.setOptionValue("primal_feasibility_tolerance", tolerance);
    highs.setOptionValue("dual_feasibility_tolerance", tolerance);
    highs.setOptionValue("simplex_scale_strategy", attempt.tidy ? no_scaling : library_chooses);
    highs.setOptionValue("presolve", attempt.presolve ? "on" : "off");
    constexpr int weights_library_chooses = -1, devex = 1;
    highs.setOptionValue("simplex_dual_edge_weight_strategy",
                         attempt.from_basis && given ? devex : weights_library_chooses);
    if (attempt.method == Method::interior_point) {
        // "ipm" may mean another interior point code in newer versions, "ipx" is unknown to older ones.
        if (highs.setOptionValue("solver", "ipx") != HighsStatus::kOk) highs.setOptionValue("solver", "ipm");
        return;
    }
    highs.setOptionValue("solver", "simplex");
    constexpr int serial_dual = 1, primal = 4;
    highs.setOptionValue("simplex_strategy", attempt.method == Method::primal_simplex ? primal : serial_dual);
}

}  // namespace

struct Engine::Impl {
    Highs highs;
    HighsBasis remembered;
    double cost_scale = 1;
    bool given = true;  // the basis, by others than the last run
};

Engine::Engine(const LpModel& model) : impl_(std::make_unique<Impl>()) {
    impl_->highs.setOptionValue("output_flag", false);
    impl_->cost_scale = cost_scale_of(model);
    impl_->highs.passModel(highs_lp_of(model, impl_->cost_scale, false));
}
Engine::~Engine() = default;
Engine::Engine(Engine&&) noexcept = default;
Engine& Engine::operator=(Engine&&) noexcept = default;

void Engine::set_column_bounds(Index column, double lower, double upper) {
    impl_->highs.changeColBounds(column, lower, upper);
}

void Engine::set_row_bounds(Index row, double lower, double upper) {
    impl_->highs.changeRowBounds(row, lower, upper);
}

void Engine::set_cost(Index column, double cost) {
    impl_->highs.changeColCost(column, cost * impl_->cost_scale);
}

void Engine::set_entry(Index row, Index column, double value) {
    impl_->highs.changeCoeff(row, column, value);
    impl_->given = true;
}

void Engine::start_from(const Basis& basis, const LpModel& model) {
    impl_->highs.clearSolver();
    impl_->given = true;
    // Scaling is found once and extended where rows come later: another one than that of the whole matrix.
    impl_->highs.passModel(highs_lp_of(model, impl_->cost_scale, false));
    if (basis.empty()) return;
    HighsBasis given;
    given.valid = true;
    for (const std::uint8_t status : basis.columns)
        given.col_status.push_back(static_cast<HighsBasisStatus>(status));
    for (const std::uint8_t status : basis.rows)
        given.row_status.push_back(static_cast<HighsBasisStatus>(status));
    given.row_status.resize(static_cast<std::size_t>(impl_->highs.getNumRow()), HighsBasisStatus::kBasic);
    // With rows forgotten that were not basic there are too many basic ones; the library picks.
    const auto basic = [](const std::vector<HighsBasisStatus>& statuses) {
        return std::count(statuses.begin(), statuses.end(), HighsBasisStatus::kBasic);
    };
    given.alien = basic(given.col_status) + basic(given.row_status) != impl_->highs.getNumRow();
    impl_->highs.setBasis(given);
}

Basis Engine::basis() const {
    Basis basis;
    const HighsBasis& known = impl_->highs.getBasis();
    if (!known.valid) return basis;
    for (const HighsBasisStatus status : known.col_status)
        basis.columns.push_back(static_cast<std::uint8_t>(status));
    for (const HighsBasisStatus status : known.row_status)
        basis.rows.push_back(static_cast<std::uint8_t>(status));
    return basis;
}

void Engine::add_rows(const std::vector<LazyRow>& rows) {
    impl_->given = true;
    std::vector<HighsInt> columns;
    std::vector<double> values;
    for (const LazyRow& row : rows) {
        columns.clear();
        values.clear();
        for (const Term& term : row.terms) {
            columns.push_back(term.column);
            values.push_back(term.coefficient);
        }
        impl_->highs.addRow(row.lower, row.upper, static_cast<HighsInt>(columns.size()), columns.data(),
                            values.data());
    }
}

void Engine::delete_rows(const std::vector<Index>& rows) {
    Highs& highs = impl_->highs;
    impl_->given = true;
    HighsBasis basis = highs.getBasis();
    highs.deleteRows(static_cast<HighsInt>(rows.size()), rows.data());
    if (!basis.valid) return;
    // The library keeps no basis through this. Without a row that was not basic it would have a column too
    // many: then none is kept.
    std::size_t kept = 0, next = 0;
    bool all_basic = true;
    for (std::size_t i = 0; i < basis.row_status.size(); ++i) {
        if (next < rows.size() && at(rows[next]) == i) {
            all_basic = all_basic && basis.row_status[i] == HighsBasisStatus::kBasic;
            ++next;
        } else {
            basis.row_status[kept++] = basis.row_status[i];
        }
    }
    basis.row_status.resize(kept);
    highs.clearSolver();
    if (all_basic) highs.setBasis(basis);
}

bool Engine::has_basis() const {
    return impl_->highs.getBasis().valid;
}

void Engine::remember_basis() {
    impl_->remembered = impl_->highs.getBasis();
}

void Engine::restore_basis() {
    if (impl_->remembered.valid) impl_->highs.setBasis(impl_->remembered);
    impl_->given = true;
}

LpAnswer Engine::run(const Attempt& attempt, const SolveOptions& options, const Limits& limits) {
    Highs& highs = impl_->highs;
    if (!attempt.from_basis) highs.clearSolver();
    set_common(highs, options, limits);
    set_method(highs, attempt, impl_->given);
    highs.setOptionValue("objective_bound", options.cutoff * impl_->cost_scale);
    Watch watch(options, impl_->cost_scale, -infinity);
    watch.attach(highs, {kCallbackSimplexInterrupt, kCallbackIpmInterrupt});
    const HighsStatus status = highs.run();
    watch.detach(highs);
    impl_->given = false;

    LpAnswer answer;
    answer.claim = claim_of(status, highs.getModelStatus());
    const HighsInfo& info = highs.getInfo();
    answer.iterations = std::max(info.simplex_iteration_count, 0) + std::max(info.ipm_iteration_count, 0) +
                        std::max(info.crossover_iteration_count, 0);
    const HighsSolution& solution = highs.getSolution();
    if (solution.value_valid) answer.x = solution.col_value;
    if (solution.dual_valid) answer.row_dual = solution.row_dual;
    for (double& dual : answer.row_dual) dual /= impl_->cost_scale;
    if (answer.claim == Claim::infeasible) {
        bool has_ray = false;
        std::vector<double> ray(static_cast<std::size_t>(highs.getNumRow()));
        if (highs.getDualRay(has_ray, ray.data()) == HighsStatus::kOk && has_ray) answer.dual_ray = ray;
    }
    return answer;
}

MipAnswer Engine::branch(const LpModel& model, const SolveOptions& options, const Limits& limits,
                         const std::vector<double>& start, double known_bound, bool presolve) {
    Highs highs;
    highs.setOptionValue("output_flag", false);
    highs.passModel(highs_lp_of(model, impl_->cost_scale, true));
    set_common(highs, options, limits);
    highs.setOptionValue("presolve", presolve ? "on" : "off");
    highs.setOptionValue("mip_feasibility_tolerance", mip_feasibility);
    highs.setOptionValue("mip_rel_gap", options.gap);
    highs.setOptionValue("mip_abs_gap", 0.0);
    if (!start.empty()) {
        std::vector<HighsInt> columns;
        std::vector<double> values;
        for (Index column = 0; column < model.columns(); ++column) {
            if (model.integer[at(column)] == 0) continue;
            columns.push_back(column);
            values.push_back(std::round(start[at(column)]));
        }
        highs.setSolution(static_cast<HighsInt>(columns.size()), columns.data(), values.data());
    }
    Watch watch(options, impl_->cost_scale, known_bound);
    watch.attach(highs, {kCallbackMipInterrupt});
    const HighsStatus status = highs.run();

    MipAnswer answer;
    answer.claim = claim_of(status, highs.getModelStatus());
    const HighsInfo& info = highs.getInfo();
    answer.bound = info.mip_dual_bound / impl_->cost_scale;
    answer.nodes = info.mip_node_count;
    answer.iterations = info.simplex_iteration_count;
    if (info.primal_solution_status == kSolutionStatusFeasible) answer.x = highs.getSolution().col_value;
    return answer;
}

bool Basis::is_basic(Index row) const {
    return at(row) >= rows.size() || rows[at(row)] == static_cast<std::uint8_t>(HighsBasisStatus::kBasic);
}

void Basis::forget_rows(const std::vector<Index>& deleted) {
    for (auto row = deleted.rbegin(); row != deleted.rend(); ++row)
        if (at(*row) < rows.size()) rows.erase(rows.begin() + *row);
}

bool write_mps(const LpModel& model, const std::string& file) {
    Highs highs;
    highs.setOptionValue("output_flag", false);
    return highs.passModel(highs_lp_of(model, 1, true)) != HighsStatus::kError &&
           highs.writeModel(file) != HighsStatus::kError;
}

std::string solver_name_and_version() {
    return std::string("HiGHS ") + Highs().version();
}

}  // namespace dualflow::solver
