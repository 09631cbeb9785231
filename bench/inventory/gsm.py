#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Solves the 38 supply chains of Willems (2008) under guaranteed service and writes the table.

    bench/inventory/gsm.py [--program build/release/dualflow] [--chains FOLDER] [--gap 1e-7]
                           [--limit 20000] [--page docs/reference/willems-chains.md] [CHAIN...]

The chains are not part of the repository. They are looked for in --chains, then in
$DUALFLOW_SHARED/data/inventory/willems_2008, then in ../shared/data/inventory/willems_2008. Each chain is
solved by a process of its own, one after the other; limits count nodes, so only the seconds differ between
runs. Without --page the table goes to stdout.
"""

import argparse
import csv
import json
import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
KEPT = (0, 5)  # the gap was proved, or a limit came first

HEAD = """# The chains of Willems (2008) under guaranteed service

Least cost of safety stock of the 38 supply chains of Willems, "Data Set: Real-World Multiechelon Supply Chains Used for Inventory Optimization", M&SOM 10(1), 2008, with a lower bound that is proved. This page is written by

```sh
{command}
```

Cost is for a holding rate of 1: a year's cost is that times the yearly rate. Stage times are the data's means (their spread is not used); holding cost is the cost added at a stage and all upstream; demand is pooled over all paths to the stages with demand (Humair and Willems 2011, appendix 2.4); the safety factor is the normal quantile of the service level. The model and the method are described in [`src/dualflow/inventory/guaranteed`](../../src/dualflow/inventory/guaranteed/README.md).

The gap asked for was {gap:g} (relative). Variables are different service times after stages with the same customers or suppliers are put together, core those that remain after exact elimination; passes are of message passing. Seconds are of the whole program, reading included, on one core{machine}.

"""


def folder_of_chains(given):
    shared = os.environ.get("DUALFLOW_SHARED")
    tried = [Path(given)] if given else []
    if shared:
        tried.append(Path(shared) / "data/inventory/willems_2008")
    tried.append(ROOT.parent / "shared/data/inventory/willems_2008")
    for folder in tried:
        if (folder / "01.csv").exists():
            return folder
    raise SystemExit("the chains of Willems (2008) were not found in " + ", ".join(map(str, tried)) +
                     "; expected 01.csv … 38.csv (the data are the journal's and not part of this repository)")


def count_arcs(file):
    with open(file, encoding="utf-8-sig", newline="") as lines:
        next(lines)
        rows = csv.reader(lines)
        source = next(i for i, name in enumerate(next(rows)) if name.endswith("arc/@from"))
        return sum(1 for row in rows if row[source])


def solve(program, file, gap, limit):
    command = [program, "inventory", "gsm", str(file), "--gap", str(gap), "--limit", str(limit), "--json"]
    started = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    seconds = time.perf_counter() - started
    if done.returncode not in KEPT:
        raise SystemExit(f"{file.name}: exit code {done.returncode}\n{done.stderr}")
    plan = json.loads(done.stdout)
    return {**plan, "stages": len(plan["stages"]), "arcs": count_arcs(file), "seconds": seconds}


COLUMNS = (
    ("chain", lambda name, r: name),
    ("stages", lambda name, r: str(r["stages"])),
    ("arcs", lambda name, r: str(r["arcs"])),
    ("cost", lambda name, r: f"{r['cost']:,.2f}"),
    ("bound", lambda name, r: f"{r['bound']:,.2f}"),
    ("gap %", lambda name, r: f"{100 * r['gap']:.6f}"),
    ("method", lambda name, r: r["method"].replace("_", " ")),
    ("variables", lambda name, r: str(r["variables"])),
    ("core", lambda name, r: str(r["core_variables"])),
    ("passes", lambda name, r: str(r["passes"])),
    ("nodes", lambda name, r: str(r["nodes"])),
    ("seconds", lambda name, r: f"{r['seconds']:.2f}"),
)


def line(cells):
    return "| " + " | ".join(cells) + " |"


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--program", default=str(ROOT / "build" / "release" / "dualflow"))
    parser.add_argument("--chains")
    parser.add_argument("--gap", type=float, default=1e-7)
    parser.add_argument("--limit", type=int, default=20000)
    parser.add_argument("--machine", default="", help="a word on the machine, for the page")
    parser.add_argument("--page", type=Path)
    parser.add_argument("chain", nargs="*", default=[f"{i:02}" for i in range(1, 39)])
    arguments = parser.parse_args()
    folder = folder_of_chains(arguments.chains)
    lines = [line(name for name, _ in COLUMNS), line("---" if name in ("chain", "method") else "---:"
                                                     for name, _ in COLUMNS)]
    for name in arguments.chain:
        result = solve(arguments.program, folder / f"{name}.csv", arguments.gap, arguments.limit)
        lines.append(line(cell(name, result) for _, cell in COLUMNS))
        print(lines[-1], file=sys.stderr, flush=True)
    table = "\n".join(lines) + "\n"
    if not arguments.page:
        sys.stdout.write(table)
        return
    command = f"bench/inventory/gsm.py --gap {arguments.gap:g} --limit {arguments.limit} --page {arguments.page}"
    machine = f" ({arguments.machine})" if arguments.machine else ""
    beside = arguments.page.with_suffix(".tmp")
    beside.write_text(HEAD.format(command=command, gap=arguments.gap, machine=machine) + table, encoding="utf-8")
    beside.replace(arguments.page)


if __name__ == "__main__":
    main()
