"""Driver that plays a script to the running kiosk in its own event loop: no nested loop, no waiting by the clock.

A script is a generator that yields what it waits for: `Frames` drawn, a condition, or milliseconds.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from time import perf_counter

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtQuick import QQuickWindow

LOOK_MS = 10
LATE_MS = 3_000


@dataclass(frozen=True, slots=True)
class Frames:
    """This many frames, requested if nothing moves."""

    count: int = 2


@dataclass(frozen=True, slots=True)
class Until:
    """A condition, for at most `seconds`."""

    holds: Callable[[], bool]
    seconds: float = 5.0


@dataclass(frozen=True, slots=True)
class Pause:
    """Milliseconds of real time."""

    milliseconds: int


Step = Frames | Until | Pause
Script = Iterator[Step]


class Driver(QObject):
    """Plays scripts. `ended` emits the exit code once the script is over; `late` counts the waits that timed out."""

    ended = Signal(int)

    def __init__(self, window: QQuickWindow) -> None:
        super().__init__()
        self._window = window
        self._script: Script = iter(())
        self._until: Until | None = None
        self._left = 0
        self._end = 0.0
        self.late = 0
        self.longest = 0.0
        self.drawn = 0
        self._begun = 0.0
        self._next = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._next.timeout.connect(self._advance)
        window.beforeSynchronizing.connect(self._begin_frame)
        window.frameSwapped.connect(self._end_frame)

    def play(self, script: Script) -> None:
        """Start a script."""
        self._script = script
        self._next.start(0)

    def longest_frame(self) -> float:
        """The longest time of one frame since the last call, in milliseconds."""
        longest, self.longest = self.longest, 0.0
        return longest

    @Slot()
    def _begin_frame(self) -> None:
        self._begun = perf_counter()

    @Slot()
    def _end_frame(self) -> None:
        self.drawn += 1
        self.longest = max(self.longest, (perf_counter() - self._begun) * 1000)
        if self._left:
            self._left -= 1
            if self._left:
                self._window.update()
            else:
                self._next.start(0)

    @Slot()
    def _advance(self) -> None:
        if self._until is not None:
            if not self._until.holds():
                if perf_counter() < self._end:
                    self._next.start(LOOK_MS)
                    return
                self.late += 1
            self._until = None
        elif self._left:
            self._left = 0
            self.late += 1
        try:
            step = next(self._script, None)
        except Exception:  # noqa: BLE001  whatever it is, it ends
            # Qt's loop would print it and run for ever, with nothing touching the screen.
            traceback.print_exc()
            self.ended.emit(1)
            return
        match step:
            case None:
                self.ended.emit(0)
            case Frames(count):
                self._left = count
                self._window.update()
                self._next.start(LATE_MS)
            case Until(holds, seconds):
                self._until = step
                self._end = perf_counter() + seconds
                self._next.start(0 if holds() else LOOK_MS)
            case Pause(milliseconds):
                self._next.start(milliseconds)
