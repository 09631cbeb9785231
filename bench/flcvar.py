#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes facility location under risk as SMPS files: bench/flcvar.py SITES FUTURES SEED CORE TIME STOCH.

SITES is a cap file of Beasley's OR-Library. Demands are d_j · U(0, 1) from numpy's default_rng(seed), as Ramirez-Pico,
Ljubic and Moreno (2023) draw them in their repository AdaptiveBenders. Facilities are opened, then each future's
demands are carried from them, no more than is asked for from any facility that is open: with these rows the extensive
form is the strong one. The risk (90 % CVaR) is an option of the solver.
"""

import sys

import numpy


def read(file):
    """Sites as (fixed cost, capacity), demands, unit costs [customer][site]."""
    with open(file) as lines:
        words = iter(lines.read().split())
    sites, customers = int(next(words)), int(next(words))
    # The OR-Library has the capacity first; AdaptiveBenders, whose values are published, reads it as the fixed cost.
    places = [(float(next(words)), float(next(words))) for _ in range(sites)]
    demands, costs = [], []
    for _ in range(customers):
        demands.append(float(next(words)))
        costs.append([float(next(words)) / demands[-1] for _ in range(sites)])
    return places, demands, costs


def core(places, demands, costs):
    sites, customers = range(len(places)), range(len(demands))
    yield "NAME flcvar\nROWS\n N cost\n G enough"
    yield from (f" G served{j}" for j in customers)
    yield from (f" G within{i}" for i in sites)
    yield from (f" G link{i}_{j}" for i in sites for j in customers)
    yield "COLUMNS\n M1 'MARKER' 'INTORG'"
    for i, (fixed, capacity) in enumerate(places):
        yield f" open{i} cost {fixed!r}\n open{i} enough {capacity!r}\n open{i} within{i} {capacity!r}"
        yield from (f" open{i} link{i}_{j} {demands[j]!r}" for j in customers)
    yield " M2 'MARKER' 'INTEND'"
    for i in sites:
        for j in customers:
            flow = f" flow{i}_{j}"
            yield f"{flow} cost {costs[j][i]!r}\n{flow} served{j} 1\n{flow} within{i} -1\n{flow} link{i}_{j} -1"
    yield f"RHS\n RHS enough {sum(demands)!r}"
    yield from (f" RHS served{j} {demands[j]!r}" for j in customers)
    yield "BOUNDS"
    yield from (f" UP BND open{i} 1" for i in sites)
    yield "ENDATA"


def stoch(places, demands, futures, seed):
    share = numpy.random.default_rng(seed).random((len(demands), futures))
    yield "STOCH flcvar\nSCENARIOS DISCRETE"
    for s in range(futures):
        yield f" SC S{s} ROOT {1 / futures!r} LATER"
        for j, most in enumerate(demands):
            demand = float(share[j, s] * most)
            yield f" RHS served{j} {demand!r}"
            yield from (f" open{i} link{i}_{j} {demand!r}" for i in range(len(places)))
    yield "ENDATA"


def main(sites, futures, seed, core_file, time_file, stoch_file):
    places, demands, costs = read(sites)
    time = ["TIME flcvar", "PERIODS LP", " open0 enough NOW", " flow0_0 served0 LATER", "ENDATA"]
    for file, lines in ((core_file, core(places, demands, costs)), (time_file, time),
                        (stoch_file, stoch(places, demands, int(futures), int(seed)))):
        with open(file, "w") as out:
            out.writelines(line + "\n" for line in lines)


if __name__ == "__main__":
    main(*sys.argv[1:])
