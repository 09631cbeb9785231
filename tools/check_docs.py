#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs what the documentation shows, so that no command or number in it is typed by hand.

    tools/check_docs.py [--binary build/release/dualflow] [FILE.md ...]

In README.md, docs/**/*.md and examples/**/*.md:

    ```sh run            the block is executed by bash (-eu, pipefail) and must succeed
    ```sh run exit=3     ... and must end with that code
    ```text output       what the block before it prints (stdout, then stderr): these lines, in this
                         order, others may stand between; "…" stands for anything in a line, and any
                         blank for any number of blanks

The blocks of one file run in turn in one temporary folder that also holds `examples`, with the
program on PATH. --write puts what was printed into the output blocks, for a person to review.
"""

import argparse
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
FENCE = re.compile(r"^```(.*)$")
LIMIT_SECONDS = 300


class Block:
    def __init__(self, kind, line, text, start, end):
        self.kind, self.line, self.text = kind, line, text
        self.start, self.end = start, end  # lines of the content, for --write

    @property
    def runs(self):
        return self.kind.split()[:2] == ["sh", "run"]

    @property
    def is_output(self):
        return self.kind.split() == ["text", "output"]

    @property
    def exit_code(self):
        found = re.search(r"\bexit=(\d+)\b", self.kind)
        return int(found.group(1)) if found else 0


def blocks_of(lines):
    found, start, kind = [], None, ""
    for number, line in enumerate(lines):
        fence = FENCE.match(line)
        if not fence:
            continue
        if start is None:
            start, kind = number, fence.group(1).strip()
        else:
            found.append(Block(kind, start + 1, "\n".join(lines[start + 1 : number]), start + 1, number))
            start = None
    return found


def line_matches(expected, printed):
    squeezed = " ".join(expected.split())  # columns may be wider elsewhere
    pattern = ".*".join(re.escape(part) for part in squeezed.split("…"))
    return re.fullmatch(pattern, " ".join(printed.split())) is not None


def missing_line(expected, printed):
    """The first expected line that the printed ones do not show in order, or None."""
    at = 0
    for line in expected:
        if line.strip() in ("", "…"):
            continue
        while at < len(printed) and not line_matches(line, printed[at]):
            at += 1
        if at == len(printed):
            return line
        at += 1
    return None


def run_block(block, folder, env):
    script = "set -euo pipefail\n" + block.text
    try:
        done = subprocess.run(["bash", "-c", script], cwd=folder, env=env, timeout=LIMIT_SECONDS,
                              capture_output=True, text=True, encoding="utf-8")
    except subprocess.TimeoutExpired:
        return None, f"no end after {LIMIT_SECONDS} seconds"
    printed = done.stdout + done.stderr
    if done.returncode != block.exit_code:
        return printed, f"exit code {done.returncode}, expected {block.exit_code}; it printed:\n{printed}"
    return printed, None


def check_file(path, env, write):
    lines = path.read_text(encoding="utf-8").split("\n")
    blocks = blocks_of(lines)
    count, problems, replacements, printed = 0, [], [], None
    with tempfile.TemporaryDirectory(prefix="dualflow-docs-") as name:
        folder = pathlib.Path(name)
        shutil.copytree(ROOT / "examples", folder / "examples")
        for block in blocks:
            where = f"{path.relative_to(ROOT)}:{block.line}"
            if block.runs:
                count += 1
                printed, problem = run_block(block, folder, env)
                if problem:
                    problems.append(f"{where}: {problem}")
                    break  # what follows builds on it
            elif block.is_output and printed is None:
                problems.append(f"{where}: output of nothing: no block was run before it")
            elif block.is_output:
                wrong = missing_line(block.text.split("\n"), printed.split("\n"))
                if write:
                    replacements.append((block, printed.rstrip("\n").split("\n")))
                elif wrong is not None:
                    problems.append(f"{where}: not printed: {wrong.strip()}\n  it printed:\n{printed}")
    if write and not problems:
        for block, new in reversed(replacements):
            lines[block.start : block.end] = new
        path.write_text("\n".join(lines), encoding="utf-8")
    return count, problems


def pages():
    found = [ROOT / "README.md"]
    for folder in ("docs", "examples"):
        found += sorted((ROOT / folder).rglob("*.md"))
    return [page for page in found if page.exists()]


def main():
    parser = argparse.ArgumentParser(description="Run the commands that the documentation shows.")
    parser.add_argument("--binary", type=pathlib.Path, default=ROOT / "build/release/dualflow")
    parser.add_argument("--write", action="store_true", help="put what was printed into the output blocks")
    parser.add_argument("files", nargs="*", type=pathlib.Path)
    options = parser.parse_args()
    binary = options.binary.resolve()
    if not binary.is_file():
        print(f"check_docs: no program at {options.binary}; build it first", file=sys.stderr)
        return 6
    env = dict(os.environ, NO_COLOR="1", LC_ALL="C.UTF-8")
    env["PATH"] = f"{binary.parent}{os.pathsep}{env['PATH']}"
    total, problems = 0, []
    for path in [file.resolve() for file in options.files] or pages():
        count, found = check_file(path, env, options.write)
        total += count
        problems += found
    for problem in problems:
        print(problem, file=sys.stderr)
    print(f"check_docs: {total} blocks run, {len(problems)} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
