"""Memory of this process, read as cheaply and exactly as Linux and glibc report it."""

from __future__ import annotations

import ctypes
import gc
from pathlib import Path

from PySide6.QtGui import QFontDatabase
from PySide6.QtQml import QQmlEngine

from kiosk.device.icon_fonts import find_glyph
from soak.reading import Reading

PROC = Path("/proc/self")


class _Mallinfo(ctypes.Structure):
    """Struct mallinfo2 of glibc 2.33 and later; all in bytes except for the numbers of blocks."""

    _fields_ = [
        (name, ctypes.c_size_t)
        for name in (
            "arena",
            "ordblks",
            "smblks",
            "hblks",
            "hblkhd",
            "usmblks",
            "fsmblks",
            "uordblks",
            "fordblks",
            "keepcost",
        )
    ]


_LIBC = ctypes.CDLL(None)
_LIBC.mallinfo2.restype = _Mallinfo


def collect(engine: QQmlEngine) -> None:
    """Run both garbage collectors, empty Qt's font cache, and return free memory to the system."""
    engine.collectGarbage()
    gc.collect()
    # Qt keeps unused fonts for minutes, 10 to 20 MB of them after large text. That is bounded, but comes and goes in
    # steps that look like a slope. Removing an unused application font empties the cache.
    if glyph := find_glyph("mdi6.factory"):
        QFontDatabase.removeApplicationFont(QFontDatabase.addApplicationFont(str(glyph.font)))
    _LIBC.malloc_trim(0)


def held() -> int:
    """Return the memory allocated by malloc in small blocks, in kB."""
    return int(_LIBC.mallinfo2().uordblks) // 1024


def read(number: int, seconds: float, frame: float) -> Reading:
    """Take a reading."""
    heap = _LIBC.mallinfo2()
    status = (PROC / "status").read_text("ascii")
    return Reading(
        number=number,
        seconds=seconds,
        pss=_entry((PROC / "smaps_rollup").read_text("ascii"), "Pss"),
        in_use=(heap.uordblks + heap.hblkhd) // 1024,
        small=heap.uordblks // 1024,
        descriptors=sum(1 for _ in (PROC / "fd").iterdir()),
        threads=_entry(status, "Threads"),
        objects=len(gc.get_objects()),
        frame=frame,
    )


def _entry(text: str, name: str) -> int:
    return next(int(line.split()[1]) for line in text.splitlines() if line.startswith(name + ":"))
