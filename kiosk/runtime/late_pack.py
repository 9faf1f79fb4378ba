"""A pack that is late: staff are told what it waits for, and what may be shown until it is ready is looked for."""

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
LATE = 6.0  # seconds after which a pack that is waited for is late
TIDY = 900.0  # seconds between two collections while a thread holds the collector, for days if it must be
INSTALLING, SLOW = "installing", "slow"


class Coming(NamedTuple):
    """A pack that is being made ready: what it is called, since how many seconds, and how far it is, -1.0 not known.

    `held`: the store is held by another program, which is waited for; `holder` says by which, where that is known.
    `instead`: what is shown meanwhile, "" where nothing is.
    """

    pack: str
    seconds: float
    done: float
    held: bool
    holder: Holder | None
    instead: str = ""

    @property
    def is_late(self) -> bool:
        """Whether it takes longer than a pack takes."""
        return self.seconds >= LATE

    def told(self) -> Message:
        """Return it in words for staff."""
        if self.held:
            return waiting_for(self.holder)
        pack, seconds = Message(self.pack), round(self.seconds)
        if self.instead:
            template = "{pack} is being made ready, for {seconds} s; {instead} is shown meanwhile"
            return Message(template, pack=pack, seconds=seconds, instead=Message(self.instead))
        return Message("{pack} is being made ready, for {seconds} s", pack=pack, seconds=seconds)


class LatePack(QObject):
    """Looks after a pack from `begin` to `end`; `wanted` is that pack, `shown` the one on the screen, if there is any.

    `delayed`: nothing is shown, and it is late: `INSTALLING` or `SLOW`. `found`: what may be shown until it comes;
    `progressed`: how far that is.
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
        """A pack is being made ready from now on."""
        self._begun = self._tidied = monotonic()
        self._done = -1.0
        self._sought = self._found = None
        self._is_told = False
        self._timer.start()

    def note(self, done: float, total: int) -> None:
        """So much of it is ready."""
        self._done = done / max(1, total)

    def see(self, pack_ref: PackRef) -> None:
        """A pack came onto the screen."""
        if self._begun is not None and pack_ref is self._found and pack_ref.place != self._wanted().place:
            log.info("%s is shown until %s is ready.", called(pack_ref), called(self._wanted()))
        self._found = None

    def end(self) -> None:
        """It is ready, or never will be."""
        self._begun = None
        self._timer.stop()

    def close(self) -> None:
        """End what is under way, once the supply is ended."""
        self.end()
        if self._thread is not None:
            self._thread.settle()

    def coming(self) -> Coming | None:
        """Return what is being made ready; None where nothing is."""
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
            if not self._is_told and not coming.held:  # the supply tells that itself
                self._is_told = True
                log.warning("%s", coming.told())
            self._seek()
        if monotonic() - self._tidied > TIDY:
            self._tidied = monotonic()
            collect()

    def _seek(self) -> None:
        """Search, and again once something else is withdrawn, installed or wanted: what was found may not be shown."""
        to_be_shown = (self._wanted().place, self._selector.stamp(), self._selector.list_stamp())
        if self._thread is None and to_be_shown != self._sought:
            self._sought = to_be_shown
            self._thread = HeldThread(self._search, name="substitute")
            self._thread.start()

    def _search(self) -> None:
        """Find what can be shown at once; the pack that ships needs nobody's leave to be made ready."""
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
    """Return what a pack is called, for staff."""
    return pack_ref.name or probation.BUILT_IN_NAME
