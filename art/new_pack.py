"""Draw the pictures of the pack that `kiosk pack new` makes: resources/new-pack/media/*.svg.

python art/new_pack.py

Four landscapes and three objects for tiles, in the language of art/README.md with its simplest means: parallel projection,
three tones a material, one gold line.
"""

from __future__ import annotations

import math
import sys
from pathlib import Path

OUT = Path(__file__).resolve().parents[1] / "resources" / "new-pack" / "media"
WIDTH, HEIGHT = 1920, 1200
LEAN, RISE = math.cos(math.radians(30)), math.sin(math.radians(30))
GOLD = "#E8C77A"
MATERIALS = {  # lit, top, shade
    "porcelain": ("#F4EFE4", "#D5D9CC", "#7F978D"),
    "stone": ("#9DB3A8", "#7F998E", "#46635A"),
    "patina": ("#6DAE98", "#4A8C78", "#235448"),
    "bronze": ("#3B7A6B", "#2C6254", "#173B34"),
    "ink": ("#1F423B", "#17352F", "#0E211E"),
    "azurite": ("#8FC0EE", "#5E97D2", "#2A5688"),
    "gold": ("#F6DB95", "#E8C77A", "#9A7434"),
    "cinnabar": ("#E86A52", "#CC513B", "#8A2C1D"),
}
Point = tuple[float, float]


class Ground:
    """Draws bodies that stand on the ground: x runs down to the right, y down to the left, z up, in units of `scale`."""

    def __init__(self, x: float, y: float, scale: float) -> None:
        self._x, self._y, self._scale = x, y, scale
        self.pieces: list[str] = []

    def at(self, x: float, y: float, z: float = 0) -> Point:
        """The place of a point in the picture."""
        return self._x + (x - y) * LEAN * self._scale, self._y + (x + y) * RISE * self._scale - z * self._scale

    def face(self, points: list[tuple[float, float, float]], colour: str) -> None:
        """One plane face."""
        words = " ".join(f"{x:.1f},{y:.1f}" for x, y in (self.at(*point) for point in points))
        self.pieces.append(f'<polygon points="{words}" fill="{colour}"/>')

    def box(self, x: float, y: float, z: float, wide: float, deep: float, high: float, material: str) -> None:
        """A block whose far corner stands at x, y, z."""
        lit, top, shade = MATERIALS[material]
        right, near, over = x + wide, y + deep, z + high
        self.face([(x, near, z), (right, near, z), (right, near, over), (x, near, over)], lit)
        self.face([(right, y, z), (right, near, z), (right, near, over), (right, y, over)], shade)
        self.face([(x, y, over), (right, y, over), (right, near, over), (x, near, over)], top)

    def roof(self, x: float, y: float, z: float, wide: float, deep: float, high: float, material: str) -> None:
        """A hipped roof over a block, its ridge along x."""
        lit, top, shade = MATERIALS[material]
        right, near, half = x + wide, y + deep, y + deep / 2
        first, last = (x + deep / 2, half, z + high), (right - deep / 2, half, z + high)
        self.face([(x, y, z), (right, y, z), last, first], top)
        self.face([(right, y, z), (right, near, z), last], shade)
        self.face([(x, near, z), (right, near, z), last, first], lit)

    def tree(self, x: float, y: float, z: float, high: float, material: str = "bronze") -> None:
        """A clipped tree: a trunk and three tiers."""
        self.box(x - 0.06, y - 0.06, z, 0.12, 0.12, high * 0.25, "ink")
        for tier in range(3):
            size = 0.62 - 0.16 * tier
            low = z + high * (0.22 + 0.24 * tier)
            self.roof(x - size / 2, y - size / 2, low, size, size, high * 0.34, material)

    def hall(self, x: float, y: float, z: float, wide: float, deep: float, walls: str, roofs: str) -> None:
        """A hall on a plinth: columns on the lit side, a roof that reaches over."""
        self.box(x - 0.3, y - 0.3, z, wide + 0.6, deep + 0.6, 0.22, "stone")
        self.box(x, y, z + 0.22, wide, deep, 1.0, walls)
        count = round(wide / 0.55)
        for column in range(count):
            left = x + (column + 0.28) * wide / count
            door = [(left, y + deep, z + 0.22), (left + wide / count * 0.5, y + deep, z + 0.22)]
            self.face([*door, *[(a, b, z + 0.98) for a, b, _ in reversed(door)]], "#1D4166")
        self.box(x - 0.34, y - 0.34, z + 1.22, wide + 0.68, deep + 0.68, 0.1, roofs)
        self.roof(x - 0.34, y - 0.34, z + 1.32, wide + 0.68, deep + 0.68, 0.72, roofs)

    def tower(self, x: float, y: float, z: float, storeys: int, walls: str, roofs: str) -> None:
        """A tower of square storeys, each smaller than the one below."""
        self.box(x - 1.05, y - 1.05, z, 2.1, 2.1, 0.3, "stone")
        low = z + 0.3
        for storey in range(storeys):
            size = 1.5 - 0.16 * storey
            self.box(x - size / 2, y - size / 2, low, size, size, 0.78, walls)
            window = size / 5
            for number in (-1, 0, 1):
                left = x + number * size / 3.4 - window / 2
                sides = [(left, y + size / 2, low + 0.2), (left + window, y + size / 2, low + 0.2)]
                self.face([*sides, *[(a, b, low + 0.62) for a, b, _ in reversed(sides)]], "#1D4166")
            eaves = size + 0.5
            self.roof(x - eaves / 2, y - eaves / 2, low + 0.78, eaves, eaves, 0.42, roofs)
            low += 1.0
        self.box(x - 0.05, y - 0.05, low + 0.1, 0.1, 0.1, 0.7, "gold")


