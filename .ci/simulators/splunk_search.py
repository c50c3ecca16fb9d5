#!/usr/bin/env python3
"""Reads a simulated Splunk with splunk-sdk, the vendor's own client.

usage: splunk_search.py SIEMGAP
       splunk_search.py URL INDEX EXPORT

Starts `siemgap simulate` itself, or reads one that runs: URL is its address, INDEX the index of its Splunk, EXPORT a file
in which each line's `result` is a row: all that the Splunk holds. The secret comes from the environment variable
SPLUNK_TOKEN then. Reads everything by export, by a job
page by page and in one shot, with a token and with a login; looks for one id; and provokes errors. Fails unless each way
gives exactly the events of EXPORT.
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
import urllib.parse

import splunklib.binding as binding
import splunklib.client as client
import splunklib.results as results

PAGE = 100
SCENARIO = """schema: 1
seed: 11
tenant: {source: o365-management, from: 2026-11-02, days: 2, now: 60h, events: 700, delay: {law: none}}
siem: {kind: splunk, zone: Europe/Berlin}
"""


def connect(url, **credentials):
    """A service; the certificate is the simulator's own."""
    parts = urllib.parse.urlsplit(url)
    return client.connect(
        scheme=parts.scheme, host=parts.hostname, port=parts.port, verify=False, autologin=False, **credentials)


def rows(stream):
    """The rows of final sets; messages and provisional sets are left out."""
    reader = results.JSONResultsReader(stream)
    return [row for row in reader if isinstance(row, dict) and not reader.is_preview]


def raws(found):
    return sorted(row["_raw"] for row in found)


def by_job(service, search):
    job = service.jobs.create(search)
    while not job.is_done():
        time.sleep(0.01)
    found = []
    while len(found) < int(job["resultCount"]):
        found += rows(job.results(output_mode="json", count=PAGE, offset=len(found)))
    job.cancel()
    try:
        job.refresh()
    except binding.HTTPError as error:
        assert error.status == 404, error
    else:
        raise SystemExit("a cancelled job is still there")
    return found


def refused(status, action):
    try:
        action()
    except (binding.HTTPError, binding.AuthenticationError) as error:
        assert error.status == status, error
    else:
        raise SystemExit(f"an error {status} did not come")


def read(url, index, path, secret):
    """Holds every way of asking to what the Splunk holds."""
    with open(path, encoding="utf-8") as file:
        held = sorted(line["result"]["_raw"] for line in map(json.loads, file) if "result" in line)
    service = connect(url, splunkToken=secret)
    search = f"search index={index}"
    assert service.info["version"].startswith("9."), service.info
    ways = {
        "export": rows(service.jobs.export(search, output_mode="json")),
        "job": by_job(service, search),
        "one shot": rows(service.jobs.oneshot(search, output_mode="json", count=0)),
        "login": rows(connect(url, username="siemgap", password=secret).jobs.export(search, output_mode="json")),
    }
    wrong = [way for way, found in ways.items() if raws(found) != held]
    counted = rows(service.jobs.export(search + " | stats count", output_mode="json"))
    if [row["count"] for row in counted] != [str(len(held))]:
        wrong.append("count")
    identity = json.loads(held[0])["Id"]
    one = rows(service.jobs.export(f'{search} "{identity}"', output_mode="json"))
    if raws(one) != [raw for raw in held if identity in raw]:
        wrong.append("id")
    refused(401, lambda: connect(url, splunkToken="wrong").info)
    refused(401, lambda: connect(url, username="siemgap", password="wrong"))
    refused(400, lambda: service.jobs.create(search + " | nosuchcommand"))
    print(f"splunk: {len(held)} events by {', '.join(ways)}" + (f"; wrong: {', '.join(wrong)}" if wrong else ""))
    return 1 if wrong or not held else 0


def simulated(program):
    """Reads a simulator of its own."""
    with tempfile.TemporaryDirectory() as folder:
        scenario, export = os.path.join(folder, "scenario.yaml"), os.path.join(folder, "siem")
        with open(scenario, "w", encoding="utf-8") as file:
            file.write(SCENARIO)
        process = subprocess.Popen(
            [program, "simulate", "--scenario", scenario, "--out", export, "--format", "json"],
            stdout=subprocess.PIPE, text=True)
        try:
            lines = []
            for line in process.stdout:
                lines.append(line)
                if line.rstrip() == "}":
                    break
            told = json.loads("".join(lines))
            path = os.path.join(export, "siem.ndjson")
            return read(told["address"], "siem-o365-management", path, told["environment"]["SPLUNK_TOKEN"])
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(timeout=30)


def main():
    if len(sys.argv) == 2:
        return simulated(os.path.abspath(sys.argv[1]))
    return read(*sys.argv[1:4], os.environ["SPLUNK_TOKEN"])


if __name__ == "__main__":
    sys.exit(main())
