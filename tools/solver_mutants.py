#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Breaks the stochastic solver in ways that look right, and runs its tests: at least one must fail for each (make
mutants).

    tools/solver_mutants.py [--folder build/mutants] [--list] [NAME...]

The files that git does not ignore are copied to FOLDER as they are, built there with the preset "release" and tested;
then one line is changed at a time. Prints a line for each mutant: the test that failed (or how the program ended), or
SURVIVED, also where no test failed within 15 minutes. Exit code 1 where one survived, or the tests fail without any.
"""

import argparse
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
STOCHASTIC = "src/dualflow/solver/stochastic/"
TESTS = ("ABasisThatServes*:ASweep*:APartsView*:ADecomposition*:Cuts*:TailWeights*:RandomPrograms*:FacilityLocation*:"
         "KnownOptima.OfTheFilesKept*:AMeanFuture*:StochasticValues*")


NO_END = "SURVIVED: no test failed within 15 minutes"


@dataclass
class Mutant:
    name: str
    file: str
    line: str  # in the file once, or its first of several
    becomes: str


MUTANTS = [
    Mutant("the sign of a cut's slope", STOCHASTIC + "cut.cpp", "cut.slope.push_back(reduced[j].sum.value());",
           "cut.slope.push_back(-reduced[j].sum.value());"),
    Mutant("the sign of a cut's constant", STOCHASTIC + "cut.cpp",
           "cut.constant = least_over(block, dual, reduced, box, cost_factor);",
           "cut.constant = -least_over(block, dual, reduced, box, cost_factor);"),
    Mutant("the sign of a proof that there is no answer", STOCHASTIC + "cut.cpp",
           "return one.at(link) > other.at(link) ? one : other;", "return one.at(link) > other.at(link) ? other : one;"),
    Mutant("tail weights of twice the tail", STOCHASTIC + "evaluate.cpp", "probability[s] / (1 - alpha)",
           "probability[s] / (2 - 2 * alpha)"),
    Mutant("the tail of the cheapest futures", STOCHASTIC + "evaluate.cpp", "return cost[a] > cost[b];",
           "return cost[a] < cost[b];"),
    Mutant("a tail's cut without its weights", STOCHASTIC + "sweep.cpp", "sum.add(cut_[s], weight[s]);",
           "sum.add(cut_[s], probability_[s] + 0 * weight[s]);"),
    Mutant("the mean at the weight of the tail", STOCHASTIC + "master.cpp", "add_cost(cut, 1 - risk.lambda)",
           "add_cost(cut, risk.lambda)"),
    Mutant("a cut that forgets the probability of a future", STOCHASTIC + "sweep.cpp",
           "work.cut.add(answer.cut, probability_[s]);", "work.cut.add(answer.cut, 1);"),
    Mutant("a basis for futures that it does not serve", STOCHASTIC + "basis_dictionary.cpp",
           "return known.region->alive && known.basis->serves(", "return known.region->alive || known.basis->serves("),
    Mutant("figures of a basis that are summed up without probabilities", STOCHASTIC + "basis_dictionary.cpp",
           "bunched.figure[k].add_product(probability, figures_[slots[k]]);",
           "bunched.figure[k].add_product(1, figures_[slots[k]]);"),
]


def copy_of_the_repository(folder):
    for old in ("src", "cli", "tests", "bench"):
        shutil.rmtree(folder / old, ignore_errors=True)
    names = subprocess.run(["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True,
                           check=True).stdout.splitlines()
    for name in names:
        source, target = ROOT / name, folder / name
        if source.is_file():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, target)


def build(folder):
    done = subprocess.run(["cmake", "--build", "--preset", "release", "--target", "solver_tests"], cwd=folder,
                          capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"{folder} does not build:\n{done.stdout[-2000:]}")


def first_failed(folder, tests):
    """The name of the first test that fails; none where all pass."""
    program = folder / "build" / "release" / "tests" / "solver_tests"
    try:
        done = subprocess.run([program, f"--gtest_filter={tests}", "--gtest_fail_fast", "--gtest_brief=1"], cwd=folder,
                              capture_output=True, text=True, timeout=900, check=False)
    except subprocess.TimeoutExpired:
        return NO_END
    if done.returncode == 0:
        return None
    failed = re.search(r"\[  FAILED  \] (\S+)", done.stdout)
    return failed.group(1) if failed else f"exit code {done.returncode}"


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--folder", type=Path, default=ROOT / "build" / "mutants")
    parser.add_argument("--tests", default=TESTS, help="filter of the tests that are run")
    parser.add_argument("--list", action="store_true")
    options = parser.parse_args()
    chosen = [mutant for mutant in MUTANTS if not options.names or mutant.name in options.names]
    if options.list or not chosen:
        print("\n".join(mutant.name for mutant in MUTANTS))
        return 0 if options.list else 2
    copy_of_the_repository(options.folder)
    subprocess.run(["cmake", "--preset", "release", "--log-level=NOTICE"], cwd=options.folder, check=True)
    build(options.folder)
    if failed := first_failed(options.folder, options.tests):
        print(f"without any mutant: {failed}")
        return 1
    survived = 0
    for mutant in chosen:
        file = options.folder / mutant.file
        text = file.read_text(encoding="utf-8")
        if mutant.line not in text:
            sys.exit(f"{mutant.file}: no line \"{mutant.line}\"")
        file.write_text(text.replace(mutant.line, mutant.becomes, 1), encoding="utf-8")
        try:
            build(options.folder)
            seen = first_failed(options.folder, options.tests)
        finally:
            file.write_text(text, encoding="utf-8")
        survived += seen in (None, NO_END)
        print(f"{mutant.name}: {seen or 'SURVIVED'}", flush=True)
    print(f"{len(chosen) - survived} of {len(chosen)} seen")
    return 1 if survived else 0


if __name__ == "__main__":
    sys.exit(main())
