#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs every check of the repository in turn and counts the tests (make test).

    tools/test.py [STEP...]      all steps, or only those named
    tools/test.py --list         the steps, with what each does

A failed step does not stop the later ones. Each step's output also goes to build/test-logs/. At the end stand
what each step came to and the names of failed tests, with what RapidCheck needs to draw the same again. The last
line is "N passed, N failed, N skipped": single tests where a step counts them (GoogleTest, ctest, Node,
vitest, unittest), else one for the step. Exit code 0 when nothing failed.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import time
import xml.etree.ElementTree as ET
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOGS = ROOT / "build" / "test-logs"
IN_CI = os.environ.get("CI", "").lower() in ("1", "true", "yes")
NODE_FLOOR = (20, 19)
PROGRAM = "build/release/dualflow"
COMPARE_PAGES = f"""
rm -rf build/generated
{PROGRAM} docs build/generated
for page in build/generated/*; do
    diff -u "docs/reference/${{page##*/}}" "$page" || {{ echo "out of date: run make docs"; exit 1; }}
done
"""


@dataclass
class Count:
    passed: int = 0
    failed: int = 0
    skipped: int = 0

    def __iadd__(self, other):
        self.passed += other.passed
        self.failed += other.failed
        self.skipped += other.skipped
        return self


@dataclass
class Step:
    name: str
    what: str
    commands: list
    count: object = None  # function(output) -> Count; None: the step is one test
    why_not: object = None  # function() -> a sentence when the step cannot run here
    environment: dict = field(default_factory=dict)


# ---- counting --------------------------------------------------------------------------------------


def count_gtest(folder):
    """GoogleTest's own XML files: {binary name: Count}."""
    counts = {}
    for path in sorted(folder.glob("*.xml")):
        try:
            root = ET.parse(path).getroot()
        except ET.ParseError:  # the binary died while it wrote: ctest counts the failure
            continue
        bad = int(root.get("failures", 0)) + int(root.get("errors", 0))
        off = int(root.get("disabled", 0))
        counts[path.stem] = Count(int(root.get("tests", 0)) - bad - off, bad, off)
    return counts


def count_ctest(preset):
    """ctest's JUnit file, with a GoogleTest binary counted by its single tests."""

    def count(_output):
        folder = ROOT / "build" / preset
        counts = count_gtest(folder / "gtest")
        total = Count()
        junit = folder / "ctest.xml"
        if not junit.exists():
            return Count(failed=1)
        for test in ET.parse(junit).getroot().iter("testcase"):
            status = test.get("status")
            inner = counts.get(test.get("name"))
            if status == "notrun" or status == "disabled":
                total += Count(skipped=1)
            elif inner and (status == "run" or inner.failed):
                total += inner
            elif status == "run":
                total += Count(passed=1)
            else:  # failed, and no single test says so: a crash, a sanitizer's finding, a time-out
                total += Count(passed=inner.passed if inner else 0, failed=1)
        return total

    return count


def count_printed(output):
    """Whatever the runners of the web part and unittest print."""
    text = re.sub(r"\x1b\[[0-9;]*m", "", output)
    total = Count()
    for line in text.splitlines():
        if match := re.fullmatch(r"\s*(?:\w+: )?(\d+) passed, (\d+) failed(?:, (\d+) skipped)?\s*", line):
            total += Count(*(int(group or 0) for group in match.groups()))
        elif match := re.fullmatch(r"(?:#|ℹ) (pass|fail|skipped) (\d+)", line.strip()):
            kind = {"pass": "passed", "fail": "failed", "skipped": "skipped"}[match[1]]
            total += Count(**{kind: int(match[2])})
        elif match := re.fullmatch(r"check_docs: (\d+) blocks run, (\d+) problems", line):
            total += Count(max(0, int(match[1]) - int(match[2])), int(match[2]))
        elif match := re.match(r"\s*Tests\s+(?:(\d+) failed \| )?(\d+) passed", line):
            total += Count(int(match[2]), int(match[1] or 0))
        elif match := re.match(r"Ran (\d+) tests? in", line):
            total += Count(passed=int(match[1]))
        elif match := re.match(r"FAILED \((?:failures=(\d+))?(?:, )?(?:errors=(\d+))?", line):
            bad = int(match[1] or 0) + int(match[2] or 0)
            total += Count(-bad, bad)
    return total


FAILURES = re.compile(r"\[  FAILED  \] \w+[./]|reproduce=|^not ok |runtime error: |ERROR: \w+Sanitizer")
MOST_FAILURES = 20


def failures(output):
    """The lines of a step's output that say which test failed, each once."""
    lines = (re.sub(r"\x1b\[[0-9;]*m", "", line).strip() for line in output.splitlines())
    named = (re.sub(r"(, where .*)?( \(\d+ ms\))?$", "", line) for line in lines if FAILURES.search(line))
    return list(dict.fromkeys(named))[:MOST_FAILURES]


# ---- the steps -------------------------------------------------------------------------------------


def sources(*endings):
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0")
    return [name for name in listed if name.endswith(endings) and (ROOT / name).exists()]


