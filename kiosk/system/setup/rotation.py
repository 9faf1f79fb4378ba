"""Rotation of picture and touch, for a display mounted in portrait or upside down.

`turn` is the rotation of the picture relative to the display: left (counterclockwise), right or 180. Nothing else
matches the two: Xorg does not rotate touch with its picture, and cage 0.1.4 only for a device that udev binds to an
output by name (decision 0025). A matrix is (a, b, c, d, e, f), as in libinput and X: a touch at (x, y), each from 0
to 1, lands at (ax + by + c, dx + ey + f) of the picture.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

Matrix = tuple[float, ...]

NONE = "none"
MATRICES: Mapping[str, Matrix] = {
    NONE: (1, 0, 0, 0, 1, 0),
    "left": (0, -1, 1, 1, 0, 0),
    "right": (0, 1, 0, -1, 0, 1),
    "180": (-1, 0, 1, 0, -1, 1),
}
# RandR's names, in xrandr and in Xorg's settings.
RANDR: Mapping[str, str] = {NONE: "normal", "left": "left", "right": "right", "180": "inverted"}
# Each -r rotates the picture a quarter to the left, whatever its manual says (measured, 0.1.4).
CAGE: Mapping[str, int] = {NONE: 0, "left": 1, "180": 2, "right": 3}
# The connectors as Xorg's drivers name them; missing ones are ignored.
_OUTPUTS = (
    *(f"{kind}-{number}" for kind in ("HDMI", "DP", "DVI-D", "DVI-I", "VGA") for number in range(1, 5)),
    *("eDP-1", "LVDS-1", "DSI-1", "Virtual-1"),
    *(f"{kind}{number}" for kind in ("HDMI", "DP", "VGA", "eDP") for number in range(1, 5)),
)


def xorg_sections(turn: str) -> str:
    """Return the xorg.conf.d sections that rotate Xorg's picture and every touch screen, "" for none."""
    if turn == NONE:
        return ""
    monitors = "".join(
        f'Section "Monitor"\n    Identifier "{output}"\n    Option "Rotate" "{RANDR[turn]}"\nEndSection\n'
        for output in _OUTPUTS
    )
    touch = (
        'Section "InputClass"\n    Identifier "Yi Kiosk: the touch turns with the picture"\n'
        '    MatchIsTouchscreen "true"\n'
        f'    Option "TransformationMatrix" "{format_matrix(MATRICES[turn])} 0 0 1"\nEndSection\n'
    )
    return f"\n# device.yaml, screen.turn: {turn}\n{touch}{monitors}"


def touch_rule(turn: str) -> str:
    """Return the line of a udev rule that rotates every touch screen, for programs that use libinput without Xorg."""
    matrix = format_matrix(MATRICES[turn])
    return f'ENV{{ID_INPUT_TOUCHSCREEN}}=="1", ENV{{LIBINPUT_CALIBRATION_MATRIX}}="{matrix}"\n'


def cage_options(turn: str) -> str:
    """Return cage's options for it, with a space before each."""
    return " -r" * CAGE[turn]


def format_matrix(matrix: Sequence[float]) -> str:
    """Return a matrix as six numbers separated by spaces."""
    return " ".join(f"{value:g}" for value in matrix)


def read_matrix(text: str) -> Matrix | None:
    """Return the matrix of six or nine numbers; None for anything else."""
    numbers = [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", text)]
    return tuple(numbers[:6]) if len(numbers) in {6, 9} else None


def one_after_other(first: Matrix, then: Matrix) -> Matrix:
    """Return the matrix that applies `first`, then `then`."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (g * a + h * d, g * b + h * e, g * c + h * f + i, j * a + k * d, j * b + k * e, j * c + k * f + m)


def turn_of(matrix: Matrix) -> str | None:
    """Return the turn with this matrix; None if there is none."""
    near = (
        turn
        for turn, candidate in MATRICES.items()
        if all(abs(a - b) < 0.01 for a, b in zip(matrix, candidate, strict=True))
    )
    return next(near, None)
