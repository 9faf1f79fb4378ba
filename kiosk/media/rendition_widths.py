"""Widths of a picture's renditions."""

from __future__ import annotations

from collections.abc import Sequence

THUMBNAIL = 480
LARGEST = 3840


def needed_widths(long_side_px: int) -> tuple[int, ...]:
    """Return the widths for a screen with the longer side `long_side_px`: from thumbnails to twice the screen for zoom.

    The largest is 3840 px, or the screen itself if that is larger.
    """
    largest = max(THUMBNAIL, long_side_px, min(2 * long_side_px, LARGEST))
    widths = [THUMBNAIL]
    while widths[-1] * 2 <= largest:
        widths.append(widths[-1] * 2)
    if widths[-1] * 5 < largest * 4:
        widths.append(largest)
    else:
        widths[-1] = largest
    return tuple(widths)


def needs_tiles(width: int, height: int, widths: Sequence[int]) -> bool:
    """Return whether a picture has clearly more detail than its widest rendition shows.

    A 4K screen at the viewer's four times can use 15360 px. A quarter more than the largest width is invisible.
    """
    return max(width, height) * 4 > max(LARGEST, *widths) * 5


def find_widths(width: int, height: int, widths: Sequence[int], *, may_enlarge: bool) -> tuple[int, ...]:
    """Return the widths, ascending, in which a picture of `width` x `height` px is made.

    No side becomes longer than the largest width, and only a drawing (`may_enlarge`) becomes wider than it is.
    """
    largest = max(widths)
    limit = largest if height <= width else max(1, round(largest * width / height))
    if not may_enlarge:
        limit = min(limit, width)
    return tuple(sorted({min(candidate, limit) for candidate in widths}))
