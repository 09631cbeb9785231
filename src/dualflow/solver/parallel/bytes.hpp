// SPDX-License-Identifier: MIT
// Values as bytes and back, bit for bit, for messages between ranks and for states that are kept. Of this
// machine's byte order: both ends are the same program.
//
// A type says its fields once, for both directions, in a function `fields(archive, value)` beside it.
#pragma once

#include <concepts>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace dualflow::solver {

// For `fields` of a type, const for a writer and not for a reader.
template <class Type, class Value>
concept either_way = std::same_as<std::remove_const_t<Type>, Value>;

class ByteWriter {
public:
    std::string bytes;

    template <class Value>
    void operator()(const Value& value) {
        if constexpr (std::is_arithmetic_v<Value>) {
            bytes.append(reinterpret_cast<const char*>(&value), sizeof value);
        } else if constexpr (requires { typename Value::value_type; }) {
            sequence(value);
        } else {
            fields(*this, value);
        }
    }

private:
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

class ByteReader {
public:
    explicit ByteReader(std::string_view bytes) : left_(bytes) {}
    bool intact = true;  // false once more was asked for than there is
    bool all_read() const { return intact && left_.empty(); }

    template <class Value>
    void operator()(Value& value) {
        if constexpr (std::is_arithmetic_v<Value>) {
            copy(&value, sizeof value);
        } else if constexpr (requires { typename Value::value_type; }) {
            sequence(value);
        } else {
            fields(*this, value);
        }
    }

private:
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

    void copy(void* to, std::size_t size) {
        intact = intact && size <= left_.size();
        if (!intact || size == 0) return;
        std::memcpy(to, left_.data(), size);
        left_.remove_prefix(size);
    }
    std::string_view left_;
};

template <class... Values>
std::string bytes_of(const Values&... values) {
    ByteWriter writer;
    (writer(values), ...);
    return std::move(writer.bytes);
}

// False where the bytes are not exactly those of such values.
template <class... Values>
bool from_bytes_to(std::string_view bytes, Values&... values) {
    ByteReader reader(bytes);
    (reader(values), ...);
    return reader.all_read();
}

}  // namespace dualflow::solver
