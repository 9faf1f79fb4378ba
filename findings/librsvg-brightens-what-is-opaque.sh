#!/bin/sh
# In librsvg a filter that makes a shape more opaque than 1 makes its colours brighter.
#
# Versions: pyvips 3.2.0 with pyvips-binary 8.18.7 (librsvg inside), Linux.
# Guess: feFuncA with slope="3" makes half-transparent edges solid, and what is solid already stays as it is: results are
#   clamped to 0 and 1, as the standard says.
# Seen: the opacity is clamped, but the colours are multiplied with it before: a solid rgb(60, 90, 120) becomes
#   rgb(105, 150, 198) by slope="3". In a browser it keeps its colours. Glows and hard shadows are written so.
# Who is hurt: whoever draws SVG with glows, cut-out edges or "goo" effects by librsvg: all is drawn, in wrong colours.
# What helps: feColorMatrix with the same factor for the opacity, which is clamped first; or tell of feFuncA above 1.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check "pyvips[binary]==3.2.0" "pyvips-binary==8.18.7"
cat > "$work/draw.py" <<'PY'
import sys

import pyvips


def colour(name, primitive):
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">'
        f'<filter id="f" x="0" y="0" width="1" height="1">{primitive}</filter>'
        '<rect width="9" height="9" fill="rgb(60, 90, 120)" filter="url(#f)"/></svg>'
    )
    found = [round(band) for band in pyvips.Image.svgload_buffer(drawing.encode()).getpoint(4, 4)]
    print(f"{name} gives {found}")
    return found


print("libvips", ".".join(str(pyvips.version(part)) for part in range(3)))
seen = (
    colour("no change", '<feOffset dx="0"/>'),
    colour("feFuncA slope 3", '<feComponentTransfer><feFuncA type="linear" slope="3"/></feComponentTransfer>'),
    colour("feColorMatrix 3", '<feColorMatrix values="1 0 0 0 0  0 1 0 0 0  0 0 1 0 0  0 0 0 3 0"/>'),
)
kept = max(abs(one - other) for one, other in zip(seen[0], seen[2]))
sys.exit(kept > 2 or max(seen[1][:3]) < max(seen[0][:3]) + 20)
PY
"$work/venv/bin/python" "$work/draw.py"
echo "as stated: what is opaque already becomes brighter by feFuncA, and keeps its colours by feColorMatrix"
