#!/usr/bin/env python3
"""A whole Back host in Python with ctypes alone, written from plugin.h: loads a plugin, opens a connection, makes calls.

    python_host.py PLUGIN.so < script.json

The script is one JSON object: configuration, secrets {field: value}, network {ca_file, connect_to [..], allow_private} and
calls [{kind, name, input, context}]. Prints one JSON line per call: status, output, person, secrets (their fields only),
notes. Exit code 0 if every call ended with status 0. This host keeps no journal, so it answers every intent with "proceed".
"""
import ctypes as c
import json
import sys
import threading

KINDS = {"check": 1, "query": 2, "execute": 3, "settle": 4}
MAGIC, MAJOR, PROCEED, MAY_BLOCK_IN_START = 0x4B434142, 1, 1, 1


class Text(c.Structure):
    _fields_ = [("data", c.c_void_p), ("size", c.c_size_t)]  # not char *: nothing here ends with a NUL

    def __str__(self):
        return c.string_at(self.data, self.size).decode() if self.size else ""


class Secret(c.Structure):
    _fields_ = [("field", Text), ("value", Text)]


class Result(c.Structure):
    _fields_ = [("size", c.c_uint32), ("status", c.c_int32)] + [
        (name, Text) for name in ("output", "person", "operator_text", "details")] + [
        ("secrets", c.POINTER(Secret)), ("secret_count", c.c_size_t)]


class Call(c.Structure):
    pass


class Host(c.Structure):
    pass


class Network(c.Structure):
    _fields_ = [("size", c.c_uint32), ("allow_private", c.c_uint32), ("ca_file", Text), ("proxy", Text),
                ("connect_to", c.POINTER(Text)), ("connect_to_count", c.c_size_t)]


IsCancelled = c.CFUNCTYPE(c.c_int32, c.POINTER(Call))
Progress = c.CFUNCTYPE(None, c.POINTER(Call), c.c_double, Text)
Intent = c.CFUNCTYPE(c.c_int32, c.POINTER(Call), Text)
Done = c.CFUNCTYPE(None, c.POINTER(Call), c.POINTER(Result))
Failure = c.CFUNCTYPE(None, c.c_void_p, c.POINTER(Result))
Log = c.CFUNCTYPE(None, c.POINTER(Host), c.c_int32, Text, Text)
GetExtension = c.CFUNCTYPE(c.c_void_p, c.POINTER(Host), c.c_char_p)
Call._fields_ = [("size", c.c_uint32), ("kind", c.c_int32), ("priority", c.c_int32), ("deadline_ms", c.c_int32),
                 ("id", c.c_uint64)] + [(name, Text) for name in ("name", "input", "context", "correlation", "idempotency")
                 ] + [("secrets", c.c_void_p), ("secret_count", c.c_size_t), ("is_cancelled", IsCancelled),
                      ("progress", Progress), ("intent", Intent), ("done", Done)]
Host._fields_ = [("size", c.c_uint32), ("abi_minor", c.c_uint32), ("name", Text), ("version", Text),
                 ("max_output", c.c_uint64), ("max_depth", c.c_uint64), ("max_note", c.c_uint64), ("log", Log),
                 ("get_extension", GetExtension)]
Open = c.CFUNCTYPE(c.c_int32, c.POINTER(Host), Text, c.POINTER(Secret), c.c_size_t, c.c_void_p, Failure,
                   c.POINTER(c.c_void_p))


class Plugin(c.Structure):
    _fields_ = [(name, c.c_uint32) for name in ("size", "magic", "abi_major", "abi_minor", "min_host_minor", "flags")] + [
        ("id", Text), ("version", Text), ("manifest", Text), ("open", Open),
        ("close", c.CFUNCTYPE(None, c.c_void_p)), ("start", c.CFUNCTYPE(None, c.c_void_p, c.POINTER(Call))),
        ("cancel", c.c_void_p), ("proceed", c.c_void_p), ("get_extension", c.c_void_p)]


KEPT = []  # what C points to, for as long as this process lives


def text(value):
    KEPT.append(c.create_string_buffer(value.encode()))
    return Text(c.addressof(KEPT[-1]), len(value.encode()))


def host_table(network):
    """The host table with the operator's network policy."""
    places = (Text * len(network.get("connect_to", [])))(*map(text, network.get("connect_to", [])))
    policy = Network(c.sizeof(Network), int(network.get("allow_private", False)), text(network.get("ca_file", "")),
                     text(network.get("proxy", "")), places, len(places))
    log = Log(lambda host, level, sentence, fields: print(f"[{level}] {sentence}", file=sys.stderr))
    extension = GetExtension(lambda host, name: c.addressof(policy) if name == b"back.network/1" else None)
    host = Host(c.sizeof(Host), 0, text("python-host"), text("1.0"), 1 << 23, 32, 1 << 16, log, extension)
    KEPT.extend((places, policy, log, extension))
    return host


def load(path):
    library = c.CDLL(path)
    library.back_plugin_v1.restype = c.POINTER(Plugin)
    plugin = library.back_plugin_v1().contents
    if plugin.magic != MAGIC or plugin.abi_major != MAJOR or plugin.min_host_minor > 0:
        sys.exit(f"{path} is not a Back plugin that this host can run.")
    return plugin


def run(plugin, connection, number, wanted):
    """One call, from start to done: {status, output, person, secrets, notes}."""
    answer, ended = {"notes": []}, threading.Event()

    def on_done(call, result):
        r = result.contents
        answer.update(status=r.status, output=json.loads(str(r.output) or "{}"), person=str(r.person),
                      secrets=[str(r.secrets[i].field) for i in range(r.secret_count)])
        ended.set()

    def on_intent(call, note):
        answer["notes"].append(json.loads(str(note)))
        return PROCEED

    kept = (IsCancelled(lambda call: 0), Progress(lambda call, fraction, sentence: None), Intent(on_intent), Done(on_done))
    call = Call(c.sizeof(Call), KINDS[wanted["kind"]], 0, 30000, number, text(wanted.get("name", "")),
                text(json.dumps(wanted.get("input", {}))), text(json.dumps(wanted.get("context", {}))),
                text(f"python-{number}"), text(f"key-{number}"), None, 0, *kept)
    plugin.start(connection, c.byref(call))
    if not ended.wait(60):
        sys.exit("The plugin did not complete the call.")
    return answer


def main():
    script = json.load(sys.stdin)
    plugin, host = load(sys.argv[1]), host_table(script.get("network", {}))
    secrets = [Secret(text(field), text(value)) for field, value in script.get("secrets", {}).items()]
    connection = c.c_void_p()
    failure = Failure(lambda sink, result: print(str(result.contents.person), file=sys.stderr))
    status = plugin.open(c.byref(host), text(json.dumps(script["configuration"])), (Secret * len(secrets))(*secrets),
                         len(secrets), None, failure, c.byref(connection))
    if status != 0:
        sys.exit(f"The connection was refused with status {status}.")
    answers = [run(plugin, connection, number, wanted) for number, wanted in enumerate(script["calls"], 1)]
    plugin.close(connection)
    for answer in answers:
        print(json.dumps(answer))
    sys.exit(0 if all(answer["status"] == 0 for answer in answers) else 1)


if __name__ == "__main__":
    main()
