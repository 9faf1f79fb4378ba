"""QR code as a drawing of whole modules, which QML fills."""

from __future__ import annotations

from itertools import groupby

from kiosk.packs.view_data import Value


def code(address: str) -> Value:
    """`modules`: modules in a row, without the quiet zone; `path`: the dark ones, as an SVG path in modules.

    Error correction is at least M (15 %), and higher if that fits without a larger code.
    """
    import segno

    matrix = segno.make_qr(address, error="m", boost_error=True).matrix
    runs = []
    for y, row in enumerate(matrix):
        x = 0
        for dark, group in groupby(row):
            length = len(list(group))
            if dark:
                runs.append(f"M{x} {y}h{length}v1h-{length}z")
            x += length
    return {"modules": len(matrix), "path": "".join(runs)}
