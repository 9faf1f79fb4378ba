#!/bin/sh
# libvips' svgload with a scale draws an SVG that has no size small, in a corner of a large canvas, and cuts it off.
#
# Versions: pyvips 3.2.0 with pyvips-binary 8.18.7 (librsvg inside), Linux.
# Guess: an SVG without viewBox, width and height is as large as what is in it, and scale=4 makes that four times as large.
# Seen: the canvas is four times as large as the ink, and the drawing on it is as large as before: it fills a sixteenth of the
#   canvas. At scale=1 too its right and lower edges are cut off by as much as it stands away from 0, 0.
# Who is hurt: whoever makes thumbnails or large pictures of SVG from web pages (D3, hand-made, copied out of the DOM): their
#   root element often says width="100%" or nothing. There is no error, and header and size look right.
# What helps: look for a viewBox, or both width and height without %, before drawing, and refuse or tell the others.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check "pyvips[binary]==3.2.0" "pyvips-binary==8.18.7"
cat > "$work/draw.py" <<'PY'
import sys

import pyvips


def look(size, scale):
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" {size}><rect x="20" y="20" width="160" height="160"/></svg>'
    image = pyvips.Image.svgload_buffer(drawing.encode(), scale=scale)
    found = image.width, image.height, *image.flatten(background=255).find_trim(threshold=60)
    print(f"<svg {size}> at {scale}: canvas {found[0]} x {found[1]}, square at {found[2:4]} of {found[4:]}")
    return found


print("libvips", ".".join(str(pyvips.version(part)) for part in range(3)))
seen = look("", 1), look("", 4), look('width="100%" height="100%"', 4), look('viewBox="0 0 200 200"', 4)
sys.exit(
    seen
    != (
        (160, 160, 20, 20, 140, 140),
        (640, 640, 20, 20, 160, 160),
        (640, 640, 20, 20, 160, 160),
        (800, 800, 80, 80, 640, 640),
    )
)
PY
"$work/venv/bin/python" "$work/draw.py"
echo "as stated: without a size the canvas grows, and the square on it does not"
