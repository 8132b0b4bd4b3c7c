#!/usr/bin/env python3
"""The host in Python and the plugin in C, each against its grown-up counterpart: python_host.py runs an action of okta.so on the
emulator and drives lamp.so; back-host loads lamp.so too.

    python_host_test.py OKTA_EMULATOR OKTA_SO LAMP_SO BACK_HOST
"""
import json
import pathlib
import subprocess
import sys
import unittest

PYTHON_HOST = pathlib.Path(__file__).resolve().parents[1] / "conformance" / "python_host.py"
EMULATOR, OKTA, LAMP, BACK_HOST = sys.argv[1:5]
TOKEN = "00demoSuperAdmin_5yQpW2nVx8KfTz3LrB7Hc9Jm"  # of the emulator's seed
CONTEXT = {
    "organisation": {"id": "demo", "name": "Back Demo"},
    "actor": {"id": "erin", "name": "Erin Expert", "email": "erin.expert@back-demo.example", "teams": ["it"], "admin": True},
    "request": {"id": "R-1", "team": "it"},
    "requester": {"id": "dana", "name": "Dana Reyes", "email": "dana.reyes@back-demo.example"},
}


def run_host(plugin, script):
    host = subprocess.run([sys.executable, "-B", str(PYTHON_HOST), plugin], input=json.dumps(script), text=True,
                          capture_output=True, timeout=60)
    assert host.returncode in (0, 1), host.stderr
    return [json.loads(line) for line in host.stdout.splitlines()], host.stderr


def call(kind, name="", actor=None):
    context = dict(CONTEXT, actor=dict(CONTEXT["actor"], **(actor or {})))
    return {"kind": kind, "name": name, "context": context}


class PythonHost(unittest.TestCase):
    def test_it_is_short_and_uses_ctypes_alone(self):
        source = PYTHON_HOST.read_text()
        self.assertLessEqual(len(source.splitlines()), 150)
        imported = {line.split()[1] for line in source.splitlines() if line.startswith(("import ", "from "))}
        self.assertEqual(imported, {"ctypes", "json", "sys", "threading"})

    def test_it_suspends_an_account_through_okta_so(self):
        with subprocess.Popen([EMULATOR, "--quiet"], stdout=subprocess.PIPE, text=True) as emulator:
            try:
                ready = json.loads(emulator.stdout.readline())
                network = {"ca_file": ready["ca"], "allow_private": True,
                           "connect_to": [f"back-demo.okta.com:443:127.0.0.1:{ready['okta']['port']}"]}
                answers, log = run_host(OKTA, {
                    "configuration": {"domain": "back-demo", "teams": ["it"]}, "secrets": {"token": TOKEN}, "network": network,
                    "calls": [call("check"), call("query", "requester"), call("execute", "suspend"),
                              call("query", "requester"), call("execute", "suspend"),
                              call("execute", "unsuspend", {"teams": ["hr"]})]})
            finally:
                emulator.terminate()
        checked, before, done, after, again, refused = answers
        self.assertTrue(checked["output"]["usable"], checked)
        self.assertEqual(before["output"]["account"]["status"]["code"], "ACTIVE")
        self.assertEqual(done["output"]["outcome"], "done", done)
        self.assertEqual(len(done["notes"]), 1)
        self.assertTrue(done["output"]["request_ids"])
        self.assertEqual(after["output"]["account"]["status"]["code"], "SUSPENDED")
        self.assertEqual(again["output"]["outcome"], "already")
        self.assertEqual(again["notes"], [])
        self.assertEqual(refused["status"], 8)
        self.assertNotIn(TOKEN, json.dumps(answers) + log)

    def test_it_drives_the_plugin_in_plain_c(self):
        answers, _ = run_host(LAMP, {"configuration": {"teams": ["it"]}, "calls": [
            {"kind": "execute", "name": "switch_on"}, {"kind": "query", "name": "requester"},
            {"kind": "execute", "name": "explode"}]})
        self.assertEqual(answers[0]["output"]["outcome"], "done")
        self.assertEqual(answers[1]["output"]["account"]["status"]["code"], "ON")
        self.assertEqual(answers[2]["status"], 5)

    def test_back_host_loads_the_plugin_in_plain_c_too(self):
        source = (PYTHON_HOST.parent / "lamp.c").read_text()
        self.assertLessEqual(len(source.splitlines()), 150)
        listed = subprocess.run([BACK_HOST, "plugins", "--json", "--plugins", str(pathlib.Path(LAMP).parent)], text=True,
                                capture_output=True, timeout=60)
        self.assertEqual(listed.returncode, 0, listed.stderr)
        self.assertIn("lamp", listed.stdout)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
