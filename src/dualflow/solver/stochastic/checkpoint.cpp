// SPDX-License-Identifier: MIT
#include "dualflow/solver/stochastic/checkpoint.hpp"

#include <fmt/format.h>
#include <xxhash.h>

#include <cstring>
#include <type_traits>

namespace dualflow::solver {
namespace {

constexpr std::string_view mark = "dualflow Benders state 1\n";  // the version is part of it

class Writer {
public:
    std::string bytes{mark};

    template <class Value>
    void operator()(const Value& value) {
        if constexpr (std::is_arithmetic_v<Value>) {
            bytes.append(reinterpret_cast<const char*>(&value), sizeof value);
        } else {
            fields(*this, value);
        }
    }
    template <class Value>
    void sequence(const Value& values) {
        (*this)(static_cast<std::uint64_t>(values.size()));
        if constexpr (std::is_arithmetic_v<typename Value::value_type>) {
            bytes.append(reinterpret_cast<const char*>(values.data()),
                         values.size() * sizeof(typename Value::value_type));
        } else {
            for (const auto& value : values) (*this)(value);
        }
    }
};

class Reader {
public:
    explicit Reader(std::string_view bytes) : left_(bytes) {}
    bool intact = true;  // false once more was asked for than there is
    bool all_read() const { return intact && left_.empty(); }

    template <class Value>
    void operator()(Value& value) {
        if constexpr (std::is_arithmetic_v<Value>) {
            copy(&value, sizeof value);
        } else {
            fields(*this, value);
        }
    }
    template <class Value>
    void sequence(Value& values) {
        using Element = typename Value::value_type;
        constexpr std::size_t least = std::is_arithmetic_v<Element> ? sizeof(Element) : 1;  // of an element
        std::uint64_t size = 0;
        (*this)(size);
        intact = intact && size <= left_.size() / least;
        if (!intact) return;
        if constexpr (std::is_arithmetic_v<Element>) {
            values.resize(size);
            copy(values.data(), size * sizeof(Element));
        } else {
            values.clear();
            for (std::uint64_t k = 0; k < size && intact; ++k) (*this)(values.emplace_back());
        }
    }

private:
    void copy(void* to, std::size_t size) {
        intact = intact && size <= left_.size();
        if (!intact || size == 0) return;
        std::memcpy(to, left_.data(), size);
        left_.remove_prefix(size);
    }
    std::string_view left_;
};

// The fields of each type in their order, for both directions. (The types are const for a writer.)
template <class Archive>
void fields(Archive& archive, const std::string& text) {
    archive.sequence(text);
}
template <class Archive>
void fields(Archive& archive, std::string& text) {
    archive.sequence(text);
}
template <class Archive, class Value>
void fields(Archive& archive, const std::vector<Value>& values) {
    archive.sequence(values);
}
template <class Archive, class Value>
void fields(Archive& archive, std::vector<Value>& values) {
    archive.sequence(values);
}

template <class Type, class Value>
concept is = std::is_same_v<std::remove_const_t<Type>, Value>;

template <class Archive, is<Term> T>
void fields(Archive& archive, T& term) {
    archive(term.column);
    archive(term.coefficient);
}
template <class Archive, is<LazyRow> T>
void fields(Archive& archive, T& row) {
    archive(row.lower);
    archive(row.upper);
    archive(row.terms);
}
template <class Archive, is<Cut> T>
void fields(Archive& archive, T& cut) {
    archive(cut.constant);
    archive(cut.slope);
    archive(cut.within_reach);
}
template <class Archive, is<Basis> T>
void fields(Archive& archive, T& basis) {
    archive(basis.columns);
    archive(basis.rows);
}
template <class Archive, is<MasterState> T>
void fields(Archive& archive, T& master) {
    archive(master.base);
    archive(master.tail);
    archive(master.rows);
    archive(master.basis);
    archive(master.cuts);
}
template <class Archive, is<BendersState> T>
void fields(Archive& archive, T& state) {
    archive(state.integers);
    archive(state.step);
    archive(state.start);
    archive(state.best);
    archive(state.incumbent);
    archive(state.best_objective);
    archive(state.bound);
    archive(state.bound_proved);
    archive(state.reach);
    archive(state.kept_near);
    archive(state.next_cluster);
    archive(state.master);
    archive(state.bases);
    archive(state.rounds);
    archive(state.lp_solves);
    archive(state.iterations);
    archive(state.cuts_within_reach);
    archive(state.worst_primal_dual_gap);
    archive(state.log);
}

std::uint64_t checksum(std::string_view bytes) {
    return XXH3_64bits(bytes.data(), bytes.size());
}

}  // namespace

std::string to_bytes(const BendersState& state, std::string_view key) {
    Writer writer;
    writer(std::string(key));
    writer(state);
    writer(checksum(writer.bytes));
    return std::move(writer.bytes);
}

Result<BendersState, std::string> from_bytes(std::string_view bytes, std::string_view key) {
    if (!bytes.starts_with(mark))
        return unexpected(
            fmt::format("the state kept does not begin with \"{}\": it is not a state, or of "
                        "another version",
                        mark.substr(0, mark.size() - 1)));
    std::uint64_t sum = 0;
    if (bytes.size() < mark.size() + sizeof sum)
        return unexpected(fmt::format("the state kept is cut short after {} bytes", bytes.size()));
    const std::string_view content = bytes.substr(0, bytes.size() - sizeof sum);
    std::memcpy(&sum, bytes.data() + content.size(), sizeof sum);
    if (sum != checksum(content))
        return unexpected(std::string("the state kept is damaged: its checksum does not fit its content"));
    Reader reader(content.substr(mark.size()));
    std::string found;
    BendersState state;
    reader(found);
    if (reader.intact && found == key) reader(state);
    if (found != key)
        return unexpected(
            fmt::format("the state kept is of {}; expected {}: the program, the risk or an "
                        "option is not the same",
                        found, key));
    if (!reader.all_read()) return unexpected(std::string("the state kept is not of this version's form"));
    return state;
}

}  // namespace dualflow::solver
