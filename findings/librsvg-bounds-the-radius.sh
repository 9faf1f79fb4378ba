#!/bin/sh
# In librsvg a feMorphology of 4 units spreads by 4 units in a small picture and by half a unit in a large one.
#
# Versions: pyvips 3.2.0 with pyvips-binary 8.18.7 (librsvg inside), Linux.
# Guess: SVG has no pixels: drawn twice as large, everything in it is twice as large, effects too.
# Seen: the radius is bounded to 10 pixels of what is drawn. A square of 20 units with an edge of 4 is 28 units wide at 100 px,
#   25 at 400 px and 21.25 at 1600 px: the larger the picture, the thinner the edge. Blur is not bounded, so a shadow that has
#   both changes its shape.
# Who is hurt: whoever draws SVG from Figma (a shadow's spread), Inkscape or Illustrator (outlines around words) by librsvg for
#   large screens: what looks right in a small preview has lost its outlines on the wall.
# What helps: tell of each feMorphology, or draw small and enlarge.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check "pyvips[binary]==3.2.0" "pyvips-binary==8.18.7"
cat > "$work/draw.py" <<'PY'
import sys

import pyvips

DRAWING = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="100" height="100" viewBox="0 0 100 100">'
    b'<filter id="f" x="-1" y="-1" width="3" height="3"><feMorphology operator="dilate" radius="4"/></filter>'
    b'<rect x="40" y="40" width="20" height="20" filter="url(#f)"/></svg>'
)


def look(scale):
    image = pyvips.Image.svgload_buffer(DRAWING, scale=scale)
    width = image.flatten(background=255).find_trim(threshold=60)[2] / scale
    print(f"drawn {100 * scale} px wide, the square with its edge is {width} units wide")
    return width


print("libvips", ".".join(str(pyvips.version(part)) for part in range(3)))
sys.exit([look(scale) for scale in (1, 2, 4, 16)] != [28, 28, 25, 21.25])
PY
"$work/venv/bin/python" "$work/draw.py"
echo "as stated: 28 units at 100 px, and less and less in larger pictures"
