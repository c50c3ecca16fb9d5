#!/usr/bin/env python3
"""Audits every folder below Fixtures with a built siemgap and compares the answer with the folder's truth.json.

usage: check-fixtures.py SIEMGAP FIXTURES
"""

import json
import os
import subprocess
import sys
import tempfile

# One more than the longest list a truth holds is never reached: a truth lists each missing and each extra id.
PROGRAM, FIXTURES = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])


def listed_ids(out, kind):
    """The ids of one kind in findings.csv, in order of their bytes."""
    import csv

    with open(os.path.join(out, "findings.csv"), newline="", encoding="utf-8") as rows:
        return sorted((row["id"] for row in csv.DictReader(rows) if row["kind"] == kind), key=str.encode)


def differences(folder):
    """What an audit of the folder answers otherwise than its truth, one line each."""
    with open(os.path.join(folder, "truth.json"), encoding="utf-8") as file:
        truth = json.load(file)
    with tempfile.TemporaryDirectory(prefix="siemgap-fixture-") as scratch:
        out = os.path.join(scratch, "run")
        command = [PROGRAM, "audit", "--source", truth["source"], "--siem", truth["siem_input"], "--out", out]
        run = subprocess.run(
            command + truth["arguments"], cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, text=True
        )
        if not os.path.exists(os.path.join(out, "report.json")):
            return [f"no report, exit {run.returncode}: {run.stderr.strip()}"]
        with open(os.path.join(out, "report.json"), encoding="utf-8") as file:
            report = json.load(file)
        found = {"exit_code": run.returncode, "verdict": report["verdict"]}
        for part in ("authority", "siem", "counts"):
            found.update({f"{part}.{key}": report[part].get(key) for key in truth[part]})
        found["reasons"] = [reason["code"] for reason in report["reasons"]]
        found["missing_ids"] = listed_ids(out, "missing")
        found["extra_ids"] = listed_ids(out, "extra")
        # A remark that a range is narrower than the window is not part of a truth.
        found["trust"] = sorted(
            {mark["code"] for mark in report["trust"] if not (mark["code"] == "narrow" and mark["effect"] == "remark")}
        )
    wanted = {"exit_code": truth["exit_code"], "verdict": truth["verdict"]}
    for part in ("authority", "siem", "counts"):
        wanted.update({f"{part}.{key}": value for key, value in truth[part].items()})
    wanted.update(
        reasons=truth["reasons"], missing_ids=truth["missing_ids"], extra_ids=truth["extra_ids"],
        trust=sorted(set(truth["trust"])),
    )
    return [f"{key}: {found[key]!r} instead of {wanted[key]!r}" for key in wanted if found[key] != wanted[key]]


def main():
    folders = sorted(name for name in os.listdir(FIXTURES) if os.path.isdir(os.path.join(FIXTURES, name)))
    wrong = 0
    for name in folders:
        lines = differences(os.path.join(FIXTURES, name))
        wrong += bool(lines)
        for line in lines:
            print(f"{name}: {line}")
    print(f"fixtures: {len(folders) - wrong} of {len(folders)} folders audited as their truth says")
    return 1 if wrong or not folders else 0


if __name__ == "__main__":
    sys.exit(main())
