#!/usr/bin/env python3
"""Holds `siemgap audit` to what the simulators plant: every source against every fault that can happen to it.

usage: check-faults.py SIEMGAP [--sources a,b] [--faults F1,F7] [--all] [--jobs N] [--table FILE] [--keep FOLDER]

For each pair the simulator plays the source with that fault and writes the export of a SIEM that lost nothing; the
audit of the two must never say that an event is missing, must say complete only where every event of the window was
pulled and the pull is whole, must say why where it says inconclusive, and its exit status must be the verdict's. Prints
one Markdown table, source by fault; "-" stands where the fault never struck, nothing where it cannot happen.
Ends with 1 if a rule was broken.
"""

import argparse
import collections
import concurrent.futures
import datetime
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

DESCRIPTIONS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "Sources", "EventSources", "Descriptions")
# What a gate has time for: each way of paging and logging in once. `--all` takes every source and every case.
QUICK_SOURCES = (
    "o365-management graph-sign-ins okta-system-log google-workspace-reports github-audit cloudtrail "
    "cloudtrail-files box-events cloudflare-audit"
).split()
SECONDS = 120
DAYS = 2
EXIT = {"complete": 0, "gaps": 1, "inconclusive": 2}
# Hundreds of small pages where the size of a page can be set; where it cannot, enough events for several.
EVENTS = collections.defaultdict(lambda: 400, {"o365-management": 1600, "purview-audit": 900, "zoom-operations": 900})
UNSIZED = {"o365-management", "purview-audit", "cloudtrail-files"}
PAGE_SIZE = 20
# A file that is cut stays cut, other than an answer.
DELIVERED = {"cloudtrail-files": {"F11"}}
# Services whose events have no id: the fields by which both sides' are matched.
MATCHED = {"dropbox-team-log": "details.request_id", "zoom-operations": "operation_detail"}

Case = collections.namedtuple("Case", "name fault keys verdicts reasons options only")


def case(name, keys="", verdicts="complete", reasons="", options=(), only=""):
    """A column of the table: what the fault looks like, and the verdicts and reasons it may lead to.

    `only` begins the names of the sources that know this dress of the fault.
    """
    return Case(
        name, name.split(" ")[0], keys, set(verdicts.split()), set(reasons.split()), list(options), tuple(only.split())
    )


EITHER, DOUBT = "complete inconclusive", "inconclusive"
CASES = [
    case("none"),
    case("F1", "share: 0.3, by: 6h"),
    case("F2", "share: 0.3, by: 2h"),
    case("F3"),
    case("F4", "share: 0.2"),
    case("F5", "share: 0.2"),
    case("F6", "share: 0.2"),
    case("F7", "share: 0.5"),
    case("F7 last", "form: last", only="graph- aad-graph-"),
    case("F8", "", DOUBT, "page-loop"),
    case("F9", "share: 0.3", DOUBT, "unstable-authority count-mismatch", ["--pulls", "2"]),
    case("F10", "", EITHER, "count-mismatch unstable-authority page-loop"),
    case("F11", "share: 0.5"),
    case("F11 always", "share: {share}, times: always", DOUBT, "cut-answer timeout"),
    case("F12", "share: {share}, form: retry-after, size: 1"),
    case("F12 bare", "share: {share}, form: bare"),
    case("F13", "share: 0.3", EITHER, "timeout result-cap"),
    case("F13 window", "form: window, by: 6h", EITHER, "timeout result-cap"),
    case("F13 failed", "share: 0.1, form: failed", EITHER, "timeout cut-answer", only="purview"),
    case("F13 depth", "size: 200", EITHER, "timeout cut-answer result-cap", only="graph- aad-graph- purview"),
    case("F14", "share: 0.3", EITHER, "denied"),
    case("F15", "share: 0.5", EITHER, "denied cut-answer page-loop timeout"),
    case("F16", "", EITHER, "count-mismatch"),
    case("F17", "share: 0.5"),
    case("F18", "share: 0.5"),
    case("F19", "share: 0.5"),
    case("F20", "share: 0.5"),
    case("F21", "share: 0.3", DOUBT, "unidentified-records"),
    case("F22", "by: 2m"),
    case("F22 far", "by: 10m", "failed"),
    case("F23", "", DOUBT, "retention"),
    case("F24", "scope: Audit.Exchange", DOUBT, "not-subscribed", only="o365"),
    case("F24 disabled", "scope: Audit.Exchange, form: disabled", DOUBT, "not-subscribed", only="o365"),
    case("F25", "share: 0.1", DOUBT, "cut-answer count-mismatch retention"),
    case("F25 expired", "share: 0.1, form: expired", DOUBT, "cut-answer count-mismatch retention", only="o365"),
    case("F25 changed", "share: 0.1, form: changed", DOUBT, "cut-answer count-mismatch retention", only="cloudtrail-files"),
    case("F26"),
    case("F27", "share: 0.3"),
    case("F28"),
    # Some services give a link and a token, and the token is all that is used.
    case("F29", "", EITHER, "foreign-link"),
    case("F29 content", "form: content", DOUBT, "foreign-link", only="o365"),
    # Elsewhere than at Microsoft the login has no error that passes.
    case("F30", "form: 90024", EITHER, "denied"),
    case("F30 denied", "form: 7000215, times: always", "failed inconclusive", "denied"),
]


