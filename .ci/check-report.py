#!/usr/bin/env python3
"""Opens the reports of several audits in a browser and holds what it shows to report.json.

usage: check-report.py SIEMGAP [FOLDER]

Runs audits whose answers are known (complete, gaps with four causes, inconclusive, empty, a large one, one with hostile text
in every field, a redacted one), opens each report.html in headless Chromium without a network, in both colour schemes and at three widths,
and checks what is there, that nothing is fetched or logged, contrast, size and time. Markup goes through tidy, metrics and
alert rules through promtool, junit.xml through a schema. With FOLDER, screenshots are left there.
"""

import base64
import contextlib
import itertools
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
import datetime

from websockets.sync.client import connect

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
PROGRAM = os.path.abspath(sys.argv[1])
PICTURES = os.path.abspath(sys.argv[2]) if len(sys.argv) > 2 else None
LARGE = int(os.environ.get("REPORT_EVENTS", "1000000"))
HOSTILE = "<script>document.title='owned'</script>\"'><img src=x onerror=alert(1)>=1+1\u202e\u001b[31m]]>{{x}}"
START = datetime.datetime(2026, 11, 9, tzinfo=datetime.timezone.utc)
faults = []


def fault(name, text):
    faults.append(f"{name}: {text}")
    print(f"  FAULT {name}: {text}", flush=True)


def expect(name, holds, text):
    if not holds:
        fault(name, text)


# Audits


def instant(seconds):
    return (START + datetime.timedelta(seconds=seconds)).strftime("%Y-%m-%dT%H:%M:%S")


def event(number, seconds, workload, operation="FileAccessed", user="ada@contoso.example", address="192.0.2.10", more=""):
    return {
        "Id": f"{number:08x}-0000-4000-8000-{number:012x}", "CreationTime": instant(seconds), "Workload": workload,
        "Operation": operation, "UserId": user, "ClientIP": address, "RecordType": 6, "Extended": more,
    }


def write(path, events):
    with open(path, "w", encoding="utf-8") as file:
        for item in events:
            file.write(json.dumps(item, ensure_ascii=False) + "\n")


def gaps(folder):
    """Four ways of losing events, each on events of its own."""
    chance = random.Random(7)
    events, kept = [], []
    for number in range(30000):
        seconds = int(number * 7 * 86400 / 30000)
        workload = ("Exchange", "SharePoint", "OneDrive", "Yammer")[0 if number % 40 else 3] if number % 3 else "SharePoint"
        operation = chance.choice(("FileAccessed", "FileModified", "Send", "MailItemsAccessed"))
        address = "2001:db8::7" if chance.random() < 0.03 else f"192.0.2.{chance.randrange(1, 200)}"
        more = "x" * (40000 if chance.random() < 0.01 else chance.randrange(20, 900))
        item = event(number, seconds, workload, operation, f"user{chance.randrange(40)}@contoso.example", address, more)
        events.append(item)
        stopped = 180000 <= seconds < 192000
        lost = workload == "Yammer" or len(more) > 30000 or ":" in address or stopped
        if not lost:
            kept.append(item)
    write(f"{folder}/authority.ndjson", events)
    write(f"{folder}/siem.ndjson", kept)


def large(folder):
    chance = random.Random(11)
    with open(f"{folder}/authority.ndjson", "w") as left, open(f"{folder}/siem.ndjson", "w") as right:
        for number in range(LARGE):
            seconds = int(number * 7 * 86400 / LARGE)
            text = json.dumps(event(number, seconds, ("Exchange", "SharePoint")[number % 2], more="x" * (number % 90)))
            left.write(text + "\n")
            if chance.random() >= 0.2 or number == 0:
                right.write(text + "\n")


def hostile(folder):
    events = []
    for number in range(400):
        item = event(number, number * 600, f"W{number % 3}{HOSTILE}", f"Op{number % 5}{HOSTILE}", HOSTILE, HOSTILE)
        item["Id"] = f"{number}{HOSTILE}"
        item[HOSTILE] = "y" * (1 << 20 if number % 100 == 0 else 10)
        events.append(item)
    write(f"{folder}/authority.ndjson", events)
    write(f"{folder}/siem.ndjson", [item for number, item in enumerate(events) if number % 2])


