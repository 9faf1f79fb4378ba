#!/bin/sh
# In librsvg an underlined <text> loses its line as soon as a <tspan> stands in it.
#
# Versions: pyvips 3.2.0 with pyvips-binary 8.18.7 (librsvg inside), Linux.
# Guess: a text-decoration goes with the words, as it does in HTML: whoever draws it on <text> draws it on what is within.
# Seen: only the element in which the words stand is asked. <text text-decoration="underline">A</text> has its line,
#   <text text-decoration="underline"><tspan>A</tspan></text> and <g text-decoration="underline"><text>A</text></g> have none.
#   "underline solid red" and text-decoration-line are dropped too. The property is not inherited in CSS, but its line is drawn
#   through all that is within.
# Who is hurt: drawings of draw.io (it writes it on <g>) and Inkscape (lines are <tspan>): words struck out in a drawing are
#   shown as if they were still said.
# What helps: write text-decoration onto each <tspan>, or tell.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check "pyvips[binary]==3.2.0" "pyvips-binary==8.18.7"
cat > "$work/draw.py" <<'PY'
import sys

import pyvips


def has_line(body):
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" width="99" height="99"><g font-size="60">{body}</g></svg>'
    image = pyvips.Image.svgload_buffer(drawing.encode()).flatten(background=255)
    below = image.crop(0, 71, 99, 28).colourspace("b-w").min() < 128
    print(f"{body}: {'a line' if below else 'no line'}")
    return below


print("libvips", ".".join(str(pyvips.version(part)) for part in range(3)))
seen = (
    has_line('<text y="70" text-decoration="underline">AA</text>'),
    has_line('<text y="70" text-decoration="underline"><tspan>AA</tspan></text>'),
    has_line('<g text-decoration="underline"><text y="70">AA</text></g>'),
    has_line('<text y="70" style="text-decoration: underline solid red">AA</text>'),
    has_line('<text y="70" style="text-decoration-line: underline">AA</text>'),
)
sys.exit(seen != (True, False, False, False, False))
PY
"$work/venv/bin/python" "$work/draw.py"
echo "as stated: the line is drawn only where it is said of the words' own element, by its oldest name"