class Outcome:
    """What one audit said, and what is wrong with it."""

    def __init__(self, text, failures=()):
        self.text, self.failures = text, list(failures)
        self.seconds = 0.0


def announcement(process):
    """The JSON document a simulator prints once it answers; its last line is a closing brace. None if it ended."""
    lines = []
    for line in process.stdout:
        lines.append(line)
        if line.rstrip() == "}":
            return json.loads("".join(lines))
    return None


def kept_days(source):
    """How many days back the source's description says it serves; None if it does not say."""
    path = os.path.join(DESCRIPTIONS, source + ".yaml")
    if not os.path.exists(path):
        return None
    with open(path, encoding="utf-8") as file:
        found = re.search(r"^window:.*?oldest: (\d+)d", file.read(), re.DOTALL | re.MULTILINE)
    return int(found.group(1)) if found else None


def scenario(source, tried, start):
    played = "cloudtrail" if source == "cloudtrail-files" else source
    fault = ""
    if tried.fault != "none":
        fault = "{" + ", ".join(part for part in (f"fault: {tried.fault}", keys(source, tried)) if part) + "}"
    return (
        f"schema: 1\nseed: 5\ntenant: {{source: {played}, from: {start}, days: {DAYS}, events: {EVENTS[source]}, "
        f"delay: {{law: lognormal, median: 5m}}}}\nsiem: {{kind: ndjson}}\napi: [{fault}]\n"
    )


def keys(source, tried):
    if tried.fault == "F23":
        return f"by: {kept_days(source)}d"
    # A request for each of hundreds of blobs: a large share would only mean more waiting.
    return tried.keys.replace("{share}", "0.01" if source == "o365-management" else "0.2")


def first_day(source, tried):
    """The day on which the tenant begins: four days ago, or with its middle where the service keeps no more."""
    today = datetime.datetime.now(datetime.timezone.utc).date()
    back = 4 if tried.fault != "F23" else kept_days(source) + 1
    return today - datetime.timedelta(days=back)


def configuration(text, source):
    """The announced configuration, with small pages where they can be set."""
    if source in UNSIZED:
        return text
    return re.sub(r"^(    limits: .*)$", rf"\1\n    page_size: {PAGE_SIZE}", text, flags=re.MULTILINE)


def attempt(program, folder, source, tried):
    """Plays one source with one fault and audits it."""
    if tried.fault == "F23" and kept_days(source) is None or tried.only and not source.startswith(tried.only):
        return None
    start = first_day(source, tried)
    os.makedirs(folder)
    with open(os.path.join(folder, "scenario.yaml"), "w", encoding="utf-8") as file:
        file.write(scenario(source, tried, start))
    process = subprocess.Popen(
        [program, "simulate", "--scenario", "scenario.yaml", "--tls", "tls", "--out", "siem", "--format", "json"],
        cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )
    try:
        told = announcement(process)
        if told is None:
            return Outcome("no simulator", [process.stderr.read().strip()])
        possible = told["faults"].get(source, [])
        if tried.fault != "none" and tried.fault not in possible:
            return None
        with open(os.path.join(folder, "siemgap.yaml"), "w", encoding="utf-8") as file:
            file.write(configuration(told["configuration"], source))
        run = audit(program, folder, source, tried, start, dict(os.environ, **told["environment"]))
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=30)
    return judged(folder, source, tried, run)


def audit(program, folder, source, tried, start, environment):
    """Runs the audit; None if it does not end in time."""
    end = start + datetime.timedelta(days=DAYS)
    command = [
        program, "audit", source, "--from", str(start), "--to", str(end), "--out", "run", "--state", "state",
        "--progress", "never", "--quiet", *tried.options,
    ]
    if source in MATCHED:
        command += ["--match", MATCHED[source]]
    try:
        return subprocess.run(
            command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True,
            timeout=SECONDS,
        )
    except subprocess.TimeoutExpired:
        return None


def read(*parts):
    with open(os.path.join(*parts), encoding="utf-8") as file:
        return json.load(file)


