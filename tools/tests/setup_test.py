# SPDX-License-Identifier: MIT
"""setup.sh on a pretended machine: a PATH of its own, with stand-ins for apt-get, sudo and id."""

import os
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
BORROWED = """bash sh env dirname basename mkdir head tail sort grep sed cut tr id ln cat rm mv chmod printf
    sha256sum uname touch readlink echo c++ gcc cc1plus as ld make git python3 cmake ctest ninja ccache
    mpirun mpicc cbc sqlite3 clang-format-19 node chromium""".split()


class Setup(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.bin = Path(self.folder.name) / "bin"
        self.calls = Path(self.folder.name) / "calls"
        self.bin.mkdir()
        for name in BORROWED:
            if found := shutil.which(name):
                (self.bin / name).symlink_to(found)
        self.stand_in("pkg-config", "exit 0")  # also says that the system has HiGHS
        self.stand_in("ctags", "exit 0")
        self.stand_in("id", "echo 1000")
        self.stand_in("apt-cache", "exit 0")
        self.stand_in("apt-get", f'echo "apt-get $*" >> "{self.calls}"\n'
                      f'case "$*" in *install*ctags*) printf "#!/bin/sh\\n" > "{self.bin}/ctags"; '
                      f'chmod +x "{self.bin}/ctags";; esac')

    def tearDown(self):
        self.folder.cleanup()

    def stand_in(self, name, body):
        path = self.bin / name
        path.unlink(missing_ok=True)
        path.write_text(f"#!/bin/sh\n{body}\n")
        path.chmod(0o755)

    def run_setup(self, level):
        environment = {"PATH": str(self.bin), "HOME": self.folder.name, "DUALFLOW_CACHE": f"{self.folder.name}/cache"}
        done = subprocess.run([self.bin / "bash", ROOT / "tools" / "setup.sh", level], env=environment,
                              stdin=subprocess.DEVNULL, capture_output=True, text=True)
        return done.returncode, done.stderr

    def called(self):
        return self.calls.read_text().splitlines() if self.calls.exists() else []

    def test_needs_neither_root_nor_network_when_nothing_is_missing(self):
        self.assertEqual(self.run_setup("test"), (0, "setup: ready (test)\n"))
        self.assertEqual(self.called(), [])

    def test_names_what_to_ask_an_administrator_for(self):
        os.unlink(self.bin / "ctags")
        code, said = self.run_setup("test")
        self.assertEqual(code, 6)
        self.assertIn("setup: missing: universal-ctags\n", said)
        self.assertIn("ask an administrator for:  apt-get install universal-ctags\n", said)
        self.assertEqual(self.called(), [])

    def test_does_not_ask_for_test_tools_when_only_building(self):
        os.unlink(self.bin / "ctags")
        self.assertEqual(self.run_setup("build"), (0, "setup: ready (build)\n"))

    def test_installs_through_sudo_and_then_finds_nothing_to_do(self):
        os.unlink(self.bin / "ctags")
        self.stand_in("sudo", f'[ "$1" = -n ] && exit 0\necho sudo >> "{self.calls}"\nexec "$@"')
        code, said = self.run_setup("test")
        self.assertEqual(code, 0, said)
        self.assertIn("apt-get install universal-ctags", said)
        self.assertEqual([line.split()[-1] for line in self.called()], ["sudo", "update", "sudo", "universal-ctags"])
        self.calls.unlink()
        self.assertEqual(self.run_setup("test"), (0, "setup: ready (test)\n"))
        self.assertEqual(self.called(), [])

    def test_installs_directly_as_root(self):
        os.unlink(self.bin / "ctags")
        self.stand_in("id", "echo 0")
        self.assertEqual(self.run_setup("test")[0], 0)
        self.assertEqual([line.split()[-1] for line in self.called()], ["update", "universal-ctags"])

    def test_asks_for_the_compiler_and_all_libraries_where_there_is_no_compiler(self):
        os.unlink(self.bin / "c++")
        code, said = self.run_setup("build")
        self.assertEqual(code, 6)
        for package in ("g++", "libfmt-dev", "libtomlplusplus-dev", "nlohmann-json3-dev"):
            self.assertIn(package, said)
        self.assertNotIn("libgtest-dev", said)

    def test_refuses_a_level_that_it_does_not_know(self):
        code, said = self.run_setup("everything")
        self.assertEqual(code, 2)
        self.assertIn("usage:", said)


if __name__ == "__main__":
    unittest.main()