def generated(make):
    def words(folder):
        make(folder)
        return ["--source", f"{folder}/authority.ndjson", "--siem", f"{folder}/siem.ndjson"]

    return words


def inputs(name):
    """The inputs of a fixture, whatever their files are called."""
    folder = f"{ROOT}/Fixtures/{name}"
    names = sorted(os.listdir(folder))
    source = next(n for n in names if n.startswith("authority"))
    siem = next(n for n in names if n.startswith("siem"))
    return lambda _: ["--source", f"{folder}/{source}", "--siem", f"{folder}/{siem}"]


def redacted(make):
    return lambda folder: make(folder) + ["--redact"]


AUDITS = {
    "complete": (inputs("complete"), 0),
    "gaps": (generated(gaps), 1),
    "redacted": (redacted(generated(gaps)), 1),
    "purview": (inputs("purview-csv"), None),
    "inconclusive": (inputs("row-cap-ual"), 2),
    "empty": (inputs("both-empty"), 2),
    "hostile": (generated(hostile), 1),
    "large": (generated(large), 1),
}


def audit(name, folder):
    make, status = AUDITS[name]
    data = f"{folder}/{name}-data"
    os.makedirs(data)
    words = make(data)
    began = time.time()
    result = subprocess.run(
        [PROGRAM, "audit", *words, "--out", f"{folder}/{name}", "--format", "github", "--quiet", "--progress", "never"],
        stdin=subprocess.DEVNULL, capture_output=True, text=True,
        env=dict(os.environ, GITHUB_STEP_SUMMARY=f"{folder}/{name}.summary.md"),
    )
    if not os.path.exists(f"{folder}/{name}/report.json"):
        fault(name, f"no report: {result.stderr[-500:]}")
        return False
    expect(name, status is None or result.returncode == status, f"exit status {result.returncode} instead of {status}")
    lines = result.stdout.splitlines()
    expect(name, len(lines) == 1 and lines[0].startswith("::"), f"not one annotation: {result.stdout[:300]}")
    summary = os.path.getsize(f"{folder}/{name}.summary.md")
    expect(name, 0 < summary < 1 << 20, f"a step summary of {summary} bytes")
    shutil.rmtree(data)
    print(f"{name}: audited in {time.time() - began:.1f} s, page of {os.path.getsize(f'{folder}/{name}/report.html'):,} bytes")
    return True


# Files


def run(*words, **more):
    return subprocess.run(words, capture_output=True, text=True, **more)


def check_markup(name, path):
    tidy = run("tidy", "-quiet", "-errors", "--show-info", "no", "--drop-empty-elements", "no", path)
    for line in tidy.stderr.splitlines():
        # Attributes newer than this tidy.
        if not re.search(r"proprietary attribute|<svg>|<path>|<rect>|<circle>|<pattern>|<figure>", line):
            fault(name, f"tidy: {line}")


def check_files(name, folder):
    place = f"{folder}/{name}"
    size = os.path.getsize(f"{place}/report.html")
    expect(name, size <= 5_000_000, f"report.html has {size:,} bytes")
    check_markup(name, f"{place}/report.html")
    schema = run("xmllint", "--noout", "--schema", f"{ROOT}/Tests/ReportsTests/Expected/junit-strict.xsd", f"{place}/junit.xml")
    expect(name, schema.returncode == 0, f"junit.xml: {schema.stderr[:400]}")
    with open(f"{place}/metrics.prom", encoding="utf-8") as file:
        metrics = run("promtool", "check", "metrics", stdin=file)
    expect(name, metrics.returncode == 0, f"metrics.prom: {metrics.stderr[:400]}{metrics.stdout[:400]}")
    with open(f"{place}/manifest.json", encoding="utf-8") as file:
        listed = {entry["path"] for entry in json.load(file)["files"]} | {"manifest.json"}
    expect(name, listed == set(os.listdir(place)), f"manifest lists {listed ^ set(os.listdir(place))} or lacks them")
    for kind in ("ocsf", "ecs"):
        with open(f"{place}/findings.{kind}.ndjson", encoding="utf-8") as file:
            events = [json.loads(line) for line in file]
        key = "class_uid" if kind == "ocsf" else "@timestamp"
        expect(name, events and all(key in item for item in events), f"findings.{kind}.ndjson has no events")
    check_names(name, place)


