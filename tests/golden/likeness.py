"""How alike two pictures of a screen are.

Both are averaged in boxes of 8 x 8 pixels before they are compared; a box differs where one of its colours does by more
than LEVELS of 255. That tells a change from other letters: where fonts are drawn without hinting, 0.9 % of the pixels
of these pages differ by as much, but at most 5 boxes; where one ring of 48 px is gone, it is 0.05 % of the pixels, but
19 boxes. One 汉字 less makes 10 boxes, a paragraph 1 px lower makes 8.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pyvips

BOX = 8
LEVELS = 24
MOST = 6
RED = [255, 40, 40]


@dataclass(frozen=True, slots=True)
class Likeness:
    """`differing` and `boxes` are counts, `place` is (x, y, width, height) in pixels round all that differs."""

    differing: int
    boxes: int
    place: tuple[int, int, int, int]

    @property
    def close(self) -> bool:
        """Whether the two would be taken for the same screen."""
        return self.differing <= MOST


def compare(expected: pyvips.Image, drawn: pyvips.Image) -> Likeness:
    """Compare two pictures of 3 bands; where their sizes differ, all of it differs."""
    boxes = (drawn.width // BOX) * (drawn.height // BOX)
    if (expected.width, expected.height) != (drawn.width, drawn.height):
        return Likeness(boxes, boxes, (0, 0, drawn.width, drawn.height))
    mask = _mask(expected, drawn)
    left, top, width, height = mask.find_trim(threshold=128, background=[0], line_art=True)
    return Likeness(round(mask.avg() / 255 * boxes), boxes, (left * BOX, top * BOX, width * BOX, height * BOX))


def report(expected: pyvips.Image, drawn: pyvips.Image, file: Path) -> None:
    """Write what was expected, what was drawn, and the drawn one dimmed with what differs in red, side by side."""
    parts = [expected, drawn]
    if (expected.width, expected.height) == (drawn.width, drawn.height):
        where = _mask(expected, drawn).zoom(BOX, BOX).embed(0, 0, drawn.width, drawn.height)
        parts.append(where.ifthenelse(RED, (drawn * 0.35).cast("uchar")))
    file.parent.mkdir(parents=True, exist_ok=True)
    pyvips.Image.arrayjoin(parts, across=len(parts), shim=8, background=RED).pngsave(str(file))


def _mask(expected: pyvips.Image, drawn: pyvips.Image) -> pyvips.Image:
    one, other = (image.cast("float").shrink(BOX, BOX) for image in (expected, drawn))
    return ((one - other).abs() > LEVELS).bandor()
