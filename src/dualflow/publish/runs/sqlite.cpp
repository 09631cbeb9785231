// SPDX-License-Identifier: MIT
#include "dualflow/publish/runs/sqlite.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include <cmath>

namespace dualflow::runs {

namespace {
constexpr int patience_ms = 20'000;  // for another process that writes
}

Statement::Statement(const Database& database, std::string_view sql) : database_(&database) {
    sqlite3_stmt* statement = nullptr;
    const int code = sqlite3_prepare_v2(database.handle_.get(), sql.data(), static_cast<int>(sql.size()),
                                        &statement, nullptr);
    handle_.reset(statement);
    if (code != SQLITE_OK) database.fail("prepare a query");
}

void Statement::Finalise::operator()(sqlite3_stmt* statement) const {
    sqlite3_finalize(statement);
}

Statement& Statement::bind(std::int64_t value) {
    if (sqlite3_bind_int64(handle_.get(), ++bound_, value) != SQLITE_OK) database_->fail("bind a value");
    return *this;
}

Statement& Statement::bind(std::optional<double> value) {
    const bool known = value && std::isfinite(*value);
    ++bound_;
    const int code =
        known ? sqlite3_bind_double(handle_.get(), bound_, *value) : sqlite3_bind_null(handle_.get(), bound_);
    if (code != SQLITE_OK) database_->fail("bind a value");
    return *this;
}

Statement& Statement::bind(std::string_view value) {
    // An empty view may have no address, which SQLite would take for NULL.
    const char* text = value.empty() ? "" : value.data();
    if (sqlite3_bind_text64(handle_.get(), ++bound_, text, value.size(), SQLITE_STATIC, SQLITE_UTF8) !=
        SQLITE_OK)
        database_->fail("bind a text");
    return *this;
}

Statement& Statement::bind_bytes(std::string_view value) {
    const char* bytes = value.empty() ? "" : value.data();
    if (sqlite3_bind_blob64(handle_.get(), ++bound_, bytes, value.size(), SQLITE_STATIC) != SQLITE_OK)
        database_->fail("bind bytes");
    return *this;
}

bool Statement::step() {
    const int code = sqlite3_step(handle_.get());
    if (code == SQLITE_ROW) return true;
    if (code != SQLITE_DONE) database_->fail("run a query");
    return false;
}

std::int64_t Statement::integer(int column) const {
    return sqlite3_column_int64(handle_.get(), column);
}

std::optional<double> Statement::real(int column) const {
    if (sqlite3_column_type(handle_.get(), column) == SQLITE_NULL) return std::nullopt;
    return sqlite3_column_double(handle_.get(), column);
}

std::string Statement::text(int column) const {
    const void* bytes = sqlite3_column_blob(handle_.get(), column);
    if (bytes == nullptr) return {};
    return {static_cast<const char*>(bytes),
            static_cast<std::size_t>(sqlite3_column_bytes(handle_.get(), column))};
}

Database::Database(const std::filesystem::path& file, Mode mode) : name_(file.string()) {
    const int flags = mode == Mode::read ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    sqlite3* database = nullptr;
    const int code = sqlite3_open_v2(name_.c_str(), &database, flags, nullptr);
    handle_.reset(database);
    if (code != SQLITE_OK) fail("open it");
    sqlite3_busy_timeout(database, patience_ms);
}

void Database::Close::operator()(sqlite3* database) const {
    sqlite3_close_v2(database);
}

void Database::run(const std::string& sql) {
    if (sqlite3_exec(handle_.get(), sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) fail("write to it");
}

std::int64_t Database::last_row() const {
    return sqlite3_last_insert_rowid(handle_.get());
}

std::int64_t Database::changes() const {
    return sqlite3_changes(handle_.get());
}

void Database::fail(std::string_view doing) const {
    const char* reason = handle_ ? sqlite3_errmsg(handle_.get()) : "out of memory";
    throw SqlError(fmt::format("run store {}: could not {}: {}", name_, doing, reason));
}

Transaction::~Transaction() {
    if (!open_) return;
    try {
        database_.run("ROLLBACK");
    } catch (const SqlError&) {  // the error that brought us here is the one to tell
    }
}

void Transaction::commit() {
    database_.run("COMMIT");
    open_ = false;
}

}  // namespace dualflow::runs