def check_names(name, place):
    """Who did it and from where, as both are called in these audits: in no file of a redacted run."""
    for file_name in os.listdir(place):
        with open(f"{place}/{file_name}", encoding="utf-8") as file:
            found = re.search(r"@contoso|192\.0\.2\.\d|2001:db8::7", file.read())
        if name == "redacted":
            expect(name, not found, f"{file_name} holds {found and found.group()}")
        elif name == "gaps" and file_name == "missing.ndjson":
            expect(name, found, "no name is planted")


# Browser


class Browser:
    def __init__(self, folder):
        program = shutil.which("chromium") or shutil.which("chromium-browser")
        self.process = subprocess.Popen(
            [
                program, "--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--no-first-run",
                "--disable-background-networking", "--disable-component-update", "--remote-debugging-port=0",
                f"--user-data-dir={folder}/profile", "about:blank",
            ], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )
        port_file = f"{folder}/profile/DevToolsActivePort"
        for _ in range(600):
            if os.path.exists(port_file) and os.path.getsize(port_file) > 10:
                break
            time.sleep(0.1)
        with open(port_file, encoding="utf-8") as file:
            port, path = file.read().split("\n")[:2]
        self.held = contextlib.ExitStack()
        self.socket = self.held.enter_context(connect(f"ws://127.0.0.1:{port}{path}", max_size=1 << 28))
        self.numbers = itertools.count(1)
        self.events = []

    def call(self, method, session=None, **parameters):
        number = next(self.numbers)
        message = {"id": number, "method": method, "params": parameters}
        if session:
            message["sessionId"] = session
        self.socket.send(json.dumps(message))
        while True:
            answer = json.loads(self.socket.recv(timeout=120))
            if answer.get("id") == number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']}")
                return answer["result"]
            self.events.append(answer)

    def wait(self, method, session):
        while True:
            for item in self.events:
                if item.get("method") == method and item.get("sessionId") == session:
                    return item
            self.events.append(json.loads(self.socket.recv(timeout=120)))

    def close(self):
        try:
            self.call("Browser.close")
        except Exception:  # the connection goes down with the browser
            pass
        with contextlib.suppress(Exception):  # the connection is gone already
            self.held.close()
        self.process.wait(timeout=30)


