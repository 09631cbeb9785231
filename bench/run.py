#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Times `dualflow plan` on the examples: wall-clock seconds, peak memory, size of the model.

    bench/run.py [--program build/release/dualflow] [--repeat 3] [--json] [CASE...]

Every run is a process of its own in an empty folder, one after the other. Printed are the fastest and
the median run. Times are for comparing two builds on one quiet machine; nothing is asserted.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PLAN_KEPT = (0, 4, 5)  # exit codes with a plan


def one_run(program, case):
    """(seconds, peak memory in MB, the plan)."""
    with tempfile.TemporaryDirectory() as folder, open(Path(folder) / "plan.json", "w+b") as answer:
        started = time.perf_counter()
        process = subprocess.Popen([program, "plan", case, "--json"], cwd=folder, stdout=answer,
                                   stderr=subprocess.PIPE)
        problems = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in PLAN_KEPT:
            raise SystemExit(f"{case}: exit code {process.returncode}\n{problems.decode(errors='replace')}")
        answer.seek(0)
        return seconds, usage.ru_maxrss / 1024, json.load(answer)


def measure(program, case, repeat):
    runs = [one_run(program, case) for _ in range(repeat)]
    plan = runs[0][2]
    model = plan["model"]
    return {
        "case": case.name,
        "best_s": min(run[0] for run in runs),
        "median_s": statistics.median(run[0] for run in runs),
        "memory_mb": max(run[1] for run in runs),
        **{key: model[key] for key in ("rows", "columns", "integers", "entries")},
        "gap": plan["gap"],
        "solver": plan["versions"]["solver"],
    }


def main(arguments):
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--program", type=Path, default=ROOT / "build" / "release" / "dualflow")
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("cases", metavar="CASE", nargs="*", type=Path)
    options = parser.parse_args(arguments)
    program = options.program.resolve()
    if not program.exists():
        print(f"no program at {program}: make build", file=sys.stderr)
        return 6
    cases = options.cases or sorted(path.parent for path in ROOT.glob("examples/*/case.toml"))
    results = [measure(program, case.resolve(), max(1, options.repeat)) for case in cases]
    if options.json:
        print(json.dumps(results, indent=1))
        return 0
    print(f"{'case':20} {'best s':>8} {'median s':>9} {'MB':>6} {'rows':>8} {'columns':>8} {'integers':>8} {'gap':>9}")
    for r in results:
        print(f"{r['case']:20} {r['best_s']:8.2f} {r['median_s']:9.2f} {r['memory_mb']:6.0f} {r['rows']:8} "
              f"{r['columns']:8} {r['integers']:8} {r['gap']:9.1e}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
