// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>
#include <signal.h>
#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <regex>
#include <thread>

#include "dualflow/publish/runs/store.hpp"
#include "publish/scratch_folder.hpp"

namespace dualflow::runs {
namespace {

using testing::read_text;
using testing::ScratchFolder;
using testing::write_text;
using namespace std::string_literals;

StoredRun some_run(const std::string& name) {
    StoredRun run;
    run.facts.case_name = name;
    run.facts.case_hash = "0123";
    run.facts.case_path = "examples/" + name;
    run.facts.status = "optimal";
    run.facts.objective = 0.1;
    run.facts.bound = -1e300;
    run.facts.seconds = 1.5;
    run.facts.versions = "dualflow 0.1.0";
    run.document = "{\"name\": \"" + name + "\"}\n";
    return run;
}

Store writer(const std::filesystem::path& folder) {
    auto store = Store::open_to_write(folder);
    if (!store) throw std::runtime_error(store.error().message);
    return std::move(*store);
}

std::size_t count_of(const std::filesystem::path& folder) {
    return Store::open_to_read(folder).value().list().value().size();
}

void run_sql(const std::filesystem::path& file, const char* sql) {
    sqlite3* database = nullptr;
    ASSERT_EQ(sqlite3_open(file.c_str(), &database), SQLITE_OK);
    ASSERT_EQ(sqlite3_exec(database, sql, nullptr, nullptr, nullptr), SQLITE_OK) << sqlite3_errmsg(database);
    sqlite3_close(database);
}

TEST(RunStore, GivesBackWhatWasSaved) {
    const ScratchFolder folder;
    StoredRun saved = some_run("héavy");
    saved.document = "text with a \0 in it, quotes ' and \""s;
    const std::int64_t id = writer(folder.path()).save(saved).value();
    const StoredRun loaded = Store::open_to_read(folder.path()).value().load(std::to_string(id)).value();
    EXPECT_EQ(loaded.document, saved.document);
    EXPECT_EQ(loaded.facts.id, 1);
    EXPECT_EQ(loaded.facts.case_name, "héavy");
    EXPECT_EQ(loaded.facts.case_hash, "0123");
    EXPECT_EQ(loaded.facts.case_path, saved.facts.case_path);
    EXPECT_EQ(loaded.facts.status, "optimal");
    EXPECT_EQ(loaded.facts.objective, 0.1);
    EXPECT_EQ(loaded.facts.bound, -1e300);
    EXPECT_FALSE(loaded.facts.gap);
    EXPECT_EQ(loaded.facts.seconds, 1.5);
    EXPECT_EQ(loaded.facts.versions, "dualflow 0.1.0");
    const std::regex utc(R"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)");
    EXPECT_TRUE(std::regex_match(loaded.facts.created, utc)) << loaded.facts.created;
}

TEST(RunStore, ListsOldestFirstAndFindsTheLast) {
    const ScratchFolder folder;
    Store store = writer(folder.path());
    for (const char* name : {"a", "b", "c"}) ASSERT_TRUE(store.save(some_run(name)));
    const auto list = store.list().value();
    ASSERT_EQ(list.size(), 3U);
    EXPECT_EQ(list[0].case_name, "a");
    EXPECT_EQ(list[2].id, 3);
    EXPECT_EQ(store.load("last").value().facts.case_name, "c");
}

TEST(RunStore, KeepsTheNewestStateOfAnUnfinishedRunUntilItEnds) {
    const ScratchFolder folder;
    Store store = writer(folder.path());
    const std::string bytes = "a state \0 of any bytes \xff\xfe"s;
    UnfinishedRun begun;
    begun.command = R"(["smps","solve"])";
    begun.folder = "/somewhere";
    begun.progress = "round 1";
    begun.state = "first";
    const std::int64_t id = store.begin(begun).value();
    ASSERT_TRUE(store.keep(id, "round 2", bytes));
    EXPECT_FALSE(store.keep(id + 1, "round 2", bytes));

    const Store reader = Store::open_to_read(folder.path()).value();
    const UnfinishedRun found = reader.load_unfinished("last").value();
    EXPECT_EQ(found.id, id);
    EXPECT_EQ(found.command, begun.command);
    EXPECT_EQ(found.folder, begun.folder);
    EXPECT_EQ(found.progress, "round 2");
    EXPECT_EQ(found.state, bytes);
    EXPECT_EQ(reader.unfinished().value().size(), 1u);
    EXPECT_EQ(count_of(folder.path()), 0u) << "an unfinished run is no run";

    ASSERT_TRUE(store.end(id));
    EXPECT_TRUE(reader.unfinished().value().empty());
    const auto missing = reader.load_unfinished("1");
    EXPECT_EQ(missing.error().kind, RunError::Kind::no_such_run);
    EXPECT_NE(missing.error().message.find("no unfinished run \"1\""), std::string::npos);
}

TEST(RunStore, AStoreOfTheFirstVersionHasNoUnfinishedRunsAndTakesThemOnceWrittenTo) {
    const ScratchFolder folder;
    writer(folder.path()).save(some_run("one")).value();
    run_sql(folder.path() / "runs.sqlite",
            "DROP TABLE unfinished; ALTER TABLE runs DROP COLUMN strategy; PRAGMA user_version = 1");
    EXPECT_TRUE(Store::open_to_read(folder.path()).value().unfinished().value().empty());
    EXPECT_TRUE(writer(folder.path()).begin({}));
    EXPECT_EQ(Store::open_to_read(folder.path()).value().unfinished().value().size(), 1u);
    EXPECT_EQ(count_of(folder.path()), 1u);
}

TEST(RunStore, NeverGivesTheNumberOfARemovedRunAgain) {
    const ScratchFolder folder;
    Store store = writer(folder.path());
    ASSERT_TRUE(store.save(some_run("a")));
    ASSERT_TRUE(store.remove(1));
    EXPECT_EQ(store.save(some_run("b")).value(), 2);
    EXPECT_EQ(store.load("1").error().kind, RunError::Kind::no_such_run);
}

TEST(RunStore, SaysWhichRunsThereAreWhenAskedForAnother) {
    const ScratchFolder folder;
    Store store = writer(folder.path());
    EXPECT_NE(store.load("last").error().message.find("no runs yet"), std::string::npos);
    ASSERT_TRUE(store.save(some_run("a")));
    for (const char* name : {"7", "1x", "", "newest", "99999999999999999999"}) {
        const RunError error = store.load(name).error();
        EXPECT_EQ(error.kind, RunError::Kind::no_such_run) << name;
        EXPECT_NE(error.message.find("there are 1, the oldest 1, the newest 1"), std::string::npos)
            << error.message;
    }
    EXPECT_EQ(store.remove(9).error().kind, RunError::Kind::no_such_run);
    EXPECT_EQ(count_of(folder.path()), 1U);
}

TEST(RunStore, ReadingAFolderWithoutAStoreFindsNoRunsAndMakesNothing) {
    const ScratchFolder folder;
    EXPECT_EQ(count_of(folder / "not-there"), 0U);
    EXPECT_FALSE(std::filesystem::exists(folder / "not-there"));
}

// The commit hook runs after the row is written and before it is committed.
bool armed = false;
int die(void*) {
    if (armed) raise(SIGKILL);
    return 0;
}
int install_death(sqlite3* database, char**, const struct sqlite3_api_routines*) {
    sqlite3_commit_hook(database, die, nullptr);
    return SQLITE_OK;
}

TEST(RunStore, ARunKilledBetweenBeginAndCommitLeavesNothing) {
    const ScratchFolder folder;
    ASSERT_TRUE(writer(folder.path()).save(some_run("whole")));
    const pid_t child = fork();
    if (child == 0) {
        sqlite3_auto_extension(reinterpret_cast<void (*)()>(install_death));
        Store doomed = writer(folder.path());
        StoredRun big = some_run("half");
        big.document.assign(20'000'000, 'x');  // more than the cache: pages are spilled to the log
        armed = true;
        (void)doomed.save(big);
        _exit(0);
    }
    int status = 0;
    waitpid(child, &status, 0);
    ASSERT_TRUE(WIFSIGNALED(status)) << "the child was not killed";
    const auto list = writer(folder.path()).list().value();
    ASSERT_EQ(list.size(), 1U);
    EXPECT_EQ(list[0].case_name, "whole");
}

TEST(RunStore, KilledAtAnyMomentKeepsOnlyWholeRuns) {
    const ScratchFolder folder;
    ASSERT_TRUE(writer(folder.path()).save(some_run("first")));
    for (int round = 0; round < 8; ++round) {
        const pid_t child = fork();
        if (child == 0) {
            Store store = writer(folder.path());
            for (int i = 0;; ++i) {
                StoredRun run = some_run(std::string(static_cast<std::size_t>(1 + i % 7), 'n'));
                run.document.assign(500'000, static_cast<char>('a' + i % 26));
                (void)store.save(run);
            }
        }
        usleep(static_cast<useconds_t>(15'000 + 7'000 * round));
        kill(child, SIGKILL);
        waitpid(child, nullptr, 0);
    }
    Store store = writer(folder.path());
    const auto list = store.list().value();
    EXPECT_GT(list.size(), 1U);
    for (std::size_t i = 1; i < list.size(); ++i) {
        const std::string document = store.load(std::to_string(list[i].id)).value().document;
        EXPECT_EQ(document, std::string(500'000, document.front()));
    }
}

TEST(RunStore, CanBeListedWhileAnotherSaves) {
    const ScratchFolder folder;
    Store store = writer(folder.path());
    std::atomic<bool> done = false;
    std::thread saver([&] {
        Store other = writer(folder.path());
        for (int i = 0; i < 40; ++i) EXPECT_TRUE(other.save(some_run("a")));
        done = true;
    });
    std::size_t seen = 0, lists = 0;
    while (!done) {
        const auto list = Store::open_to_read(folder.path()).value().list();
        ASSERT_TRUE(list) << list.error().message;
        EXPECT_GE(list->size(), seen);
        seen = list->size();
        ++lists;
    }
    saver.join();
    EXPECT_GT(lists, 0U);
    EXPECT_EQ(count_of(folder.path()), 40U);
}

TEST(RunStore, TwoThatSaveAtOnceWaitForEachOther) {
    const ScratchFolder folder;
    const auto save_many = [&] {
        Store store = writer(folder.path());
        for (int i = 0; i < 20; ++i) EXPECT_TRUE(store.save(some_run("a")));
    };
    std::thread one(save_many), two(save_many);
    one.join();
    two.join();
    EXPECT_EQ(count_of(folder.path()), 40U);
}

TEST(RunStore, SaysThatADamagedFileIsNotADatabase) {
    const ScratchFolder folder;
    write_text(folder / "runs.sqlite", std::string(4096, 'x'));
    for (const auto& store : {Store::open_to_write(folder.path()), Store::open_to_read(folder.path())}) {
        ASSERT_FALSE(store);
        EXPECT_EQ(store.error().kind, RunError::Kind::environment);
        EXPECT_NE(store.error().message.find("runs.sqlite"), std::string::npos);
        EXPECT_NE(store.error().message.find("not a database"), std::string::npos) << store.error().message;
    }
    EXPECT_EQ(read_text(folder / "runs.sqlite"), std::string(4096, 'x'));
}

TEST(RunStore, SaysThatATruncatedFileIsDamaged) {
    const ScratchFolder folder;
    StoredRun big = some_run("a");
    big.document.assign(1'000'000, 'x');
    ASSERT_TRUE(writer(folder.path()).save(big));
    run_sql(folder / "runs.sqlite", "PRAGMA wal_checkpoint(TRUNCATE)");
    std::filesystem::resize_file(folder / "runs.sqlite", 40'000);
    const auto store = Store::open_to_read(folder.path());
    const std::string message = !store ? store.error().message : store->load("1").error().message;
    EXPECT_NE(message.find("malformed"), std::string::npos) << message;
}

TEST(RunStore, RefusesAFileOfANewerVersion) {
    const ScratchFolder folder;
    ASSERT_TRUE(writer(folder.path()).save(some_run("a")));
    run_sql(folder / "runs.sqlite", "PRAGMA user_version = 1000");
    for (const auto& store : {Store::open_to_write(folder.path()), Store::open_to_read(folder.path())}) {
        ASSERT_FALSE(store);
        EXPECT_NE(store.error().message.find("version 1000"), std::string::npos) << store.error().message;
    }
    run_sql(folder / "runs.sqlite", "PRAGMA user_version = 1");  // the nearest that it knows
    EXPECT_EQ(count_of(folder.path()), 1U);
}

TEST(RunStore, SaysThatAFileStandsWhereTheFolderShouldBe) {
    const ScratchFolder folder;
    write_text(folder / "runs", "a file");
    const auto store = Store::open_to_write(folder / "runs");
    ASSERT_FALSE(store);
    EXPECT_EQ(store.error().kind, RunError::Kind::environment);
    EXPECT_NE(store.error().message.find((folder / "runs").string()), std::string::npos)
        << store.error().message;
}

TEST(RunStore, KeepsItsColumnsStrict) {
    const ScratchFolder folder;
    ASSERT_TRUE(writer(folder.path()).save(some_run("a")));
    sqlite3* database = nullptr;
    ASSERT_EQ(sqlite3_open((folder / "runs.sqlite").c_str(), &database), SQLITE_OK);
    EXPECT_EQ(sqlite3_exec(database, "UPDATE runs SET seconds = 'long'", nullptr, nullptr, nullptr),
              SQLITE_CONSTRAINT);
    sqlite3_close(database);
}

}  // namespace
}  // namespace dualflow::runs
