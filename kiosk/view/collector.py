"""Holds Python's collector while another thread runs: it would free Qt's objects in whichever thread it runs.

Called from Qt's thread alone.
"""

from __future__ import annotations

import gc

_held = 0


def hold() -> None:
    """Stop the collector until each who holds it has let go."""
    global _held  # noqa: PLW0603  there is one collector
    _held += 1
    gc.disable()


def let_go() -> None:
    """Hold it no more; the last to let go starts it again."""
    global _held  # noqa: PLW0603
    _held -= 1
    if not _held:
        gc.enable()


def is_free() -> bool:
    """Whether nobody holds it."""
    return not _held


def collect() -> None:
    """Collect now, in this thread, what was left since: for who holds the collector for long."""
    gc.collect()
