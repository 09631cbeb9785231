#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Draws the house of src/dualflow from its #include lines and fails where one points the wrong way.

    tools/check_layers.py [FOLDER]      FOLDER holds the rooms; default src/dualflow

The rules (src/dualflow/README.md says why):
 1. Data flow one way: case, futures, plan, operate, analyse, publish. A room includes itself and rooms
    to its left.
 2. `solver` and `inventory` stand beside the house and know no supply network: solver includes only
    itself, inventory itself and solver. Rooms from `plan` on may use both.
 3. `support` is for everyone and includes nothing of the house.
 4. A HiGHS header is seen by one file, solver/lp/highs_solver.cpp.
 5. nlohmann/json.hpp, fmt and CLI11 stay out of headers: each costs seconds in every file that
    includes it.
Exit code 0 when all hold, 1 when not, with each offending line.
"""

import os
import re
import sys
from collections import Counter
from pathlib import Path

ROOMS = ["case", "futures", "plan", "operate", "analyse", "publish"]
LIBRARIES = ["support", "solver", "inventory"]
FIRST_TO_SOLVE = ROOMS.index("plan")

INCLUDE = re.compile(r'^\s*#\s*include\s*(?:"([^"]+)"|<([^>]+)>)')
HIGHS_HEADER = re.compile(r"(^|/)(Highs\w*|HConst|highs_c_api)\.h$|^(highs|lp_data|interfaces|util)/.*\.h$")
ONE_HIGHS_FILE = Path("solver/lp/highs_solver.cpp")
HEAVY_IN_HEADERS = re.compile(r"^(nlohmann/json\.hpp|fmt/.*|CLI/.*)$")


def allowed(room):
    """The rooms and libraries that a room may include."""
    if room == "support":
        return {"support"}
    if room == "solver":
        return {"support", "solver"}
    if room == "inventory":
        return {"support", "solver", "inventory"}
    position = ROOMS.index(room)
    rooms = set(ROOMS[: position + 1]) | {"support"}
    return rooms | {"solver", "inventory"} if position >= FIRST_TO_SOLVE else rooms


def includes(path):
    """(line number, text between the quotes or brackets, quoted?) of every #include."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if match := INCLUDE.match(line):
            yield number, match[1] or match[2], match[1] is not None


def target_room(house, path, name, quoted):
    """The room that an include leads to, or None when it leaves the house."""
    if name.startswith("dualflow/"):
        return Path(name).parts[1]
    if not quoted:
        return None
    place = Path(os.path.normpath(path.parent / name))
    return place.relative_to(house).parts[0] if place.is_relative_to(house) and place.exists() else None


def examine(house):
    """(edges: Counter of (from, to), files: Counter of rooms, problems: list of text)."""
    edges, files, problems = Counter(), Counter(), []
    for path in sorted(p for p in house.rglob("*") if p.suffix in (".hpp", ".h", ".cpp")):
        relative = path.relative_to(house)
        room = relative.parts[0]
        if room not in ROOMS + LIBRARIES:
            problems.append(f"{relative}: no room \"{room}\" in the house; rooms: {', '.join(ROOMS + LIBRARIES)}")
            continue
        files[room] += 1
        for number, name, quoted in includes(path):
            place = f"{relative}:{number}"
            other = target_room(house, path, name, quoted)
            if other is not None:
                edges[room, other] += 1
                if other not in allowed(room):
                    problems.append(f"{place}: {room} includes {name}, but may include only "
                                    f"{', '.join(sorted(allowed(room)))}")
            elif HIGHS_HEADER.search(name) and relative != ONE_HIGHS_FILE:
                problems.append(f"{place}: a HiGHS header ({name}) outside {ONE_HIGHS_FILE}")
            elif HEAVY_IN_HEADERS.match(name) and path.suffix != ".cpp":
                problems.append(f"{place}: {name} in a header; include it in the .cpp file")
    return edges, files, problems


def draw(edges, files):
    """The house as text: the rooms in order, and for each what it includes and how often."""
    names = [name for name in ROOMS + LIBRARIES if files[name]]
    lines = ["the house (files in each room; below, #include lines to other rooms)", ""]
    lines.append("  " + " → ".join(f"{name} {files[name]}" for name in ROOMS if files[name]))
    lines.append("  beside it: " + ", ".join(f"{name} {files[name]}" for name in LIBRARIES if files[name]))
    lines.append("")
    for name in names:
        uses = [f"{other} {edges[name, other]}" for other in names if other != name and edges[name, other]]
        lines.append(f"  {name:9} ← {' · '.join(uses) if uses else 'nothing'}")
    return "\n".join(lines)


def main(arguments):
    root = Path(__file__).resolve().parent.parent
    house = Path(arguments[0]).resolve() if arguments else root / "src" / "dualflow"
    edges, files, problems = examine(house)
    if not files:
        print(f"no source file under {house}", file=sys.stderr)
        return 1
    print(draw(edges, files))
    for problem in problems:
        print(f"error: {problem}", file=sys.stderr)
    print(f"\n{sum(edges.values())} includes, {len(problems)} against the rules")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
