# SPDX-License-Identifier: MIT
"""How test.py counts: a lost failure would make a broken build look whole."""

import contextlib
import importlib.util
import io
import sys
import tempfile
import unittest
from pathlib import Path

SCRIPT = Path(__file__).resolve().parent.parent / "test.py"
sys.dont_write_bytecode = True
spec = importlib.util.spec_from_file_location("dualflow_test_runner", SCRIPT)
runner = importlib.util.module_from_spec(spec)
sys.modules[spec.name] = runner
spec.loader.exec_module(runner)

GTEST = '<testsuites tests="{}" failures="{}" disabled="{}" errors="0" name="AllTests"/>'


def junit(*tests):
    return "<testsuite>" + "".join(f'<testcase name="{n}" status="{s}"/>' for n, s in tests) + "</testsuite>"


class Counting(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.root, runner.ROOT = runner.ROOT, Path(self.folder.name)
        self.build = runner.ROOT / "build" / "release"
        (self.build / "gtest").mkdir(parents=True)

    def tearDown(self):
        runner.ROOT = self.root
        self.folder.cleanup()

    def count(self, junit_text):
        (self.build / "ctest.xml").write_text(junit_text)
        total = runner.count_ctest("release")("")
        return total.passed, total.failed, total.skipped

    def gtest(self, name, *figures):
        (self.build / "gtest" / f"{name}.xml").write_text(GTEST.format(*figures))

    def test_counts_the_single_tests_of_a_binary(self):
        self.gtest("case_tests", 12, 0, 0)
        self.assertEqual(self.count(junit(("case_tests", "run"), ("docs", "run"))), (13, 0, 0))

    def test_counts_failed_and_disabled_single_tests(self):
        self.gtest("case_tests", 12, 2, 1)
        self.assertEqual(self.count(junit(("case_tests", "fail"))), (9, 2, 1))

    def test_counts_a_crash_that_no_single_test_shows(self):
        self.gtest("case_tests", 12, 0, 0)  # all passed, then the leak checker ended it
        self.assertEqual(self.count(junit(("case_tests", "fail"))), (12, 1, 0))
        self.assertEqual(self.count(junit(("plan_tests", "fail"))), (0, 1, 0))

    def test_counts_a_missing_ctest_file_as_a_failure(self):
        self.assertEqual(runner.count_ctest("release")("").failed, 1)

    def test_reads_what_other_runners_print(self):
        total = runner.count_printed("      Tests  20 passed (20)\nℹ pass 7\nℹ fail 1\nRan 5 tests in 0.1s\n"
                                     "FAILED (failures=1, errors=1)\ncheck_docs: 9 blocks run, 2 problems\n")
        self.assertEqual((total.passed, total.failed), (20 + 7 + 3 + 7, 1 + 2 + 2))

    def test_reads_a_plain_closing_line(self):
        total = runner.count_printed("web: 41 passed, 2 failed, 3 skipped\n41 passed of 43\n")
        self.assertEqual((total.passed, total.failed, total.skipped), (41, 2, 3))


class Running(unittest.TestCase):
    def step(self, *commands, **more):
        return runner.Step("probe", "", [list(command) for command in commands], **more)

    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.logs, runner.LOGS = runner.LOGS, Path(self.folder.name)
        quiet = contextlib.redirect_stdout(io.StringIO())  # its lines would be counted as ours
        quiet.__enter__()
        self.addCleanup(quiet.__exit__, None, None, None)

    def tearDown(self):
        runner.LOGS = self.logs
        self.folder.cleanup()

    def test_a_step_is_one_test_unless_it_counts(self):
        count, word, _ = runner.outcome(self.step(["true"]))
        self.assertEqual((count.passed, count.failed, word), (1, 0, "passed"))

    def test_stops_a_step_at_the_first_command_that_fails(self):
        count, word, _ = runner.outcome(self.step(["false"], ["touch", f"{self.folder.name}/reached"]))
        self.assertEqual((count.passed, count.failed, word), (0, 1, "FAILED"))
        self.assertFalse((Path(self.folder.name) / "reached").exists())

    def test_a_program_that_is_missing_is_a_failure(self):
        self.assertEqual(runner.outcome(self.step(["no-such-program-here"]))[1], "FAILED")

    def test_a_failed_step_fails_even_if_its_tests_passed(self):
        step = self.step(["sh", "-c", "echo '3 passed, 0 failed'; exit 1"], count=runner.count_printed)
        count, word, _ = runner.outcome(step)
        self.assertEqual((count.passed, count.failed, word), (3, 1, "FAILED"))

    def test_names_what_failed_once_each_with_what_draws_it_again(self):
        said = ["[ RUN      ] Programs.Agree", "[  FAILED  ] Programs.Agree (25 ms)", "[  PASSED  ] 6 tests.",
                "[  FAILED  ] 1 test, listed below:", "[  FAILED  ] Programs.Agree", 'RC_PARAMS="reproduce=Bk"']
        step = self.step(["printf", "\\n".join(said) + "\\n"], ["false"])
        self.assertEqual(runner.outcome(step)[2], ["[  FAILED  ] Programs.Agree", 'RC_PARAMS="reproduce=Bk"'])
        self.assertEqual(runner.outcome(self.step(["printf", "[  FAILED  ] Programs.Agree"]))[2], [])

    def test_what_cannot_run_here_is_skipped_by_hand_and_fails_in_ci(self):
        step = self.step(["true"], why_not=lambda: "no Node")
        for in_ci, expected in ((False, (0, 1, "skipped")), (True, (1, 0, "FAILED"))):
            runner.IN_CI = in_ci
            count, word, _ = runner.outcome(step)
            self.assertEqual((count.failed, count.skipped, word), expected)


if __name__ == "__main__":
    unittest.main()
