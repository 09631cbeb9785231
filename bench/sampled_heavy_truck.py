#!/usr/bin/env python3
"""Plans the heavy-truck case for sampled futures that no decision sees, and shows what foresight would have said.

    bench/sampled_heavy_truck.py --program build/release/dualflow [--leaves 32] [--fans 4] [--threads 2]

The case is a copy of examples/heavy-truck with its tables of the cycle, tariff regimes, rates, seasons and
disruptions in use (they are off there). The plan is made by decomposition, stopped by SIGKILL in the middle,
and gone on with by `dualflow resume`; with --whole it is also made in one go, and both are compared. Then each
future is planned as if it were known. Printed: status, time, gap, elastic rows,
what it is worth to know the future, and the near share of the parts whose contracts split volume between
sources (base terms), with foresight and without. Exit code 1 where the plan is not within the gap, needs
elastic rows, or is another one when it is made in one go.
"""
import argparse
import csv
import json
import pathlib
import shutil
import signal
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
IN_USE = ["seasonality", "cycle", "cycle_transitions", "tariff_transitions", "rates", "rate_correlations",
          "disruptions"]


def make_case(folder, leaves, fans, branching):
    if folder.exists():
        shutil.rmtree(folder)
    shutil.copytree(ROOT / "examples" / "heavy-truck", folder)
    settings = folder / "case.toml"
    text = settings.read_text()
    for table in IN_USE:
        line = f'    "{table}",\n'
        if line not in text:
            sys.exit(f"{settings}: {table} is not off any more; mend IN_USE")
        text = text.replace(line, "")
    text += f'\n[futures]\nbranching = "{leaves}@{branching}"\nfans = {fans}\n'
    settings.write_text(text)


class Runner:
    def __init__(self, args):
        self.program, self.args = args.program, args

    def command(self, *words):
        return [self.program, *words]

    def plan(self, case, runs, *more):
        return self.command("plan", str(case), "--gap", str(self.args.gap), "--threads",
                            str(self.args.threads), "--runs", str(runs), *more)

    def to_the_end(self, command, log):
        """What it says on the way stands in the log while it runs."""
        began = time.monotonic()
        with log.open("w") as progress:
            run = subprocess.run(command, stdout=subprocess.PIPE, stderr=progress, text=True)
        if run.returncode != 0:
            sys.exit(f"{' '.join(command)}\nended with {run.returncode}:\n{log.read_text()[-2000:]}")
        return json.loads(run.stdout), time.monotonic() - began

    def unfinished(self, runs):
        listed = subprocess.run(self.command("resume", "--runs", str(runs), "--json"), capture_output=True,
                                text=True)
        return json.loads(listed.stdout)["runs"] if listed.returncode == 0 else []

    def killed(self, command, runs, after):
        """Kills it so many seconds after it began, but not before it has kept a state."""
        began = time.monotonic()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while process.poll() is None:
            time.sleep(2)
            if time.monotonic() - began > after and any(run["progress"] for run in self.unfinished(runs)):
                process.send_signal(signal.SIGKILL)
                process.wait()
                return time.monotonic() - began
        sys.exit("it ended before it was killed; give a smaller --kill-after")


def shares(document, year):
    rows = (document.get("futures") or {}).get("source_shares") or []
    found = {}
    for row in rows:
        if row["product"] and row["year"] == year:
            found.setdefault(row["product"], {})[row["bloc"]] = row
    return found


def dual_sourced(case):
    with (case / "contracts.csv").open(newline="") as file:
        return sorted({row["product"] for row in csv.DictReader(file) if row["base_min_per_day"]})


