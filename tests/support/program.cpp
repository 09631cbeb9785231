// SPDX-License-Identifier: MIT
#include "support/program.hpp"

#include <sys/wait.h>

#include <cstdlib>

#include "cases/driver/run.hpp"

namespace dualflow::tests {

Answer run(const std::filesystem::path& folder, const std::string& arguments, const std::string& before) {
    const cases::ScratchFolder scratch;
    const auto out = scratch.path() / "stdout", err = scratch.path() / "stderr";
    cases::write_text(out, "");  // there to be read also where a test redirects it elsewhere
    const std::string command = "cd \"" + folder.string() + "\" && { " + before +
                                " \"" DUALFLOW_PROGRAM "\" " + arguments + "; } >\"" + out.string() +
                                "\" 2>\"" + err.string() + "\" </dev/null";
    const int status = std::system(command.c_str());
    Answer answer;
    answer.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    answer.output = cases::read_text(out);
    answer.problems = cases::read_text(err);
    return answer;
}

}  // namespace dualflow::tests
