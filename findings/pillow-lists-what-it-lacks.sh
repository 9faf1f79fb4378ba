#!/bin/sh
# The list of parts in Pillow's wheel names a GPL library that is not in the wheel.
#
# Versions: Pillow 13.0.0, Linux x86_64.
# Guess: what a wheel's own list of parts (PEP 770, dist-info/sboms) names, is in the wheel.
# Seen: it names libimagequant under GPL-3.0-or-later; no file of it is there, and quantize() with it raises.
# Who is hurt: whoever lets a scanner refuse GPL parts or count known weaknesses by such lists.
# What helps: PIL.features.check("libimagequant").
set -eu
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check --only-binary :all: Pillow==13.0.0 2>/dev/null
"$work/venv/bin/python" - <<'EOF'
import json
import sys
from importlib.metadata import distribution
from pathlib import Path

from PIL import Image, features

package = distribution("pillow")
parts = {}
for file in package.files:
    if file.as_posix().endswith(f"sboms/pillow-{package.version}.cdx.json"):
        for part in json.loads(Path(file.locate()).read_text())["components"]:
            parts[part["name"]] = [each["license"].get("id") for each in part.get("licenses", [])]
files = [file.name for file in package.files if "imagequant" in file.name]
try:
    Image.new("RGB", (8, 8)).quantize(method=Image.Quantize.LIBIMAGEQUANT)
    works = True
except ValueError as error:
    works, said = False, error
    print("quantize:", said)
print("Pillow", package.version, "Python", sys.version.split()[0], sys.platform)
print("the wheel declares libimagequant:", parts.get("libimagequant"))
print("files of it in the wheel:", files, "- feature:", features.check("libimagequant"))
gpl = any("GPL" in (licence or "") for licence in parts.get("libimagequant", []))
sys.exit(0 if gpl and not files and not works else 1)
EOF
