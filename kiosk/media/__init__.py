"""Media importer: each picture of a pack is opened once, in a limited process, and kept in the sizes the screen needs.

Light on purpose: if all pictures are in the cache, it imports nothing beyond the standard library.
"""

from __future__ import annotations

from kiosk.media.media_diagnostics import (
    failures_as_problems,
    fonts_as_problems,
    losses_as_problems,
    shallow_as_problems,
)
from kiosk.media.preparation import forget_temporary, prepare
from kiosk.media.rendition_widths import needed_widths
from kiosk.media.results import Imported, MediaFailure, Prepared, Rendition, Tiles

__all__ = [
    "Imported",
    "MediaFailure",
    "Prepared",
    "Rendition",
    "Tiles",
    "failures_as_problems",
    "fonts_as_problems",
    "forget_temporary",
    "losses_as_problems",
    "needed_widths",
    "prepare",
    "shallow_as_problems",
]
