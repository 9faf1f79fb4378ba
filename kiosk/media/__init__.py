"""Media importer: each picture of a pack is opened once, in a limited process, and kept in the sizes the screen needs.

What it offers is imported with its first use: a start whose pictures are all in the cache needs none of it.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kiosk.media.media_diagnostics import (
        failures_as_problems,
        fonts_as_problems,
        losses_as_problems,
        shallow_as_problems,
    )
    from kiosk.media.preparation import forget_temporary, prepare
    from kiosk.media.rendition_widths import needed_widths
    from kiosk.media.results import Imported, MediaFailure, Prepared, Rendition, Tiles

# Each name, and the module that has it.
_MODULES = {
    "Imported": "results",
    "MediaFailure": "results",
    "Prepared": "results",
    "Rendition": "results",
    "Tiles": "results",
    "failures_as_problems": "media_diagnostics",
    "fonts_as_problems": "media_diagnostics",
    "forget_temporary": "preparation",
    "losses_as_problems": "media_diagnostics",
    "needed_widths": "rendition_widths",
    "prepare": "preparation",
    "shallow_as_problems": "media_diagnostics",
}
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


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
