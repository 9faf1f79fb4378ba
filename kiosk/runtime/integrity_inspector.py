"""Integrity inspector: verifies, in a process of its own, that the files of the pack on the screen are unchanged."""

from __future__ import annotations

import logging
from time import monotonic

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from kiosk.packs.pack_source import PackSource
from kiosk.packs.store import probation
from kiosk.packs.store.damage import Damage, discard, read_damage
from kiosk.packs.store.pack_selector import PackSelector
from kiosk.packs.store.pack_store import PackStore
from kiosk.packs.store.probation import Incident
from kiosk.runtime.process_runner import ProcessOutcome, ProcessRunner

log = logging.getLogger("kiosk")

INSPECTION = "kiosk.packs.store.integrity_check"
INSPECT_MS = 20_000  # after a pack came onto the screen
INSPECT_SOON_MS = 5_000  # after the list was rewritten or obeyed again: leftover files are removed
INSPECT_AGAIN_MS = 24 * 3_600_000


class IntegrityInspector(QObject):
    """Inspects soon after a pack came onto the screen, then daily; for a pack outside the store, it only removes
    withdrawn files from the packs in the store.

    `damaged`: a file of a pack, which it names, has changed. `discarded`: renditions had, and must be made again.
    """

    damaged = Signal(object, str)
    discarded = Signal()

    def __init__(self, selector: PackSelector, store: PackStore) -> None:
        super().__init__()
        self._selector = selector
        self._store = store
        self._source: PackSource | None = None  # what is being inspected
        self._since = 0.0
        self._must_repeat = False
        self._runner = ProcessRunner(self)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.inspect)

    def schedule(self, *, soon: bool) -> None:
        """Inspect the pack that came onto the screen; `soon`: it is the same as before."""
        self._timer.start(INSPECT_SOON_MS if soon else INSPECT_MS)

    def hasten(self) -> None:
        """Inspect soon, if an inspection is due: the withdrawal list was rewritten."""
        if self._timer.isActive():
            self._timer.start(INSPECT_SOON_MS)

    def close(self) -> None:
        """Stop the inspection."""
        self._timer.stop()
        self._runner.stop()

    @Slot()
    def inspect(self) -> None:
        """Inspect the pack on the screen.

        A running inspection, of another pack or just started, is allowed to end, and followed by this one.
        """
        shown = self._selector.shown
        if shown is None:
            return
        left = INSPECT_AGAIN_MS
        if not self._runner.is_running:
            self._source, self._since = shown.source, monotonic()
            arguments = [str(self._store.folder), shown.source.install_path, shown.digest]
            self._runner.begin_module(INSPECTION, arguments, self._judge)
        else:
            self._must_repeat = True
            left -= round((monotonic() - self._since) * 1000)
            if left <= 0 and self._source is not None:
                # An inspection that takes a day reads from a disk that does not answer, and may not even be killable.
                self._report_unchecked(self._source, f"it still read after {INSPECT_AGAIN_MS / 3_600_000:g} h")
                self._source = None
                self._runner.kill()
        self._timer.start(left if left > 0 else INSPECT_AGAIN_MS)

    def _judge(self, outcome: ProcessOutcome) -> None:
        source, self._source = self._source, None
        if self._must_repeat:
            self._must_repeat = False
            self._timer.start(0)
        damage = read_damage(outcome.out.decode("utf-8", "replace")) if outcome.code == 0 else None
        for file in damage.removed if damage is not None else ():
            log.info("Removed, since it was withdrawn: %s", file)
        shown = self._selector.shown
        if source is None or shown is None:
            return
        if {shown.source.install_path, self._selector.wanted.install_path} != {source.install_path}:
            return  # already reported, or of another pack by now
        if damage is None:
            fault = outcome.err.decode("utf-8", "replace").strip().splitlines()
            self._report_unchecked(source, fault[-1] if fault else outcome.why or f"exit code {outcome.code}")
        elif damage:
            self._report(source, damage)

    def _report_unchecked(self, source: PackSource, why: str) -> None:
        self._selector.tell(Incident("unchecked", probation.now(), source.name, why=why[:200]))

    def _report(self, source: PackSource, damage: Damage) -> None:
        if damage.files:
            self.damaged.emit(source, damage.files[0].removeprefix("pack/"))
            return
        discard(self._store.folder, source.install_path, damage.made)
        self._selector.tell(Incident("repaired", probation.now(), source.name, file=damage.made[0]))
        self.discarded.emit()
