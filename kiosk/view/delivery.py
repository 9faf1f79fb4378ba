"""Packs on their way to the screen: recalled, or made ready in a thread; watched for in the store; proved by time."""

from __future__ import annotations

import logging
import sys
import threading
from time import monotonic
from typing import NamedTuple

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from kiosk.content.telling import Told
from kiosk.services.provision import Provision
from kiosk.services.store import health
from kiosk.services.store.damage import Damage, discard, read_damage
from kiosk.services.store.health import Trouble
from kiosk.services.store.lock import Holder
from kiosk.services.store.store import Store
from kiosk.services.store.supply import Parcel, Supply, waiting_for
from kiosk.view import collector
from kiosk.view.child_process import ChildProcess, Outcome

log = logging.getLogger("kiosk")

WATCH_MS = 2_000
INSPECT_MS = 20_000  # after a pack came onto the screen
INSPECT_AGAIN_MS = 24 * 3_600_000
LATE_LOOK_MS = 500
LATE = 6.0  # seconds after which a pack that is waited for is late: somebody is told, and something else is shown
INSTALLING, SLOW = "installing", "slow"


class Coming(NamedTuple):
    """A pack that is being made ready: what it is called, since how many seconds, and how far it is, -1.0 not known.

    `held`: the store is held by another program, which is waited for; `holder` says by which, where that is known.
    """

    pack: str
    seconds: float
    done: float
    held: bool
    holder: Holder | None
    instead: str = ""

    def told(self) -> Told:
        """Return it in words for staff."""
        if self.held:
            return waiting_for(self.holder)
        pack, seconds = Told(self.pack), round(self.seconds)
        if self.instead:
            template = "{pack} is being made ready, for {seconds} s; {instead} is shown meanwhile"
            return Told(template, pack=pack, seconds=seconds, instead=Told(self.instead))
        return Told("{pack} is being made ready, for {seconds} s", pack=pack, seconds=seconds)


