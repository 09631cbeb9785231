#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Times `dualflow smps solve` on SMPS files: Benders against the extensive form, in one run, as a ratio.

    bench/stochastic.py --data FOLDER [--program build/release/dualflow] [--limit 1800] [--gap 1e-4]
                        [--highspy PYTHON] [NAME...]

FOLDER holds the collections (posts, slptestset, …). Every solve is a process of its own, one thread, one after
the other; both must reach the gap and the same value. Where the extensive form meets the limit of seconds or of
memory (20 GiB), the ratio is "≥ limit ÷ ours". Nothing is asserted; differences under 1.3 are noise.

With --highspy (a Python that has highspy) the extensive form is written out and solved by HiGHS itself, by simplex,
by its interior point method (ipx) and by HiPO, each within the limit; the best of them is the baseline, and only its
solve is timed, not its reading.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MEMORY = 20 << 30
INSTANCES = {
    "LandS 3": ("slptestset/electric/lands", "slptestset/electric/lands.sto"),
    "LandS 10^6": ("wright/lands/lands", "wright/lands/lands.sto"),
    "gbd 646425": ("wright/gbd/gbd", "wright/gbd/gbd.sto"),
    "4node 16": ("slptestset/cargo/4node", "slptestset/cargo/4node-16.sto"),
    "4node 256": ("slptestset/cargo/4node", "slptestset/cargo/4node-256.sto"),
    "4node 1024": ("slptestset/cargo/4node", "slptestset/cargo/4node-1024.sto"),
    "4node 4096": ("slptestset/cargo/4node", "slptestset/cargo/4node-4096.sto"),
    "4node 32768": ("slptestset/cargo/4node", "slptestset/cargo/4node-32768.sto"),
    "storm 27": ("posts/storm/stormg2", "posts/storm/stormg2-27.sto"),
    "storm 125": ("posts/storm/stormg2", "posts/storm/stormg2-125.sto"),
    "storm 1000": ("posts/storm/stormg2", "posts/storm/stormg2-1000.sto"),
    "env 1200": ("slptestset/environ/env", "slptestset/environ/env-1200.sto"),
    "env 3780": ("slptestset/environ/env", "slptestset/environ/env-3780.sto"),
    "assets large": ("slptestset/assets/assets", "slptestset/assets/assets-large.sto"),
}


def limited():
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def solve(program, files, method, gap, limit):
    """(seconds, answer), or (limit, None) where it did not end in time or memory."""
    command = [program, "smps", "solve", *files, "--method", method, "--gap", str(gap), "--json", "--progress", "none"]
    started = time.perf_counter()
    try:
        run = subprocess.run(command, capture_output=True, text=True, timeout=limit, preexec_fn=limited)
    except subprocess.TimeoutExpired:
        return limit, None
    seconds = time.perf_counter() - started
    return (seconds, json.loads(run.stdout)) if run.returncode == 0 else (limit, None)


def best_of_highs(files, options):
    """(seconds, answer) of the best of HiGHS's methods on the extensive form, or (limit, None)."""
    best = options.limit, None
    with tempfile.TemporaryDirectory() as folder:
        form = str(Path(folder) / "form.mps")
        write = [options.program, "smps", "extensive", *files, "--out", form]
        if subprocess.run(write, capture_output=True, preexec_fn=limited).returncode != 0:
            return best
        for method in ("simplex", "ipx", "hipo"):
            command = [options.highspy, str(ROOT / "bench" / "highs_lp.py"), form, method, str(options.gap), str(best[0])]
            try:
                run = subprocess.run(command, capture_output=True, text=True, timeout=best[0] + 600, preexec_fn=limited)
            except subprocess.TimeoutExpired:
                continue
            found = json.loads(run.stdout.splitlines()[-1]) if run.returncode == 0 else {}  # after a banner
            if found.get("status") == "Optimal" and found["seconds"] < best[0]:
                best = found["seconds"], found
    return best


def row(name, files, options):
    ours, answer = solve(options.program, files, "benders", options.gap, options.limit)
    if options.highspy:
        theirs, whole = best_of_highs(files, options)
    else:
        theirs, whole = solve(options.program, files, "extensive", options.gap, options.limit)
    if answer is None:
        return f"{name:14} not solved in {options.limit:.0f} s"
    value = answer["objective"]
    sign = "≥" if whole is None else " "
    same = whole is None or abs(value - whole["objective"]) <= 2 * options.gap * max(1, abs(value))
    return (f"{name:14} {answer['futures']:8.0f} {value:16.8g} {ours:9.2f} {sign}{theirs:9.2f} "
            f"{sign}{theirs / ours:8.1f} {answer['rounds']:6} {answer['lp_solves']:9}{'' if same else '  DIFFERENT VALUES'}")


def main(arguments):
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("names", nargs="*", choices=[*INSTANCES, []], metavar="NAME")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--program", type=Path, default=ROOT / "build" / "release" / "dualflow")
    parser.add_argument("--limit", type=float, default=1800)
    parser.add_argument("--gap", type=float, default=1e-4)
    parser.add_argument("--highspy", metavar="PYTHON", help="baseline: HiGHS itself, the best of its methods")
    options = parser.parse_args(arguments)
    print(f"{'instance':14} {'futures':>8} {'objective':>16} {'ours s':>9} {'whole s':>10} {'ratio':>9} {'rounds':>6} "
          f"{'LP solves':>9}")
    for name in options.names or INSTANCES:
        base, stoch = INSTANCES[name]
        files = [options.data / f"{base}.cor", options.data / f"{base}.tim", options.data / stoch]
        print(row(name, [str(file) for file in files], options), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
