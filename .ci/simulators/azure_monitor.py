#!/usr/bin/env python3
"""Reads a simulated Log Analytics workspace with azure-monitor-query, and holds what it finds to the simulator's truth.

usage: azure_monitor.py SIEMGAP

Starts `siemgap simulate` over TLS, which the client demands, and stops it. The token comes from the simulated login. Needs
azure-monitor-query and requests from PyPI.
"""

import csv
import datetime
import json
import os
import signal
import subprocess
import sys
import tempfile
import time

import requests
from azure.core.credentials import AccessToken
from azure.core.exceptions import HttpResponseError
from azure.monitor.query import LogsQueryClient, LogsQueryStatus

EVENTS = 1500
CAP = 400
SCENARIO = """schema: 1
seed: 11
tenant: {{source: graph-sign-ins, from: 2026-11-02, days: 2, now: 60h, events: {events}}}
siem: {{kind: azure-monitor{faults}}}
"""
START = datetime.datetime(2026, 11, 1, tzinfo=datetime.timezone.utc)
SPAN = (START, START + datetime.timedelta(days=30))
UNION = (
    "union isfuzzy=true SigninLogs, AADNonInteractiveUserSignInLogs, AADServicePrincipalSignInLogs,"
    " AADManagedIdentitySignInLogs"
)


class SimulatedLogin:
    """A credential that asks the simulated login."""

    def __init__(self, url, entry, secret):
        self.url, self.entry, self.secret = url, entry, secret

    def get_token(self, *scopes, **_):
        fields = {
            "grant_type": "client_credentials", "client_id": self.entry["client_id"], "client_secret": self.secret,
            "scope": scopes[0],
        }
        answer = requests.post(f"{self.url}/{self.entry['tenant']}/oauth2/v2.0/token", data=fields, timeout=30)
        answer.raise_for_status()
        token = answer.json()
        return AccessToken(token["access_token"], int(time.time()) + token["expires_in"])


def announcement(process):
    """The JSON document a simulator prints once it answers; its last line is a closing brace."""
    lines = []
    for line in process.stdout:
        lines.append(line)
        if line.rstrip() == "}":
            return json.loads("".join(lines))
    raise SystemExit("the simulator ended: " + process.stderr.read())


def entry(told):
    """The keys of the SIEM's entry in the printed configuration."""
    keys = {}
    text = told["configuration"].split("siems:")[1]
    for line in text.splitlines():
        name, _, value = line.strip().partition(": ")
        keys[name] = value
    return keys


def exported(folder):
    """The ids of the SIEM's export, which is another way to the same documents."""
    with open(os.path.join(folder, "siem.csv"), encoding="utf-8", newline="") as file:
        return sorted(row["Id"] for row in csv.DictReader(file))


def halves(client, workspace, start, end):
    """Ids of a stretch, asked for by halves where an answer is partial; and how many were."""
    bounds = f"| where CreatedDateTime >= datetime({start.isoformat()}) and CreatedDateTime < datetime({end.isoformat()})"
    answer = client.query_workspace(workspace, f"{UNION}\n{bounds}\n| project Id", timespan=SPAN)
    if answer.status == LogsQueryStatus.SUCCESS:
        return [row["Id"] for row in answer.tables[0].rows], 0
    assert answer.partial_error is not None and len(answer.partial_data[0].rows) == CAP
    middle = start + (end - start) / 2
    (left, one), (right, other) = halves(client, workspace, start, middle), halves(client, workspace, middle, end)
    return left + right, one + other + 1


def check(url, keys, secret, expected, is_capped):
    """What differs, as a list of texts."""
    client = LogsQueryClient(
        SimulatedLogin(url, keys, secret), endpoint=url + "/v1", audience="https://api.loganalytics.io", retry_total=2)
    workspace, failures = keys["workspace"], []
    found, partial = halves(client, workspace, START, START + datetime.timedelta(days=4))
    print(f"azure-monitor-query: {len(found)} of {len(expected)} events, {partial} partial answers")
    if sorted(found) != expected:
        failures.append("other events than the export has")
    if (partial > 0) != is_capped:
        failures.append(f"{partial} partial answers")
    counted = client.query_workspace(workspace, UNION + "\n| summarize n = count()", timespan=SPAN)
    if counted.tables[0].rows[0]["n"] != len(expected):
        failures.append("another count")
    none = client.query_workspace(workspace, UNION + "\n| count", timespan=(START, datetime.timedelta(hours=1)))
    if none.tables[0].rows[0][0] != 0:
        failures.append("events outside of the timespan")
    row = client.query_workspace(workspace, "SigninLogs\n| take 1", timespan=SPAN).tables[0].rows[0]
    if not isinstance(row["CreatedDateTime"], datetime.datetime) or not isinstance(row["DeviceDetail"], str):
        failures.append("types of columns")
    for query, status in [("NoSuchTable | take 1", 400), ("SigninLogs | where (", 400)]:
        try:
            client.query_workspace(workspace, query, timespan=SPAN)
            failures.append(f"{query} was answered")
        except HttpResponseError as error:
            if error.status_code != status or error.error.code != "BadArgumentError":
                failures.append(f"{query}: {error}")
    return failures


def run(program, faults):
    """Plays one scenario and reads it."""
    with tempfile.TemporaryDirectory() as folder:
        certificates, scenario, out = (os.path.join(folder, name) for name in ["tls", "scenario.yaml", "out"])
        with open(scenario, "w", encoding="utf-8") as file:
            file.write(SCENARIO.format(events=EVENTS, faults=f", faults: [{faults}]" if faults else ""))
        command = [program, "simulate", "--scenario", scenario, "--tls", certificates, "--out", out, "--format", "json"]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        try:
            told = announcement(process)
            os.environ.update(
                REQUESTS_CA_BUNDLE=os.path.join(certificates, "ca.pem"), NO_PROXY="127.0.0.1")
            secret = told["environment"]["SIMULATOR_CLIENT_SECRET"]
            return check(told["address"], entry(told), secret, exported(out), bool(faults))
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(timeout=30)


def main():
    failures = []
    for faults in ["", f"cap={CAP}"]:
        failures += run(os.path.abspath(sys.argv[1]), faults)
    for failure in failures:
        print(f"failed: {failure}")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
