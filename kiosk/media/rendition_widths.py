"""Widths of the renditions that are made of a picture."""

from __future__ import annotations

from collections.abc import Sequence

THUMBNAIL = 480
LARGEST = 3840


def needed_widths(long_side_px: int) -> tuple[int, ...]:
    """Give the ladder for a screen whose longer side is `long_side_px`: from thumbnails to twice the screen, to zoom.

    It stops at 3840 px, or at the screen itself where that is larger still.
    """
    top = max(THUMBNAIL, long_side_px, min(2 * long_side_px, LARGEST))
    widths = [THUMBNAIL]
    while widths[-1] * 2 <= top:
        widths.append(widths[-1] * 2)
    if widths[-1] * 5 < top * 4:
        widths.append(top)
    else:
        widths[-1] = top
    return tuple(widths)


def needs_tiles(width: int, height: int, widths: Sequence[int]) -> bool:
    """Return whether a picture holds clearly more than the widest of its prepared sizes will show.

    A 4K screen at the viewer's four times can use 15360 px. A quarter more than the ladder's top is seen by nobody.
    """
    return max(width, height) * 4 > max(LARGEST, *widths) * 5


def find_rungs(width: int, height: int, widths: Sequence[int], *, may_enlarge: bool) -> tuple[int, ...]:
    """Give the widths, ascending, in which a picture of `width` x `height` px is made.

    No side becomes longer than the top of the ladder, and only a drawing (`may_enlarge`) becomes wider than it is.
    """
    top = max(widths)
    limit = top if height <= width else max(1, round(top * width / height))
    if not may_enlarge:
        limit = min(limit, width)
    return tuple(sorted({min(rung, limit) for rung in widths}))