def table_of_shares(plan, foresight, bloc, products):
    years = sorted({row["year"] for row in plan["futures"]["source_shares"]})
    show = lambda one: f"{one['share']:6.1%} ({one['p5']:5.0%} to {one['p95']:5.0%})" if one else "-"
    for year in (years[len(years) // 2], years[-1]):
        ours, theirs = shares(plan, year), shares(foresight, year)
        print(f"\nshare of {bloc} in {year}   without foresight (5 % to 95 %)      with foresight (5 % to 95 %)")
        for product in products:
            a, b = ours.get(product, {}).get(bloc), theirs.get(product, {}).get(bloc)
            print(f"{product:<24}{show(a):<37}{show(b)}")


def print_worth(plan, foresight, seconds):
    print(f"with foresight objective {foresight['objective']:.6g}, bound {foresight['bound']:.6g}, gap "
          f"{foresight['gap']:.2%}, elastic total {foresight['elastic']['total']:.3g}, in {seconds:.0f} s: a cost "
          "nobody could operate at")
    least = max(0.0, plan["bound"] - foresight["objective"])
    print(f"to know the future, shocks excepted, is worth between {least:.4g} and "
          f"{plan['objective'] - foresight['bound']:.4g}")


def is_as_asked(plan, gap):
    return plan["status"] == "optimal" and plan["gap"] <= gap + 1e-6 and plan["elastic"]["total"] == 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", required=True, type=lambda text: str(pathlib.Path(text).resolve()))
    parser.add_argument("--folder", default="sampled-heavy-truck", type=pathlib.Path)
    parser.add_argument("--leaves", default=32, type=int)
    parser.add_argument("--fans", default=4, type=int)
    parser.add_argument("--branching", default="2029-01-01", help="when the futures part")
    parser.add_argument("--threads", default=2, type=int)
    parser.add_argument("--gap", default=0.01, type=float)
    parser.add_argument("--kill-after", default=180, type=float, help="seconds")
    parser.add_argument("--whole", action="store_true", help="plan in one go as well, and compare")
    parser.add_argument("--bloc", default="USMCA", help="of regions.csv: whose share is printed")
    args = parser.parse_args()

    folder = args.folder.resolve()
    case, runs = folder / "case", folder / "runs"
    make_case(case, args.leaves, args.fans, args.branching)
    shutil.rmtree(runs, ignore_errors=True)
    runner = Runner(args)
    decomposed = ("--method", "benders", "--json")

    before = runner.killed(runner.plan(case, runs, *decomposed, "--keep"), runs, args.kill_after)
    run = runner.unfinished(runs)[-1]
    print(f"killed at {run['progress']}")
    plan, after = runner.to_the_end(runner.command("resume", str(run["run"]), "--runs", str(runs), "--json"),
                                    folder / "resumed.log")
    print(f"killed after {before:.0f} s, gone on with for {after:.0f} s: {before + after:.0f} s in all")
    print(f"status {plan['status']}, objective {plan['objective']:.6g}, bound {plan['bound']:.6g} "
          f"({plan['bound_source']}), gap {plan['gap']:.2%}, elastic total {plan['elastic']['total']:.3g}")
    print(f"{plan['model']['columns']} columns, {plan['model']['integers']} integer, "
          f"{plan['model']['rows']} rows; {plan['solve']['lp_solves']} linear programs, "
          f"{plan['solve']['rounds']} rounds")
    foresight, seconds = runner.to_the_end(runner.plan(case, runs, "--foresight", "--json"),
                                           folder / "foresight.log")
    print_worth(plan, foresight, seconds)
    table_of_shares(plan, foresight, args.bloc, dual_sourced(case))
    good = is_as_asked(plan, args.gap)
    if args.whole:
        whole, seconds = runner.to_the_end(runner.plan(case, runs, *decomposed), folder / "whole.log")
        same = {key: value for key, value in whole.items() if key != "solve"} == \
               {key: value for key, value in plan.items() if key != "solve"}
        print(f"in one go {seconds:.0f} s, objective {whole['objective']:.6g}: "
              f"{'the same document, but for the work done' if same else 'ANOTHER DOCUMENT'}")
        good = good and same
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
