#!/usr/bin/env python3
"""Does each acceptance line of docs/acceptance.md have an end-to-end test through the loaded plugin, and does the table name
exactly those there are? A test belongs to a line when its name begins with the line's id: TEST_F(Connect, S1_IsForAdminsOnly),
or in Python def test_S2_....

acceptance_test.py            the tests
acceptance_test.py --write    writes the tests that there are into the table
"""
import pathlib
import re
import sys
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "acceptance.md"
WITHOUT = pathlib.Path(__file__).with_name("without_end_to_end_test.txt")
IDS = [f"S{n}" for n in (*range(1, 10), 11)] + [f"T{n}" for n in (*range(1, 9), "10a", "10b")]
ROW = re.compile(r"^\| ([ST]\d+[ab]?) \| ([^|]+) \| ([^|]*) \|$")
# where end-to-end tests live: in C++ through the host as a library, in Python through the programs as they ship.
IN_CPP = re.compile(r"^TEST(?:_F|_P)?\((\w+),\s*([ST]\d+[ab]?)_(\w+)\)", re.MULTILINE)
IN_PYTHON = re.compile(r"^    def (test_([ST]\d+[ab]?)_\w+)\(", re.MULTILINE)


def tests():
    """{id: names of its tests, in the order of their files}"""
    found = {}
    for path in sorted((ROOT / "tests" / "e2e").glob("*.cpp")):
        for suite, line, rest in IN_CPP.findall(path.read_text(encoding="utf-8")):
            found.setdefault(line, []).append(f"{suite}.{line}_{rest}")
    for path in sorted((ROOT / "tests" / "product").glob("*.py")):
        for name, line in IN_PYTHON.findall(path.read_text(encoding="utf-8")):
            found.setdefault(line, []).append(f"{path.name}: {name}")
    return found


def rows():
    """[(id, what it says, names of its tests)] as the page has them"""
    matches = [ROW.match(line) for line in PAGE.read_text(encoding="utf-8").splitlines()]
    return [(m.group(1), m.group(2), re.findall(r"`([^`]+)`", m.group(3))) for m in matches if m]


def without():
    return [line for line in WITHOUT.read_text(encoding="utf-8").split("\n") if line and not line.startswith("#")]


class Acceptance(unittest.TestCase):
    def test_the_table_has_every_line_once(self):
        self.assertEqual([row[0] for row in rows()], IDS)

    def test_the_table_names_exactly_the_tests_there_are(self):
        there = tests()
        self.assertEqual(sorted(set(there) - set(IDS)), [], "tests of lines that the table does not have")
        for line, _, named in rows():
            self.assertEqual(named, there.get(line, []), f"{line}: run tests/structure/acceptance_test.py --write")

    def test_every_line_has_a_test_but_those_that_say_so(self):
        self.assertEqual(without(), [line for line in IDS if line not in tests()],
                         f"{WITHOUT.name} must list the lines without a test, in order, and no other")


def write():
    there = tests()
    lines = []
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        if match := ROW.match(line):
            names = ", ".join(f"`{name}`" for name in there.get(match.group(1), []))
            line = f"| {match.group(1)} | {match.group(2)} | {names or 'none yet'} |"
        lines.append(line)
    PAGE.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    if sys.argv[1:] == ["--write"]:
        write()
    else:
        unittest.main(verbosity=1)
