#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Solves an MPS file by HiGHS from Python and prints what it found: bench/highs_lp.py FILE METHOD GAP LIMIT.

METHOD is simplex, ipx or hipo. One thread. Prints JSON: seconds of the solve alone, objective, status.
"""

import json
import sys
import time

import highspy

file, method, gap, limit = sys.argv[1], sys.argv[2], float(sys.argv[3]), float(sys.argv[4])
highs = highspy.Highs()
for option, value in {"output_flag": False, "threads": 1, "parallel": "off", "solver": method, "mip_rel_gap": gap,
                      "time_limit": limit}.items():
    highs.setOptionValue(option, value)
highs.readModel(file)
started = time.perf_counter()
highs.run()
seconds = time.perf_counter() - started
print(json.dumps({"seconds": seconds, "objective": highs.getInfo().objective_function_value,
                  "status": highs.modelStatusToString(highs.getModelStatus()), "version": highs.version()}))
