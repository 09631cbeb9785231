// SPDX-License-Identifier: MIT
// Lines of an MPS-like file: section headers that begin in the first columns and data lines, as words. A
// blank may stand before a header and tabs between fields, as real files have it; a header is told from data
// by its first word. An unindented line with more words than that header has is refused: it is a data line
// of a set or column that is called like a section, or a second set beside the first.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "dualflow/support/result.hpp"

namespace dualflow::solver::smps {

// What is wrong, and where: "FILE:LINE: found …; expected …".
using Problem = std::string;

struct Line {
    int number = 0;  // as an editor counts
    bool indented = false;
    std::vector<std::string> words;
};

class Lines {
public:
    static Result<Lines, Problem> read(const std::string& file);

    const std::vector<Line>& all() const { return lines_; }
    Problem problem(const Line& line, const std::string& what) const;
    Problem problem(const std::string& what) const;  // of the whole file
    // The word as a number; a Problem that names it where it is none.
    Result<double, Problem> number(const Line& line, const std::string& word) const;
    // Error: a header of more words than `most`.
    Result<void, Problem> header(const Line& line, std::size_t most) const;

private:
    std::string file_;
    std::vector<Line> lines_;  // without comments and blank lines
};

std::string upper(std::string_view word);

}  // namespace dualflow::solver::smps
