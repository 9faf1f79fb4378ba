#!/bin/sh
# In librsvg filter: invert(1) of a green is nearly white; a browser shows pink.
#
# Versions: pyvips 3.2.0 with pyvips-binary 8.18.7 (librsvg inside), Linux.
# Guess: a short-hand of CSS is known or not known; if known, brightness(50%) halves each number of a colour.
# Seen: the short-hands are counted in linear light, as the elements of an SVG filter are unless they say
#   color-interpolation-filters="sRGB"; CSS says sRGB for short-hands, and an element gives no way to say so. rgb(46, 139, 87)
#   becomes (252, 223, 244) by invert(1) instead of (209, 116, 168), and (34, 101, 61) by brightness(.5) instead of (23, 70, 44).
# Who is hurt: whoever draws SVG with night colours, hover states or grey logos by librsvg: all is drawn, in wrong colours.
# What helps: write the filter out with color-interpolation-filters="sRGB", or tell of these functions.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check "pyvips[binary]==3.2.0" "pyvips-binary==8.18.7"
cat > "$work/draw.py" <<'PY'
import sys

import pyvips

WRITTEN_OUT = (
    '<filter id="f" color-interpolation-filters="sRGB"><feComponentTransfer><feFuncR type="table" tableValues="1 0"/>'
    '<feFuncG type="table" tableValues="1 0"/><feFuncB type="table" tableValues="1 0"/></feComponentTransfer></filter>'
)


def colour(style):
    drawing = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{WRITTEN_OUT}'
        f'<rect width="9" height="9" fill="rgb(46, 139, 87)" style="{style}"/></svg>'
    )
    found = [round(band) for band in pyvips.Image.svgload_buffer(drawing.encode()).getpoint(4, 4)[:3]]
    print(f"{style} is drawn as {found}")
    return found


print("libvips", ".".join(str(pyvips.version(part)) for part in range(3)))
bare = "filter: invert(1); color-interpolation-filters: sRGB"
seen = colour("filter: invert(1)"), colour(bare), colour("filter: brightness(.5)"), colour("filter: url(#f)")
sys.exit(seen != ([252, 223, 244], [252, 223, 244], [34, 101, 61], [209, 116, 168]))
PY
"$work/venv/bin/python" "$work/draw.py"
echo "as stated: the short-hands give other colours than the same filter written out in sRGB"
