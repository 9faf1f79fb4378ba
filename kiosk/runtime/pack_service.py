"""Pack service: packs on their way to the screen, from the cache or prepared in a thread; watches store and files."""

from __future__ import annotations

import logging
from contextlib import suppress
from pathlib import Path
from time import monotonic

from PySide6.QtCore import QFileSystemWatcher, QObject, Qt, QTimer, Signal, Slot

from kiosk import paths
from kiosk.device.withdrawal_list import Withdrawals, copy_of, known_withdrawals
from kiosk.packs.pack_loader import LoadedPack
from kiosk.packs.store import probation
from kiosk.packs.store.damage import Damage, discard, read_damage
from kiosk.packs.store.pack_selector import PackRef, PackSelector, Report
from kiosk.packs.store.pack_store import PackStore
from kiosk.packs.store.probation import Incident
from kiosk.runtime.gc_control import HeldThread
from kiosk.runtime.late_pack import LatePack
from kiosk.runtime.process_runner import ProcessOutcome, ProcessRunner

log = logging.getLogger("kiosk")

WATCH_MS = 2_000  # for the store and the withdrawal list, whose changes are mostly notified sooner
OBEY_MS = 2_500  # from the notice of a withdrawal until the screen hides everything
INSPECTION = "kiosk.packs.store.integrity_check"
INSPECT_MS = 20_000  # after a pack came onto the screen
INSPECT_SOON_MS = 5_000  # after the list was rewritten or obeyed again: leftover files are removed
RETRY_MS = 5 * 60_000  # after a pack could not be prepared for lack of time, memory or room
INSPECT_AGAIN_MS = 24 * 3_600_000


