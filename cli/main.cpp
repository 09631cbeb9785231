// SPDX-License-Identifier: MIT
// dualflow, the program: reads the command line, runs one verb, turns what went wrong into an exit code.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <new>
#include <system_error>

#include "command.hpp"
#include "usage.hpp"

namespace {

using namespace dualflow::cli;

// A bug of ours must look like one, and not like a mistake of the planner.
Exit report_bug(const char* what) {
    complain(
        fmt::format("internal error: {}\n  = this is a bug of dualflow, not of the case\n"
                    "  = please report it with the command and the output of: dualflow doctor\n",
                    what));
    return Exit::bug;
}

Exit run(int argc, char** argv) {
    try {
        const Exit code = run_command({argv + 1, argv + argc});
        finish_output();
        return code;
    } catch (const UsageError& error) {
        complain(fmt::format("error: {}\n", error.what()));
        return Exit::usage;
    } catch (const InvalidInput& error) {
        complain(fmt::format("error: {}\n", error.what()));
        return Exit::invalid_case;
    } catch (const EnvironmentError& error) {
        complain(fmt::format("error: {}\n", error.what()));
        return Exit::environment;
    } catch (const std::filesystem::filesystem_error& error) {
        complain(fmt::format("error: {}: {}\n", error.path1().string(), error.code().message()));
        return Exit::environment;
    } catch (const std::system_error& error) {  // of threads and streams
        complain(fmt::format("error: {}\n", error.what()));
        return Exit::environment;
    } catch (const std::bad_alloc&) {
        complain("error: there is not enough memory\n");
        return Exit::environment;
    } catch (const std::exception& error) {
        return report_bug(error.what());
    }
}

}  // namespace

int main(int argc, char** argv) {
    return static_cast<int>(run(argc, argv));
}