class Delivery(QObject):
    """Hands parcels over with what was made of them, by `arrived`; a fetch may be overtaken by a later one.

    `delayed`: nothing is on the screen, and what is waited for is late, `INSTALLING` or `SLOW`. Where there is
    something that can be shown until then it arrives, and the awaited pack after it.
    """

    arrived = Signal(object, object)
    progressed = Signal(float, int)
    delayed = Signal(str)
    _fetched = Signal(object, object)
    _found_instead = Signal(object, object)

    def __init__(self, supply: Supply, store: Store | None) -> None:
        super().__init__()
        self._supply = supply
        self._store = store
        self._worker: threading.Thread | None = None
        self._outdated = False
        self._wanted: Parcel | None = None
        self._shown: Parcel | None = None
        self._stamp = supply.stamp()
        self._fetched.connect(self._receive)
        self._begun = 0.0
        self._done = -1.0
        self._substitute: threading.Thread | None = None
        self._late = QTimer(self, interval=LATE_LOOK_MS)
        self._late.timeout.connect(self._look_late)
        self.progressed.connect(self._note_progress, Qt.ConnectionType.QueuedConnection)
        self._found_instead.connect(self._take_instead, Qt.ConnectionType.QueuedConnection)
        self._watch = QTimer(self, interval=WATCH_MS)
        self._watch.timeout.connect(self.look)
        self._proof = QTimer(self, singleShot=True, interval=health.GOOD_SECONDS * 1000)
        self._proof.timeout.connect(self._settle)
        self._inspection = QTimer(self, singleShot=True)
        self._inspection.timeout.connect(self.inspect)
        self._inspector = ChildProcess(self)

    def start(self) -> Provision | None:
        """Return the first pack as it was compiled before; None where it has to be fetched."""
        self._wanted = self._supply.first()
        self._stamp = self._supply.stamp()
        return self._wanted.recall()

    @property
    def wanted(self) -> Parcel:
        """The pack that is on its way, or on the screen."""
        if self._wanted is None:
            self._wanted = self._supply.live()
        return self._wanted

    @property
    def on_screen(self) -> Parcel:
        """The pack on the screen; the one that is wanted as long as none is."""
        return self._shown or self.wanted

    def at(self, place: str) -> Parcel:
        """Return the pack at a place of the store, to be looked at; it need not be live."""
        return self._supply.at(place)

    def make(self, parcel: Parcel) -> Provision:
        """Make a pack ready that is to be looked at, in whose thread this is called."""
        return self._supply.provide(parcel, lambda *_: None)

    def watch(self) -> None:
        """Look for another live pack from now on."""
        if self._store is not None:
            self._watch.start()

    def fetch(self) -> None:
        """Make the wanted pack ready in a thread; `arrived` tells. What is being read by now is read again after it."""
        self._outdated = self._worker is not None
        if self._worker is None:
            collector.hold()
            self._begun, self._done = monotonic(), -1.0
            self._late.start()
            self._worker = threading.Thread(target=self._provide, args=(self.wanted,), daemon=True, name="provision")
            self._worker.start()

    def coming(self) -> Coming | None:
        """Return what is being made ready; None where nothing is."""
        if self._worker is None:
            return None
        waiting = self._supply.waiting()
        instead = _called(self._shown) if self._shown is not None and self._shown is not self._wanted else ""
        who = waiting[1] if waiting else None
        seconds = monotonic() - self._begun
        return Coming(_called(self.wanted), seconds, self._done, waiting is not None, who, instead)

    def look(self) -> None:
        """See whether something else is live than what is wanted."""
        stamp = self._supply.stamp()
        if stamp == self._stamp:
            return
        self._stamp = stamp
        self._go_for(self._supply.live(anew=True))

    def shown(self, parcel: Parcel) -> None:
        """Note that a pack came onto the screen."""
        self._shown = parcel
        self._proof.stop()
        if self._supply.begin(parcel):
            self._proof.start()
        if parcel.place:
            self._inspection.start(INSPECT_MS)
        else:
            self._inspection.stop()

    def give_up(self, parcel: Parcel, kind: str, file: str = "") -> bool:
        """Go for the pack before this one; return whether there is one."""
        instead = self._supply.give_up(parcel, kind, file)
        self._stamp = self._supply.stamp()
        if instead is None:
            return False
        self._go_for(instead)
        return True

    def inspect(self) -> None:
        """Let a process of its own see whether the files of the pack on the screen are what they were."""
        if self._store is not None and self._shown is not None and self._shown.place:
            words = ["-m", "kiosk.services.store.inspection", str(self._store.folder), self._shown.place]
            if not self._inspector.is_running:
                self._inspector.begin(sys.executable, words, self._judge)
            self._inspection.start(INSPECT_AGAIN_MS)

    def close(self) -> None:
        """End what is under way; the kiosk ends in order."""
        for timer in (self._watch, self._proof, self._inspection, self._late):
            timer.stop()
        self._inspector.stop()
        self._supply.end()
        for thread in (self._worker, self._substitute):
            if thread is not None:
                thread.join()

    def _go_for(self, parcel: Parcel) -> None:
        if self._wanted is not None and parcel.place == self._wanted.place:
            return
        self._wanted = parcel
        recalled = parcel.recall()
        if recalled is None:
            self.fetch()
        else:
            self.arrived.emit(parcel, recalled)

    def _provide(self, parcel: Parcel) -> None:
        try:
            provision = self._supply.provide(parcel, self.progressed.emit)
        except Exception:
            log.exception("The pack %s could not be made ready; this is a fault of the program.", parcel.folder)
            provision = Provision()
        self._fetched.emit(parcel, provision)

    def _note_progress(self, done: float, total: int) -> None:
        self._done = done / max(1, total)

    def _look_late(self) -> None:
        """Tell that nothing can be shown yet, and look for what may be shown until then."""
        coming = self.coming()
        if coming is None or self._shown is not None:
            self._late.stop()
        elif coming.seconds >= LATE:
            self.delayed.emit(INSTALLING if coming.held else SLOW)
            if self._substitute is None:
                log.warning("%s", coming.told())
                collector.hold()
                self._substitute = threading.Thread(target=self._find_instead, daemon=True, name="substitute")
                self._substitute.start()

    def _find_instead(self) -> None:
        """Find what can be shown at once; the pack that ships needs nobody's leave to be made ready."""
        found: tuple[Parcel | None, Provision] = (None, Provision())
        try:
            for parcel in self._supply.stand_ins(self.wanted):
                provision = parcel.recall()
                if provision is None and not parcel.place:
                    provision = self._supply.provide(parcel, lambda *_: None)
                if provision is not None and provision.values is not None:
                    found = (parcel, provision)
                    break
        except Exception:
            log.exception("Nothing could be found to be shown meanwhile; this is a fault of the program.")
        self._found_instead.emit(*found)

    def _take_instead(self, parcel: Parcel | None, provision: Provision) -> None:
        collector.let_go()
        if parcel is not None and self._shown is None and self._worker is not None:
            log.info("%s is shown until %s is ready.", _called(parcel), _called(self.wanted))
            self.arrived.emit(parcel, provision)

    def _receive(self, parcel: Parcel, provision: Provision) -> None:
        collector.let_go()
        self._worker = None
        self._late.stop()
        overtaken = self._wanted is not None and parcel.place != self._wanted.place
        again = self._outdated or overtaken
        # Asked anew faster than it is read, a sound pack would otherwise never come.
        if not overtaken and (provision.values is not None or not again):
            self.arrived.emit(parcel, provision)
        if again:
            self.fetch()

    def _settle(self) -> None:
        if self._shown is not None:
            self._supply.settle(self._shown)

    def _judge(self, outcome: Outcome) -> None:
        if outcome.why:
            log.warning("%s. The pack's files were not inspected.", outcome.why)
        damage = read_damage(outcome.out.decode("utf-8", "replace"))
        if damage and self._shown is not None and self._shown is self._wanted:
            self._mend(self._shown, damage)

    def _mend(self, parcel: Parcel, damage: Damage) -> None:
        """Go back where files of the pack are damaged; make again what was prepared of them, where it is only that."""
        if damage.files:
            self.give_up(parcel, "damaged", damage.files[0].removeprefix("pack/"))
        elif self._store is not None:
            discard(self._store.folder, parcel.place, damage.made)
            self._supply.tell(Trouble("repaired", health.now(), parcel.name, file=damage.made[0]))
            self.fetch()


def _called(parcel: Parcel) -> str:
    return parcel.name or health.BUILT_IN_NAME
