#!/usr/bin/env python3
"""Connecting, who may, and the whole view, as an expert meets them: back-host and okta.so as they ship, against the emulator.

    command_line_test.py OKTA_EMULATOR BACK_HOST
"""
import json
import pathlib
import shutil
import ssl
import subprocess
import sys
import tempfile
import unittest
import urllib.request

EMULATOR, BACK_HOST = sys.argv[1:3]
DATA = pathlib.Path(__file__).resolve().parents[1] / "emulators/okta/data"
TOKEN = "00demoSuperAdmin_5yQpW2nVx8KfTz3LrB7Hc9Jm"  # of the emulator's seed
REFUSED, NOT_CONNECTED, WRONG = 3, 6, 2
GONE = {"errorCode": "E0000011", "errorSummary": "Invalid token provided", "errorCauses": []}


class CommandLine(unittest.TestCase):
    def setUp(self):
        self.home = pathlib.Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.home)
        seed = json.loads((DATA / "back-demo.json").read_text(encoding="utf-8"))
        seed["generate"] = {"person": "noah.fischer@back-demo.example", "groups": 368, "apps": 1000}
        self.write("seed.json", json.dumps(seed))
        self.write("token", TOKEN)
        self.write("wrong", "00thisTokenIsNotKnownToOkta_1234567890abcd")
        emulator = subprocess.Popen([EMULATOR, "--quiet", "--seed", self.home / "seed.json"], stdout=subprocess.PIPE, text=True)
        self.addCleanup(lambda: (emulator.terminate(), emulator.communicate(timeout=20)))
        self.ready = json.loads(emulator.stdout.readline())
        self.write("network.yaml", f"ca_file: {self.ready['ca']}\nallow_private: true\nconnect_to:\n"
                                   f"  - back-demo.okta.com:443:127.0.0.1:{self.ready['okta']['port']}\n")

    def write(self, name, text):
        path = self.home / name
        path.touch(mode=0o600)
        path.write_text(text, encoding="utf-8")

    def control(self, method, path, body=None):
        trusted = ssl.create_default_context(cafile=self.ready["ca"])
        asked = urllib.request.Request(f"https://127.0.0.1:{self.ready['control']['port']}{path}", method=method,
                                       data=None if body is None else json.dumps(body).encode())
        with urllib.request.urlopen(asked, context=trusted, timeout=30) as answer:
            return json.loads(answer.read() or "null")

    def run_host(self, code, *words):
        """What it prints. It must end with that code."""
        ran = subprocess.run([BACK_HOST, "--home", self.home / "state", "--network", self.home / "network.yaml",
                              "--directory", DATA / "back-demo-directory.yaml", *words],
                             text=True, capture_output=True, timeout=60, stdin=subprocess.DEVNULL)
        self.assertEqual(ran.returncode, code, f"{words}: {ran.stdout}{ran.stderr}")
        return ran.stdout + ran.stderr

    def ask(self, *words):
        return json.loads(self.run_host(0, "--json", *words))

    def connect(self, code=0, token="token"):
        return self.run_host(code, "connect", "okta", "--as", "erin", "--set", "domain=back-demo", "--set", "teams=it",
                             "--secret-file", f"token={self.home / token}")

    def connections(self):
        return self.run_host(0, "connections", "--as", "erin")

    def writes(self):
        return [each for each in self.control("GET", "/journal") if each["method"] != "GET"]

    def test_S1_connects_edits_and_disconnects_an_organisation(self):
        self.assertIn("does not accept the API token", self.connect(NOT_CONNECTED, "wrong"))
        self.assertIn("Nothing is connected yet", self.connections())
        self.assertIn("Connected", self.connect())
        connection = self.ask("connections", "--as", "erin")["connections"][0]["id"]

        self.run_host(0, "edit", connection, "--as", "erin", "--teams", "it,hr")
        self.assertEqual(self.ask("connections", "--as", "erin")["connections"][0]["teams"], ["it", "hr"])
        self.run_host(WRONG, "edit", connection, "--as", "erin", "--set", "domain=other-demo")
        self.run_host(NOT_CONNECTED, "edit", connection, "--as", "erin", "--secret-file", f"token={self.home / 'wrong'}")
        self.assertIn("Connected", self.connections())

        self.control("POST", "/faults", {"path": "/api/v1/**", "effect": "answer", "status": 401, "count": -1,
                                         "body": json.dumps(GONE)})
        self.run_host(NOT_CONNECTED, "requester", "--as", "erin", "--request", "R-101")
        self.assertIn("Reconnect needed", self.connections())
        self.control("DELETE", "/faults")
        self.run_host(0, "edit", connection, "--as", "erin", "--secret-file", f"token={self.home / 'token'}")
        self.assertNotIn("Reconnect needed", self.connections())

        self.run_host(0, "disconnect", connection, "--as", "erin", "--yes")
        self.assertNotIn(connection, self.connections())

    def test_S1_is_for_admins_only(self):
        self.run_host(REFUSED, "connections", "--as", "omar")

    def test_S2_is_for_experts_of_the_team_and_never_for_oneself(self):
        self.connect()
        for who, request in (("hana", "R-101"), ("dana.reyes@back-demo.example", "R-101"), ("erin", "R-111")):
            said = self.run_host(REFUSED, "run", "suspend", "--as", who, "--request", request, "--yes")
            self.assertIn("back-host: ", said)
            self.assertNotIn("Dana Reyes's", said)
        self.run_host(REFUSED, "requester", "--as", "hana", "--request", "R-101")
        self.run_host(NOT_CONNECTED, "requester", "--as", "hana", "--request", "R-201")
        self.assertEqual(self.writes(), [])

    def test_S9_shows_every_group_and_app_with_what_locks_it(self):
        self.connect()
        seen = self.ask("requester", "--as", "omar", "--request", "R-102")["views"][0]["view"]
        lists = {each["id"]: each["items"] for each in seen["lists"]}
        self.assertGreaterEqual(len(lists["groups"]), 368)
        self.assertGreaterEqual(len(lists["apps"]), 1000)
        self.assertEqual(seen["partial"], [])
        shown = self.run_host(0, "requester", "--as", "omar", "--request", "R-101")
        for why in ("Everyone is in this group", "Via group", "Managed by the group rule"):
            self.assertIn(why, shown)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
