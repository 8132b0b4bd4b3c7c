#!/usr/bin/env python3
"""The rules of ARCHITECTURE.md that a machine can check: which room may include which, one place for each third-party
library, no vendor's name in host and HTTP client, short files. Prints every breach with file and line."""
import json
import pathlib
import re
import subprocess
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')

# room -> the rooms it may include, besides itself. "back" is plugin.h.
ARROWS = {
    "plugin_api/include": set(),
    "plugin_api/json": set(),
    "plugin_api/secret": set(),
    "plugin_api/yaml": {"json"},
    "plugin_api/contract": {"back", "json"},
    "plugin_api/manifest_tool": {"contract", "json", "yaml"},
    "plugin_api/loop": set(),
    "plugin_api/http": {"back", "loop", "secret"},
    "plugin_api/sdk": {"back", "contract", "json", "loop", "secret"},
    "plugins": {"back", "contract", "http", "json", "loop", "sdk", "secret"},
    "host_stub/core": {"back", "contract", "json", "secret", "yaml"},
    "host_stub/cli": {"back", "contract", "core", "json", "secret", "yaml"},
}
ROOM_NAMES = {"back", "cli", "contract", "core", "http", "json", "loop", "manifest_tool", "sdk", "secret", "yaml"}

# third-party header -> where it may be included, as a pattern of paths.
ONE_PLACE = {
    r"^curl/": r"^plugin_api/http/curl[a-z_]*\.(cpp|hpp)$",
    r"^yaml-cpp/": r"^plugin_api/yaml/[a-z_]+\.(cpp|hpp)$",
    r"^boost/dll": r"^host_stub/core/[a-z_]+\.cpp$",
    r"^sqlite3\.h": r"^host_stub/core/[a-z_]+\.cpp$",
    r"^sodium": r"^host_stub/core/[a-z_]+\.cpp$",
    r"^CLI/": r"^(host_stub/cli|tests/emulators/okta|plugin_api/manifest_tool)/.*\.(cpp|hpp)$",
    r"^boost/beast": r"^(plugin_api/http/answer_reader|tests/emulators/okta/.*)\.cpp$",
}
ONE_FILE = (r"^boost/dll", r"^sqlite3\.h", r"^sodium", r"^boost/beast")
POSIX = re.compile(r"^(unistd|pthread|signal|fcntl|dlfcn|poll|termios|sys/|arpa/|netinet/|netdb)")
VENDOR = re.compile(r"okta|hibob", re.IGNORECASE)
CODE = (".c", ".h", ".cpp", ".hpp")
LONGEST = 300


def files(*folders):
    listed = subprocess.run(["git", "ls-files", "--", *folders], cwd=ROOT, check=True, capture_output=True, text=True)
    return [path for path in listed.stdout.splitlines() if (ROOT / path).is_file()]


def lines(path):
    return (ROOT / path).read_text(encoding="utf-8", errors="replace").splitlines()


def includes(path):
    for number, line in enumerate(lines(path), 1):
        if found := INCLUDE.match(line):
            yield number, found.group(2)


def code(*folders):
    return [path for path in files(*folders) if path.endswith(CODE)]


class Rooms(unittest.TestCase):
    def expect_none(self, breaches):
        self.assertFalse(breaches, "\n" + "\n".join(breaches))

    def test_each_room_includes_only_the_rooms_below_it(self):
        breaches = []
        for room, allowed in ARROWS.items():
            own = room.rsplit("/", 1)[-1]
            self.assertTrue(code(room), f"{room} holds no code: is its name still right?")
            for path in code(room):
                for number, name in includes(path):
                    first = name.split("/")[0]
                    if first in ROOM_NAMES and first != own and first not in allowed:
                        breaches.append(f"{path}:{number}: {room} must not include {name}")
        self.expect_none(breaches)

    def test_each_third_party_library_has_one_place(self):
        breaches = []
        for library, place in ONE_PLACE.items():
            users = set()
            for path in code("plugin_api", "plugins", "host_stub", "tests/emulators"):
                for number, name in includes(path):
                    if re.match(library, name):
                        users.add(path)
                        if not re.match(place, path):
                            breaches.append(f"{path}:{number}: {name} belongs into {place}")
            self.assertTrue(users, f"nothing includes {library}: is the rule still needed?")
            for top in {path.split("/")[0] for path in users} if library in ONE_FILE else ():
                if len(here := sorted(path for path in users if path.startswith(top + "/"))) > 1:
                    breaches.append(f"{library} is included by {', '.join(here)}; one file should do")
        self.expect_none(breaches)

    def test_host_and_http_client_know_no_vendor(self):
        breaches = []
        for path in files("host_stub", "plugin_api"):
            for number, line in enumerate(lines(path), 1):
                if VENDOR.search(line) and not path.startswith("plugin_api/http/testing"):
                    breaches.append(f"{path}:{number}: {line.strip()}")
        self.expect_none(breaches)

    def test_the_plugin_api_includes_system_headers_only_in_files_named_for_the_system(self):
        self.expect_none([f"{path}:{number}: {name}" for path in code("plugin_api")
                          for number, name in includes(path)
                          if POSIX.match(name) and not path.endswith("_posix.cpp")])

    def test_files_are_short(self):
        self.expect_none([f"{path}: {len(lines(path))} lines" for path in code("plugin_api", "plugins", "host_stub", "tests")
                          if len(lines(path)) > LONGEST and path != "plugin_api/include/back/plugin.h"])

    def test_no_file_names_a_path_of_one_machine_or_leaves_work_undone(self):
        undone = re.compile(r"\b(TO" r"DO|FIX" r"ME)\b|/home/[a-z]|/ro" r"ot/|DISABLED" r"_")
        self.expect_none([f"{path}:{number}: {line.strip()}" for path in files(".")
                          if path.endswith(CODE + (".md", ".py", ".sh", ".yaml", ".json", ".txt", ".cmake"))
                          for number, line in enumerate(lines(path), 1) if undone.search(line)])

    def test_no_co_await_stands_inside_a_condition(self):
        # GCC 12 miscompiles it: the coroutine resumes somewhere else. Name the result first.
        inside = re.compile(r"\b(if|while) \(([^()]|\([^()]*\))*co_await|(&&|\|\||\?) *!?co_await")
        self.expect_none([f"{path}:{number}: {line.strip()}" for path in code("plugin_api", "plugins", "tests")
                          for number, line in enumerate(lines(path), 1) if inside.search(line)])

    def test_npm_packages_are_locked_by_their_content_and_come_from_nowhere_else(self):
        for path in [p for p in files("tests") if p.endswith("package-lock.json")]:
            packages = {n: p for n, p in json.loads((ROOT / path).read_text(encoding="utf-8"))["packages"].items() if n}
            self.assertTrue(packages, path)
            self.expect_none([f"{path}: {name}" for name, package in packages.items()
                              if not package.get("integrity", "").startswith("sha512-")
                              or not package.get("resolved", "https://registry.npmjs.org/").startswith("https://registry.npmjs.org/")])

    def test_links_in_the_documents_lead_somewhere(self):
        breaches = []
        for path in [p for p in files(".") if p.endswith(".md")]:
            for number, line in enumerate(lines(path), 1):
                for target in re.findall(r"\]\(([^)#]+)[^)]*\)", line):
                    if not re.match(r"[a-z]+:", target) and not (ROOT / path).parent.joinpath(target).exists():
                        breaches.append(f"{path}:{number}: {target} does not exist")
        self.expect_none(breaches)


if __name__ == "__main__":
    unittest.main(verbosity=1)
