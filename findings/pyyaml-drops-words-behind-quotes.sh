#!/bin/sh
# PyYAML takes what stands behind a closing quotation mark and # for a comment, also without the space that YAML asks for, and
# drops it without a word. Its two loaders do not agree either: libyaml's takes "|#x", Python's refuses it.
#
# Who is hurt: whoever writes `title: "Hall"#3` for hall number 3. The number is gone, and no error says so; without quotation
# marks the same words stay whole. A check that passes with one loader fails with the other.
# Versions: PyYAML 6.0.3 with its libyaml.
# Guessed: an error, for YAML 1.2.2 (6.6) says that a comment must be separated from other tokens by white space.
# Seen: "v"#w, 'v'#w, [v]#w and {v: w}#x are read without what stands behind #; v#w stays whole; "|#x" depends on the loader.
# What to do: look for # behind what a scalar's end mark says, and warn where fewer than two spaces stand before it.
#
# Exit 0: as stated; 1: it changed; 2: it could not be tried.
set -u
D=$(mktemp -d) || exit 2
trap 'rm -rf "$D"' EXIT INT TERM
python3 -m venv "$D/venv" || exit 2
"$D/venv/bin/python" -m pip install -q PyYAML==6.0.3 || exit 2
"$D/venv/bin/python" - <<'P'
import sys

import yaml

print("PyYAML", yaml.__version__, "libyaml", yaml.__with_libyaml__)


def read(text, loader):
    try:
        return yaml.load(text, loader)["a"]
    except yaml.YAMLError as error:
        return type(error).__name__


CASES = {
    'a: "Hall"#3\n': ("Hall", "Hall"),
    "a: 'Hall'#3\n": ("Hall", "Hall"),
    "a: [Hall]#3\n": (["Hall"], ["Hall"]),
    "a: {b: c}#3\n": ({"b": "c"}, {"b": "c"}),
    "a: Hall#3\n": ("Hall#3", "Hall#3"),
    "a: |#3\n  Hall\n": ("ScannerError", "Hall\n"),
}
same = True
for text, stated in CASES.items():
    seen = tuple(read(text, loader) for loader in (yaml.SafeLoader, yaml.CSafeLoader))
    same = same and seen == stated
    print(repr(text), "Python:", repr(seen[0]), "libyaml:", repr(seen[1]))
sys.exit(0 if same else 1)
P