def sky(upper: str, lower: str) -> str:
    """The ground of a picture, and its light from the upper left."""
    return (
        f'<defs><linearGradient id="sky" x1="0" y1="0" x2="0.25" y2="1"><stop offset="0" stop-color="{lower}"/>'
        f'<stop offset="1" stop-color="{upper}"/></linearGradient></defs><rect width="{WIDTH}" height="{HEIGHT}" fill="url(#sky)"/>'
    )


def hills(level: float, height: float, colour: str, seed: float) -> str:
    """One row of hills, whose crowns rise and fall evenly."""
    crown = [
        (x, level - height * (0.5 + 0.34 * math.sin(x / 310 + seed) + 0.16 * math.sin(x / 97 + 2.3 * seed)))
        for x in range(0, WIDTH + 1, 24)
    ]
    line = "L".join(f"{x:.0f} {y:.1f}" for x, y in crown)
    return f'<path d="M0 {HEIGHT}L{line}L{WIDTH} {HEIGHT}Z" fill="{colour}"/>'


def spiral(x: float, y: float, from_y: float, size: float) -> str:
    """The gold line: in from the left edge, and wound three times about a point."""
    turns = [number / 24 for number in range(24 * 3 + 1)]
    wound = [
        (
            x - math.cos(turn * math.tau) * size * (1 - turn / 3.3),
            y - math.sin(turn * math.tau) * size * 0.5 * (1 - turn / 3.3),
        )
        for turn in turns
    ]
    line = "L".join(f"{a:.1f} {b:.1f}" for a, b in wound)
    start_x = x - size
    return (
        f'<path d="M0 {from_y:g}C{start_x * 0.4:.1f} {from_y:g} {start_x:.1f} {y + 150:g} {start_x:.1f} {y:g}L{line}" '
        f'fill="none" stroke="{GOLD}" stroke-width="3" stroke-linejoin="round"/>'
    )


