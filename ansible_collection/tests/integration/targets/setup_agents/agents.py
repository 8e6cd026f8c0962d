# Copyright (c) 2026, the hvcr project
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Starts real agents on a simulated fabric, and does to them what happens to real ones.

agents.py start AGENT FOLDER SCENARIO   starts an agent for each site, on one fabric, and writes FOLDER/inventory.yml
agents.py stop FOLDER                   stops those that still run
agents.py kill FOLDER SITE              kills one without notice
agents.py restart FOLDER SITE           starts it again, at the same address
agents.py call FOLDER SITE METHOD JSON  one JSON-RPC call, such as simulator.inject
agents.py token FOLDER SITE             prints the token of one
"""

from __future__ import annotations

import json
import os
import pathlib
import signal
import ssl
import subprocess
import sys
import time
import urllib.request

SITES = ("primary", "recovery")
PATIENCE = 300

#: Agents that live for a minute are started often: they should start quickly rather than run fast later.
JAVA_OPTIONS = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"


def start(agent, folder, scenario):
    folder = pathlib.Path(folder).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "start.json").write_text(json.dumps({"agent": agent, "scenario": str(pathlib.Path(scenario).resolve())}), encoding="utf-8")
    for site in SITES:
        launch(folder, site, "127.0.0.1:0")
    hosts = {}
    for site in SITES:
        found = await_ready(folder, site)
        hosts["hv-" + site] = {
            "hvcr_url": found["url"],
            "hvcr_ca_file": found["certificateFile"],
            "hvcr_token_file": found["tokenFile"],
            "hvcr_expect_cluster": call(folder, site, "agent.info", {})["cluster"]["name"],
        }
    # Hosts as they are in real life: Windows, reached by winrm. No module ever connects to them.
    group = {"vars": {"ansible_connection": "winrm", "ansible_host": "192.0.2.1"}, "hosts": hosts}
    inventory = {"all": {"children": {"hyperv": group}}}
    (folder / "inventory.yml").write_text(json.dumps(inventory, indent=2), encoding="utf-8")


def launch(folder, site, listen):
    how = json.loads((folder / "start.json").read_text(encoding="utf-8"))
    data = folder / site
    command = [how["agent"], "serve", "--host", "simulator", "--site", site, "--listen", listen, "--data", str(data)]
    command += ["--fabric", str(folder / "fabric.db"), "--scenario", how["scenario"]]
    with open(folder / (site + ".out"), "ab") as out, open(folder / (site + ".err"), "ab") as err:
        # The file is the signal that it answers, and an earlier one would lie.
        (data / "agent.json").unlink(missing_ok=True)
        environ = dict({"HVCR_JAVA_OPTS": JAVA_OPTIONS}, **os.environ)
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=out, stderr=err, env=environ, start_new_session=True)
    (folder / (site + ".pid")).write_text(str(process.pid), encoding="utf-8")
    if site == SITES[0]:
        # The first one makes the fabric; the other must find it whole.
        await_ready(folder, site)


def await_ready(folder, site):
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            return json.loads((folder / site / "agent.json").read_text(encoding="utf-8"))
        except (OSError, ValueError):
            time.sleep(0.1)
        if not alive(int((folder / (site + ".pid")).read_text(encoding="utf-8"))):
            break
    raise SystemExit("the agent of site %s is not ready:\n%s" % (site, (folder / (site + ".err")).read_text(encoding="utf-8")))


def stop(folder):
    for site in SITES:
        end(folder, site, signal.SIGTERM)


def kill(folder, site):
    end(folder, site, signal.SIGKILL)


def end(folder, site, how):
    try:
        pid = json.loads((folder / site / "agent.json").read_text(encoding="utf-8"))["pid"]
        os.kill(pid, how)
    except (OSError, ValueError):
        return
    deadline = time.monotonic() + 30
    while alive(pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    (folder / (site + ".url")).write_text(json.loads((folder / site / "agent.json").read_text(encoding="utf-8"))["url"], encoding="utf-8")
    (folder / site / "agent.json").unlink()


def alive(pid):
    """Whether a process runs. One that ended and whose parent has not looked yet does not."""
    try:
        return pathlib.Path("/proc/%d/stat" % pid).read_text(encoding="ascii").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def restart(folder, site):
    url = (folder / (site + ".url")).read_text(encoding="utf-8")
    launch(folder, site, url.partition("://")[2])
    await_ready(folder, site)


def call(folder, site, method, params):
    found = await_ready(folder, site)
    body = json.dumps({"jsonrpc": "2.0", "id": 1, "method": method, "params": params}).encode("utf-8")
    headers = {"Content-Type": "application/json", "Authorization": "Bearer " + token(found)}
    request = urllib.request.Request(found["url"] + "/rpc", body, headers)
    with urllib.request.urlopen(request, context=ssl.create_default_context(cafile=found["certificateFile"]), timeout=60) as response:
        answer = json.load(response)
    if "error" in answer:
        raise SystemExit("%s: %s" % (method, answer["error"]))
    return answer["result"]


def token(found):
    return pathlib.Path(found["tokenFile"]).read_text(encoding="utf-8").strip()


def main(verb, *arguments):
    if verb == "start":
        start(*arguments)
        return
    folder = pathlib.Path(arguments[0])
    if verb == "call":
        print(json.dumps(call(folder, arguments[1], arguments[2], json.loads(arguments[3]))))
    elif verb == "token":
        print(token(await_ready(folder, arguments[1])))
    else:
        {"stop": stop, "kill": kill, "restart": restart}[verb](folder, *arguments[1:])


if __name__ == "__main__":
    main(*sys.argv[1:])
