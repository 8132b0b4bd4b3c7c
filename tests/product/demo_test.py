#!/usr/bin/env python3
"""The demo tells its whole story and ends well, and what the README quotes of it is what it prints.

    demo_test.py DEMO_SESSION BUILD_FOLDER README
"""
import re
import subprocess
import sys
import unittest

SESSION, BUILD, README = sys.argv[1:4]
VARYING = re.compile(r"\b[0-9a-f]{32}\b|\bc-[0-9a-f]{12}\b|\d{4}-\d\d-\d\d \d\d:\d\d(:\d\d)?")


def plain(line):
    return VARYING.sub("…", line).strip()


class Demo(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.ran = subprocess.run([SESSION, "--script", BUILD], text=True, capture_output=True, timeout=120)

    def test_it_ends_well(self):
        self.assertEqual(self.ran.returncode, 0, self.ran.stdout[-2000:] + self.ran.stderr)

    def test_it_shows_no_credential(self):
        self.assertNotIn("00demoSuperAdmin", self.ran.stdout + self.ran.stderr)

    def test_the_readme_quotes_what_it_prints(self):
        printed = {plain(line) for line in self.ran.stdout.splitlines()}
        quoted = re.search(r"```text\n(.*?)```", open(README, encoding="utf-8").read(), re.DOTALL).group(1)
        self.assertGreater(len(quoted.splitlines()), 8)
        self.assertEqual([line for line in quoted.splitlines() if plain(line) not in printed], [])


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
