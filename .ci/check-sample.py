#!/usr/bin/env python3
"""Holds the sample run in reports/sample to what the program writes, or writes it anew.

usage: check-sample.py SIEMGAP [--write]

Plays the sample's scenario at its instant and compares each file with the committed one. Run ids may differ, and the order in
which the service's answers came: of the records, of their rows in the page, and the digests of both. With --write the committed run is replaced and its picture is taken in headless Chromium.
"""

import importlib.util
import os
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
PROGRAM = os.path.abspath(sys.argv[1])
SAMPLE = f"{ROOT}/reports/sample"
WORDS = ["demo", "--scenario", f"{SAMPLE}/scenario.yaml", "--at", "2026-11-14T08:00:00Z", "--format", "plain", "--quiet"]
MOST_BYTES = 1_000_000


def play(folder):
    """A run of the scenario; its folder."""
    result = subprocess.run(
        [PROGRAM, *WORDS], cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, text=True,
    )
    names = [name for name in os.listdir(f"{folder}/reports") if re.search(r"Z-demo-[0-9a-f]{4}$", name)]
    if result.returncode or len(names) != 1:
        sys.exit(f"the scenario cannot be played: {result.stderr}")
    return f"{folder}/reports/{names[0]}"


def settled(path):
    """The lines of a file without what differs from run to run."""
    with open(path, encoding="utf-8") as file:
        text = re.sub(r"\d{8}T\d{6}Z-demo(-inputs)?-[0-9a-f]{4}", "RUN", file.read())
    text = re.sub(r"\b[0-9a-f]{64}\b", "DIGEST", text)
    if os.path.basename(path) == "report.html":
        # Each row tells its line of missing.ndjson.
        text = re.sub(r'<tr><td class="n">\d+</td><td class="x">', "<tr>LINE", text)
    lines = text.split("\n")
    return sorted(lines) if path.endswith((".html", ".ndjson")) else lines


def difference(name, committed, written):
    """The first line that differs; None when there is none."""
    pair = [settled(f"{folder}/{name}") for folder in (committed, written)]
    for number, (left, right) in enumerate(zip(*pair), 1):
        if left != right:
            start = next((i for i, (a, b) in enumerate(zip(left, right)) if a != b), 0)
            return f"{name}:{number}: the sample has {left[start:start + 80]!r}, the program writes {right[start:start + 80]!r}"
    return f"{name}: other lengths" if len(pair[0]) != len(pair[1]) else None


def faults(committed, written):
    left, right = (set(os.listdir(folder)) for folder in (committed, written))
    for name in sorted(left ^ right):
        yield f"{name} is only {'in the sample' if name in left else 'what the program writes'}"
    for name in sorted(left & right):
        found = difference(name, committed, written)
        if found:
            yield found
    verified = subprocess.run(
        [PROGRAM, "runs", "verify", committed, "--files-only", "--format", "plain"], capture_output=True, text=True
    )
    if verified.returncode:
        yield f"runs verify: {verified.stdout}{verified.stderr}"
    size = sum(os.path.getsize(f"{folder}/{name}") for folder, _, names in os.walk(SAMPLE) for name in names)
    if size >= MOST_BYTES:
        yield f"the sample has {size:,} bytes"


def take_picture(page, path, folder):
    """The top of the page, as a reader first sees it."""
    place = f"{ROOT}/.ci/check-report.py"
    specification = importlib.util.spec_from_file_location("check_report", place)
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    browser = module.Browser(folder)
    try:
        module.Page(browser, page, width=1120).save(path, height=1500)
    finally:
        browser.close()


def main():
    folder = tempfile.mkdtemp(prefix="siemgap-sample-")
    try:
        written = play(folder)
        if "--write" in sys.argv:
            shutil.rmtree(f"{SAMPLE}/run", ignore_errors=True)
            shutil.copytree(written, f"{SAMPLE}/run")
            take_picture(f"{SAMPLE}/run/report.html", f"{SAMPLE}/report.png", folder)
        found = list(faults(f"{SAMPLE}/run", written))
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    for text in found:
        print(f"  FAULT {text}")
    print("sample: write it anew with .ci/check-sample.py SIEMGAP --write" if found else "sample: the program writes the same")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
