// SPDX-License-Identifier: MIT
#include "dualflow/solver/stochastic/key.hpp"

#include <fmt/format.h>
#include <xxhash.h>

#include <memory>
#include <vector>

namespace dualflow::solver {
namespace {

class Hash {
public:
    Hash() : state_(XXH3_createState(), &XXH3_freeState) { XXH3_128bits_reset(state_.get()); }

    template <class Value>
    void add(const std::vector<Value>& values) {
        add(values.size());
        XXH3_128bits_update(state_.get(), values.data(), values.size() * sizeof(Value));
    }
    void add(double value) { XXH3_128bits_update(state_.get(), &value, sizeof value); }
    void add(std::size_t value) { XXH3_128bits_update(state_.get(), &value, sizeof value); }
    void add(Index value) { add(static_cast<std::size_t>(value)); }

    void add(const LpModel& model) {
        add(model.offset);
        add(model.cost);
        add(model.lower);
        add(model.upper);
        add(model.integer);
        add(model.row_lower);
        add(model.row_upper);
        add(model.start);
        add(model.row_index);
        add(model.value);
    }

    void add(const TwoStageProgram::Future& future) {
        add(future.rows.size());
        for (const auto& row : future.rows) add(row.row), add(row.lower), add(row.upper);
        add(future.columns.size());
        for (const auto& column : future.columns)
            add(column.column), add(column.lower), add(column.upper), add(column.cost);
        add(future.entries.size());
        for (const auto& entry : future.entries) add(entry.row), add(entry.column), add(entry.value);
    }

    std::string text() const {
        const XXH128_hash_t sum = XXH3_128bits_digest(state_.get());
        return fmt::format("{:016x}{:016x}", sum.high64, sum.low64);
    }

private:
    std::unique_ptr<XXH3_state_t, decltype(&XXH3_freeState)> state_;
};

}  // namespace

std::string key_of(const TwoStageProgram& program, const Risk& risk, const BendersOptions& options) {
    Hash hash;
    hash.add(program.master);
    hash.add(program.block);
    hash.add(program.link);
    for (std::size_t s = 0; s < program.futures(); ++s) {
        hash.add(program.probability(s));
        hash.add(program.future(s));
    }
    for (const double value : {risk.lambda, risk.alpha, options.gap, options.whole_gap}) hash.add(value);
    for (const bool flag : {options.stabilise, options.mean_in_master, options.wait_and_see,
                            options.partial_sweeps, options.one_tree, static_cast<bool>(options.whole_cost),
                            static_cast<bool>(options.plan_from_elsewhere)})
        hash.add(static_cast<std::size_t>(flag));
    hash.add(static_cast<std::size_t>(options.clusters));
    hash.add(options.branch_between_rounds);
    hash.add(static_cast<std::size_t>(options.heavy_master));
    hash.add(static_cast<std::size_t>(options.adaptive_partition));
    hash.add(static_cast<std::size_t>(options.worst_futures));
    return hash.text();
}

}  // namespace dualflow::solver
