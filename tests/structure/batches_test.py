#!/usr/bin/env python3
"""Which files may be compiled as one: tools/batches.py."""
import pathlib
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "tools"))
from batches import batches, own_names  # noqa: E402


class Batches(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def file(self, name, text):
        path = self.folder / name
        path.write_text(text)
        return str(path)

    def test_names_are_those_defined_at_the_margin(self):
        for text, names in {
            "constexpr int kMost = 3;\n": {"kMost"},
            "constexpr std::array kRows = {\n    1,\n};\n": {"kRows"},
            "std::string text(std::string_view from) {\n  const int inside = 1;\n}\n": {"text"},
            "struct Row {\n": {"Row"},
            "class Reader final : public Base {\n": {"Reader"},
            "using Rows = std::vector<Row>;\n": {"Rows"},
            "using back::contract::Action;\n": {"Action"},
            "namespace back {\n#define X(a) a\n// words (in a comment)\n": set(),
            "TEST(Suite, Name) {\nTEST_F(Fixture, Name) {\nstatic_assert(true);\n": set(),
            "INSTANTIATE_TEST_SUITE_P(All, Suite, kValues);\n": set(),
        }.items():
            found = own_names(self.file("one.cpp", text))
            self.assertLessEqual(names, found, text)
            if not names:
                self.assertEqual(found, set(), text)

    def test_files_that_share_a_name_are_parted_and_none_is_lost(self):
        files = [self.file("a.cpp", "int row(int x) {\n"), self.file("b.cpp", "struct row {\n"),
                 self.file("c.cpp", "int other() {\n")]
        self.assertEqual(batches(files, 8), [[files[0], files[2]], [files[1]]])

    def test_a_batch_is_no_larger_than_asked(self):
        files = [self.file(f"{i}.cpp", f"int name_{i} = 0;\n") for i in range(7)]
        made = batches(files, 3)
        self.assertEqual([len(batch) for batch in made], [3, 3, 1])
        self.assertEqual(sum(made, []), files)


if __name__ == "__main__":
    unittest.main()
