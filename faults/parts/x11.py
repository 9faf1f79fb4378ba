"""The windows of an X server, by ctypes: no tool in Debian lists windows without a name."""

from __future__ import annotations

import ctypes
import ctypes.util
from typing import NamedTuple

VIEWABLE = 2


class Frame(NamedTuple):
    """A visible window, and its geometry."""

    number: int
    x: int
    y: int
    width: int
    height: int


class _Attributes(ctypes.Structure):
    _fields_ = (
        *((name, ctypes.c_int) for name in ("x", "y", "width", "height", "border", "depth")),
        ("visual", ctypes.c_void_p),
        ("root", ctypes.c_ulong),
        *((name, ctypes.c_int) for name in ("kind", "bit_gravity", "win_gravity", "backing_store")),
        *((name, ctypes.c_ulong) for name in ("planes", "pixel")),
        ("save_under", ctypes.c_int),
        ("colormap", ctypes.c_ulong),
        *((name, ctypes.c_int) for name in ("installed", "map_state")),
        ("room", ctypes.c_long * 16),
    )


class Display:
    """One connection to the server of $DISPLAY."""

    def __init__(self) -> None:
        self._x = ctypes.CDLL(ctypes.util.find_library("X11") or "libX11.so.6")
        self._x.XOpenDisplay.restype = ctypes.c_void_p
        self._x.XDefaultRootWindow.restype = ctypes.c_ulong
        opened = self._x.XOpenDisplay(None)
        if not opened:
            raise OSError("there is no X server")
        self._display = ctypes.c_void_p(opened)
        # A window may vanish during a query: Xlib must not end this program for that.
        self._ignore = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)(lambda *_: 0)
        self._x.XSetErrorHandler(self._ignore)

    def frames(self) -> list[Frame]:
        """Return the visible top-level windows."""
        root, parent = ctypes.c_ulong(), ctypes.c_ulong()
        children, count = ctypes.POINTER(ctypes.c_ulong)(), ctypes.c_uint()
        top = ctypes.c_ulong(self._x.XDefaultRootWindow(self._display))
        reported = map(ctypes.byref, (root, parent, children, count))
        self._x.XQueryTree(self._display, top, *reported)
        found = [self._frame(children[number]) for number in range(count.value)]
        if children:
            self._x.XFree(children)
        return [frame for frame in found if frame is not None]

    def _frame(self, number: int) -> Frame | None:
        seen = _Attributes()
        if not self._x.XGetWindowAttributes(self._display, ctypes.c_ulong(number), ctypes.byref(seen)):
            return None
        return Frame(number, seen.x, seen.y, seen.width, seen.height) if seen.map_state == VIEWABLE else None
