#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Solves an MPS file by HiGHS from Python and prints what it found: bench/highs_lp.py FILE METHOD GAP LIMIT.

METHOD is simplex, ipx or hipo; of a program with integers it is the method of the relaxations. One thread. Interior
points are left as they are, without crossover, where they are accurate enough. Prints JSON: seconds of CPU of the
solve alone, objective, status.

HiPO needs highspy-extras of the very version of highspy. Without it HiGHS refuses the option, which a
program may not notice, and solves by the method of its choice; here the status is then "unavailable".
"""

import json
import sys
import time

import highspy


def has_hipo():
    """Whether HiGHS takes the option and then iterates on a program of one row: its status is "Optimal" either way."""
    highs = highspy.Highs()
    highs.setOptionValue("output_flag", False)
    highs.setOptionValue("presolve", "off")
    taken = highs.setOptionValue("solver", "hipo") == highspy.HighsStatus.kOk
    x, y = highs.addVariable(obj=1), highs.addVariable(obj=2)
    highs.addConstr(x + y >= 1)
    highs.run()
    return taken and highs.getInfo().ipm_iteration_count > 0


def main(file, method, gap, limit):
    if method == "hipo" and not has_hipo():
        print(json.dumps({"status": "unavailable", "version": highspy.Highs().version()}))
        return
    highs = highspy.Highs()
    for option, value in {"output_flag": False, "threads": 1, "parallel": "off", "mip_rel_gap": gap,
                          "time_limit": limit, "run_crossover": "choose"}.items():
        highs.setOptionValue(option, value)
    highs.readModel(file)
    # With "solver" set HiGHS leaves the integers out.
    integers = any(kind != highspy.HighsVarType.kContinuous for kind in highs.getLp().integrality_)
    highs.setOptionValue("mip_lp_solver" if integers else "solver", method)
    started = time.process_time()
    highs.run()
    seconds = time.process_time() - started
    print(json.dumps({"seconds": seconds, "objective": highs.getInfo().objective_function_value,
                      "status": highs.modelStatusToString(highs.getModelStatus()), "version": highs.version()}))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], float(sys.argv[3]), float(sys.argv[4]))
