#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Times the exact single-site and serial methods against stockpyl, on the same instances in the same run.

    bench/inventory/single.py [--program build/release/dualflow] [--repeat 5] [--json]

dualflow's seconds are those of the whole process, start and printing included; stockpyl's are those of the
call alone, in a Python that has imported it. Printed are the fastest of the runs (stockpyl's slow calls run
once), both answers, and the ratio. stockpyl is installed once from the Python index into a virtual
environment in the cache folder; where that fails, a plain enumeration in Python takes its place and is named
as such. What a peer cannot answer has no ratio. Times are of one machine; nothing is asserted but that the answers agree.
"""

import argparse
import json
import math
import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PEERS = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "dualflow" / "stockpyl"
REQUIRED = ("stockpyl", "numpy<2")  # its serial method fails with numpy 2
SLOW = 0.2  # seconds: a call above is not repeated

KINKED = "0.25,2.75,5.25,5.5"
SERIAL = "serial --demand poisson:16 --leads 0.25,0.25,0.25,0.25 --holding"

# name: (command of dualflow, call of stockpyl that gives the cost, relative agreement expected)
INSTANCES = {
    "newsvendor, Poisson 18": (
        "newsvendor --demand poisson:18 --holding 200 --backlog 270",
        "stockpyl.newsvendor.newsvendor_poisson(200, 270, 18)[1]", 1e-6),
    "(s,S), Poisson 10": (
        "ss --demand poisson:10 --holding 1 --backlog 9 --fixed 64",
        "stockpyl.ss.s_s_discrete_exact(1, 9, 64, True, 10)[2]", 1e-6),
    "(s,S), Poisson 50": (
        "ss --demand poisson:50 --holding 1 --backlog 9 --fixed 64",
        "stockpyl.ss.s_s_discrete_exact(1, 9, 64, True, 50)[2]", 1e-6),
    "(r,Q), Poisson 1.5": (
        "rq --demand poisson:1.5 --lead 2 --holding 20 --backlog 150 --fixed 100",
        "stockpyl.rq.r_q_poisson_exact(20, 150, 100, 1.5, 2)[2]", 1e-6),
    "disruptions": (
        "disruption --demand constant:2000 --holding 0.25 --backlog 3 --fails 0.04 --recovers 0.25",
        "stockpyl.supply_uncertainty.newsvendor_with_disruptions(0.25, 3, 2000, 0.04, 0.25)[1]", 1e-6),
    "serial, Shang-Song row 1": (
        f"{SERIAL} 0.25,0.5,0.75,1 --backlog 9", "serial('shang_song_1')", 1e-5),
    "serial, Shang-Song row 25": (
        f"{SERIAL} {KINKED} --backlog 99", "serial('shang_song_25')", 1e-5),
}

PEER = """
import json, sys, time
import stockpyl.newsvendor, stockpyl.ss, stockpyl.rq, stockpyl.supply_uncertainty
from stockpyl.instances import load_instance
from stockpyl.ssm_serial import optimize_base_stock_levels
tails = {name + end: 1e-7 for name in ("", "sum_") for end in ("ltd_lower_tail_prob", "ltd_upper_tail_prob")}
def serial(name):  # the tails it cuts off by default leave it 1e-4 off
    return optimize_base_stock_levels(network=load_instance(name), **tails)[1]
def timed(call, repeat, slow):
    best = float("inf")
    for _ in range(repeat):
        started = time.perf_counter()
        cost = eval(call)
        seconds = time.perf_counter() - started
        best = min(best, seconds)
        if seconds > slow:
            break
    return [best, float(cost)]
answers = {}
for name, call in json.loads(sys.argv[1]).items():
    try:
        answers[name] = timed(call, int(sys.argv[2]), float(sys.argv[3]))
    except Exception as error:
        print(f"stockpyl, {name}: {error}", file=sys.stderr)