def judged(folder, source, tried, run):
    """Holds an audit to the rules."""
    if run is None:
        return Outcome("no end", [f"no end within {SECONDS} s"])
    # That a source is not asked for what it keeps no more is the point of F23.
    served = read(folder, "siem", "served.json")
    struck = tried.fault in ("none", "F23") or served["struck"][source].get(tried.fault, 0) > 0
    allowed = tried.verdicts if struck else {"complete"}
    if source in DELIVERED and tried.fault in DELIVERED[source]:
        allowed = {DOUBT}
    if not os.path.exists(os.path.join(folder, "run", "report.json")):
        said = " ".join(run.stderr.split())
        code = re.search(r"E-[A-Z-]+", said)
        text = f"failed ({code.group(0) if code else run.returncode})"
        fine = "failed" in allowed and run.returncode == 2 and code
        return Outcome(text, [] if fine else [f"no report, exit {run.returncode}: {said[:300]}"])
    report, truth = read(folder, "run", "report.json"), read(folder, "siem", "truth.json")
    failures = broken_rules(report, truth["authority"], run.returncode, has_ids=source not in MATCHED)
    if served["foreign_requests"]:
        failures.append(f"{served['foreign_requests']} requests went to another host")
    reasons = reason_codes(report)
    verdict = report["verdict"]
    if verdict not in allowed:
        failures.append(f"verdict {verdict} ({' '.join(reasons)}) instead of {' or '.join(sorted(allowed))}")
    if verdict == "inconclusive" and struck and tried.reasons and not tried.reasons & set(reasons):
        failures.append(f"reasons {' '.join(reasons)}; none of {' '.join(sorted(tried.reasons))}")
    if not struck:
        return Outcome("-", failures)
    shown = [reason for reason in reasons if reason != "not-whole"] or reasons
    return Outcome(verdict if verdict == "complete" else f"{verdict} ({', '.join(shown)})", failures)


def reason_codes(report):
    named = [reason["code"] for reason in report["reasons"]] + [part["reason"] for part in report["audited"]["unknown"]]
    return list(dict.fromkeys(named))


def broken_rules(report, authority, status, has_ids):
    """The rules that hold for every source and fault; where events have no ids each other record is another event."""
    counts, audited, verdict = report["counts"], report["audited"], report["verdict"]
    failures = []
    if counts["missing"] or verdict == "gaps":
        failures.append(f"{counts['missing']} events falsely missing")
    if status != EXIT.get(verdict) or report["exit_code"] != status:
        failures.append(f"exit {status} with verdict {verdict}")
    if verdict == "complete":
        if counts["matched"] not in {authority["events"], authority["events" if has_ids else "records"]}:
            failures.append(f"complete with {counts['matched']} of {authority['events']} events")
        if not audited["whole"] or audited["unknown"] or counts["extra"]:
            failures.append(f"complete, and the pull is not whole: {json.dumps(audited['unknown'])[:200]}")
    if verdict == "inconclusive" and not report["reasons"]:
        failures.append("inconclusive without a reason")
    return failures


def all_sources(program):
    """Every source the simulator plays, and the folder that a trail delivers."""
    with tempfile.TemporaryDirectory(prefix="siemgap-faults-") as folder:
        path = os.path.join(folder, "scenario.yaml")
        with open(path, "w", encoding="utf-8") as file:
            file.write("schema: 1\ntenant: {source: all, events: 0}\n")
        process = subprocess.Popen(
            [program, "simulate", "--scenario", path, "--format", "json"], stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, text=True,
        )
        names = list((announcement(process) or {"faults": {}})["faults"])
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=30)
    return names + [name for name in ["cloudtrail-files"] if name not in names]


def table(sources, cases, outcomes):
    lines = ["| source | " + " | ".join(tried.name for tried in cases) + " |", "| --- |" + " --- |" * len(cases)]
    for source in sources:
        cells = [outcomes.get((source, tried.name)) for tried in cases]
        lines.append(f"| {source} | " + " | ".join(cell.text if cell else "" for cell in cells) + " |")
    return "\n".join(lines)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--sources", type=lambda text: text.split(","))
    parser.add_argument("--faults", type=lambda text: text.split(","))
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--jobs", type=int, default=3 * (os.cpu_count() or 1))
    parser.add_argument("--table")
    parser.add_argument("--keep")
    options = parser.parse_args()
    program = os.path.abspath(options.program)
    sources = options.sources or (all_sources(program) if options.all else QUICK_SOURCES)
    cases = [tried for tried in CASES if not options.faults or tried.fault in options.faults or tried.fault == "none"]
    outcomes = {}
    with tempfile.TemporaryDirectory(prefix="siemgap-faults-") as scratch:

        def run(pair):
            source, tried = pair
            begun = time.monotonic()
            folder = os.path.join(options.keep or scratch, source, tried.name.replace(" ", "-"))
            outcome = attempt(program, folder, source, tried)
            if not options.keep:
                shutil.rmtree(folder, ignore_errors=True)
            if outcome is not None:
                outcome.seconds = time.monotonic() - begun
            return outcome

        pairs = [(source, tried) for source in sources for tried in cases]
        with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
            for (source, tried), outcome in zip(pairs, pool.map(run, pairs)):
                if outcome is not None:
                    outcomes[source, tried.name] = outcome
                    for failure in outcome.failures:
                        print(f"FAILED {source} {tried.name}: {failure}", flush=True)
    text = table(sources, cases, outcomes)
    print(text)
    if options.table:
        with open(options.table, "w", encoding="utf-8") as file:
            file.write(text + "\n")
    failures = sum(len(outcome.failures) for outcome in outcomes.values())
    struck = sum(outcome.text != "-" for outcome in outcomes.values())
    slowest = sorted(outcomes.items(), key=lambda item: -item[1].seconds)[:5]
    print("slowest: " + ", ".join(f"{source} {name} {outcome.seconds:.0f} s" for (source, name), outcome in slowest))
    print(f"{len(outcomes)} audits, in {struck} of them the fault struck; {failures} rules broken")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
