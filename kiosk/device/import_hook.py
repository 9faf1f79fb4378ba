"""PySide6's import hook: removed, since it makes each later import slower."""

from __future__ import annotations

import builtins


def remove_import_hook() -> None:
    """Import PySide6, and put Python's own import function back.

    PySide6 replaces it to serve `from __feature__ import …`, which this program does not use, and then reads the source
    of every module that is imported, to look for that line: a twentieth of a start.
    """
    import PySide6.QtCore  # noqa: F401  replaces the import function

    original = getattr(builtins, "__orig_import__", None)
    if original is not None:
        builtins.__import__ = original