class Page:
    def __init__(self, browser, path, scheme="light", width=1280, scripts=True):
        self.browser, self.path = browser, path
        target = browser.call("Target.createTarget", url="about:blank")["targetId"]
        self.target = target
        self.session = browser.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.call(f"{domain}.enable")
        self.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
        self.resize(width)
        if not scripts:
            self.call("Emulation.setScriptExecutionDisabled", value=True)
        browser.events.clear()
        self.call("Page.navigate", url=f"file://{path}")
        browser.wait("Page.loadEventFired", self.session)

    def call(self, method, **parameters):
        return self.browser.call(method, self.session, **parameters)

    def resize(self, width):
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=False)

    def value(self, expression):
        result = self.call("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in result:
            raise RuntimeError(result["exceptionDetails"].get("exception", {}).get("description", str(result)))
        return result["result"].get("value")

    def noise(self):
        """Messages of the console and requests for anything but the page."""
        found = []
        for item in self.browser.events:
            if item.get("sessionId") != self.session:
                continue
            what, about = item["method"], item["params"]
            if what == "Log.entryAdded" and about["entry"]["level"] in ("error", "warning"):
                found.append("log: " + about["entry"]["text"][:200])
            elif what == "Runtime.consoleAPICalled" or what == "Runtime.exceptionThrown":
                found.append(f"{what}: {json.dumps(about)[:300]}")
            elif what == "Network.requestWillBeSent" and about["request"]["url"] != f"file://{self.path}":
                found.append("request: " + about["request"]["url"][:200])
        return found

    def picture(self, name):
        if PICTURES:
            self.save(f"{PICTURES}/{name}.png", height=9000)

    def save(self, path, height):
        """Writes a picture of the page, its first `height` pixels at most."""
        size = self.call("Page.getLayoutMetrics")["cssContentSize"]
        clip = {"x": 0, "y": 0, "width": size["width"], "height": min(size["height"], height), "scale": 1}
        data = self.call("Page.captureScreenshot", format="png", captureBeyondViewport=True, clip=clip)["data"]
        with open(path, "wb") as file:
            file.write(base64.b64decode(data))

    def close(self):
        self.browser.call("Target.closeTarget", targetId=self.target)


CONTRAST = r"""
(() => {
  const parse = (text) => { const m = text.match(/[\d.]+/g); return m ? m.map(Number) : null; };
  const light = (c) => { const f = c.slice(0, 3).map((v) => { v /= 255; return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; });
    return 0.2126 * f[0] + 0.7152 * f[1] + 0.0722 * f[2]; };
  const ground = (e) => { for (; e; e = e.parentElement) { const c = parse(getComputedStyle(e).backgroundColor);
    if (c && (c.length < 4 || c[3] > 0)) return c; } return [255, 255, 255]; };
  const faults = [], seen = new Set();
  const ratio = (a, b) => { const [x, y] = [light(a), light(b)].sort((p, q) => q - p); return (x + 0.05) / (y + 0.05); };
  const all = document.querySelectorAll("body *");
  let small = 12;
  for (const e of all) {
    if (seen.size > 4000) break;
    const own = [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim());
    if (!own || ["SCRIPT", "STYLE", "title", "desc", "OPTION"].includes(e.tagName) || e.closest(".print-run, .skip")) continue;
    if (e.closest("details:not([open])") && !e.closest("summary")) continue;
    if (e.closest("tbody") && e.closest("tr").rowIndex > 4) continue;
    const style = getComputedStyle(e);
    const inSVG = e instanceof SVGElement;
    const colour = parse(inSVG ? style.fill : style.color);
    if (parseFloat(style.fontSize) < small) faults.push("small text " + style.fontSize + ": " + e.textContent.slice(0, 40));
    const value = ratio(colour, ground(e));
    if (value < 4.5) faults.push(value.toFixed(2) + " " + e.tagName + "." + (e.getAttribute("class") || "") + ": " + e.textContent.slice(0, 40));
    seen.add(e);
  }
  const marks = { lossring: 0 };
  for (const e of document.querySelectorAll(".s0,.s1,.s2,.bar1,.bar2,.bar3,.bar4,.step,.line1,.line2,.axis,.thread,.held,.advice")) {
    const style = getComputedStyle(e);
    const colour = parse(style.fill !== "none" && !style.fill.startsWith("url") ? style.fill : style.stroke);
    const value = ratio(colour, ground(e));
    if (value < 3) faults.push("mark " + value.toFixed(2) + " ." + e.getAttribute("class"));
  }
  return [...new Set(faults)].slice(0, 10);
})()
"""

# The innermost elements that reach beyond the window without a scrolling parent.
WIDEST = """(() => {
  const edge = document.documentElement.clientWidth;
  const scrolls = (e) => e && (getComputedStyle(e).overflowX !== 'visible' || scrolls(e.parentElement));
  return [...document.querySelectorAll('body *')]
    .filter((e) => e.getBoundingClientRect().right > edge + 1 && !scrolls(e.parentElement))
    .slice(-3).map((e) => e.tagName + '.' + e.getAttribute('class') + ' ' + (e.textContent || '').slice(0, 40));
})()"""

STRUCTURE = r"""
(() => {
  const faults = [];
  const html = document.documentElement.outerHTML;
  const first = document.head.firstElementChild;
  if (first.httpEquiv !== "Content-Security-Policy" || !first.content.startsWith("default-src 'none'")) faults.push("policy is not first");
  for (const e of document.querySelectorAll("*")) {
    for (const a of e.attributes) {
      if (a.name === "style" || /^on/.test(a.name)) faults.push(a.name + " on " + e.tagName);
      if (["src", "href", "action", "xlink:href"].includes(a.name) && !a.value.startsWith("#")) faults.push(a.name + "=" + a.value.slice(0, 60));
    }
  }
  if (document.querySelectorAll("script").length !== 2 || document.querySelectorAll("img,iframe,object,embed,link,form").length) faults.push("foreign elements");
  if (document.querySelectorAll("h1").length !== 1) faults.push("not one h1");
  if (document.querySelectorAll("main > section").length !== 10) faults.push("not ten sections");
  const ids = [...document.querySelectorAll("[id]")].map((e) => e.id);
  if (new Set(ids).size !== ids.length) faults.push("ids occur twice");
  for (const link of document.querySelectorAll('a[href^="#"]')) if (!document.getElementById(link.hash.slice(1))) faults.push("dead " + link.hash);
  for (const table of document.querySelectorAll("table")) {
    if (!table.caption || !table.caption.textContent.trim()) faults.push("a table has no caption");
    for (const th of table.querySelectorAll("th")) if (!th.scope) faults.push("a head has no scope");
  }
  for (const svg of document.querySelectorAll(".chart svg")) {
    if (svg.getAttribute("role") !== "img" || !svg.querySelector("title").textContent || !svg.querySelector("desc").textContent) faults.push("a chart has no title");
    if (svg.getAttribute("viewBox").split(" ")[2] !== "960") faults.push("a chart is not 960 wide");
    if (!svg.closest("figure").querySelector("table")) faults.push("a chart has no table: " + svg.querySelector("title").textContent);
  }
  if (document.title.includes("owned")) faults.push("a script of an event ran");
  if (/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069]/.test(document.body.textContent)) faults.push("a hostile character is there");
  return [...new Set(faults)].slice(0, 10);
})()
"""

WORKS = r"""
(() => {
  const faults = [];
  const table = document.getElementById("events");
  if (!table) return faults;
  const rows = () => [...table.tBodies[0].rows].filter((r) => !r.hidden);
  const all = rows().length;
  const text = document.getElementById("filter-text"), gap = document.getElementById("filter-gap");
  const id = table.tBodies[0].rows[all >> 1].cells[table.tHead.rows[0].cells.length - 2].textContent;
  text.value = id.slice(0, 36); text.dispatchEvent(new Event("input"));
  if (rows().length < 1 || rows().length >= all && all > 1) faults.push("the text filter leaves " + rows().length + " of " + all);
  text.value = ""; text.dispatchEvent(new Event("input"));
  if (gap.options.length > 2) {
    gap.value = gap.options[1].value; gap.dispatchEvent(new Event("change"));
    if (!rows().length || rows().some((r) => r.cells[2].textContent !== gap.value)) faults.push("the gap filter is wrong");
    gap.value = ""; gap.dispatchEvent(new Event("change"));
  }
  if (rows().length !== all) faults.push("the filter does not let go");
  const head = table.tHead.rows[0].cells[0];
  head.querySelector("button").click();
  const lines = rows().map((r) => Number(r.cells[0].textContent));
  if (!lines.every((n, i) => i === 0 || lines[i - 1] >= n) || head.getAttribute("aria-sort") !== "descending") faults.push("sorting is wrong");
  const record = document.querySelector("details.record");
  const before = record.querySelector("pre").textContent;
  record.open = true;
  return new Promise((done) => setTimeout(() => {
    const after = record.querySelector("pre").textContent;
    const plain = (s) => { try { return JSON.stringify(JSON.parse(s)); } catch { return s.replace(/\s/g, ""); } };
    if (plain(before) !== plain(after)) faults.push("an opened record changed");
    const theme = document.getElementById("theme"), ground = getComputedStyle(document.body).backgroundColor;
    theme.click();
    if (getComputedStyle(document.body).backgroundColor === ground) faults.push("the colour button does nothing");
    theme.click();
    done(faults);
  }, 50));
})()
"""


def check_widths(page, name, scheme):
    """Nothing reaches beyond the window; nothing was logged or fetched meanwhile."""
    for width in (320, 768, 1280, 3840):
        page.resize(width)
        wide = page.value("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        expect(name, wide <= 0, f"{wide} pixels too wide at {width}: {page.value(WIDEST) if wide > 0 else ''}")
        if width in (320, 1280):
            page.picture(f"{name}-{scheme}-{width}")
    for text in page.noise():
        fault(name, f"{scheme}: {text}")


def check_page(browser, name, folder):
    path = f"{folder}/{name}/report.html"
    with open(f"{folder}/{name}/report.json", encoding="utf-8") as file:
        report = json.load(file)
    counts = report["counts"]
    for scheme in ("light", "dark"):
        began = time.time()
        page = Page(browser, path, scheme)
        took = page.value("performance.getEntriesByType('navigation')[0].loadEventEnd") / 1000
        took = max(took, time.time() - began if name == "large" else 0)
        expect(name, took < 2, f"loads in {took:.2f} s")
        for text in page.value(STRUCTURE) + page.value(CONTRAST):
            fault(name, f"{scheme}: {text}")
        shown = page.value("JSON.parse(document.getElementById('summary').textContent)")
        for key in ("matched", "missing", "extra", "unknown", "unsettled", "accepted", "time_differs"):
            expect(name, shown[key] == counts[key], f"the page says {key} {shown[key]}, report.json {counts[key]}")
        box = page.value("document.getElementById('verdict-box').innerText")
        word = {"complete": "COMPLETE", "gaps": "GAPS FOUND", "inconclusive": "INCONCLUSIVE"}[report["verdict"]]
        expect(name, word in box and f"{counts['missing']:,}" in box, f"the verdict box says {box[:200]}")
        rows = page.value("document.querySelectorAll('#events tbody tr').length")
        expect(name, rows <= 2000 and (rows > 0) == (counts["missing"] > 0), f"{rows} rows for {counts['missing']} missing events")
        if rows < counts["missing"]:
            cut = f"{rows:,} of {counts['missing']:,} shown; all in missing.ndjson"
            expect(name, cut in page.value("document.getElementById('missing').innerText"), f"does not say: {cut}")
        if scheme == "light":
            print(f"  {name}: loads in {took:.2f} s, {rows} rows of missing events", flush=True)
            for text in page.value(WORKS):
                fault(name, text)
        check_widths(page, name, scheme)
        page.close()
    page = Page(browser, path, scripts=False)
    box = page.value("document.getElementById('verdict-box').innerText")
    expect(name, word in box, "the verdict cannot be read without scripts")
    page.close()


def check_comparison(browser, folder):
    """Two audits of the same events: all that is missing is missing still."""
    path, name = f"{folder}/compared.html", "comparison"
    words = [PROGRAM, "runs", "compare", f"{folder}/gaps", f"{folder}/redacted", "--html", path, "--format", "json"]
    compared = run(*words)
    counts = json.loads(compared.stdout or "{}").get("counts", {})
    expect(name, compared.returncode == 0 and counts.get("still_missing", 0) > 2000, f"{counts} {compared.stderr[:400]}")
    check_markup(name, path)
    for scheme in ("light", "dark"):
        page = Page(browser, path, scheme)
        for text in page.value(CONTRAST) + [text for text in page.value(STRUCTURE) if text != "not ten sections"]:
            fault(name, f"{scheme}: {text}")
        shown = page.value("JSON.parse(document.getElementById('summary').textContent)")
        expect(name, all(shown[key] == count for key, count in counts.items()), f"the page says {shown}, JSON {counts}")
        check_widths(page, name, scheme)
        page.close()


def main():
    folder = tempfile.mkdtemp(prefix="siemgap-report-")
    if PICTURES:
        os.makedirs(PICTURES, exist_ok=True)
    try:
        names = [name for name in AUDITS if audit(name, folder)]
        with open(f"{folder}/gaps/report.json", encoding="utf-8") as file:
            causes = [cause["code"] for cause in json.load(file)["causes"] if cause["code"] != "unexplained"]
        expect("gaps", len(causes) >= 4, f"only {causes} are named")
        rules = f"{folder}/alerts.yml"
        with open(rules, "w", encoding="utf-8") as file:
            file.write(run(PROGRAM, "config", "alerts").stdout)
        checked = run("promtool", "check", "rules", rules)
        expect("alerts", checked.returncode == 0, checked.stderr + checked.stdout)
        for name in names:
            check_files(name, folder)
        browser = Browser(folder)
        try:
            for name in names:
                check_page(browser, name, folder)
            check_comparison(browser, folder)
        finally:
            browser.close()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print(f"reports: {len(faults)} faults" if faults else f"reports: {len(AUDITS)} audits agree with what their pages show")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
