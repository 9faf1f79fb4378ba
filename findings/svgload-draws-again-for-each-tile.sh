#!/bin/sh
# libvips draws an SVG once for each tile of 2000 x 2000 px: a few pixels more than 2000 double the work.
#
# Versions: pyvips 3.2.0 with pyvips-binary 8.18.7 (librsvg inside), Linux.
# Guess: drawing costs as much as there are pixels; a square of 2010 px costs 2 per cent more than one of 1990.
# Seen: for a square with 20,000 small shapes 0.21 s of a processor at 1990 px and 0.39 s at 2010, reading the file left out;
#   0.20 s at 1900 px and 0.43 s at 2100. Beyond 2000 px it lies in four tiles, and the drawing is walked through for each.
# Who is hurt: whoever prepares pictures for 4K screens. A drawing at 3840 x 2160 px is drawn four times, blurs and shadows too,
#   and svgload has no option for the size of its tiles. An illustration took 1.2 s at 1920 x 1200 px and 9.7 s at 3840 x 2400.
# What helps: 2000 px at most where that is enough; else plan the time for it.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check "pyvips[binary]==3.2.0" "pyvips-binary==8.18.7"
cat > "$work/draw.py" <<'PY'
import random
import sys
import time

import pyvips

pick = random.Random(1)
shapes = "".join(
    f'<path d="M{pick.uniform(0, 990):.2f} {pick.uniform(0, 990):.2f}q4 -6 8 0t-3 5z" fill="#{pick.randrange(1 << 24):06x}"/>'
    for _ in range(20_000)
)
DRAWING = f'<svg xmlns="http://www.w3.org/2000/svg" width="1000" height="1000">{shapes}</svg>'.encode()


def cost(px):
    """The least processor time of five, in seconds, to draw it as a square of `px` pixels, once it is read."""
    taken = []
    for _ in range(5):
        image = pyvips.Image.svgload_buffer(DRAWING, scale=px / 1000, unlimited=True)
        begun = time.process_time()
        image.copy_memory()
        taken.append(time.process_time() - begun)
    return min(taken)


print("libvips", ".".join(str(pyvips.version(part)) for part in range(3)))
pyvips.cache_set_max(0)
costs = {px: cost(px) for px in (1900, 1990, 2010, 2100, 3900)}
for px, seconds in costs.items():
    print(f"{px} x {px} px: {seconds:.2f} s")
within, across = costs[1990] / costs[1900], costs[2010] / costs[1990]
print(f"1990 by 1900: {within:.2f}; 2010 by 1990: {across:.2f}")
sys.exit(not (across > 1.5 and within < 1.3))
PY
"$work/venv/bin/python" "$work/draw.py"
echo "as stated: beyond 2000 px the drawing is drawn again for each tile"
