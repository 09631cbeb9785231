// SPDX-License-Identifier: MIT
#include "dualflow/publish/runs/store.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <iterator>
#include <stdexcept>

#include "dualflow/publish/runs/sqlite.hpp"

namespace dualflow::runs {

namespace {

constexpr const char* file_name = "runs.sqlite";

// Entry i leads from version i to i + 1; `user_version` of the file says how far it has come. Entries
// are never changed once released, only added.
constexpr const char* migrations[] = {
    R"(CREATE TABLE runs (
         id INTEGER PRIMARY KEY AUTOINCREMENT,
         created TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now')),
         case_name TEXT NOT NULL, case_hash TEXT NOT NULL, case_path TEXT NOT NULL,
         status TEXT NOT NULL, objective REAL, bound REAL, gap REAL,
         seconds REAL NOT NULL, versions TEXT NOT NULL, document TEXT NOT NULL) STRICT)",
    R"(CREATE TABLE unfinished (
         id INTEGER PRIMARY KEY AUTOINCREMENT,
         created TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now')),
         updated TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now')),
         command TEXT NOT NULL, folder TEXT NOT NULL,
         progress TEXT NOT NULL, state BLOB NOT NULL) STRICT)",
    "ALTER TABLE runs ADD COLUMN strategy TEXT NOT NULL DEFAULT ''",
};
constexpr std::int64_t newest = std::size(migrations);
constexpr std::int64_t first_with_strategy = 3;

constexpr std::string_view unfinished_columns = "id, created, updated, command, folder, progress";

std::int64_t version_of(const Database& database) {
    Statement query = database.prepare("PRAGMA user_version");
    query.step();
    return query.integer(0);
}

void refuse_newer(std::int64_t version, const std::filesystem::path& file) {
    if (version <= newest) return;
    throw SqlError(
        fmt::format("run store {}: it has version {}, this dualflow knows versions up to {}; use the "
                    "dualflow that wrote it, or another folder with --runs",
                    file.string(), version, newest));
}

// A store that is only read may be of an older version.
std::string fact_columns(const Database& database) {
    return fmt::format(
        "id, created, case_name, case_hash, case_path, status, objective, bound, gap, seconds, versions, {}",
        version_of(database) < first_with_strategy ? "''" : "strategy");
}

// Also proves that the file can be written to: the transaction is taken whether or not there is a step.
void migrate(Database& database, const std::filesystem::path& file) {
    database.run("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
    Transaction transaction(database);
    std::int64_t version = version_of(database);
    refuse_newer(version, file);
    for (; version < newest; ++version) database.run(migrations[version]);
    database.run(fmt::format("PRAGMA user_version = {}", newest));
    transaction.commit();
}

RunFacts facts_of(const Statement& row) {
    RunFacts f;
    f.id = row.integer(0);
    f.created = row.text(1);
    f.case_name = row.text(2);
    f.case_hash = row.text(3);
    f.case_path = row.text(4);
    f.status = row.text(5);
    f.objective = row.real(6);
    f.bound = row.real(7);
    f.gap = row.real(8);
    f.seconds = row.real(9).value_or(0);
    f.versions = row.text(10);
    f.strategy = row.text(11);
    return f;
}

std::optional<std::int64_t> number_of(const std::string& name) {
    std::int64_t id = 0;
    const char* end = name.data() + name.size();
    const auto [rest, error] = std::from_chars(name.data(), end, id);
    if (error != std::errc{} || rest != end) return std::nullopt;
    return id;
}

UnfinishedRun unfinished_of(const Statement& row) {
    return {row.integer(0), row.text(1), row.text(2), row.text(3), row.text(4), row.text(5), {}};
}

unexpected<RunError> environment(const std::exception& error) {
    return unexpected(RunError{RunError::Kind::environment, error.what()});
}

}  // namespace

struct Store::Impl {
    std::filesystem::path folder;
    std::unique_ptr<Database> database;  // none: the folder has no store yet

