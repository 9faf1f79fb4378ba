"""PySide6's import hook: removed, since it makes each later import slower."""

from __future__ import annotations

import builtins


def remove_import_hook() -> None:
    """Put Python's own import function back, after the first import of PySide6.

    PySide6 replaces it to serve `from __feature__ import …`, which this program does not use, and then reads the source
    of every module that is imported, to look for that line: a twentieth of a start.
    """
    original = getattr(builtins, "__orig_import__", None)
    if original is not None:
        builtins.__import__ = original
