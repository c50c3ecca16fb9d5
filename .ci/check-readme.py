#!/usr/bin/env python3
"""Holds README.md to the program: outputs, commands, options and exit statuses.

usage: check-readme.py SIEMGAP

Each line after "$ " in a console block is run on a terminal of 80 columns without colours, from the repository's root, and
what it prints on standard output must be what the block shows. Run ids are the one thing that may differ.
"""

import os
import pty
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import termios
import fcntl

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
PROGRAM = os.path.abspath(sys.argv[1])
RUN_PREFIX = "swift run -c release siemgap "
RUN_ID = re.compile(r"\d{8}T\d{6}Z-([a-z0-9-]+)-[0-9a-f]{4}")


def on_terminal(command, folder):
    """Standard output of a shell command whose standard output is a terminal of 80 columns."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 80, 0, 0))
    settings = termios.tcgetattr(slave)
    settings[1] &= ~termios.OPOST
    termios.tcsetattr(slave, termios.TCSANOW, settings)
    environment = dict(os.environ, TERM="xterm", NO_COLOR="1", LC_ALL="C.UTF-8")
    child = subprocess.Popen(
        ["bash", "-c", command], cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=slave, stderr=subprocess.DEVNULL
    )
    os.close(slave)
    output = b""
    while True:
        try:
            piece = os.read(master, 65536)
        except OSError:  # the terminal's other end is closed
            break
        if not piece:
            break
        output += piece
    child.wait()
    os.close(master)
    return output.decode()


def console_runs(readme):
    """Pairs of a command and the output shown for it."""
    for block in re.findall(r"^```console\n(.*?)^```", readme, re.M | re.S):
        for part in re.split(r"^\$ ", block, flags=re.M)[1:]:
            command, rest = "", part
            while True:
                line, _, rest = rest.partition("\n")
                command += line.removesuffix("\\")
                if not line.endswith("\\"):
                    break
            yield command, rest


def wrong_outputs(readme):
    with tempfile.TemporaryDirectory(prefix="siemgap-readme-") as folder:
        shutil.copytree(os.path.join(ROOT, "Fixtures"), os.path.join(folder, "Fixtures"))
        os.mkdir(os.path.join(folder, "bin"))
        os.symlink(PROGRAM, os.path.join(folder, "bin", "siemgap"))
        count = 0
        for command, shown in console_runs(readme):
            count += 1
            words = command.replace(RUN_PREFIX, "siemgap ")
            printed = on_terminal(f"PATH={folder}/bin:$PATH; {words}", folder)
            if RUN_ID.sub(r"ID-\1", printed).strip() != RUN_ID.sub(r"ID-\1", shown).strip():
                yield f"$ {command}\nprints\n{printed}\ninstead of\n{shown}"
        if count == 0:
            yield "no console block shows a run"


def help_of(*words):
    return subprocess.run([PROGRAM, *words, "--help"], stdin=subprocess.DEVNULL, capture_output=True, text=True).stdout


def unmentioned(readme):
    overview = help_of()
    commands = re.findall(r"^  ([a-z][a-z-]*)  ", overview.partition("SUBCOMMANDS:")[2].partition("EXIT CODES")[0], re.M)
    if not commands:
        yield "siemgap --help lists no command"
    for command in commands:
        if f"siemgap {command}" not in readme:
            yield f"command {command} is not mentioned"
        for option in sorted(set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", help_of(command)))):
            if not re.search(re.escape(option) + r"(?![a-z-])", readme):
                yield f"option {option} of {command} is not mentioned"
    told = {}
    for codes, words in re.findall(r"^  (\d+(?:, \d+)*) {2,}(.+)$", overview.partition("EXIT CODES")[2], re.M):
        told.update({code: words.strip() for code in codes.split(", ")})
    shown = {}
    table = readme.partition("## Exit statuses")[2].partition("\n## ")[0]
    for codes, words in re.findall(r"^\| ([\d, ]+) \| (.+) \|$", table, re.M):
        shown.update({code: words.replace("`", "").strip() for code in codes.split(", ")})
    if not told or told != shown:
        yield f"exit statuses: the program tells {told}, the README {shown}"


def main():
    with open(os.path.join(ROOT, "README.md"), encoding="utf-8") as file:
        readme = file.read()
    faults = list(unmentioned(readme)) + list(wrong_outputs(readme))
    for fault in faults:
        print(f"README.md: {fault}")
    print(f"README.md: {len(faults)} faults" if faults else "README.md: outputs, commands, options and exit statuses agree")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
