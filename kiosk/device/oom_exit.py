"""Exit on memory exhaustion: the program ends, and the launcher starts it again.

Qt's event loop prints an exception and goes on. After one caused by exhaustion, a step is half done, a touch without an
answer, and the next one will fail too.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from types import TracebackType

Hook = Callable[[type[BaseException], BaseException, TracebackType | None], object]
MESSAGE = b"There is no memory left; the kiosk ends, to be started again.\n"
NO_THREAD = "can't start new thread"


def end_when_exhausted() -> None:
    """From now on exit with code 1 on an uncaught failure to allocate memory or start a thread."""
    sys.excepthook = _exit_hook(sys.excepthook)


def is_exhaustion(error: BaseException) -> bool:
    """Return whether an exception was caused by a lack of memory or threads."""
    return isinstance(error, MemoryError) or (isinstance(error, RuntimeError) and NO_THREAD in str(error))


def _exit_hook(previous: Hook) -> Hook:
    def handle(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if not is_exhaustion(error):
            previous(kind, error, trace)
            return
        try:
            previous(kind, error, trace)
            os.write(2, MESSAGE)
        finally:
            os._exit(1)

    return handle
