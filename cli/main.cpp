// SPDX-License-Identifier: MIT
// dualflow, the program: reads the command line, runs one verb, turns what went wrong into an exit code.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <new>
#include <system_error>

#include "command.hpp"
#include "ranks.hpp"

namespace {

using namespace dualflow::cli;

// A bug of ours must look like one, and not like a mistake of the planner.
std::string words_of_bug(const char* what) {
    return fmt::format(
        "internal error: {}\n  = this is a bug of dualflow, not of the case\n"
        "  = please report it with the command and the output of: dualflow doctor\n",
        what);
}

std::string words_of_error(const char* what) {
    return fmt::format("error: {}\n", what);
}

Exit run(int argc, char** argv) {
    try {
        the_team();
        const Exit code = run_command({argv + 1, argv + argc});
        finish_output();
        return code;
    } catch (const UsageError& error) {
        return end_with(Exit::usage, words_of_error(error.what()));
    } catch (const InvalidInput& error) {
        return end_with(Exit::invalid_case, words_of_error(error.what()));
    } catch (const EnvironmentError& error) {
        return end_with(Exit::environment, words_of_error(error.what()));
    } catch (const std::filesystem::filesystem_error& error) {
        return end_with(Exit::environment,
                        fmt::format("error: {}: {}\n", error.path1().string(), error.code().message()));
    } catch (const std::system_error& error) {  // of threads and streams
        return end_with(Exit::environment, words_of_error(error.what()));
    } catch (const std::bad_alloc&) {
        return end_with(Exit::environment, words_of_error("there is not enough memory"));
    } catch (const std::exception& error) {
        return end_with(Exit::bug, words_of_bug(error.what()));
    }
}

}  // namespace

int main(int argc, char** argv) {
    return static_cast<int>(run(argc, argv));
}
