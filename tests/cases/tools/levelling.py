# SPDX-License-Identifier: MIT
"""The levelling cases: 12 periods, demand 80 then 120, opening rate 100, capacity 130, holding 1."""
from lp import least_cost

DEMAND = [80] * 6 + [120] * 6


def cost(ramp):
    periods = range(len(DEMAND))
    costs, rows = {}, []
    for t in periods:
        costs |= {f"stock{t}": 1, f"up{t}": ramp, f"down{t}": ramp, f"made{t}": 0}
        before = {f"stock{t - 1}": -1} if t else {}
        rows.append(({f"stock{t}": 1, f"made{t}": -1, **before}, "=", -DEMAND[t]))
        rate = {f"made{t - 1}": -1} if t else {}
        rows.append(({f"made{t}": 1, f"up{t}": -1, f"down{t}": 1, **rate}, "=", 0 if t else 100))
    return least_cost(costs, rows, upper={f"made{t}": 130 for t in periods})[0]


for price in (5, 8, 12, 18):
    print(price, f"{cost(price):.9f}")
