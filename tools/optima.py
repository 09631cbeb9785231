#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Solves every stochastic program of known optimum in every way, each within a time limit (make optima).

    tools/optima.py --tests build/release/tests/solver_tests [--program build/release/dualflow]
                    [--limit 300] [NAME...]

NAME is one of KNOWN_OPTIMA.tsv; without any, all. The table is in ../shared/data/smps, or where
DUALFLOW_SHARED says. Prints a line for each program and way: passed ("stopped" where it was too quick to be
killed), FAILED, "> LIMIT s", or "skipped:" and why; and seconds; at the end how many of each.

The ways of the tests compare with the table. With --program every program of two stages is also solved by it
with Benders on 1, 2 and 4 ranks (mpirun), and killed (SIGKILL) and resumed; objective, bound and first stage
must be the same to the last bit as on one rank.
Exit code 1 when any failed; one that ran out of time did not fail.
"""

import argparse
import collections
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WAYS = ["extensive form", "clustered", "single cut", "a cut each", "not stabilised", "without the mean future",
        "adaptive partition"]
FILTER = "--gtest_filter=KnownOptima.OfTheSharedDataAreFound"
RANKS = [2, 4]
MOMENTS = [0.5, 0.7, 0.35, 0.85, 0.2]  # to kill a run, as shares of the seconds it took before
MOST_SITTINGS = 100
BITS = ["status", "objective", "bound", "bound_proved", "first_stage"]


class Skipped(Exception):
    """Why a way is not one for a program."""


def known_programs(table):
    """Name and files of the programs whose row has three files, as the test reads it."""
    found = {}
    for line in table.read_text(encoding="utf-8").splitlines():
        fields = line.split("\t")
        if len(fields) >= 6 and not line.startswith("#") and fields[0] != "name":
            files = [table.parent / field for field in fields[2:5]]
            if files[2].is_file():
                found[fields[0]] = [str(file) for file in files]
    return found


def output_of(command, limit, environment=None):
    """Exit code, stdout and stderr of a command, which is killed with all that it started at the limit."""
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                          env=environment, start_new_session=True) as process:
        try:
            out, err = process.communicate(timeout=limit)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
            raise
    return process.returncode, out, err


def by_test(tests, name, way, limit):
    """One program in one way of the tests."""
    environment = dict(os.environ, DUALFLOW_ALL_OPTIMA=name, DUALFLOW_WAY=str(way))
    code, out, _ = output_of([tests, FILTER], limit, environment)
    if code != 0:
        print(out, file=sys.stderr)
        return "FAILED"
    if "[  SKIPPED ]" in out:
        raise Skipped("not so solved")
    return "passed"


class Program:
    """One program solved by dualflow with Benders."""

    def __init__(self, program, files, limit):
        self.command = [program, "smps", "solve", *files, "--method", "benders", "--json", "--progress", "none"]
        self.program, self.limit = program, limit
        self.bits = None  # on one rank
        self.seconds = 0
        self.code = None  # of the last answer

    def answer(self, command):
        """The part of the answer that must not depend on ranks or interruptions, as text."""
        code, out, err = output_of(command, self.limit)
        self.code = code
        if code == 2:
            raise Skipped(err.strip().splitlines()[0] if err.strip() else "refused")
        if code not in (0, 5) or not out:
            print(err, file=sys.stderr)
            return f"exit code {code}"
        document = json.loads(out)
        return json.dumps({key: document[key] for key in BITS})

    def alone(self):
        """On one rank; what the others are compared with."""
        begin = time.monotonic()
        bits = self.answer(self.command)
        self.seconds = time.monotonic() - begin
        if bits.startswith("exit code"):
            return "FAILED"
        self.bits = bits
        return "passed"

    def compared(self, bits):
        """The word for an answer that must be the one of one rank."""
        if bits == self.bits:
            return "passed"
        print(f"one rank: {self.bits}\nnow:      {bits}", file=sys.stderr)
        return "FAILED"

    def on_ranks(self, ranks):
        """On several ranks."""
        if self.bits is None:
            raise Skipped("no answer of one rank to compare with")
        return self.compared(self.answer(["mpirun", "--allow-run-as-root", "--oversubscribe", "-n", str(ranks),
                                          *self.command]))

    def resumed(self):
        """Killed at some moment, and gone on with."""
        if self.bits is None:
            raise Skipped("no answer of one rank to compare with")
        for moment in MOMENTS:
            with tempfile.TemporaryDirectory(prefix="dualflow-optima-") as runs:
                if self.killed(runs, moment * self.seconds):
                    return self.compared(self.answer([self.program, "resume", "last", "--runs", runs]))
        return self.stopped()

    def stopped(self):
        """For what is over before it can be killed: stopped after each round, and gone on with."""
        with tempfile.TemporaryDirectory(prefix="dualflow-optima-") as runs:
            bits = self.answer([*self.command, "--keep", "--runs", runs, "--rounds", "1"])
            if self.code != 5:
                raise Skipped("over before it could be killed, and after one round")
            for _ in range(MOST_SITTINGS):
                bits = self.answer([self.program, "resume", "last", "--runs", runs])
                if self.code != 5:
                    break
            else:  # of a tree a node is gone on with from its beginning
                raise Skipped("over before it could be killed, and a node takes more than one round")
        return self.compared(bits) + ", stopped"

    def killed(self, runs, delay):
        """True where a run was killed that had kept a state."""
        with subprocess.Popen([*self.command, "--keep", "--runs", runs], stdout=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL) as process:
            try:
                process.wait(timeout=delay)
                return False
            except subprocess.TimeoutExpired:
                process.kill()
        listed = output_of([self.program, "resume", "--runs", runs, "--json"], self.limit)
        return listed[0] == 0 and bool(json.loads(listed[1])["runs"])


def has_two_stages(program, files, limit):
    """As `smps info` says."""
    code, out, err = output_of([program, "smps", "info", *files, "--json"], limit)
    if code != 0:
        print(err, file=sys.stderr)
    return code == 0 and len(json.loads(out)["stages"]) == 2


def ways_of(options, name, files):
    """Titles and what to call, of one program."""
    tests = os.path.abspath(options.tests)
    for way, title in enumerate(WAYS):
        yield title, lambda way=way: by_test(tests, name, way, options.limit)
    if not options.program:
        return
    program = os.path.abspath(options.program)
    if not has_two_stages(program, files, options.limit):
        return
    solved = Program(program, files, options.limit)
    yield "one rank", solved.alone
    for ranks in RANKS:
        yield f"{ranks} ranks", lambda ranks=ranks: solved.on_ranks(ranks)
    yield "killed and resumed", solved.resumed


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tests", required=True, help="the program of the solver's tests")
    parser.add_argument("--program", help="dualflow itself, for ranks and resuming")
    parser.add_argument("--limit", type=float, default=300, help="seconds for one program in one way")
    parser.add_argument("name", nargs="*", help="programs; all without any")
    options = parser.parse_args()
    shared = Path(os.environ.get("DUALFLOW_SHARED", ROOT / ".." / "shared"))
    table = shared / "data" / "smps" / "KNOWN_OPTIMA.tsv"
    if not table.is_file():
        sys.exit(f"{table}: not there; set DUALFLOW_SHARED to the folder that holds data/smps")
    known = known_programs(table)
    unknown = [name for name in options.name if name not in known]
    if unknown:
        sys.exit(f"{unknown[0]}: not in {table}")
    counts = collections.Counter()
    for name in options.name or known:
        for title, solve in ways_of(options, name, known[name]):
            begin = time.monotonic()
            try:
                word = solve()
            except subprocess.TimeoutExpired:
                word = f"> {options.limit:g} s"
            except Skipped as why:
                word = f"skipped: {why}"
            counts[word.split(":")[0].split(",")[0]] += 1
            print(f"{name}\t{title}\t{word}\t{time.monotonic() - begin:.1f}", flush=True)
    print("\n".join(f"# {count} {word}" for word, count in sorted(counts.items())))
    return 1 if counts["FAILED"] else 0


if __name__ == "__main__":
    sys.exit(main())
