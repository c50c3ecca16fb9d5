#!/usr/bin/env python3
"""Kills `siemgap backfill apply` at random moments, goes on, and looks whether every planned event is there, none twice.

usage: check-backfill.py SIEMGAP [--kills N] [--targets a,b] [--seed N]

For each target a simulated SIEM that lacks events is audited, and a plan is made. `apply` is killed with SIGKILL and
begun again until it ends by itself, then another SIEM is played, until N kills are reached. In the end `verify` must find
every planned event, a second audit must find nothing missing, and the SIEM must hold no more repeats than before; where a
target cannot refuse repeats, no more of them than `apply` reported as possible. Ends with 1 if one did not.
"""

import argparse
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

SOURCE = "o365-management"
BATCH = 20
KINDS = {"elasticsearch": "elasticsearch", "hec": "splunk", "file": "ndjson"}
# A batch whose acknowledgement has to be asked for takes a second.
EVENTS = {"elasticsearch": 4_000, "hec": 800, "file": 4_000}
LONGEST_SECONDS = 5.0


class Play:
    """A simulated source, and a SIEM that lacks about half of its events."""

    def __init__(self, program, target, folder, seed):
        self.program, self.folder = program, folder
        start = datetime.datetime.now(datetime.timezone.utc).date() - datetime.timedelta(days=3)
        self.window = ["--from", str(start), "--to", str(start + datetime.timedelta(days=1))]
        with open(os.path.join(folder, "scenario.yaml"), "w", encoding="utf-8") as file:
            file.write(
                f"schema: 1\nseed: {seed}\ntenant: {{source: {SOURCE}, from: {start}, days: 1, events: {EVENTS[target]}, "
                "delay: {law: lognormal, median: 5m}}\n"
                f"collector: [{{defect: S15, share: 0.5}}]\nsiem: {{kind: {KINDS[target]}}}\n"
            )
        self.simulator = subprocess.Popen(
            [program, "simulate", "--scenario", "scenario.yaml", "--out", "siem", "--format", "json"], cwd=folder,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )
        lines = []
        for line in self.simulator.stdout:
            lines.append(line)
            if line.rstrip() == "}":
                break
        told = json.loads("".join(lines))
        text = told["configuration"]
        self.source = re.search(r"^sources:\n  (.+):$", text, re.MULTILINE).group(1)
        if target == "file":
            os.mkdir(os.path.join(folder, "lake"))
            export = [name for name in os.listdir(os.path.join(folder, "siem")) if name.endswith(".ndjson")][0]
            shutil.copy(os.path.join(folder, "siem", export), os.path.join(folder, "lake", "export.ndjson"))
            self.siem = "lake"
            entry = (
                "  lake: {type: file, path: lake/*.ndjson, "
                f"deliver: {{type: file, path: lake/sent.ndjson, batch: {{events: {BATCH}}}}}}}\n"
            )
            text = text.replace("siems:\n", "siems:\n" + entry, 1) if "siems:\n" in text else text + "siems:\n" + entry
        else:
            self.siem = re.search(r"^siems:\n  (.+):$", text, re.MULTILINE).group(1)
            text = re.sub(r"deliver: \{type: (\w+),", rf"deliver: {{type: \1, batch: {{events: {BATCH}}},", text)
        with open(os.path.join(folder, "siemgap.yaml"), "w", encoding="utf-8") as file:
            file.write(text)
        self.environment = dict(os.environ, **told["environment"])

    def stop(self):
        self.simulator.send_signal(signal.SIGINT)
        self.simulator.communicate(timeout=30)

    def start(self, *words):
        command = [self.program, *words, "--state", "state", "--progress", "never"]
        return subprocess.Popen(
            command, cwd=self.folder, env=self.environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, text=True,
        )

    def run(self, allowed, *words):
        """What a command prints; one that ends with another status is an error."""
        process = self.start(*words)
        output, errors = process.communicate(timeout=600)
        if process.returncode not in allowed:
            raise RuntimeError(f"siemgap {' '.join(words)}: exit {process.returncode}: {errors.strip()[:500]}")
        return output

    def audit(self, out):
        """The report of an audit."""
        self.run([0, 1], "audit", "--source", self.source, "--siem", self.siem, *self.window, "--out", out)
        with open(os.path.join(self.folder, out, "report.json"), encoding="utf-8") as file:
            return json.load(file)

    def apply(self, plan):
        return self.start("backfill", "apply", plan, "--confirm", self.siem, "--format", "json")


def problems(play, plan, applied, before):
    """What is wrong after a plan was applied, one line each."""
    found = []
    planned, repeats = plan["ids"]["count"], applied["possible_repeats"]
    verified = json.loads(
        play.run([0, 1], "backfill", "verify", plan["id"], "--verify-wait", "5s", "--format", "json"))
    if verified["found"] != planned:
        found.append(f"{planned - verified['found']} of {planned} planned events are not there")
    if verified["twice"] > repeats:
        found.append(f"{verified['twice']} events are there twice, {repeats} were reported as possible")
    for part in ("refused", "unsettled"):
        if applied[part]:
            found.append(f"{applied[part]} events {part}")
    after = play.audit("after")
    if after["counts"]["missing"]:
        found.append(f"a second audit finds {after['counts']['missing']} events missing")
    added = after["siem"]["repeats"] - before["siem"]["repeats"]
    if added > repeats:
        found.append(f"a second audit finds {added} new repeats, {repeats} were reported as possible")
    return found, added


def check(program, target, kills, seed):
    """Kills applications of plans into a target; returns what went wrong."""
    generator = random.Random(f"{seed} {target}")
    failures, killed, plans, repeats, possible, events, seconds = [], 0, 0, 0, 0, 0, 0.6
    while killed < kills:
        with tempfile.TemporaryDirectory(prefix="siemgap-backfill-") as folder:
            play = Play(program, target, folder, seed + plans)
            try:
                before = play.audit("before")
                plan = json.loads(
                    play.run([0], "backfill", "plan", "before", "--into", play.siem, "--format", "json"))["plan"]
                begun = time.monotonic()
                undisturbed = plans == 0
                while True:
                    process = play.apply(plan["id"])
                    try:
                        moment = generator.uniform(0.02, 0.9) * min(seconds, LONGEST_SECONDS)
                        limit = None if undisturbed or killed >= kills else moment
                        output, errors = process.communicate(timeout=limit)
                        break
                    except subprocess.TimeoutExpired:
                        process.kill()
                        process.communicate()
                        killed += 1
                if undisturbed:
                    seconds = time.monotonic() - begun
                plans += 1
                if process.returncode != 0:
                    failures.append(f"{target} plan {plans}: exit {process.returncode}: {errors.strip()[:500]}")
                    continue
                applied = json.loads(output)
                wrong, added = problems(play, plan, applied, before)
                failures += [f"{target} plan {plans}: {line}" for line in wrong]
                repeats, possible = repeats + added, possible + applied["possible_repeats"]
                events += plan["ids"]["count"]
            finally:
                play.stop()
    print(
        f"{target}: {killed} kills in {plans} plans of {events} events ({seconds:.1f} s undisturbed), "
        f"{repeats} repeats, {possible} reported as possible, {len(failures)} differences"
    )
    return failures


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--targets", type=lambda text: text.split(","), default=list(KINDS))
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    program = os.path.abspath(options.program)
    failures = [line for target in options.targets for line in check(program, target, options.kills, options.seed)]
    for line in failures:
        print("FAILED " + line)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
