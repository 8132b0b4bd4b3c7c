#!/usr/bin/env python3
"""Which files can be compiled as one: those that have no name of their own in common.

    tools/batches.py < sources > batches.cmake

Reads lines "target<TAB>file"; writes CMake commands that compile the files of each target in batches (unity builds).
"""
import collections
import pathlib
import re
import sys

# A definition begins at the margin: "constexpr int kMost = 3;", "std::string text(", "struct Row {", "using Row =".
OWN_NAME = re.compile(r"^(?!namespace\b|TEST|INSTANTIATE_|static_assert\b|#|//)"
                      r"(?:\w[^\n(=]*?[\s&*])?(\w+)(?=\s*(?:final\s*)?(?:[({=\[]|: ))", re.MULTILINE)
BORROWED_NAME = re.compile(r"^using [\w:]*::(\w+);", re.MULTILINE)
LARGEST = 8  # of what is built: more would save little, and changing one file compiles all


def own_names(file):
    """Names that a file seems to define for itself. One too many costs a little time; for one too few the compiler tells."""
    text = pathlib.Path(file).read_text()
    return set(OWN_NAME.findall(text)) | set(BORROWED_NAME.findall(text))


def batches(files, largest):
    """Lists of files without a name in common."""
    made = []
    for file in files:
        names = own_names(file)
        for batch, taken in made:
            if len(batch) < largest and not taken & names:
                break
        else:
            batch, taken = [], set()
            made.append((batch, taken))
        batch.append(file)
        taken |= names
    return [batch for batch, _ in made]


def main():
    targets = collections.defaultdict(list)
    for line in sys.stdin:
        target, file = line.rstrip("\n").split("\t")
        targets[target].append(file)
    for target, files in targets.items():
        print(f"set_target_properties({target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_MODE GROUP)")
        for number, batch in enumerate(batches(files, LARGEST)):
            if len(batch) > 1:
                print(f"set_source_files_properties({' '.join(batch)} TARGET_DIRECTORY {target}"
                      f" PROPERTIES UNITY_GROUP {target}_{number})")


if __name__ == "__main__":
    main()
