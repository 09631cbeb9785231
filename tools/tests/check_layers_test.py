# SPDX-License-Identifier: MIT
"""check_layers.py against small houses built in a temporary folder."""

import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

SCRIPT = Path(__file__).resolve().parent.parent / "check_layers.py"


class CheckLayers(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.house = Path(self.folder.name)
        self.write("support/result.hpp", "#pragma once\n")
        self.write("case/case.hpp", '#include "dualflow/support/result.hpp"\n')
        self.write("plan/plan.hpp", '#include "dualflow/case/case.hpp"\n#include "dualflow/solver/lp/model.hpp"\n')
        self.write("solver/lp/model.hpp", "#include <vector>\n")

    def tearDown(self):
        self.folder.cleanup()

    def write(self, name, text):
        path = self.house / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def run_script(self):
        done = subprocess.run([sys.executable, SCRIPT, self.house], capture_output=True, text=True)
        return done.returncode, done.stdout, done.stderr

    def assert_refused(self, place, reason):
        code, _, errors = self.run_script()
        self.assertEqual(code, 1)
        self.assertIn(place, errors)
        self.assertIn(reason, errors)
        self.assertEqual(len(errors.splitlines()), 1, errors)

    def test_accepts_a_house_whose_includes_point_left_and_draws_it(self):
        code, drawn, errors = self.run_script()
        self.assertEqual((code, errors), (0, ""))
        self.assertIn("case 1 → plan 1", drawn)
        self.assertIn("plan      ← case 1 · solver 1", drawn)
        self.assertIn("3 includes, 0 against the rules", drawn)

    def test_refuses_a_room_that_includes_a_room_to_its_right(self):
        self.write("case/case.cpp", '\n#include "dualflow/plan/plan.hpp"\n')
        self.assert_refused("case/case.cpp:2", "case includes dualflow/plan/plan.hpp")

    def test_refuses_a_relative_include_to_the_right(self):
        self.write("case/case.cpp", '#include "../plan/plan.hpp"\n')
        self.assert_refused("case/case.cpp:1", "case includes ../plan/plan.hpp")

    def test_accepts_a_relative_include_within_a_room(self):
        self.write("case/case.cpp", '#include "case.hpp"\n')
        self.assertEqual(self.run_script()[0], 0)

    def test_refuses_a_solver_that_knows_the_network(self):
        self.write("solver/lp/model.cpp", '#include "dualflow/case/case.hpp"\n')
        self.assert_refused("solver/lp/model.cpp:1", "solver includes dualflow/case/case.hpp")

    def test_refuses_a_case_or_a_future_that_solves(self):
        self.write("futures/tree.cpp", '#include "dualflow/solver/lp/model.hpp"\n')
        self.assert_refused("futures/tree.cpp:1", "futures includes dualflow/solver/lp/model.hpp")

    def test_lets_the_inventory_use_the_solver_but_not_the_reverse(self):
        self.write("inventory/engine.hpp", '#include "dualflow/solver/lp/model.hpp"\n')
        self.assertEqual(self.run_script()[0], 0)
        self.write("solver/lp/model.cpp", '#include "dualflow/inventory/engine.hpp"\n')
        self.assert_refused("solver/lp/model.cpp:1", "solver includes dualflow/inventory/engine.hpp")

    def test_refuses_support_that_includes_a_room(self):
        self.write("support/text.hpp", '#include "dualflow/case/case.hpp"\n')
        self.assert_refused("support/text.hpp:1", "support includes dualflow/case/case.hpp")

    def test_refuses_a_room_that_is_not_in_the_house(self):
        self.write("attic/junk.hpp", "#pragma once\n")
        self.assert_refused("attic/junk.hpp", 'no room "attic"')

    def test_refuses_a_highs_header_outside_the_adapter(self):
        self.write("solver/lp/highs_solver.cpp", '#include "Highs.h"\n')
        self.assertEqual(self.run_script()[0], 0)
        self.write("plan/plan.cpp", "#include <highs/Highs.h>\n")
        self.assert_refused("plan/plan.cpp:1", "a HiGHS header")

    def test_refuses_heavy_includes_in_headers_only(self):
        self.write("case/text.cpp", "#include <fmt/core.h>\n#include <nlohmann/json.hpp>\n")
        self.write("case/text.hpp", "#include <nlohmann/json_fwd.hpp>\n")
        self.assertEqual(self.run_script()[0], 0)
        self.write("case/text.hpp", "#include <fmt/core.h>\n")
        self.assert_refused("case/text.hpp:1", "fmt/core.h in a header")

    def test_fails_on_an_empty_folder(self):
        done = subprocess.run([sys.executable, SCRIPT, self.house / "support" / "none"], capture_output=True, text=True)
        self.assertEqual(done.returncode, 1)
        self.assertIn("no source file", done.stderr)


if __name__ == "__main__":
    unittest.main()
