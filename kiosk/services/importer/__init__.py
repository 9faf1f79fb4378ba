"""The importer: each picture of a pack is opened once, in a bounded process, and kept in the sizes the screen needs.

Light on purpose: where all pictures are in the cache already, nothing beyond the standard library is imported.
"""

from __future__ import annotations

from kiosk.services.importer.complaints import (
    failures_as_problems,
    fonts_as_problems,
    losses_as_problems,
    shallow_as_problems,
)
from kiosk.services.importer.ladder import needed_widths
from kiosk.services.importer.preparation import forget_temporary, prepare
from kiosk.services.importer.results import Failure, Imported, Prepared, Rendition, Tiles

__all__ = [
    "Failure",
    "Imported",
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
