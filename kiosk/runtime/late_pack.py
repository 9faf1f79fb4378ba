"""Late packs: staff see what a pack waits for, and another pack that can be shown meanwhile is searched for."""

from __future__ import annotations

import logging
from time import monotonic
from typing import NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from kiosk.content.messages import Message
from kiosk.device.file_lock import Holder
from kiosk.packs.loaded_pack import LoadedPack
from kiosk.packs.pack_source import PackSource, Report
from kiosk.packs.store import probation
from kiosk.packs.store.pack_selector import PackSelector, waiting_for
from kiosk.runtime.gc_control import collect
from kiosk.runtime.loader_thread import LoaderThread

log = logging.getLogger("kiosk")

LOOK_MS = 500
LATE = 6.0  # seconds after which an awaited pack counts as late
COLLECT_AFTER = 900.0  # seconds between two collections while a thread holds the collector, possibly for days
INSTALLING, SLOW = "installing", "slow"


class LoadProgress(NamedTuple):
    """A load that is running: the pack's name, for how many seconds, and the share done, -1.0 if unknown.

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

    def message(self) -> Message:
        """Return it as a message for staff."""
        if self.held:
            return waiting_for(self.holder)
        pack, seconds = Message(self.pack), round(self.seconds)
        if self.instead:
            template = "{pack} is being made ready, for {seconds} s; {instead} is shown meanwhile"
            return Message(template, pack=pack, seconds=seconds, instead=Message(self.instead))
        return Message("{pack} is being made ready, for {seconds} s", pack=pack, seconds=seconds)


class LatePack(QObject):
    """Watches the load of the wanted pack, from `begin` to `end`.

    `delayed`: nothing is shown, and it is late: `INSTALLING` or `SLOW`. `found`: a pack to show until it is ready;
    `progressed`: the progress in making that one ready.
    """

    delayed = Signal(str)
    progressed = Signal(float, int)
    found = Signal(object)

    def __init__(self, selector: PackSelector) -> None:
        super().__init__()
        self._selector = selector
        self._begun: float | None = None
        self._done = -1.0
        self._collected = 0.0
        self._searched_for: tuple[object, ...] | None = None
        self._is_logged = False
        self._substitute: LoadedPack | None = None
        self._search = LoaderThread("substitute")
        self._search.progressed.connect(self.progressed)
        self._search.loaded.connect(self._take)
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self._look)

    def begin(self) -> None:
        """The load begins."""
        self._begun = self._collected = monotonic()
        self._done = -1.0
        self._searched_for = self._substitute = None
        self._is_logged = False
        self._timer.start()

    @Slot(float, int)
    def note(self, done: float, total: int) -> None:
        """Note the progress."""
        self._done = done / max(1, total)

    def see(self, loaded_pack: LoadedPack) -> None:
        """Note that a pack came onto the screen."""
        wanted = self._selector.wanted
        is_other = loaded_pack.source.install_path != wanted.install_path
        if self._begun is not None and loaded_pack is self._substitute and is_other:
            log.info("%s is shown until %s is ready.", called(loaded_pack.source), called(wanted))
        self._substitute = None

    def end(self) -> None:
        """The pack is ready, or failed."""
        self._begun = None
        self._timer.stop()

    def close(self) -> None:
        """Stop what is running, after the selector has ended."""
        self.end()
        self._search.close()

    def progress(self) -> LoadProgress | None:
        """Return the load that is running; None where there is none."""
        if self._begun is None:
            return None
        wanted, shown, waiting = self._selector.wanted, self._selector.shown, self._selector.waiting()
        instead = called(shown.source) if shown is not None and shown.source is not wanted else ""
        seconds, held = monotonic() - self._begun, waiting is not None
        return LoadProgress(called(wanted), seconds, self._done, held, waiting[1] if waiting else None, instead)

    @Slot()
    def _look(self) -> None:
        progress = self.progress()
        if progress is None or not progress.is_late:
            return
        if self._selector.shown is None:
            self.delayed.emit(INSTALLING if progress.held else SLOW)
            if not self._is_logged and not progress.held:  # the selector logs that itself
                self._is_logged = True
                log.warning("%s", progress.message())
            self._find_substitute()
        if monotonic() - self._collected > COLLECT_AFTER:
            self._collected = monotonic()
            collect()

    def _find_substitute(self) -> None:
        """Search, and again once something else is withdrawn, installed or wanted: the found pack may be hidden by
        then.
        """
        to_be_shown = (self._selector.wanted.install_path, self._selector.stamp(), self._selector.list_stamp())
        if not self._search.is_running and to_be_shown != self._searched_for:
            self._searched_for = to_be_shown
            self._search.start(self._load_substitute)

    def _load_substitute(self, report: Report) -> LoadedPack | None:
        try:
            return self._selector.load_substitute(report)
        except Exception:
            log.exception("Nothing could be found to be shown meanwhile; this is a fault of the program.")
            return None

    @Slot(object)
    def _take(self, loaded_pack: LoadedPack | None) -> None:
        is_awaited = self._selector.shown is None and self._begun is not None
        if is_awaited and loaded_pack is not None and loaded_pack.is_current:
            self._substitute = loaded_pack
            self.found.emit(loaded_pack)


def called(source: PackSource) -> str:
    """Return the name of a pack, for staff."""
    return source.name or probation.BUILT_IN_NAME
