#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The farmer of mpi-sppy (Birge and Louveaux's, with random yields) by mpi-sppy and by dualflow, in one run.

    bench/mpisppy_farmer.py --python PYTHON [--futures 240] [--iterations 200] [--program build/release/dualflow]

PYTHON is one with mpi-sppy, pyomo, highspy and scipy (and mpi4py, which its L-shaped method needs). It builds the
futures, writes them as SMPS files for dualflow, and solves them by progressive hedging (linearised proximal terms, since HiGHS is asked through an interface that has
no quadratic ones) and by the L-shaped method where that takes HiGHS. Prints seconds, values, the ratio, and by how much
a value differs from dualflow's, relative: hedging stops at its limit of iterations, and its value is that of futures that
do not quite agree yet. mpi-sppy's seconds are those of its method's main function, dualflow's those of a whole process.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CROPS = ["WHEAT0", "CORN0", "SUGAR_BEETS0"]


def smps(model, yields):
    """Core, time and stoch file of the model, with a scenario for each list of yields."""
    value = {name: {crop: getattr(model, name)[crop] for crop in CROPS}
             for name in ("PlantingCostPerAcre", "PurchasePrice", "SubQuotaSellingPrice", "SuperQuotaSellingPrice",
                          "CattleFeedRequirement", "PriceQuota")}
    columns, rhs, bounds = [], [f"    RHS  acres  {model.TOTAL_ACREAGE}"], []
    for k, crop in enumerate(CROPS):
        columns.append(f"    x{k}  cost  {value['PlantingCostPerAcre'][crop]}\n    x{k}  acres  1\n"
                       f"    x{k}  feed{k}  {yields[0][k]}\n    x{k}  sold{k}  {-yields[0][k]}")
        bounds.append(f" UP BND  x{k}  {model.TOTAL_ACREAGE}")
    for k, crop in enumerate(CROPS):
        columns.append(f"    buy{k}  cost  {value['PurchasePrice'][crop]}\n    buy{k}  feed{k}  1")
        for name, price in (("sub", "SubQuotaSellingPrice"), ("super", "SuperQuotaSellingPrice")):
            columns.append(f"    {name}{k}  cost  {-value[price][crop]}\n    {name}{k}  feed{k}  -1\n"
                           f"    {name}{k}  sold{k}  1")
        rhs.append(f"    RHS  feed{k}  {value['CattleFeedRequirement'][crop]}")
        bounds.append(f" UP BND  sub{k}  {value['PriceQuota'][crop]}")
    rows = [" N  cost", " L  acres"] + [f" G  feed{k}\n L  sold{k}" for k in range(3)]
    core = "\n".join(["NAME FARMER", "ROWS", *rows, "COLUMNS", *columns, "RHS", *rhs, "BOUNDS", *bounds, "ENDATA", ""])
    periods = "TIME FARMER\nPERIODS IMPLICIT\n    x0  cost  FIRST\n    buy0  feed0  SECOND\nENDATA\n"
    stoch = ["STOCH FARMER", "SCENARIOS DISCRETE"]
    for s, grown in enumerate(yields):
        stoch.append(f" SC S{s}  ROOT  {1 / len(yields)!r}  SECOND")
        for k in range(3):
            stoch.append(f"    x{k}  feed{k}  {grown[k]!r}\n    x{k}  sold{k}  {-grown[k]!r}")
    return core, periods, "\n".join([*stoch, "ENDATA", ""])


def peer(futures, iterations, folder):
    """Runs under the other Python."""
    import pyomo.environ as pyo
    from mpisppy.opt.lshaped import LShapedMethod
    from mpisppy.opt.ph import PH
    from mpisppy.tests.examples import farmer

    names = [f"scen{s}" for s in range(futures)]
    models = [farmer.scenario_creator(name, num_scens=futures) for name in names]
    yields = [[pyo.value(model.Yield[crop]) for crop in CROPS] for model in models]
    for ending, text in zip(("cor", "tim", "sto"), smps(models[0], yields)):
        Path(folder, f"farmer.{ending}").write_text(text, encoding="utf-8")
    answer = {}
    quiet = {"verbose": False, "display_progress": False, "display_timing": False, "toc": False}
    hedging = PH({**quiet, "solver_name": "appsi_highs", "PHIterLimit": iterations, "defaultPHrho": 1,
                  "convthresh": 1e-4, "iter0_solver_options": {}, "iterk_solver_options": {},
                  "linearize_proximal_terms": True}, names, farmer.scenario_creator, farmer.scenario_denouement,
                 scenario_creator_kwargs={"num_scens": futures})
    started = time.perf_counter()
    _, value, bound = hedging.ph_main()
    answer["progressive hedging"] = {"seconds": time.perf_counter() - started, "value": value, "bound": bound}
    try:
        shaped = LShapedMethod({"root_solver": "appsi_highs", "sp_solver": "appsi_highs", "max_iter": iterations,
                                "tol": 1e-6, "verbose": False, "valid_eta_lb": {name: -1e6 for name in names}},
                               names, farmer.scenario_creator, scenario_creator_kwargs={"num_scens": futures})
        started = time.perf_counter()
        shaped.lshaped_algorithm()
        answer["L-shaped"] = {"seconds": time.perf_counter() - started,
                              "value": getattr(shaped, "_LShaped_bound", None)}
    except Exception as error:  # it may not take this solver: that is said, not hidden
        answer["L-shaped"] = {"refused": f"{type(error).__name__}: {error}"[:200]}
    Path(folder, "peer.json").write_text(json.dumps(answer), encoding="utf-8")


def difference(value, reference):
    return float("nan") if value is None else abs(value - reference) / abs(reference)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--python", required=True)
    parser.add_argument("--futures", type=int, default=240)
    parser.add_argument("--iterations", type=int, default=200)
    parser.add_argument("--program", default=str(ROOT / "build" / "release" / "dualflow"))
    parser.add_argument("--peer", metavar="FOLDER", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.peer:
        return peer(options.futures, options.iterations, options.peer)
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([options.python, __file__, "--python", options.python, "--futures", str(options.futures),
                        "--iterations", str(options.iterations), "--peer", folder], check=True,
                       stdout=subprocess.DEVNULL)
        files = [str(Path(folder, f"farmer.{ending}")) for ending in ("cor", "tim", "sto")]
        started = time.perf_counter()
        run = subprocess.run([options.program, "smps", "solve", *files, "--method", "benders", "--json", "--progress", "none"],
                             capture_output=True, text=True, check=True)
        ours, answer = time.perf_counter() - started, json.loads(run.stdout)
        theirs = json.loads(Path(folder, "peer.json").read_text(encoding="utf-8"))
    print(f"dualflow             {ours:9.2f} s  {answer['objective']:.6f}  bound {answer['bound']:.6f}  {answer['rounds']} rounds")
    for method, found in theirs.items():
        if "refused" in found:
            print(f"mpi-sppy {method}: {found['refused']}")
        else:
            print(f"mpi-sppy {method:20} {found['seconds']:9.2f} s  {found['value']}  bound {found.get('bound')}  "
                  f"ratio {found['seconds'] / ours:.0f}  differs by {difference(found['value'], answer['objective']):.1e}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
