#!/usr/bin/env python3
"""Kills `siemgap pull` at random moments, resumes it and compares the recording with an undisturbed one.

usage: check-kill.py SIEMGAP [--kills N] [--sources a,b] [--seed N]

A pull is killed with SIGKILL, resumed, killed again, until it ends by itself; the next one begins anew, until N kills
are reached. Each recording must hold the records of the undisturbed one, each as often, in a folder with the same files
and with slices that are whole; no lock of a killed pull may stand in the way. Ends with 1 if one did not.
"""

import argparse
import collections
import datetime
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

DAYS = 3
EVENTS = 30_000


class Pulls:
    """A simulated source and the pulls of it."""

    def __init__(self, program, source, folder):
        self.program, self.folder = program, folder
        start = datetime.datetime.now(datetime.timezone.utc).date() - datetime.timedelta(days=5)
        self.window = ["--from", str(start), "--to", str(start + datetime.timedelta(days=DAYS))]
        with open(os.path.join(folder, "scenario.yaml"), "w", encoding="utf-8") as file:
            file.write(
                f"schema: 1\nseed: 5\ntenant: {{source: {source}, from: {start}, days: {DAYS}, events: {EVENTS}, "
                "delay: {law: lognormal, median: 5m}}\napi: [{fault: F4, share: 0.02}]\n"
            )
        self.simulator = subprocess.Popen(
            [program, "simulate", "--scenario", "scenario.yaml", "--format", "json"], cwd=folder,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )
        lines = []
        for line in self.simulator.stdout:
            lines.append(line)
            if line.rstrip() == "}":
                break
        told = json.loads("".join(lines))
        self.name = re.search(r"^sources:\n  (.+):$", told["configuration"], re.MULTILINE).group(1)
        with open(os.path.join(folder, "siemgap.yaml"), "w", encoding="utf-8") as file:
            file.write(told["configuration"])
        self.environment = dict(os.environ, **told["environment"])

    def stop(self):
        self.simulator.send_signal(signal.SIGINT)
        self.simulator.communicate(timeout=30)

    def start(self, out):
        """Begins a pull, or goes on with the one whose recording is in the folder."""
        is_begun = os.path.isdir(self.path(out)) and bool(os.listdir(self.path(out)))
        command = [self.program, "pull", self.name, *self.window, "--out", out, "--state", "state", "--progress", "never"]
        return subprocess.Popen(
            command + (["--resume"] if is_begun else []), cwd=self.folder, env=self.environment,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )

    def path(self, out):
        return os.path.join(self.folder, out)

    def recording(self, out):
        """What a finished recording holds: its records, each with how often it is there, its files and its slices' state."""
        with open(os.path.join(self.path(out), "records.ndjson"), "rb") as file:
            records = collections.Counter(file)
        with open(os.path.join(self.path(out), "recording.json"), encoding="utf-8") as file:
            slices = json.load(file)["slices"]
        return {
            "records": records, "files": sorted(os.listdir(self.path(out))),
            "counted": sum(part["records"] for part in slices), "outcomes": {part["outcome"] for part in slices},
        }


def differences(got, wanted):
    """How a recording differs from the undisturbed one, one line each."""
    found = []
    lost, added = wanted["records"] - got["records"], got["records"] - wanted["records"]
    if lost or added:
        found.append(f"{lost.total()} records lost, {added.total()} more often than pulled")
    for part in ("files", "counted", "outcomes"):
        if got[part] != wanted[part]:
            found.append(f"{part}: {got[part]} instead of {wanted[part]}")
    return found


def check(program, source, kills, seed):
    """Kills pulls of a source; returns what went wrong."""
    generator = random.Random(f"{seed} {source}")
    failures = []
    with tempfile.TemporaryDirectory(prefix="siemgap-kill-") as folder:
        pulls = Pulls(program, source, folder)
        try:
            begun = time.monotonic()
            process = pulls.start("undisturbed")
            said = process.communicate()[1]
            if process.returncode != 0:
                return [f"{source}: the undisturbed pull ended with {process.returncode}: {said.strip()[:300]}"]
            seconds = time.monotonic() - begun
            wanted = pulls.recording("undisturbed")
            killed = finished = 0
            while killed < kills:
                out = f"pull-{finished}"
                while True:
                    process = pulls.start(out)
                    try:
                        said = process.communicate(timeout=generator.uniform(0.02, 0.9) * seconds)[1]
                        break
                    except subprocess.TimeoutExpired:
                        process.kill()
                        process.communicate()
                        killed += 1
                finished += 1
                if process.returncode != 0:
                    failures.append(f"{source} {out}: exit {process.returncode}: {said.strip()[:300]}")
                else:
                    failures += [f"{source} {out}: {line}" for line in differences(pulls.recording(out), wanted)]
                shutil.rmtree(pulls.path(out))
        finally:
            pulls.stop()
        print(
            f"{source}: {killed} kills in {finished} pulls of {wanted['records'].total()} records "
            f"({seconds:.1f} s undisturbed), {len(failures)} differences"
        )
    return failures


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--sources", type=lambda text: text.split(","), default=["graph-sign-ins", "o365-management"])
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    program = os.path.abspath(options.program)
    failures = [
        line for source in options.sources for line in check(program, source, options.kills, options.seed)
    ]
    for line in failures:
        print("FAILED " + line)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
