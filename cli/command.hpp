// SPDX-License-Identifier: MIT
// What every verb of the command line shares. A verb is one file, verb_<name>.cpp, with one function
// add_<name>(app, session): it declares its options and says what to run. verbs.cpp lists them all.
//
// stdout is the answer and nothing else; stderr is progress and problems.
#pragma once

#include <cstdint>
#include <cstdio>
#include <functional>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace dualflow::cli {

enum class Exit : int {
    done = 0,
    bug = 1,           // ours: says how to report it
    usage = 2,         // the command line is wrong
    invalid_case = 3,  // the case has errors; nothing was run
    elastic = 4,       // priced elastic rows are paid, or infeasible; the plan is kept
    limit = 5,         // stopped by a limit; the plan is kept
    environment = 6,   // a file, the disk, the memory or the machine
    interrupted = 130  // Ctrl-C; what was reached is kept
};

// Thrown where the machine and not the case or the command is at fault: exit 6 with this text.
struct EnvironmentError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

// Thrown for what only the verb can tell is wrong with the command line: exit 2 with this text.
struct UsageError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

enum class When { automatic, always, never };
enum class ProgressStyle { automatic, bar, lines, json, none };

// Thrown where a file that is not a case makes no sense: exit 3 with this text.
struct InvalidInput : std::runtime_error {
    using std::runtime_error::runtime_error;
};

// The flags that every verb understands, wherever they stand on the command line.
struct Globals {
    bool json = false;  // the answer as one JSON document
    When color = When::automatic;
    ProgressStyle progress = ProgressStyle::automatic;
};

// An unfinished run that goes on: which, of which store, and from where.
struct Resumed {
    std::int64_t id = 0;
    std::string runs;   // absolute
    std::string state;  // as the solver gave it
};

// One run of the program: the parser fills globals, the verb that was named sets `run`.
struct Session {
    Globals globals;
    std::function<Exit()> run;
    bool on_ranks = false;           // whether the verb works on several ranks; others run on the first alone
    CLI::App* app = nullptr;         // the whole tree, for help and the reference pages
    std::vector<std::string> words;  // the command line, without the program's name
    std::optional<Resumed> resumed;
};

// Parses a command line and runs its verb. The globals of a command that goes on are those it was given, but
// for what is asked for now.
Exit run_command(const std::vector<std::string>& words, std::optional<Resumed> resumed = {},
                 const Globals* now = nullptr);

// Whether to colour what goes to this stream: --color, else NO_COLOR, else whether it is a terminal.
bool use_color(const Globals& globals, std::FILE* stream);

// `automatic` resolved: a bar on a terminal, lines elsewhere.
ProgressStyle resolve(ProgressStyle style);

void print(const std::string& text);     // to stdout
void complain(const std::string& text);  // to stderr
void be_silent();                        // from now on neither says anything

// Flushes stdout; EnvironmentError when the answer could not be written (a full disk).
void finish_output();

// Declares every verb (verbs.cpp).
void add_verbs(CLI::App& app, Session& session);

// Builds the whole command line: global flags and verbs (app.cpp).
void build_app(CLI::App& app, Session& session);

}  // namespace dualflow::cli