def why_no_web():
    if not (ROOT / "web" / "check.sh").exists():
        return None  # the step fails, and says so
    node = shutil.which("node")
    found = subprocess.run([node, "--version"], capture_output=True, text=True).stdout.strip() if node else ""
    numbers = tuple(int(n) for n in re.findall(r"\d+", found)[:2])
    if numbers < NODE_FLOOR:
        return (f"Node {found or 'is not here'}{' is too old' if found else ''}: the committed report template "
                "was used as it is, and not rebuilt; `make web` brings Node and runs this check")
    if not any(shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome")):
        return "Chromium is not here: the report was not opened in a browser; `make web` installs it and runs this"
    return None


def ctest_commands(preset, *extra):
    folder = ROOT / "build" / preset
    return [
        ["cmake", "--preset", preset],
        ["cmake", "--build", "--preset", preset],
        ["ctest", "--preset", preset, "-j", str(os.cpu_count() or 1),
         "--output-junit", str(folder / "ctest.xml"), *extra],
    ]


def steps():
    python = sys.executable
    return [
        Step("layers", "the house: no room includes a room to its right",
             [[python, "tools/check_layers.py"]]),
        Step("size", "files and functions stay small", [[python, "tools/size_report.py"]]),
        Step("format", "clang-format 19 has nothing to change",
             [["clang-format-19", "--dry-run", "--Werror", *sources(".cpp", ".hpp")]]),
        Step("tools", "the checkers themselves",
             [[python, "-m", "unittest", "discover", "-s", "tools/tests", "-p", "*_test.py"]], count_printed),
        Step("release", "all C++ tests, cases, mutations and docs, as users run them",
             ctest_commands("release"), count_ctest("release")),
        Step("docs", "generated pages are up to date, and what the documentation shows is what happens",
             [["bash", "-ec", COMPARE_PAGES],
              [python, "tools/verification_cards.py", "--program", PROGRAM, "--check"],
              [python, "tools/check_docs.py", "--binary", PROGRAM]], count_printed),
        Step("asan-ubsan", "the unit tests under the address and undefined-behaviour sanitizers",
             ctest_commands("asan-ubsan"), count_ctest("asan-ubsan"),
             environment={"UBSAN_OPTIONS": "print_stacktrace=1",
                          "ASAN_OPTIONS": "detect_stack_use_after_return=1:strict_string_checks=1"}),
        Step("web", "the committed report template is what web/ builds, and works in a browser",
             [["sh", "web/check.sh"],
              *[["npm", "--prefix", "web", "run", script] for script in ("check", "test:unit", "test:browser")]],
             count_printed, why_no_web),
    ]


# ---- running ---------------------------------------------------------------------------------------


def run(step):
    """Runs the commands of a step until one fails: (success, output)."""
    lines = []
    environment = dict(os.environ, **step.environment)
    for preset in ("release", "asan-ubsan"):
        if step.name == preset:
            folder = ROOT / "build" / preset / "gtest"
            shutil.rmtree(folder, ignore_errors=True)
            (ROOT / "build" / preset / "ctest.xml").unlink(missing_ok=True)
            environment["GTEST_OUTPUT"] = f"xml:{folder}/"
    with open(LOGS / f"{step.name}.log", "w", encoding="utf-8") as log:
        for command in step.commands:
            try:
                process = subprocess.Popen(
                    command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                    stderr=subprocess.STDOUT, text=True, errors="replace")
            except OSError as problem:
                print(f"{command[0]}: {problem.strerror}", flush=True)
                return False, "".join(lines)
            with process.stdout as output:
                for line in output:
                    lines.append(line)
                    log.write(line)
                    print(line, end="", flush=True)
            if process.wait() != 0:
                print(f"{step.name}: `{' '.join(command[:6])}` ended with exit code {process.returncode}", flush=True)
                return False, "".join(lines)
    return True, "".join(lines)


def outcome(step):
    """Runs a step and counts it: (Count, a word for the table, what failed)."""
    reason = step.why_not() if step.why_not else None
    if reason:
        print(reason, flush=True)
        return (Count(failed=1), "FAILED", [reason]) if IN_CI else (Count(skipped=1), "skipped", [])
    good, output = run(step)
    count = step.count(output) if step.count else Count()
    if good and count.passed + count.failed == 0:
        count = Count(passed=1)
    if not good and count.failed == 0:
        count += Count(failed=1)
    if good and count.failed == 0:
        return count, "passed", []
    return count, "FAILED", failures(output)


def main(arguments):
    every = steps()
    if arguments == ["--list"]:
        for step in every:
            print(f"{step.name:12} {step.what}")
        return 0
    unknown = [name for name in arguments if name not in {step.name for step in every}]
    if unknown:
        print(f"no step {', '.join(unknown)}; steps: {', '.join(step.name for step in every)}", file=sys.stderr)
        return 2
    LOGS.mkdir(parents=True, exist_ok=True)
    total, table, failed = Count(), [], []
    for step in every:
        if arguments and step.name not in arguments:
            continue
        print(f"\n==== {step.name}: {step.what}", flush=True)
        started = time.monotonic()
        count, word, named = outcome(step)
        total += count
        failed += [f"{step.name}: {line}" for line in named]
        table.append((step.name, word, count, time.monotonic() - started))
    print("\n==== all steps")
    for name, word, count, seconds in table:
        print(f"{name:12} {word:8} {count.passed:6} passed {count.failed:4} failed {count.skipped:4} skipped "
              f"{seconds:7.0f} s")
    print(*failed, sep="\n", end="\n" if failed else "")
    (LOGS / "summary.json").write_text(json.dumps(
        [{"step": name, "outcome": word, **vars(count)} for name, word, count, _ in table], indent=1) + "\n")
    tail = f", {total.skipped} skipped" if total.skipped else ""
    print(f"{total.passed} passed, {total.failed} failed{tail}")
    return 1 if total.failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
