// SPDX-License-Identifier: MIT
#include <unistd.h>

#include <cstdlib>

#include "command.hpp"

namespace dualflow::cli {

namespace {

bool silent = false;

}  // namespace

void be_silent() {
    silent = true;
}

bool use_color(const Globals& globals, std::FILE* stream) {
    if (globals.color != When::automatic) return globals.color == When::always;
    const char* no_color = std::getenv("NO_COLOR");
    if (no_color != nullptr && *no_color != '\0') return false;
    const char* terminal = std::getenv("TERM");
    if (terminal == nullptr || std::string(terminal) == "dumb") return false;
    return isatty(fileno(stream)) != 0;
}

ProgressStyle resolve(ProgressStyle style) {
    if (style != ProgressStyle::automatic) return style;
    return isatty(fileno(stderr)) != 0 ? ProgressStyle::bar : ProgressStyle::lines;
}

void print(const std::string& text) {
    if (!silent) std::fwrite(text.data(), 1, text.size(), stdout);
}

void complain(const std::string& text) {
    if (!silent) std::fwrite(text.data(), 1, text.size(), stderr);
}

void finish_output() {
    if (std::fflush(stdout) != 0 || std::ferror(stdout) != 0)
        throw EnvironmentError("the answer could not be written to standard output");
}

}  // namespace dualflow::cli
