"""Late packs: staff see what a pack waits for, and another pack that can be shown meanwhile is searched for."""

from __future__ import annotations

import logging
from collections.abc import Callable
from time import monotonic
from typing import NamedTuple

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from kiosk.content.messages import Message
from kiosk.device.file_lock import Holder
from kiosk.packs.pack_loader import LoadedPack
from kiosk.packs.store import probation
from kiosk.packs.store.pack_selector import PackRef, PackSelector, waiting_for
from kiosk.runtime.gc_control import HeldThread, collect

log = logging.getLogger("kiosk")

LOOK_MS = 500
LATE = 6.0  # seconds after which an awaited pack counts as late
TIDY = 900.0  # seconds between two collections while a thread holds the collector, possibly for days
INSTALLING, SLOW = "installing", "slow"


class Coming(NamedTuple):
    """A pack that is being prepared: its name, for how many seconds, and its progress, -1.0 if unknown.

    `held`: it waits for a store that another program holds; `holder` names that program, if known. `instead`: what is
    shown meanwhile, "" where nothing is.
    """

    pack: str
    seconds: float
    done: float
    held: bool
    holder: Holder | None
    instead: str = ""

    @property
    def is_late(self) -> bool:
        """Return whether it takes longer than usual."""
        return self.seconds >= LATE

    def told(self) -> Message:
        """Return it as a message for staff."""
        if self.held:
            return waiting_for(self.holder)
        pack, seconds = Message(self.pack), round(self.seconds)
        if self.instead:
            template = "{pack} is being made ready, for {seconds} s; {instead} is shown meanwhile"
            return Message(template, pack=pack, seconds=seconds, instead=Message(self.instead))
        return Message("{pack} is being made ready, for {seconds} s", pack=pack, seconds=seconds)


class LatePack(QObject):
    """Watches a pack from `begin` to `end`; `wanted` is that pack, `shown` the one on the screen, if any.

    `delayed`: nothing is shown, and it is late: `INSTALLING` or `SLOW`. `found`: a pack to show until it is ready;
    `progressed`: the progress.
    """

    delayed = Signal(str)
    progressed = Signal(float, int)
    found = Signal(object, object)
    _searched = Signal(object, object)

    def __init__(
        self, selector: PackSelector, wanted: Callable[[], PackRef], shown: Callable[[], PackRef | None]
    ) -> None:
        super().__init__()
        self._selector = selector
        self._wanted = wanted
        self._shown = shown
        self._begun: float | None = None
        self._done = -1.0
        self._tidied = 0.0
        self._thread: HeldThread | None = None
        self._sought: tuple[object, ...] | None = None
        self._is_told = False
        self._found: PackRef | None = None
        self._searched.connect(self._take, Qt.ConnectionType.QueuedConnection)
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self._look)

    def begin(self) -> None:
        """The preparation of a pack begins."""
        self._begun = self._tidied = monotonic()
        self._done = -1.0
        self._sought = self._found = None
        self._is_told = False
        self._timer.start()

    def note(self, done: float, total: int) -> None:
        """Note the progress."""
        self._done = done / max(1, total)

    def see(self, pack_ref: PackRef) -> None:
        """A pack came onto the screen."""
        if self._begun is not None and pack_ref is self._found and pack_ref.place != self._wanted().place:
            log.info("%s is shown until %s is ready.", called(pack_ref), called(self._wanted()))
        self._found = None

    def end(self) -> None:
        """The pack is ready, or failed."""
        self._begun = None
        self._timer.stop()

    def close(self) -> None:
        """Stop what is running, after the pack service has ended."""
        self.end()
        if self._thread is not None:
            self._thread.settle()

    def coming(self) -> Coming | None:
        """Return the pack that is being prepared; None where there is none."""
        if self._begun is None:
            return None
        wanted, shown, waiting = self._wanted(), self._shown(), self._selector.waiting()
        instead = called(shown) if shown is not None and shown is not wanted else ""
        seconds, held = monotonic() - self._begun, waiting is not None
        return Coming(called(wanted), seconds, self._done, held, waiting[1] if waiting else None, instead)

    def _look(self) -> None:
        coming = self.coming()
        if coming is None or not coming.is_late:
            return
        if self._shown() is None:
            self.delayed.emit(INSTALLING if coming.held else SLOW)
            if not self._is_told and not coming.held:  # the pack service reports that itself
                self._is_told = True
                log.warning("%s", coming.told())
            self._seek()
        if monotonic() - self._tidied > TIDY:
            self._tidied = monotonic()
            collect()

    def _seek(self) -> None:
        """Search, and again once something else is withdrawn, installed or wanted: the found pack may be hidden by
        then.
        """
        to_be_shown = (self._wanted().place, self._selector.stamp(), self._selector.list_stamp())
        if self._thread is None and to_be_shown != self._sought:
            self._sought = to_be_shown
            self._thread = HeldThread(self._search, name="substitute")
            self._thread.start()

    def _search(self) -> None:
        """Search for a pack that can be shown at once; the built-in one may always be prepared."""
        found: tuple[PackRef | None, LoadedPack] = (None, LoadedPack())
        try:
            for pack_ref in self._selector.stand_ins(self._wanted()):
                loaded_pack = pack_ref.recall()
                if loaded_pack is None and not pack_ref.place:
                    loaded_pack = self._selector.provide(pack_ref, self.progressed.emit)
                if loaded_pack is not None and loaded_pack.values is not None:
                    found = (pack_ref, loaded_pack)
                    break
        except Exception:
            log.exception("Nothing could be found to be shown meanwhile; this is a fault of the program.")
        self._searched.emit(*found)

    def _take(self, pack_ref: PackRef | None, loaded_pack: LoadedPack) -> None:
        if self._thread is not None:
            self._thread.settle()
            self._thread = None
        if pack_ref is not None and self._shown() is None and self._begun is not None:
            self._found = pack_ref
            self.found.emit(pack_ref, loaded_pack)


def called(pack_ref: PackRef) -> str:
    """Return the name of a pack, for staff."""
    return pack_ref.name or probation.BUILT_IN_NAME
