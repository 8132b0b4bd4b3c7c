#!/usr/bin/env python3
"""Shows the figures of a run: a table for people, or with --json one object for scripts.

figures.py [--json] <file>                       the file has one JSON object a line, as tests/support/figures.hpp writes them
figures.py --add <file> <name> <value> <most>    appends a count that holds when it is at most so large
Exit code: 0 all hold, 1 one does not, 2 there are none or the file cannot be read.
"""
import json
import pathlib
import sys


def shown(value):
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.2f}"


def table(figures):
    rows = [("figure", "goal", "measured", "seed", "")]
    for each in figures:
        seed = "" if each["seed"] is None else str(each["seed"])
        rows.append((each["name"], each["goal"], f"{shown(each['value'])} {each['unit']}".strip(), seed,
                     "" if each["holds"] else "MISSED"))
    widths = [max(len(row[i]) for row in rows) for i in range(5)]
    for row in rows:
        print("  ".join(cell.rjust(width) if i == 2 else cell.ljust(width)
                        for i, (cell, width) in enumerate(zip(row, widths))).rstrip())


def add(file, name, value, most):
    figure = {"name": name, "value": int(value), "unit": "", "goal": most, "holds": int(value) <= int(most), "seed": None}
    with open(file, "a", encoding="utf-8") as out:
        out.write(json.dumps(figure) + "\n")
    return 0


def main(arguments):
    if arguments[:1] == ["--add"]:
        return add(*arguments[1:])
    as_json = "--json" in arguments
    names = [each for each in arguments if each != "--json"]
    try:
        lines = pathlib.Path(names[0]).read_text().splitlines()
        figures = [json.loads(line) for line in lines if line.strip()]
    except (IndexError, OSError, ValueError) as problem:
        print(f"figures: {problem}", file=sys.stderr)
        return 2
    if as_json:
        print(json.dumps({"figures": figures}, indent=1))
    elif figures:
        table(figures)
    if not figures:
        return 2
    return 0 if all(each["holds"] for each in figures) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
