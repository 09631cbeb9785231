#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Times `dualflow smps solve` on SMPS files: Benders against the extensive form, in one run, as a ratio.

    bench/stochastic.py --data FOLDER [--program build/release/dualflow] [--limit 1800] [--gap 1e-4]
                        [--highspy PYTHON] [NAME...]

FOLDER holds the collections (posts, slptestset, …). Every solve is a process of its own, one thread, one after
the other; both must reach the gap and the same value. Seconds are of CPU, the limit of seconds is by the clock.
Where the extensive form meets it, its ratio is "≥ the CPU that it had until then ÷ ours"; where it meets that of
memory (20 GiB), "≥ limit ÷ ours". Nothing is asserted; differences under 1.3 are noise.

With --highspy the extensive form is written out and solved by HiGHS itself, by simplex, by its interior point method
(ipx) and by HiPO, each within the limit and none much longer than the best before it; the best of them is the
baseline, and only its solve is timed, not its reading. PYTHON must have both `highspy` and `highspy-extras`, of one
version, else there is no HiPO:

    python3 -m venv ENV && ENV/bin/pip install highspy==1.15.1 highspy-extras==1.15.1

The instances "flcvar" are written by flcvar.py, by PYTHON too: it needs NumPy, which comes with highspy.
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
    "fxm2 6": ("posts/fxm/fxm", "posts/fxm/fxm-2-6.sto"),
    "fxm2 16": ("posts/fxm/fxm", "posts/fxm/fxm-2-16.sto"),
    "fxm3 16": ("posts/fxm/fxm", "posts/fxm/fxm-3-16.sto"),
    "fxm4 6": ("posts/fxm/fxm", "posts/fxm/fxm-4-6.sto"),
}
PATIENCE = 1.5  # by the clock, with a method, times the seconds of CPU of the best before it
LOCATIONS = {  # flcvar: sites and customers, futures, seed; under 90 % CVaR
    "flcvar cap41 100": ("flcvar/cap41.txt", 100, 1),
    "flcvar cap41 500": ("flcvar/cap41.txt", 500, 1),
    "flcvar cap71 500": ("flcvar/cap71.txt", 500, 3),
}
METHODS = ("hipo", "ipx", "simplex")


def limited():
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def run_within(command, limit):
    """(seconds of CPU, what it printed); nothing printed: it failed or met a limit."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    try:
        run = subprocess.run(command, capture_output=True, text=True, timeout=limit, preexec_fn=limited)
        printed = run.stdout if run.returncode == 0 else ""
        failed = not printed
    except subprocess.TimeoutExpired:
        printed, failed = "", False
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return (limit if failed else spent), printed


def solve(program, files, method, gap, limit):
    """(seconds, answer, method), without an answer where it did not end in time or memory."""
    command = [program, "smps", "solve", *files, "--method", method, "--gap", str(gap), "--json", "--progress", "none"]
    seconds, printed = run_within(command, limit)
    return seconds, json.loads(printed) if printed else None, method


def best_of_highs(files, options):
    """(seconds, answer, method) of the best of HiGHS's methods on the extensive form; no answer where it was stopped."""
    tried = []
    with tempfile.TemporaryDirectory() as folder:
        form = str(Path(folder) / "form.mps")
        run_within([options.program, "smps", "extensive", *files, "--out", form], None)
        if not Path(form).exists():
            return options.limit, None, "unwritten"
        for method in METHODS:
            solved = [seconds for seconds, found, _ in tried if found]
            limit = min([options.limit, *(PATIENCE * seconds + 5 for seconds in solved)])  # later it is not the best
            command = [options.highspy, str(ROOT / "bench" / "highs_lp.py"), form, method, str(options.gap), str(limit)]
            spent, printed = run_within(command, limit + 600)
            found = json.loads(printed.splitlines()[-1]) if printed else {"status": "failed"}  # after a banner
            if found["status"] == "unavailable":
                sys.exit(f"no HiPO in {options.highspy}: highspy {found['version']} without highspy-extras of its version; "
                         "expected both of one version")
            print(f"  {method}: {found['status']} after {found.get('seconds', spent):.2f} s", file=sys.stderr)
            tried.append((found.get("seconds", spent), found if found["status"] == "Optimal" else None, method))
    return min(tried, key=lambda one: one[0])  # one that was stopped sooner than another ended may be the best


def row(name, files, options):
    ours, answer, _ = solve(options.program, files, "benders", options.gap, options.limit)
    if options.highspy:
        theirs, whole, by = best_of_highs(files, options)
    else:
        theirs, whole, by = solve(options.program, files, "extensive", options.gap, options.limit)
    if answer is None:
        return f"{name:17} not solved in {options.limit:.0f} s; whole {theirs:.2f} s by {by}"
    value = answer["objective"]
    sign = "≥" if whole is None else " "
    same = whole is None or abs(value - whole["objective"]) <= 2 * options.gap * max(1, abs(value))
    return (f"{name:17} {answer['futures']:8.0f} {value:16.8g} {ours:9.2f} {sign}{theirs:9.2f} {by:9} "
            f"{sign}{theirs / ours:8.1f} {answer['rounds']:6} {answer['lp_solves']:9}{'' if same else '  DIFFERENT VALUES'}")


def files_of(name, options, folder):
    """Core, time and stoch file, and what else the program needs to know."""
    if name in INSTANCES:
        base, stoch = INSTANCES[name]
        times = stoch.rsplit("-", 1)[0] if base.endswith("fxm") else base  # of fxm one a number of stages
        return [str(options.data / file) for file in (f"{base}.cor", f"{times}.tim", stoch)]
    sites, futures, seed = LOCATIONS[name]
    files = [str(Path(folder) / f"flcvar.{kind}") for kind in ("cor", "tim", "sto")]
    subprocess.run([options.highspy or sys.executable, str(ROOT / "bench" / "flcvar.py"), str(options.data / sites),
                    str(futures), str(seed), *files], check=True)
    return [*files, "--risk", "1,0.9"]


def main(arguments):
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("names", nargs="*", choices=[*INSTANCES, *LOCATIONS, []], metavar="NAME")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--program", type=Path, default=ROOT / "build" / "release" / "dualflow")
    parser.add_argument("--limit", type=float, default=1800)
    parser.add_argument("--gap", type=float, default=1e-4)
    parser.add_argument("--highspy", metavar="PYTHON", help="baseline: HiGHS itself, the best of its methods")
    options = parser.parse_args(arguments)
    print(f"{'instance':17} {'futures':>8} {'objective':>16} {'ours s':>9} {'whole s':>10} {'by':9} {'ratio':>9} {'rounds':>6} "
          f"{'LP solves':>9}")
    for name in options.names or [*INSTANCES, *LOCATIONS]:
        with tempfile.TemporaryDirectory() as folder:
            print(row(name, files_of(name, options, folder), options), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
