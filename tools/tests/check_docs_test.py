# SPDX-License-Identifier: MIT
"""check_docs.py: which blocks run, and when printed lines count as shown."""

import importlib.util
import os
import sys
import tempfile
import unittest
from pathlib import Path

SCRIPT = Path(__file__).resolve().parent.parent / "check_docs.py"
sys.dont_write_bytecode = True
spec = importlib.util.spec_from_file_location("check_docs", SCRIPT)
check_docs = importlib.util.module_from_spec(spec)
spec.loader.exec_module(check_docs)


def problems_of(text, write=False):
    """Problems of a page with this text, and the text afterwards."""
    with tempfile.TemporaryDirectory(dir=check_docs.ROOT / "tools") as folder:
        page = Path(folder) / "page.md"
        page.write_text(text, encoding="utf-8")
        _, problems = check_docs.check_file(page, dict(os.environ), write)
        return problems, page.read_text(encoding="utf-8")


class Blocks(unittest.TestCase):
    def test_run_only_where_the_page_says_so(self):
        self.assertEqual(problems_of("```sh\nfalse\n```\n")[0], [])
        self.assertEqual(len(problems_of("```sh run\nfalse\n```\n")[0]), 1)

    def test_may_be_meant_to_fail_with_one_exit_code(self):
        self.assertEqual(problems_of("```sh run exit=3\nexit 3\n```\n")[0], [])
        self.assertEqual(len(problems_of("```sh run exit=3\nexit 2\n```\n")[0]), 1)

    def test_of_one_page_share_a_folder_with_the_examples(self):
        page = "```sh run\nls examples/minimal/case.toml > seen\n```\n```sh run\ntest -s seen\n```\n"
        self.assertEqual(problems_of(page)[0], [])


class Output(unittest.TestCase):
    RUN = "```sh run\nprintf 'a 1\\nb 22\\nc\\n'\n```\n"

    def test_is_what_was_printed_in_that_order(self):
        self.assertEqual(problems_of(self.RUN + "```text output\na 1\nb …\n```\n")[0], [])
        self.assertEqual(problems_of(self.RUN + "```text output\na 1\n…\nc\n```\n")[0], [])
        self.assertEqual(len(problems_of(self.RUN + "```text output\nc\na 1\n```\n")[0]), 1)
        self.assertEqual(len(problems_of(self.RUN + "```text output\nb 2\n```\n")[0]), 1)

    def test_is_written_into_the_page_on_request(self):
        problems, page = problems_of(self.RUN + "```text output\nold\n```\nafter\n", write=True)
        self.assertEqual(problems, [])
        self.assertEqual(page, self.RUN + "```text output\na 1\nb 22\nc\n```\nafter\n")

    def test_needs_a_block_before_it(self):
        self.assertEqual(len(problems_of("```text output\na\n```\n")[0]), 1)


if __name__ == "__main__":
    unittest.main()