print(json.dumps(answers))
"""


def peer_python():
    """The Python that has stockpyl, installed where it is not; None where it cannot be."""
    python = PEERS / "bin" / "python3"
    try:
        if not python.exists():
            subprocess.run([sys.executable, "-m", "venv", PEERS], check=True, capture_output=True)
        if subprocess.run([python, "-c", "import stockpyl"], capture_output=True).returncode != 0:
            subprocess.run([python, "-m", "pip", "install", "-q", *REQUIRED], check=True, capture_output=True)
        return python
    except (OSError, subprocess.CalledProcessError) as error:
        print(f"stockpyl cannot be installed ({error}); compared with enumeration in Python", file=sys.stderr)
        return None


def peer_answers(python, repeat):
    calls = json.dumps({name: call for name, (_, call, _) in INSTANCES.items()})
    done = subprocess.run([python, "-W", "ignore", "-c", PEER, calls, str(repeat), str(SLOW)],
                          check=True, stdout=subprocess.PIPE, text=True)
    return json.loads(done.stdout.splitlines()[-1])


def poisson_masses(mean):
    masses, mass = [], math.exp(-mean)
    for value in range(int(mean + 12 * math.sqrt(mean) + 20)):
        masses.append(mass)
        mass *= mean / (value + 1)
    return masses


def enumerated_ss(mean, holding, backlog, fixed):
    """Least cost over all (s,S) up to S = 4 means + 60, each by the renewal function."""
    masses, reach = poisson_masses(mean), 4 * mean + 60
    stock = {y: sum(p * (holding * max(y - d, 0) + backlog * max(d - y, 0)) for d, p in enumerate(masses))
             for y in range(-mean, reach)}
    visits = [1 / (1 - masses[0])]
    while len(visits) < 2 * reach:
        j = len(visits)
        visits.append(sum(masses[i] * visits[j - i] for i in range(1, min(j + 1, len(masses)))) * visits[0])
    best = math.inf
    for up_to in range(1, reach):
        money, periods = fixed, 0
        for j in range(up_to + mean):
            money += visits[j] * stock[up_to - j]
            periods += visits[j]
            best = min(best, money / periods)
    return best


def enumerated_answers():
    answers = {}
    for mean in (10, 50):
        started = time.perf_counter()
        cost = enumerated_ss(mean, 1, 9, 64)
        answers[f"(s,S), Poisson {mean}"] = [time.perf_counter() - started, cost]
    return answers


def timed_run(program, arguments, repeat):
    """(fastest seconds, what was printed)."""
    best = math.inf
    for _ in range(repeat):
        started = time.perf_counter()
        done = subprocess.run([program, *arguments], check=True, capture_output=True, text=True)
        best = min(best, time.perf_counter() - started)
    return best, done.stdout


def main(arguments):
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--program", type=Path, default=ROOT / "build" / "release" / "dualflow")
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    python = peer_python()
    peers = peer_answers(python, options.repeat) if python else enumerated_answers()
    rows = []
    for name, (command, _, agreement) in INSTANCES.items():
        seconds, printed = timed_run(options.program, ["inventory", *command.split(), "--json"], options.repeat)
        cost = json.loads(printed)["cost"]
        row = {"instance": name, "dualflow_s": seconds, "dualflow_cost": cost}
        if name in peers:
            row.update(peer="stockpyl" if python else "enumeration", peer_s=peers[name][0],
                       peer_cost=peers[name][1], ratio=peers[name][0] / seconds)
            if abs(cost - peers[name][1]) > agreement * cost:
                raise SystemExit(f"{name}: {cost} and {peers[name][1]} differ")
        rows.append(row)
    if options.json:
        print(json.dumps(rows, indent=2))
        return
    start = timed_run(options.program, ["--version"], options.repeat)[0]
    print(f"{1000 * start:.3f} ms of dualflow's are the start of the program")
    print(f"{'instance':26} {'dualflow ms':>11} {'peer ms':>10} {'ratio':>8} {'our cost':>16} {'peer cost':>16}")
    for row in rows:
        peer = (f"{1000 * row['peer_s']:10.3f} {row['ratio']:8.1f}" if "peer" in row else f"{'-':>10} {'-':>8}")
        print(f"{row['instance']:26} {1000 * row['dualflow_s']:11.3f} {peer} {row['dualflow_cost']:16.9f} "
              f"{row.get('peer_cost', math.nan):16.9f}")


if __name__ == "__main__":
    main(sys.argv[1:])