class PackService(QObject):
    """Emits prepared packs by `arrived`; a later fetch may overtake an earlier one.

    Where one is late, another arrives that can be shown until then, followed by the awaited one: see `late`. Where
    something is withdrawn, or an installation restores what was lifted, the pack on the screen is prepared again and
    emitted by `renewed`, to be shown at once; `overdue` where the withdrawn content is on the screen for too long.
    `listed`: the withdrawal list, or its copy, is another file than before, or gone.
    """

    arrived = Signal(object, object)
    renewed = Signal(object, object)
    overdue = Signal()
    listed = Signal()
    progressed = Signal(float, int)
    _fetched = Signal(object, object)
    _made_again = Signal(object, object)

    def __init__(self, selector: PackSelector, store: PackStore | None) -> None:
        super().__init__()
        self._selector = selector
        self._store = store
        self._worker: HeldThread | None = None
        self._outdated = False
        self._closed = False
        self._wanted: PackRef | None = None
        self._shown: PackRef | None = None
        self._obeyed: Withdrawals | None = None  # by the pack on the screen; None: not known
        self._lacks: frozenset[str] = frozenset()  # files missing from the shown pack, removed when it was prepared
        self._stamp = selector.stamp()
        self._listed = selector.list_stamp()
        self._renewer: HeldThread | None = None
        self._fetched.connect(self._receive)
        self._made_again.connect(self._receive_again)
        self._patience = QTimer(self, singleShot=True, interval=OBEY_MS)
        self._patience.timeout.connect(self.overdue)
        self.late = LatePack(selector, lambda: self.wanted, lambda: self._shown)
        self.late.found.connect(self._stand_in)
        self.progressed.connect(self.late.note, Qt.ConnectionType.QueuedConnection)
        self._again = QTimer(self, singleShot=True, interval=0)
        self._again.timeout.connect(self.renew)
        self._watch = QTimer(self, interval=WATCH_MS)
        self._watch.timeout.connect(self.look)
        self._withdrawals = QFileSystemWatcher(self)
        self._withdrawals.directoryChanged.connect(self.look)
        self._withdrawals.fileChanged.connect(self.look)
        self._proof = QTimer(self, singleShot=True, interval=probation.GOOD_SECONDS * 1000)
        self._proof.timeout.connect(self._settle)
        self._retry = QTimer(self, singleShot=True, interval=RETRY_MS)
        self._retry.timeout.connect(self._try_again)
        self._inspection = QTimer(self, singleShot=True)
        self._inspection.timeout.connect(self.inspect)
        self._inspector = ProcessRunner(self)
        self._inspected: PackRef | None = None
        self._inspected_since = 0.0
        self._inspect_next = False

    def start(self, last_end: str = "") -> LoadedPack | None:
        """Return the first pack as compiled before; None where it must be fetched."""
        self._stamp, self._listed = self._selector.stamp(), self._selector.list_stamp()
        self._wanted = self._selector.first(last_end)
        return self._wanted.recall()

    @property
    def wanted(self) -> PackRef:
        """The pack that is on its way, or on the screen."""
        if self._wanted is None:
            self._wanted = self._selector.live()
        return self._wanted

    @property
    def on_screen(self) -> PackRef:
        """The pack on the screen; the wanted one while there is none."""
        return self._shown or self.wanted

    def at(self, place: str) -> PackRef:
        """Return the pack at a place of the store, for a preview; it need not be live."""
        return self._selector.at(place)

    def make(self, pack_ref: PackRef) -> LoadedPack:
        """Prepare a pack for a preview, in the calling thread."""
        return self._selector.provide(pack_ref, lambda *_: None)

    def watch(self) -> None:
        """Watch from now on for another live pack, and for withdrawals.

        The system reports a change of the list at once, except where the folder was removed, or watches are short.
        """
        with suppress(OSError):
            paths.withdrawn().parent.mkdir(parents=True, exist_ok=True)
        self._watch.start()
        self.look()

    def fetch(self) -> None:
        """Prepare the wanted pack in a thread; `arrived` reports it. A running reading is followed by another."""
        self._outdated = self._worker is not None
        if self._worker is None:
            self.late.begin()
            self._worker = HeldThread(self._provide, self.wanted, name="provision")
            self._worker.start()

    def _is_back(self) -> bool:
        """Return whether files missing from the shown pack are in the pack again; its place is the same."""
        return self._shown is not None and self._shown.has_again(self._lacks)

    def _is_obeyed(self) -> bool:
        """Return whether the screen obeys the current list and nothing else is running: the list may have been
        rewritten.
        """
        listed = known_withdrawals()
        if listed is None or self._obeyed is None or self._shown is None:
            return False
        return listed.mark == self._obeyed.mark and self._renewer is None and not self._patience.isActive()

    def _watch_list(self) -> None:
        """Watch the list, its copy and their folder; a file that replaces another is a new one."""
        file = paths.withdrawn()
        watched = {*self._withdrawals.directories(), *self._withdrawals.files()}
        for path in map(str, (file.parent, file, copy_of(file))):
            if path not in watched and Path(path).exists():
                self._withdrawals.addPath(path)

    @Slot()
    def look(self) -> None:
        """Check for another live pack, another withdrawal, and restored files."""
        self._watch_list()
        listed = self._selector.list_stamp()
        if listed != self._listed:
            self._listed = listed
            self.listed.emit()
            if not self._is_obeyed():
                self.renew()
            elif self._inspection.isActive():
                self._inspection.start(INSPECT_SOON_MS)
        elif self._is_back() and self._renewer is None:
            self.renew()
        stamp = self._selector.stamp()
        if stamp == self._stamp:
            return
        self._stamp = stamp
        self._go_for(self._selector.live(again=True))

    @Slot()
    def renew(self) -> None:
        """Prepare the shown pack again, beside any running fetch; `renewed` or `overdue` reports it.

        The screen may stay as it is until then if it obeys all withdrawals: something was lifted.
        """
        if self._shown is None:
            self.fetch()
            return
        if obeys(self._obeyed, known_withdrawals()):
            self._patience.stop()
        elif not self._patience.isActive():
            self._patience.start()
        recalled = self._shown.recall()
        if recalled is not None:
            self._receive_again(self._shown, recalled)
        elif self._renewer is None:
            self._renewer = HeldThread(self._renew, self._shown, name="renewal")
            self._renewer.start()

    def shown(self, pack_ref: PackRef, loaded_pack: LoadedPack) -> None:
        """Note that a pack came onto the screen; if withdrawals have changed meanwhile, prepare it again."""
        again, self._shown, self._lacks = pack_ref is self._shown, pack_ref, loaded_pack.lacks
        withdrawals = known_withdrawals()
        self._obeyed = withdrawals if withdrawals is not None and withdrawals.mark == loaded_pack.obeys else None
        if self._obeyed is None or self._is_back():
            self._again.start()
        self.late.see(pack_ref)
        self._proof.stop()
        if self._selector.begin(pack_ref):
            self._proof.start()
        if self._store is not None:
            self._inspection.start(INSPECT_SOON_MS if again else INSPECT_MS)

    def give_up(self, pack_ref: PackRef, kind: str, file: str = "") -> bool:
        """Fetch the pack before this one; return whether there is one."""
        instead = self._selector.give_up(pack_ref, kind, file)
        self._stamp = self._selector.stamp()
        if instead is None:
            return False
        self._go_for(instead)
        return True

    def retry(self) -> None:
        """Prepare the live pack again in some minutes: the obstacle may be gone by then."""
        self._retry.start()

    @Slot()
    def _try_again(self) -> None:
        live = self._selector.live(again=True)
        on_screen = self._shown is not None and live.place and live.place == self._shown.place
        if self._worker is not None or on_screen:
            return
        self._wanted = live
        self._hand_over(live)

    @Slot()
    def inspect(self) -> None:
        """Verify in a process of its own that the files of the shown pack are unchanged.

        For a pack outside the store, it only removes withdrawn files from the packs in the store. A running inspection,
        of another pack or just started, is allowed to end, and followed by this one.
        """
        if self._store is None or self._shown is None:
            return
        left = INSPECT_AGAIN_MS
        if not self._inspector.is_running:
            self._inspected, self._inspected_since = self._shown, monotonic()
            words = [str(self._store.folder), self._shown.place, self._obeyed.mark if self._obeyed is not None else ""]
            self._inspector.begin_module(INSPECTION, words, self._judge)
        else:
            self._inspect_next = True
            left -= round((monotonic() - self._inspected_since) * 1000)
            if left <= 0 and self._inspected is not None:
                # An inspection that takes a day reads from a disk that does not answer, and may not even be killable.
                self._tell_unchecked(self._inspected, f"it still read after {INSPECT_AGAIN_MS / 3_600_000:g} h")
                self._inspected = None
                self._inspector.kill()
        self._inspection.start(left if left > 0 else INSPECT_AGAIN_MS)

    def close(self) -> None:
        """End what is running; the kiosk exits in order. Packs still on their way are dropped."""
        self._closed = True
        self._withdrawals.directoryChanged.disconnect(self.look)
        self._withdrawals.fileChanged.disconnect(self.look)
        for timer in (self._watch, self._again, self._proof, self._retry, self._inspection, self._patience):
            timer.stop()
        self._inspector.stop()
        self._selector.end()
        for thread in (self._worker, self._renewer):
            if thread is not None:
                thread.settle()
        self.late.close()

    def _go_for(self, pack_ref: PackRef) -> None:
        if self._wanted is not None and pack_ref.place == self._wanted.place:
            return
        self._wanted = pack_ref
        self._hand_over(pack_ref)

    def _hand_over(self, pack_ref: PackRef) -> None:
        recalled = pack_ref.recall()
        if recalled is None:
            self.fetch()
        else:
            self.arrived.emit(pack_ref, recalled)

    def _provide(self, pack_ref: PackRef) -> None:
        self._fetched.emit(pack_ref, self._made(pack_ref, self.progressed.emit))

    def _renew(self, pack_ref: PackRef) -> None:
        self._made_again.emit(pack_ref, self._made(pack_ref, lambda *_: None))

    def _made(self, pack_ref: PackRef, report: Report) -> LoadedPack:
        try:
            return self._selector.provide(pack_ref, report)
        except Exception:
            log.exception("The pack %s could not be made ready; this is a fault of the program.", pack_ref.folder)
            return LoadedPack()

    def _receive_again(self, pack_ref: PackRef, loaded_pack: LoadedPack) -> None:
        if self._closed:
            return
        if self._renewer is not None:
            self._renewer.settle()
            self._renewer = None
        if pack_ref is not self._shown or not pack_ref.provider.obeyed(loaded_pack):
            self.renew()
            return
        self._patience.stop()
        if loaded_pack.values is None:
            self._obeyed = None  # nothing is shown, and any change of the list may be the one that fixes it.
        self.renewed.emit(pack_ref, loaded_pack)
        # A pack that waited for a reset was prepared before; it is emitted again.
        if self._wanted is not None and self._wanted is not pack_ref and self._worker is None:
            self._hand_over(self._wanted)

    def _stand_in(self, pack_ref: PackRef, loaded_pack: LoadedPack) -> None:
        if not self._closed and pack_ref.provider.obeyed(loaded_pack):
            self.arrived.emit(pack_ref, loaded_pack)

    def _receive(self, pack_ref: PackRef, loaded_pack: LoadedPack) -> None:
        if self._closed:
            return
        if self._worker is not None:
            self._worker.settle()
            self._worker = None
        self.late.end()
        overtaken = self._wanted is not None and pack_ref.place != self._wanted.place
        again = self._outdated or overtaken or not pack_ref.provider.obeyed(loaded_pack)
        # Requested faster than it is read, a sound pack would otherwise never come.
        if pack_ref.provider.obeyed(loaded_pack) and not overtaken and (loaded_pack.values is not None or not again):
            self.arrived.emit(pack_ref, loaded_pack)
        if again:
            self.fetch()

    def _settle(self) -> None:
        if self._shown is not None:
            self._selector.settle(self._shown)

    def _judge(self, outcome: ProcessOutcome) -> None:
        pack_ref, self._inspected = self._inspected, None
        if self._inspect_next:
            self._inspect_next = False
            self._inspection.start(0)
        damage = read_damage(outcome.out.decode("utf-8", "replace")) if outcome.code == 0 else None
        for file in damage.removed if damage is not None else ():
            log.info("Removed, since it was withdrawn: %s", file)
        if pack_ref is None or self._shown is None or {self._shown.place, self.wanted.place} != {pack_ref.place}:
            return  # already reported, or of another pack by now
        if damage is None:
            fault = outcome.err.decode("utf-8", "replace").strip().splitlines()
            self._tell_unchecked(pack_ref, fault[-1] if fault else outcome.why or f"exit code {outcome.code}")
        elif damage:
            self._fix(pack_ref, damage)

    def _tell_unchecked(self, pack_ref: PackRef, why: str) -> None:
        self._selector.tell(Incident("unchecked", probation.now(), pack_ref.name, why=why[:200]))

    def _fix(self, pack_ref: PackRef, damage: Damage) -> None:
        """Go back where files of the pack are damaged; make renditions again where only those are."""
        if damage.files:
            self.give_up(pack_ref, "damaged", damage.files[0].removeprefix("pack/"))
        elif self._store is not None:
            discard(self._store.folder, pack_ref.place, damage.made)
            self._selector.tell(Incident("repaired", probation.now(), pack_ref.name, file=damage.made[0]))
            self.fetch()


def obeys(obeyed: Withdrawals | None, listed: Withdrawals | None) -> bool:
    """Return whether a pack prepared by one list hides everything on the other; None: a list that is not known."""
    if obeyed is None or listed is None:
        return False
    return listed.hashes <= obeyed.hashes and listed.pages <= obeyed.pages and listed.pictures <= obeyed.pictures
