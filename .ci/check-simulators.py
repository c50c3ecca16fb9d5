#!/usr/bin/env python3
"""Holds the simulators to clients that nobody here wrote: msal, boto3 and requests.

usage: check-simulators.py SIEMGAP

Starts `siemgap simulate` with every source over TLS, runs the scripts of .ci/simulators against it and stops it. Needs
msal, boto3 and requests from PyPI.
"""

import json
import os
import signal
import subprocess
import sys
import tempfile

SCRIPTS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "simulators")
FROM, TO = "2026-11-02T00:00:00Z", "2026-11-04T00:00:00Z"
EVENTS = 1500
SCENARIO = f"""schema: 1
seed: 11
tenant: {{source: all, from: {FROM[:10]}, days: 2, now: 60h, events: {EVENTS}, delay: {{law: lognormal, median: 5m}}}}
api: [{{fault: F17, share: 0.1}}]
"""


def announcement(process):
    """The JSON document a simulator prints once it answers; its last line is a closing brace."""
    lines = []
    for line in process.stdout:
        lines.append(line)
        if line.rstrip() == "}":
            return json.loads("".join(lines))
    raise SystemExit("the simulator ended: " + process.stderr.read())


def main():
    program = os.path.abspath(sys.argv[1])
    failed = []
    with tempfile.TemporaryDirectory() as folder:
        certificates = os.path.join(folder, "certificates")
        scenario = os.path.join(folder, "scenario.yaml")
        with open(scenario, "w", encoding="utf-8") as file:
            file.write(SCENARIO)
        process = subprocess.Popen(
            [program, "simulate", "--scenario", scenario, "--tls", certificates, "--format", "json"],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )
        try:
            told = announcement(process)
            authority = os.path.join(certificates, "ca.pem")
            environment = dict(
                os.environ, **told["environment"], REQUESTS_CA_BUNDLE=authority, AWS_CA_BUNDLE=authority,
                NO_PROXY="127.0.0.1",
            )
            url = told["address"]
            for command in [
                ["microsoft.py", url, certificates, FROM, TO, str(EVENTS)], ["paging.py", url, FROM, TO],
                ["boto3_lookup.py", url, "us-east-1", "eu-north-1"],
            ]:
                path = os.path.join(SCRIPTS, command[0])
                if subprocess.run([sys.executable, path, *command[1:]], env=environment).returncode != 0:
                    failed.append(command[0])
        finally:
            process.send_signal(signal.SIGINT)
            status = process.wait(timeout=30)
        if status != 130:
            failed.append(f"simulate ended with {status}, not 130")
    print("failed: " + ", ".join(failed) if failed else "all clients agree with the simulators")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
