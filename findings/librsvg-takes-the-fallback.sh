#!/bin/sh
# In librsvg var(--colour, blue) is always blue, also where --colour is given.
#
# Versions: pyvips 3.2.0 with pyvips-binary 8.18.7 (librsvg inside), Linux.
# Guess: a renderer either knows CSS variables, or does not and then drops the whole value, so that a fallback at least stands
#   for "not known".
# Seen: the fallback is taken whatever the variable says, without a word; var(--colour) without a fallback is dropped, and what it
#   would colour is black. A browser shows both in red.
# Who is hurt: whoever draws SVG from Figma, draw.io or a web page by librsvg (libvips, GNOME, Wikimedia): the drawing is whole and
#   in wrong colours, which nobody sees who does not know the original.
# What helps: tell of each var() whose variable the file defines, or write the values in before drawing.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check "pyvips[binary]==3.2.0" "pyvips-binary==8.18.7"
cat > "$work/draw.py" <<'PY'
import sys

import pyvips

DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><style>:root {{ --colour: red }}</style>'
    '<rect width="9" height="9" style="fill: {}"/></svg>'
)


def colour(fill):
    found = [round(band) for band in pyvips.Image.svgload_buffer(DRAWING.format(fill).encode()).getpoint(4, 4)]
    print(f"fill: {fill} is drawn as {found}")
    return found


print("libvips", ".".join(str(pyvips.version(part)) for part in range(3)))
seen = colour("var(--colour, blue)"), colour("var(--colour)"), colour("red")
sys.exit(seen != ([0, 0, 255, 255], [0, 0, 0, 255], [255, 0, 0, 255]))
PY
"$work/venv/bin/python" "$work/draw.py"
echo "as stated: the variable is red, and blue and black are drawn"
