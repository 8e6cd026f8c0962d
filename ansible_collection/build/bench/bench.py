# Copyright (c) 2026, the hvcr project
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Measures what a task of this collection costs beside others, and many collections in one task against as many direct calls.

    build.sh bench        (or: python build/bench/bench.py AGENT COLLECTIONS_PATH)

Numbers depend on the machine and on what else it does. Read them as ratios: every kind of task takes turns in the same play.
"""

from __future__ import annotations

import json
import os
import pathlib
import ssl
import statistics
import subprocess
import sys
import tempfile
import time

from http.client import HTTPSConnection

HERE = pathlib.Path(__file__).resolve().parent
SUPPORT = HERE.parents[1] / "tests/integration/targets/setup_agents"
ROUNDS = 30
MANY = 1000


def scenario():
    collections = [
        {"name": "c%04d" % number, "members": [{"name": "VM%04d" % number}], "disks": [], "replication": {"state": 3}} for number in range(MANY)
    ]
    return {"name": "bench", "clock": {"mode": "realtime"}, "collections": collections}


def playbook(url, ca_file):
    kinds = {
        "debug": {"ansible.builtin.debug": {"msg": "x"}},
        "empty action plugin": {"nothing": None},
        "collection_replication": {"hvcr.hyperv.collection_replication": {"collection": "c0000", "state": "replicating"}},
        "collection_replication as a plain module": {
            "hvcr.hyperv.collection_replication": {"collection": "c0000", "state": "replicating"},
            "vars": {"hvcr_run_on": "target"},
        },
        "uri": {
            "ansible.builtin.uri": {
                "url": url + "/rpc",
                "method": "POST",
                "body_format": "json",
                "body": {"jsonrpc": "2.0", "id": 1, "method": "replication.apply", "params": {"collection": "c0000", "state": "replicating"}},
                "headers": {"Authorization": "Bearer {{ lookup('file', hvcr_token_file) }}"},
                "ca_path": ca_file,
            }
        },
    }
    tasks = [dict(task, name=name) for turn in range(ROUNDS) for name, task in kinds.items()]
    return [{"hosts": "localhost", "gather_facts": False, "tasks": tasks}]


def run_play(folder, content, inventory, collections_path):
    path = folder / "play.yml"
    path.write_text(json.dumps(content), encoding="utf-8")
    environ = dict(
        os.environ,
        ANSIBLE_COLLECTIONS_PATH=collections_path,
        ANSIBLE_CALLBACK_PLUGINS=str(HERE / "callback_plugins"),
        ANSIBLE_STDOUT_CALLBACK="task_times",
        ANSIBLE_ACTION_PLUGINS=str(HERE / "action_plugins"),
        ANSIBLE_LIBRARY=str(HERE / "library"),
        TASK_TIMES=str(folder / "times.json"),
    )
    subprocess.run(["ansible-playbook", "-i", inventory, str(path)], check=True, env=environ)
    return json.loads((folder / "times.json").read_text(encoding="utf-8"))


def direct(url, ca_file, token, names):
    """As many calls, one after the other, on one kept-alive connection: what a program without Ansible would do."""
    host = url.partition("://")[2]
    connection = HTTPSConnection(host, context=ssl.create_default_context(cafile=ca_file))
    headers = {"Content-Type": "application/json", "Authorization": "Bearer " + token}
    began = time.perf_counter()
    for number, name in enumerate(names):
        request = {"jsonrpc": "2.0", "id": number, "method": "replication.apply", "params": {"collection": name, "state": "replicating", "wait": "accepted"}}
        connection.request("POST", "/rpc", json.dumps(request), headers)
        answer = json.load(connection.getresponse())
        if answer["result"]["changed"]:
            raise SystemExit("%s was changed" % name)
    return time.perf_counter() - began


def main(agent, collections_path):
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / "scenario.json").write_text(json.dumps(scenario()), encoding="utf-8")
        subprocess.run([sys.executable, str(SUPPORT / "agents.py"), "start", agent, str(folder), str(folder / "scenario.json")], check=True)
        try:
            measure(folder, collections_path)
        finally:
            subprocess.run([sys.executable, str(SUPPORT / "agents.py"), "stop", str(folder)], check=True)


def measure(folder, collections_path):
    found = json.loads((folder / "primary/agent.json").read_text(encoding="utf-8"))
    variables = {
        "ansible_connection": "local",
        "ansible_python_interpreter": sys.executable,
        "hvcr_url": found["url"],
        "hvcr_ca_file": found["certificateFile"],
        "hvcr_token_file": found["tokenFile"],
    }
    inventory = folder / "local.yml"
    inventory.write_text(json.dumps({"all": {"hosts": {"localhost": variables}}}), encoding="utf-8")
    times = run_play(folder, playbook(found["url"], found["certificateFile"]), str(inventory), collections_path)
    medians = {kind: statistics.median(seconds) * 1000 for kind, seconds in times.items()}
    print("\nmedian of %d tasks each, in one play, taking turns" % ROUNDS)
    for kind, milliseconds in medians.items():
        print("  %-45s %7.1f ms   %5.2f x debug" % (kind, milliseconds, milliseconds / medians["debug"]))
    print("  collection_replication / uri: %.2f" % (medians["collection_replication"] / medians["uri"]))

    names = ["c%04d" % number for number in range(MANY)]
    token = pathlib.Path(found["tokenFile"]).read_text(encoding="utf-8").strip()
    direct(found["url"], found["certificateFile"], token, names)
    by_hand = min(direct(found["url"], found["certificateFile"], token, names) for turn in range(3))
    task = {"name": "many", "hvcr.hyperv.collection_replications": {"state": "replicating", "collections": [{"collection": one} for one in names]}}
    together = min(run_play(folder, [{"hosts": "localhost", "gather_facts": False, "tasks": [task] * 3}], str(inventory), collections_path)["many"])
    print("\n%d collections: %.2f s in one task, %.2f s as direct calls: %.2f x" % (MANY, together, by_hand, together / by_hand))


if __name__ == "__main__":
    main(*sys.argv[1:])
