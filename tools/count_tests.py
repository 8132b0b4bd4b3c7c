#!/usr/bin/env python3
"""Adds up the GoogleTest reports below the folders given. Prints what was skipped, and one closing line."""
import json
import pathlib
import sys

passed = failed = 0
skipped = []
for folder in sys.argv[1:]:
    for report in sorted(pathlib.Path(folder).glob("*.json")):
        for suite in json.loads(report.read_text())["testsuites"]:
            for test in suite["testsuite"]:
                if test.get("failures"):
                    failed += 1
                elif test["result"] == "SKIPPED":
                    skipped.append(f"{suite['name']}.{test['name']}")
                else:
                    passed += 1
for name in skipped:
    print(f"skipped: {name}")
print(f"{passed} passed, {failed} failed, {len(skipped)} skipped")
sys.exit(1 if failed or not passed else 0)
