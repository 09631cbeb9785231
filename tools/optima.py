#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Solves every stochastic program of known optimum in every way, each within a time limit (make optima).

    tools/optima.py --tests build/release/tests/solver_tests [--limit 300] [NAME...]

NAME is one of KNOWN_OPTIMA.tsv; without any, all. The table is in ../shared/data/smps, or where
DUALFLOW_SHARED says. Prints a line for each program and way: passed, FAILED, "> LIMIT s",
or "not so solved" where the way is not one for the program; and seconds.
Exit code 1 when any failed; one that ran out of time did not fail.
"""

import argparse
import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WAYS = ["extensive form", "clustered", "single cut", "a cut each", "not stabilised", "without the mean future"]
FILTER = "--gtest_filter=KnownOptima.OfTheSharedDataAreFound"


def names(table):
    """Names of the programs whose row has three files, as the test reads it."""
    found = []
    for line in table.read_text(encoding="utf-8").splitlines():
        fields = line.split("\t")
        if len(fields) >= 6 and not line.startswith("#") and fields[0] != "name":
            if (table.parent / fields[4]).is_file():
                found.append(fields[0])
    return found


def run(tests, name, way, limit):
    """What became of one program solved in one way, and the seconds it took."""
    environment = dict(os.environ, DUALFLOW_ALL_OPTIMA=name, DUALFLOW_WAY=str(way))
    begin = time.monotonic()
    try:
        done = subprocess.run([tests, FILTER], env=environment, capture_output=True, text=True, timeout=limit,
                              check=False)
        word = "passed" if done.returncode == 0 else "FAILED"
        if "[  SKIPPED ]" in done.stdout:
            word = "not so solved"
    except subprocess.TimeoutExpired:
        return f"> {limit:g} s", time.monotonic() - begin
    if word == "FAILED":
        print(done.stdout, file=sys.stderr)
    return word, time.monotonic() - begin


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tests", required=True, help="the program of the solver's tests")
    parser.add_argument("--limit", type=float, default=300, help="seconds for one program in one way")
    parser.add_argument("name", nargs="*", help="programs; all without any")
    options = parser.parse_args()
    shared = Path(os.environ.get("DUALFLOW_SHARED", ROOT / ".." / "shared"))
    table = shared / "data" / "smps" / "KNOWN_OPTIMA.tsv"
    if not table.is_file():
        sys.exit(f"{table}: not there; set DUALFLOW_SHARED to the folder that holds data/smps")
    known = names(table)
    unknown = [name for name in options.name if name not in known]
    if unknown:
        sys.exit(f"{unknown[0]}: not in {table}")
    failed = 0
    for name in options.name or known:
        for way, title in enumerate(WAYS):
            word, seconds = run(os.path.abspath(options.tests), name, way, options.limit)
            failed += word == "FAILED"
            print(f"{name}\t{title}\t{word}\t{seconds:.1f}", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