    Database& for_writing() const {
        if (!database) throw std::logic_error("the run store was opened for reading");
        return *database;
    }

    // Whether there is a table to read: a store that an older dualflow made may lack the newest.
    bool has(const std::string& table) const {
        if (!database) return false;
        Statement query = database->prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?");
        query.bind(table);
        return query.step();
    }

    // Which runs there are, for the message that the one asked for is not among them.
    unexpected<RunError> no_such_run(const std::string& name, const std::string& table = "runs") const {
        const std::string kind = table == "runs" ? "run" : "unfinished run";
        std::string there = fmt::format("there are no {}s yet", kind);
        if (has(table)) {
            Statement query =
                database->prepare(fmt::format("SELECT count(*), min(id), max(id) FROM {}", table));
            if (query.step() && query.integer(0) > 0)
                there = fmt::format("there are {}, the oldest {}, the newest {}", query.integer(0),
                                    query.integer(1), query.integer(2));
        }
        return unexpected(
            RunError{RunError::Kind::no_such_run,
                     fmt::format("no {} \"{}\" in {}\n  = expected the number of {}, or last; {}", kind, name,
                                 folder.string(), table == "runs" ? "a run" : "an unfinished run", there)});
    }
};

Store::Store(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Store::Store(Store&&) noexcept = default;
Store& Store::operator=(Store&&) noexcept = default;
Store::~Store() = default;

Result<Store, RunError> Store::open_to_write(const std::filesystem::path& folder) {
    try {
        std::filesystem::create_directories(folder);
        auto impl = std::make_unique<Impl>();
        impl->folder = folder;
        impl->database = std::make_unique<Database>(folder / file_name, Database::Mode::write);
        migrate(*impl->database, folder / file_name);
        return Store(std::move(impl));
    } catch (const std::filesystem::filesystem_error& error) {
        return unexpected(
            RunError{RunError::Kind::environment, fmt::format("run store {}: the folder cannot be made: {}",
                                                              folder.string(), error.code().message())});
    } catch (const SqlError& error) {
        return environment(error);
    }
}

Result<Store, RunError> Store::open_to_read(const std::filesystem::path& folder) {
    try {
        auto impl = std::make_unique<Impl>();
        impl->folder = folder;
        std::error_code unreachable;
        if (std::filesystem::exists(folder / file_name, unreachable)) {
            impl->database = std::make_unique<Database>(folder / file_name, Database::Mode::read);
            const std::int64_t version = version_of(*impl->database);
            refuse_newer(version, folder / file_name);
            if (version == 0) impl->database.reset();  // made, but nothing was ever saved
        }
        return Store(std::move(impl));
    } catch (const SqlError& error) {
        return environment(error);
    }
}

Result<std::int64_t, RunError> Store::save(const StoredRun& run) {
    try {
        Database& database = impl_->for_writing();
        Transaction transaction(database);
        const RunFacts& f = run.facts;
        Statement insert = database.prepare(
            "INSERT INTO runs (case_name, case_hash, case_path, status, objective, bound, gap, seconds, "
            "versions, strategy, document) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        insert.bind(f.case_name).bind(f.case_hash).bind(f.case_path).bind(f.status);
        insert.bind(f.objective).bind(f.bound).bind(f.gap).bind(std::optional(f.seconds));
        insert.bind(f.versions).bind(f.strategy).bind(run.document).step();
        const std::int64_t id = database.last_row();
        transaction.commit();
        return id;
    } catch (const SqlError& error) {
        return environment(error);
    }
}

Result<StoredRun, RunError> Store::load(const std::string& name) const {
    try {
        const std::optional<std::int64_t> id = number_of(name);
        if (!impl_->database || (!id && name != "last")) return impl_->no_such_run(name);
        const std::string which = id ? "WHERE id = ?" : "ORDER BY id DESC LIMIT 1";
        Statement query = impl_->database->prepare(
            fmt::format("SELECT {}, document FROM runs {}", fact_columns(*impl_->database), which));
        if (id) query.bind(*id);
        if (!query.step()) return impl_->no_such_run(name);
        return StoredRun{facts_of(query), query.text(12)};
    } catch (const SqlError& error) {
        return environment(error);
    }
}

Result<std::vector<RunFacts>, RunError> Store::list() const {
    try {
        std::vector<RunFacts> out;
        if (!impl_->database) return out;
        Statement query = impl_->database->prepare(
            fmt::format("SELECT {} FROM runs ORDER BY id", fact_columns(*impl_->database)));
        while (query.step()) out.push_back(facts_of(query));
        return out;
    } catch (const SqlError& error) {
        return environment(error);
    }
}

Result<void, RunError> Store::remove(std::int64_t id) {
    try {
        Database& database = impl_->for_writing();
        Transaction transaction(database);
        Statement erase = database.prepare("DELETE FROM runs WHERE id = ?");
        erase.bind(id).step();
        if (database.changes() == 0) return impl_->no_such_run(std::to_string(id));
        transaction.commit();
        return {};
    } catch (const SqlError& error) {
        return environment(error);
    }
}

Result<std::int64_t, RunError> Store::begin(const UnfinishedRun& run) {
    try {
        Database& database = impl_->for_writing();
        Transaction transaction(database);
        Statement insert =
            database.prepare("INSERT INTO unfinished (command, folder, progress, state) VALUES (?, ?, ?, ?)");
        insert.bind(run.command).bind(run.folder).bind(run.progress).bind_bytes(run.state).step();
        const std::int64_t id = database.last_row();
        transaction.commit();
        return id;
    } catch (const SqlError& error) {
        return environment(error);
    }
}

Result<void, RunError> Store::keep(std::int64_t id, const std::string& progress, const std::string& state) {
    try {
        Database& database = impl_->for_writing();
        Transaction transaction(database);
        Statement update = database.prepare(
            "UPDATE unfinished SET updated = strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), progress = ?, state = ? "
            "WHERE id = ?");
        update.bind(progress).bind_bytes(state).bind(id).step();
        if (database.changes() == 0) return impl_->no_such_run(std::to_string(id), "unfinished");
        transaction.commit();
        return {};
    } catch (const SqlError& error) {
        return environment(error);
    }
}

Result<void, RunError> Store::end(std::int64_t id) {
    try {
        Database& database = impl_->for_writing();
        Transaction transaction(database);
        Statement erase = database.prepare("DELETE FROM unfinished WHERE id = ?");
        erase.bind(id).step();
        if (database.changes() == 0) return impl_->no_such_run(std::to_string(id), "unfinished");
        transaction.commit();
        return {};
    } catch (const SqlError& error) {
        return environment(error);
    }
}

Result<UnfinishedRun, RunError> Store::load_unfinished(const std::string& name) const {
    try {
        const std::optional<std::int64_t> id = number_of(name);
        if (!impl_->has("unfinished") || (!id && name != "last"))
            return impl_->no_such_run(name, "unfinished");
        const std::string which = id ? "WHERE id = ?" : "ORDER BY id DESC LIMIT 1";
        Statement query = impl_->database->prepare(
            fmt::format("SELECT {}, state FROM unfinished {}", unfinished_columns, which));
        if (id) query.bind(*id);
        if (!query.step()) return impl_->no_such_run(name, "unfinished");
        UnfinishedRun run = unfinished_of(query);
        run.state = query.text(6);
        return run;
    } catch (const SqlError& error) {
        return environment(error);
    }
}

Result<std::vector<UnfinishedRun>, RunError> Store::unfinished() const {
    try {
        std::vector<UnfinishedRun> out;
        if (!impl_->has("unfinished")) return out;
        Statement query = impl_->database->prepare(
            fmt::format("SELECT {} FROM unfinished ORDER BY id", unfinished_columns));
        while (query.step()) out.push_back(unfinished_of(query));
        return out;
    } catch (const SqlError& error) {
        return environment(error);
    }
}

}  // namespace dualflow::runs
