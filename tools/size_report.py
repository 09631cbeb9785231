#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Measures files and functions, prints the figures, and fails where they grew too large.

    tools/size_report.py [FOLDER...]      default: src cli tests web/src tools bench

Bars: no hand-written file above 600 lines; 95 of 100 functions within 40 lines, in the program and in
the tests each. Files count all lines; a function counts from its first line to its closing brace, as
universal-ctags finds them (C++: functions and methods with a body). Generated files (first line says
so) are left out.
"""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

LARGEST_FILE = 600
FUNCTION_P95 = 40
GENERATED = re.compile(r"^\s*(//|#|/\*|<!--)\s*Generated (by|from) ", re.MULTILINE)
ENDINGS = (".cpp", ".hpp", ".h", ".ts", ".svelte", ".py", ".mjs")


def percentile(values, share):
    """The smallest value that at least `share` of all values do not exceed (nearest rank)."""
    ordered = sorted(values)
    rank = -(-len(ordered) * share // 100)  # ceiling
    return ordered[max(0, int(rank) - 1)]


def hand_written(path):
    with open(path, encoding="utf-8", errors="replace") as file:
        head = file.readline() + file.readline()
    return GENERATED.search(head) is None


def files_in(root, folders):
    """Hand-written source files that git knows or would add: {path: lines}."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", *folders],
        cwd=root, capture_output=True, text=True, check=True).stdout.split("\0")
    paths = sorted({root / name for name in listed if name.endswith(ENDINGS)})
    return {path: len(path.read_bytes().splitlines()) for path in paths if path.exists() and hand_written(path)}


def functions_in(paths):
    """[(lines, name, path, first line)] of all C++ functions with a body."""
    tool = shutil.which("ctags")
    if not tool:
        raise SystemExit("universal-ctags is missing: tools/setup.sh test")
    paths = [str(path) for path in paths if path.suffix in (".cpp", ".hpp", ".h")]
    if not paths:
        return []
    output = subprocess.run(
        [tool, "--languages=C++", "--langmap=C++:.cpp.hpp.h", "--kinds-C++=f", "--fields=+ne",
         "--output-format=json", "-f", "-", "-L", "-"],
        input="\n".join(paths), capture_output=True, text=True, check=True).stdout
    found = []
    for line in output.splitlines():
        tag = json.loads(line)
        if tag.get("_type") == "tag" and "end" in tag:
            found.append((tag["end"] - tag["line"] + 1, tag["name"], Path(tag["path"]), tag["line"]))
    return found


def describe(values):
    return (f"{len(values):5}   p50 {percentile(values, 50):4}   p95 {percentile(values, 95):4}   "
            f"max {max(values):4}")


def main(arguments):
    root = Path(__file__).resolve().parent.parent
    files = files_in(root, arguments or ["src", "cli", "tests", "web/src", "tools", "bench"])
    functions = functions_in(files)
    if not files:
        print("no source file found", file=sys.stderr)
        return 1
    problems = [f"{path.relative_to(root)}: {lines} lines (at most {LARGEST_FILE})"
                for path, lines in files.items() if lines > LARGEST_FILE]
    in_tests = root / "tests"
    groups = {
        "files": list(files.values()),
        "functions": [f[0] for f in functions if not f[2].is_relative_to(in_tests)],
        "functions of tests": [f[0] for f in functions if f[2].is_relative_to(in_tests)],
    }
    print("sizes in lines")
    for name, values in groups.items():
        if values:
            print(f"  {name:19}{describe(values)}")
            if name != "files" and percentile(values, 95) > FUNCTION_P95:
                problems.append(f"{name}: p95 is {percentile(values, 95)} lines (at most {FUNCTION_P95})")
    print("longest functions")
    for lines, name, path, line in sorted(functions, key=lambda f: (-f[0], str(f[2]), f[3]))[:5]:
        print(f"  {lines:4}  {name}  {path.relative_to(root)}:{line}")
    for problem in problems:
        print(f"error: {problem}", file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
