#!/usr/bin/env python3
"""Holds the simulated SIEMs to the vendors' own clients.

usage: check-siems.py SIEMGAP

For each product starts `siemgap simulate` over TLS with a faulty collector, runs its script of .ci/simulators against it
and stops it. Each script gets KIND URL CA FOLDER SOURCE...: FOLDER/SOURCE holds the export of what the simulator holds.
Scripts of STANDALONE do all of that themselves. Needs the packages of both from PyPI; `check-siems.py --packages` prints them.
"""

import json
import os
import signal
import subprocess
import sys
import tempfile

SCRIPTS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "simulators")
# Kind of the scenario's SIEM, script, packages, sources.
PRODUCTS = [
    ("elasticsearch", "elastic.py", ["elasticsearch"], ["o365-management", "graph-sign-ins"]),
    ("opensearch", "elastic.py", ["opensearch-py"], ["o365-management", "okta-system-log"]),
]
# Kind, script, packages: scripts that start the simulator themselves and get SIEMGAP alone.
STANDALONE = [
    ("splunk", "splunk_search.py", ["splunk-sdk"]),
    ("azure-monitor", "azure_monitor.py", ["azure-monitor-query", "requests"]),
]
SCENARIO = """schema: 1
seed: 11
tenant: {{source: [{sources}], from: 2026-11-02, days: 2, now: 60h, events: 1500, delay: {{law: lognormal, median: 5m}}}}
collector:
  - {{defect: S1, delay: 30m}}
  - {{defect: S10, lookback: 10m}}
siem: {{kind: {kind}}}
"""


def announcement(process):
    """The JSON document a simulator prints once it answers; its last line is a closing brace."""
    lines = []
    for line in process.stdout:
        lines.append(line)
        if line.rstrip() == "}":
            return json.loads("".join(lines))
    raise SystemExit("the simulator ended: " + process.stderr.read())


def check(program, kind, script, sources, folder):
    """Whether a product's client agrees with its simulator."""
    certificates, out = os.path.join(folder, "certificates"), os.path.join(folder, "out")
    scenario = os.path.join(folder, "scenario.yaml")
    with open(scenario, "w", encoding="utf-8") as file:
        file.write(SCENARIO.format(kind=kind, sources=", ".join(sources)))
    process = subprocess.Popen(
        [program, "simulate", "--scenario", scenario, "--tls", certificates, "--out", out, "--format", "json"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )
    try:
        told = announcement(process)
        authority = os.path.join(certificates, "ca.pem")
        environment = dict(
            os.environ, **told["environment"], REQUESTS_CA_BUNDLE=authority, SSL_CERT_FILE=authority,
            NO_PROXY="127.0.0.1",
        )
        command = [sys.executable, os.path.join(SCRIPTS, script), kind, told["address"], authority, out, *sources]
        agrees = subprocess.run(command, env=environment).returncode == 0
    finally:
        process.send_signal(signal.SIGINT)
        status = process.wait(timeout=30)
    return agrees and status == 130


def main():
    if sys.argv[1] == "--packages":
        print(*sorted({package for row in PRODUCTS + STANDALONE for package in row[2]}))
        return 0
    program, failed = os.path.abspath(sys.argv[1]), []
    for kind, script, _, sources in PRODUCTS:
        with tempfile.TemporaryDirectory() as folder:
            if not check(program, kind, script, sources, folder):
                failed.append(kind)
    for kind, script, _ in STANDALONE:
        if subprocess.run([sys.executable, os.path.join(SCRIPTS, script), program]).returncode != 0:
            failed.append(kind)
    print("failed: " + ", ".join(failed) if failed else "all vendors' clients agree with the simulated SIEMs")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
