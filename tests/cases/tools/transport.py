# SPDX-License-Identifier: MIT
"""The transport cases: least freight from the tables of each folder transport-*, read afresh."""
import csv
import pathlib

from lp import least_cost


def table(folder, name):
    return list(csv.DictReader(open(folder / f"{name}.csv", newline="")))


for folder in sorted(pathlib.Path(__file__).parent.parent.glob("transport-*")):
    lanes = table(folder, "lanes")
    flow = {(row["from"], row["to"]): f"f_{row['from']}_{row['to']}" for row in lanes}
    costs = {flow[row["from"], row["to"]]: float(row["cost_per_unit"]) for row in lanes}
    rows = [({name: 1 for (start, _), name in flow.items() if start == row["site"]}, "<=", float(row["capacity_per_day"]))
            for row in table(folder, "resources")]
    rows += [({name: 1 for (_, end), name in flow.items() if end == row["market"]}, ">=", float(row["quantity_per_day"]))
             for row in table(folder, "demand")]
    print(folder.name, f"{least_cost(costs, rows)[0]:.9f}")
