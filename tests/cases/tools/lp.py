# SPDX-License-Identifier: MIT
"""Least cost of a small linear program by cbc, for expectations that are not worked out by hand.

A program is a dict of costs by variable (variables are not negative) and a list of rows
(terms by variable, sense, right-hand side). Shares no code and no solver with the planner.
"""
import pathlib
import subprocess
import tempfile


def terms(coefficients):
    return " ".join(f"{value:+.15g} {name}" for name, value in coefficients.items())


def least_cost(costs, rows, upper=None, integers=()):
    lines = ["Minimize", " cost: " + terms(costs), "Subject To"]
    lines += [f" r{i}: {terms(left)} {sense} {right:.15g}" for i, (left, sense, right) in enumerate(rows)]
    lines += ["Bounds"] + [f" {name} <= {value:.15g}" for name, value in (upper or {}).items()]
    if integers:
        lines += ["General"] + [" " + name for name in integers]
    with tempfile.TemporaryDirectory() as folder:
        model, answer = pathlib.Path(folder, "model.lp"), pathlib.Path(folder, "answer.txt")
        model.write_text("\n".join(lines + ["End", ""]))
        command = ["cbc", str(model), "printingOptions", "all", "solve", "solution", str(answer)]
        subprocess.run(command, check=True, capture_output=True)
        head, *body = answer.read_text().splitlines()
    if not head.startswith("Optimal"):
        raise RuntimeError(head)
    values = {cells[1]: float(cells[2]) for cells in (line.split() for line in body) if len(cells) > 2}
    return sum(cost * values.get(name, 0.0) for name, cost in costs.items()), values