def picture(*pieces: str) -> str:
    """A landscape of 1920 by 1200 units."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}">'
        + "".join(pieces)
        + "</svg>\n"
    )


def standing(ground: Ground) -> str:
    """An object for a tile, with its faint rings on the floor."""
    rings = "".join(
        f'<ellipse cx="0" cy="120" rx="{radius}" ry="{radius / 2 * 1.155:.1f}" fill="none" stroke="{GOLD}" stroke-width="2" '
        f'opacity="{0.4 - radius / 600:.2f}"/>'
        for radius in (112, 150)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-160 -260 320 480">{rings}{"".join(ground.pieces)}</svg>\n'
    )


def hall() -> str:
    """A hall on its terrace, with trees before it."""
    ground = Ground(1080, 420, 128)
    ground.box(-2.4, -2.0, -0.5, 6.0, 5.6, 0.5, "patina")
    for row in range(3):
        ground.tree(-1.7, -0.9 + row * 1.5, 0, 1.4, "ink")
    ground.hall(-0.5, -0.9, 0, 3.2, 2.0, "porcelain", "bronze")
    for step in range(3):
        ground.box(0.4, 1.5 + 0.35 * step, 0, 1.4, 0.35, 0.22 - 0.07 * step, "stone")
    for row in range(3):
        ground.tree(-1.4 + row * 2.1, 2.9, 0, 1.2 - 0.1 * row)
    return picture(sky("#0F2A26", "#2E5F54"), hills(430, 260, "#3F7567", 0.4), hills(560, 240, "#2A5A4E", 2.2),
                   "".join(ground.pieces), spiral(330, 930, 1010, 150))  # fmt: skip


def river() -> str:
    """A river between hills, two boats on it, and a tower on the far bank."""
    far, near = Ground(1340, 470, 62), Ground(560, 880, 120)
    far.tower(0, 0, 0, 5, "stone", "patina")
    for x, y in ((0.0, 0.0), (4.6, -2.6)):
        near.box(x, y, 0, 1.7, 0.5, 0.16, "ink")
        near.box(x + 0.45, y + 0.06, 0.16, 0.8, 0.38, 0.3, "cinnabar")
        near.roof(x + 0.35, y, 0.46, 1.0, 0.5, 0.2, "gold")
    water = "".join(
        f'<path d="M0 {y}C480 {y - 26} 960 {y + 26} {WIDTH} {y - 10}" fill="none" stroke="#8FC0EE" stroke-width="2" opacity="{0.34 - 0.04 * number:.2f}"/>'
        for number, y in enumerate(range(720, 1180, 76))
    )
    return picture(sky("#14332F", "#3C6E63"), hills(470, 300, "#4C8374", 1.1), hills(640, 210, "#326358", 3.4), "".join(far.pieces),
                   f'<path d="M0 660C520 600 1240 720 {WIDTH} 620L{WIDTH} {HEIGHT}L0 {HEIGHT}Z" fill="#1D4166"/>', water,
                   "".join(near.pieces), spiral(1480, 960, 700, 130))  # fmt: skip


def garden() -> str:
    """A garden in beds, with a pool and a pavilion."""
    ground = Ground(960, 250, 118)
    ground.box(-0.6, -0.6, -0.3, 7.4, 7.4, 0.3, "bronze")
    ground.box(2.1, 2.1, -0.02, 2.6, 2.6, 0.06, "azurite")
    for row in range(4):
        for column in range(4):
            if (row, column) not in {(1, 1), (1, 2), (2, 1), (2, 2), (0, 3)}:
                ground.box(column * 1.7, row * 1.7, 0, 1.1, 1.1, 0.16, ("patina", "stone")[(row + column) % 2])
                ground.tree(column * 1.7 + 0.55, row * 1.7 + 0.55, 0.16, 1.0 + 0.1 * ((row * 3 + column) % 3), "ink")
    ground.hall(5.2, 0.1, 0, 1.1, 1.1, "porcelain", "cinnabar")
    return picture(
        sky("#0E211E", "#214A42"), hills(360, 220, "#2F6154", 5.0), "".join(ground.pieces), spiral(300, 1000, 1090, 120)
    )


def tower() -> str:
    """A tower that stands above the roofs of a town."""
    ground = Ground(1180, 760, 104)
    for x, y, wide in ((-5.2, -0.6, 2.4), (-4.6, 2.2, 2.0), (-1.6, -4.4, 2.2)):
        ground.hall(x, y, 0, wide, 1.3, "stone", "ink")
    ground.tower(0, 0, 0, 5, "porcelain", "azurite")
    for x, y, wide in ((2.6, -1.8, 1.8), (-1.4, 2.9, 2.4), (2.2, 1.6, 1.8)):
        ground.hall(x, y, 0, wide, 1.2, "porcelain", "bronze")
    return picture(sky("#102B3A", "#2F5F6B"), hills(560, 280, "#3A6F72", 0.2), hills(760, 200, "#23504B", 2.8),
                   f'<rect y="640" width="{WIDTH}" height="560" fill="#17352F"/>', "".join(ground.pieces), spiral(330, 380, 300, 130))  # fmt: skip


def objects() -> dict[str, str]:
    """What stands on the three tiles."""
    assets, high, box = Ground(0, 36, 62), Ground(0, 92, 62), Ground(0, 64, 60)
    assets.hall(-0.8, -0.6, 0, 2.0, 1.5, "porcelain", "gold")
    high.tower(0, 0, 0, 4, "porcelain", "azurite")
    for size, low, material in ((2.6, 0.0, "bronze"), (1.9, 0.5, "patina"), (1.2, 1.0, "porcelain")):
        box.box(-size / 2, -size / 2, low, size, size, 0.5, material)
    box.roof(-0.6, -0.6, 1.5, 1.2, 1.2, 0.6, "cinnabar")
    return {"object-hall.svg": standing(assets), "object-tower.svg": standing(high), "object-steps.svg": standing(box)}


def main() -> int:
    """Write the pictures."""
    OUT.mkdir(parents=True, exist_ok=True)
    files = {"hall.svg": hall(), "river.svg": river(), "garden.svg": garden(), "tower.svg": tower(), **objects()}
    for name, words in files.items():
        (OUT / name).write_text(words, encoding="utf-8", newline="\n")
        print(f"{name}: {len(words)} characters")
    return 0


if __name__ == "__main__":
    sys.exit(main())
