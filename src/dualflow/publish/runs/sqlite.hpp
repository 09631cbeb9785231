// SPDX-License-Identifier: MIT
// SQLite's C interface with owners for its two handles. Every failure is an SqlError with the file, what
// was being done and SQLite's own words. Internal to runs/.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace dualflow::runs {

struct SqlError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

class Database;

// A prepared statement: bind in order, then step; columns count from 0.
class Statement {
public:
    Statement& bind(std::int64_t value);
    Statement& bind(std::optional<double> value);   // none and what is not finite are NULL
    Statement& bind(std::string_view value);        // kept by the caller until the statement is gone
    Statement& bind_bytes(std::string_view value);  // likewise
    bool step();                                    // true: a row is there

    std::int64_t integer(int column) const;
    std::optional<double> real(int column) const;
    std::string text(int column) const;  // of bytes as well

private:
    friend class Database;
    Statement(const Database& database, std::string_view sql);

    struct Finalise {
        void operator()(sqlite3_stmt* statement) const;
    };
    const Database* database_;
    std::unique_ptr<sqlite3_stmt, Finalise> handle_;
    int bound_ = 0;
};

class Database {
public:
    enum class Mode { read, write };  // write creates the file where it is missing

    Database(const std::filesystem::path& file, Mode mode);

    void run(const std::string& sql);  // statements without a result
    Statement prepare(std::string_view sql) const { return Statement(*this, sql); }
    std::int64_t last_row() const;
    std::int64_t changes() const;
    [[noreturn]] void fail(std::string_view doing) const;

private:
    friend class Statement;
    struct Close {
        void operator()(sqlite3* database) const;
    };
    std::string name_;
    std::unique_ptr<sqlite3, Close> handle_;
};

// Rolls back unless committed. Takes the write lock at once, so that it waits for another writer here and
// never in the middle.
class Transaction {
public:
    explicit Transaction(Database& database) : database_(database) { database_.run("BEGIN IMMEDIATE"); }
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    void commit();

private:
    Database& database_;
    bool open_ = true;
};

}  // namespace dualflow::runs
