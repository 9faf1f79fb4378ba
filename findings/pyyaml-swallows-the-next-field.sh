#!/bin/sh
# PyYAML takes the lines below a quotation mark that is never closed as its words, up to the next mark of its kind, wherever
# they begin. YAML 1.2 asks that each of them be indented deeper than the key; PyYAML reads fields beside the key as words.
#
# Who is hurt: whoever forgets one mark in a file with several. Two fields become one, the map has fewer keys, and no error
# says so; or the error names a line tens of lines below, where the words behind the next mark make no sense.
# Versions: PyYAML 6.0.3 with its libyaml; ruamel.yaml 0.18.15, which says YAML 1.2, does the same.
# Guessed: an error at the mark, for YAML 1.2.2 (7.3.1, s-flow-line-prefix) and case QB6E of the YAML test suite forbid it.
# Seen: {title: 'Hall teaser: see', id: x}; the error for a third mark is at its line.
# What to do: look whether a line of a scalar in quotation marks begins a field no deeper than its own key.
#
# Exit 0: as stated; 1: it changed; 2: it could not be tried.
set -u
D=$(mktemp -d) || exit 2
trap 'rm -rf "$D"' EXIT INT TERM
python3 -m venv "$D/venv" || exit 2
"$D/venv/bin/python" -m pip install -q PyYAML==6.0.3 ruamel.yaml==0.18.15 || exit 2
"$D/venv/bin/python" - <<'P'
import sys
from importlib.metadata import version

import yaml
from ruamel.yaml import YAML

print("PyYAML", yaml.__version__, "libyaml", yaml.__with_libyaml__, "ruamel.yaml", version("ruamel.yaml"))
SWALLOWED = 'title: "Hall\nteaser: see"\nid: x\n'
LATER = 'title: "Hall\nteaser: see\nid: x\npages:\n  - text: "One"\n'
STATED = {"title": "Hall teaser: see", "id": "x"}
READERS = {
    "PyYAML": lambda text: yaml.load(text, yaml.SafeLoader),
    "libyaml": lambda text: yaml.load(text, yaml.CSafeLoader),
    "ruamel.yaml": lambda text: dict(YAML(typ="safe", pure=True).load(text)),
}
same = True
for name, read in READERS.items():
    seen = read(SWALLOWED)
    try:
        line = f"no error: {read(LATER)}"
    except Exception as error:  # each library has its own
        line = error.problem_mark.line + 1
    same = same and seen == STATED and line == 5
    print(f"{name}: {seen}; a third mark: the error is in line {line}, the mistake in line 1")
sys.exit(0 if same else 1)
P
