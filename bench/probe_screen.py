"""A virtual screen whose pixels are read from its memory, without a request to the server, and touched from outside.

Every program is measured by this one probe: it sees what a visitor sees, and knows nothing of the program.
"""

from __future__ import annotations

import ctypes
import mmap
import struct
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter, sleep
from types import TracebackType
from typing import Any, Self

import pyvips

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "setup"))

from virtual_screen import virtual_screen

WIDTH, HEIGHT = 1920, 1080
LOOK_S = 0.0005
EVERY = 4  # rows: nothing that changes on a screen is less than four pixels high
QUIET_S = 0.35
LATE_S = 20.0
CLEAR = 24  # of 255: neighbouring pixels that differ by this make an edge
_NUMBERS = 25  # in the head of an XWD file, each of four bytes
_WIDTH, _HEIGHT, _BYTES_A_LINE, _COLOURS = 4, 5, 12, 19
_COLOUR_BYTES = 12
_LEFT = 1


class LateError(RuntimeError):
    """Something did not appear on the screen in time."""


class ProbeScreen:
    """The pixels of a screen of `width` x `height` px, and one pointer. Times are those of perf_counter."""

    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        self.environment = environment
        with (folder / "Xvfb_screen0").open("rb") as file:
            self._pixels = mmap.mmap(file.fileno(), 0, prot=mmap.PROT_READ)
        head = struct.unpack(f">{_NUMBERS}I", self._pixels[: _NUMBERS * 4])
        self.width, self.height = head[_WIDTH], head[_HEIGHT]
        self._stride = head[_BYTES_A_LINE]
        self._start = head[0] + head[_COLOURS] * _COLOUR_BYTES
        self._opened: _Pointer | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._opened is not None:
            self._opened.close()
        self._pixels.close()

    @property
    def _pointer(self) -> _Pointer:
        if self._opened is None:
            self._opened = _Pointer(self.environment["DISPLAY"])
        return self._opened

    def row(self, y: int) -> bytes:
        """One row of pixels, four bytes each."""
        begin = self._start + y * self._stride
        return self._pixels[begin : begin + self.width * 4]

    def sample(self) -> bytes:
        """Every fourth row."""
        return b"".join(self.row(y) for y in range(0, self.height, EVERY))

    def picture(self) -> Any:
        """The screen as a picture of libvips, for a person to look at."""
        rows = b"".join(self.row(y) for y in range(self.height))
        image = pyvips.Image.new_from_memory(rows, self.width, self.height, 4, "uchar")
        return image[2].bandjoin([image[1], image[0]]).copy(interpretation="srgb")

    def detail(self) -> float:
        """How much is to be seen: the share of pixels whose right neighbour differs clearly, 0 to 1."""
        sample = self.sample()
        image = pyvips.Image.new_from_memory(sample, self.width, len(sample) // (self.width * 4), 4, "uchar")[1]
        left, right = (image.crop(x, 0, self.width - 1, image.height).cast("short") for x in (0, 1))
        return float(((left - right).abs() > CLEAR).avg() / 255)

    def wait_for_detail(self, least: float, seconds: float = 60.0) -> float:
        """Wait until at least this much is to be seen; return the time. Raises LateError."""
        last = b""

        def holds() -> bool:
            nonlocal last
            before, last = last, self.sample()
            return before != last and self.detail() >= least

        return self._wait(holds, seconds, 0.004)

    def wait_for_change(self, before: bytes, seconds: float = LATE_S) -> float:
        """Wait until the screen differs from a sample; return the time. Raises LateError."""
        return self._wait(lambda: self.sample() != before, seconds, LOOK_S)

    def has_changed(self, before: bytes, seconds: float) -> float | None:
        """The time at which the screen differed from a sample; None if it did not within `seconds`."""
        try:
            return self.wait_for_change(before, seconds)
        except LateError:
            return None

    def wait_until_still(self, quiet: float = QUIET_S, seconds: float = LATE_S) -> float:
        """Wait until nothing has changed for `quiet` seconds; return the time of the last change. Raises LateError."""
        last, changed, late = self.sample(), perf_counter(), perf_counter() + seconds
        while perf_counter() - changed < quiet:
            sleep(0.01)
            if (now := self.sample()) != last:
                last, changed = now, perf_counter()
            if perf_counter() > late:
                raise LateError(f"the screen was not still within {seconds:g} s")
        return changed

    def frame_times(self, rows: tuple[int, ...], going: Callable[[], bool]) -> list[float]:
        """The times at which new frames were seen while `going`, looked for 1,000 times a second.

        A frame is a change of a single row, which the server writes at once; that row counts which changed most often.
        """
        last = [self.row(y) for y in rows]
        times: list[list[float]] = [[] for _ in rows]
        while going():
            for index, y in enumerate(rows):
                if (now := self.row(y)) != last[index]:
                    last[index] = now
                    times[index].append(perf_counter())
            sleep(0.001)
        return max(times, key=len)

    def press(self, x: float, y: float) -> float:
        """Move the pointer there and put it down; return the time just before it goes down."""
        self._pointer.move(x, y)
        return self._pointer.button(down=True)

    def move(self, x: float, y: float) -> float:
        """Move the pointer, and return the time just before."""
        return self._pointer.move(x, y)

    def lift(self) -> float:
        """Lift the pointer, and return the time just before."""
        return self._pointer.button(down=False)

    def tap(self, x: float, y: float) -> float:
        """Press and lift after the time of a short touch; return the time just before."""
        begun = self.press(x, y)
        sleep(0.03)
        self.lift()
        return begun

    def title(self) -> str:
        """The titles of all windows, one after another."""
        return " ".join(self._pointer.titles())

    @staticmethod
    def _wait(holds: Callable[[], bool], seconds: float, look: float) -> float:
        late = perf_counter() + seconds
        while not holds():
            if perf_counter() > late:
                raise LateError(f"not seen on the screen within {seconds:g} s")
            sleep(look)
        return perf_counter()


class _TextProperty(ctypes.Structure):
    """XTextProperty of Xutil.h."""

    _fields_ = [
        ("value", ctypes.c_void_p),
        ("encoding", ctypes.c_ulong),
        ("format", ctypes.c_int),
        ("count", ctypes.c_ulong),
    ]


class _Pointer:
    """XTEST by libX11 and libXtst."""

    def __init__(self, display: str) -> None:
        self._x, self._test = ctypes.CDLL("libX11.so.6"), ctypes.CDLL("libXtst.so.6")
        self._x.XOpenDisplay.restype = ctypes.c_void_p
        self._display = ctypes.c_void_p(self._x.XOpenDisplay(display.encode("ascii")))
        if not self._display:
            raise RuntimeError(f"no X server answers at {display}")
        self._x.XDefaultRootWindow.restype = self._x.XInternAtom.restype = ctypes.c_ulong
        self._name = ctypes.c_ulong(self._x.XInternAtom(self._display, b"_NET_WM_NAME", 0))
        # A window may go while its title is read; Xlib's own handler would end this program.
        self._on_error = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)(lambda *_: 0)
        self._x.XSetErrorHandler(self._on_error)
        self._hide_cursor()

    def _hide_cursor(self) -> None:
        """Xvfb draws the cursor among the pixels: it would answer each touch before any program does."""
        fixes = ctypes.CDLL("libXfixes.so.3")
        event, error, major, minor = ctypes.c_int(), ctypes.c_int(), ctypes.c_int(5), ctypes.c_int(0)
        if not fixes.XFixesQueryExtension(self._display, ctypes.byref(event), ctypes.byref(error)):
            raise RuntimeError("the X server cannot hide its cursor (XFIXES)")
        fixes.XFixesQueryVersion(self._display, ctypes.byref(major), ctypes.byref(minor))
        fixes.XFixesHideCursor(self._display, ctypes.c_ulong(self._x.XDefaultRootWindow(self._display)))
        self._x.XSync(self._display, 0)

    def move(self, x: float, y: float) -> float:
        begun = perf_counter()
        self._test.XTestFakeMotionEvent(self._display, -1, round(x), round(y), ctypes.c_ulong(0))
        self._x.XFlush(self._display)
        return begun

    def button(self, *, down: bool) -> float:
        begun = perf_counter()
        self._test.XTestFakeButtonEvent(self._display, _LEFT, int(down), ctypes.c_ulong(0))
        self._x.XFlush(self._display)
        return begun

    def titles(self) -> Iterator[str]:
        waiting = [self._x.XDefaultRootWindow(self._display)]
        while waiting:
            window = waiting.pop()
            text = _TextProperty()
            found = self._x.XGetTextProperty(self._display, ctypes.c_ulong(window), ctypes.byref(text), self._name)
            if found and text.value:
                yield ctypes.string_at(text.value, text.count).decode("utf-8", "replace")
                self._x.XFree(ctypes.c_void_p(text.value))
            root, parent = ctypes.c_ulong(), ctypes.c_ulong()
            children, count = ctypes.POINTER(ctypes.c_ulong)(), ctypes.c_uint()
            self._x.XQueryTree(
                *(self._display, ctypes.c_ulong(window), ctypes.byref(root), ctypes.byref(parent)),
                *(ctypes.byref(children), ctypes.byref(count)),
            )
            waiting += children[: count.value]
            if count.value:
                self._x.XFree(children)

    def close(self) -> None:
        self._x.XCloseDisplay(self._display)


@contextmanager
def probe_screen(width: int = WIDTH, height: int = HEIGHT) -> Iterator[ProbeScreen]:
    """A virtual screen of its own, of so many px."""
    with tempfile.TemporaryDirectory(prefix="yi-kiosk-screen-") as name:
        folder = Path(name)
        with (
            virtual_screen(f"{width}x{height}", frame_buffer=folder) as environment,
            ProbeScreen(folder, environment) as screen,
        ):
            yield screen
