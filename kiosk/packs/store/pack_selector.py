"""Pack selector of a running kiosk: the live pack; if that fails, the one before it; finally the built-in one."""

from __future__ import annotations

import logging
import math
import os
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from time import monotonic

from kiosk.content.messages import Message
from kiosk.device.errors import RefusedError, why
from kiosk.device.file_lock import SUSPENDED, WAITING_FOR_DISK, HeldError, Holder, holder, take
from kiosk.device.withdrawal_list import UnreadableListError, list_stamp, read_withdrawals
from kiosk.packs.loaded_pack import LoadedPack, LoadFailure
from kiosk.packs.pack_source import InterruptedLoadError, PackSource, Report, until
from kiosk.packs.product_assets import ProductAssets
from kiosk.packs.store import probation
from kiosk.packs.store.index import BUILT_IN, FILE, StoreIndex, newer, write_index
from kiosk.packs.store.layout import IN_USE, LOCK
from kiosk.packs.store.pack_store import PackStore
from kiosk.packs.store.probation import Incident

log = logging.getLogger("kiosk")

UNCHANGED = "The store cannot be changed (%s); the kiosk goes on without."
PATIENCE_ON_SCREEN = 0.5  # seconds that the pack on the screen waits for an installation
PATIENCE = 2.0  # seconds that a start waits for an installation to release the index
LOG_AFTER = 5.0  # seconds of waiting after which staff are informed
KEEP_AGAIN = 60.0  # seconds between two tries to keep an incident that the disk refused
MOST_UNKEPT = 20  # incidents kept in memory


class PackSelector:
    """Selects from the `store`; without one, or if all of it fails, the pack in the folder `built_in`.

    `wanted` is the pack that should be on the screen, `shown` the one that is, if any.
    """

    def __init__(
        self, assets: ProductAssets, cache: Path, widths: Sequence[int], built_in: Path, store: PackStore | None
    ) -> None:
        self.shown: LoadedPack | None = None
        self._assets = assets
        self._widths = tuple(widths)
        self._store = store
        self._built_in = PackSource(built_in, assets, cache, self._widths)
        self._wanted: PackSource | None = None
        self._given_up: set[str] = set()
        self._in_use_handle: int | None = None
        self._ended = threading.Event()
        self._is_newer = False
        self._waiting_since: dict[int, float] = {}
        self._unkept: list[Incident] = []
        self._tried = 0.0

    @property
    def wanted(self) -> PackSource:
        """The pack that should be on the screen."""
        return self._wanted or self.select_live()

    def select_first(self, last_end: str = "") -> PackSource:
        """Want the pack that a start shows. One that failed in the previous start gives way, and is reported.

        `last_end`: how the previous run ended, according to the launcher; "" if unknown.
        """
        if self._store is not None:
            store_index = self._store_index()
            if probation.has_failed(probation.read_health(self._store.folder), store_index.live, last_end):
                probation.end(self._store.folder)
                self.give_up(self._source(store_index, store_index.live), "failed")
        return self.select_live()

    def pass_over_live(self) -> None:
        """Show the pack before the live one, without changing the store; a pack that goes live later is shown."""
        if self._store is not None:
            self._given_up.add(self._store_index().live)

    def select_live(self, *, again: bool = False) -> PackSource:
        """Want the live pack, or the first before it that was not given up.

        `again`: the live one may be tried again though it was given up.
        """
        source = self._built_in
        if self._store is not None:
            store_index = self._store_index()
            if again:
                self._given_up.discard(store_index.live)
            candidates = (store_index.live, *store_index.before)
            known = (path for path in candidates if path == BUILT_IN or store_index.at(path) is not None)
            source = self._source(store_index, next((path for path in known if path not in self._given_up), BUILT_IN))
        if self._wanted is None or source.install_path != self._wanted.install_path:
            self._wanted = source
        return self._wanted

    def at(self, install_path: str) -> PackSource:
        """Return the pack at a path of the store, live or not; the built-in one if there is none."""
        return self._source(self._store_index(), install_path)

    def stamp(self) -> tuple[int, ...]:
        """Return a value that changes when another pack goes live; cheap."""
        if self._store is not None:
            with suppress(OSError):
                seen = (self._store.folder / FILE).stat()
                return (seen.st_ino, seen.st_size, seen.st_mtime_ns)
        return ()

    def list_stamp(self) -> tuple[int, ...]:
        """Return a value that changes when this device's withdrawals change; cheap."""
        return list_stamp()

    def waiting(self) -> tuple[float, Holder | None] | None:
        """Return how many seconds the store has been waited for, and who holds it; None if nothing waits."""
        since = min(self._waiting_since.values(), default=None)
        if since is None or self._store is None:
            return None
        return monotonic() - since, holder(self._store.folder / LOCK)

    def load(self, source: PackSource, report: Report) -> LoadedPack:
        """Load a pack, in a thread of its own; an installed pack's compiled data is kept with it. Never raises.

        If the kiosk ends meanwhile, it is interrupted at once.
        """
        try:
            return self._load(source, until(self._ended, report))
        except InterruptedLoadError:
            pass
        except Exception:
            log.exception("The pack %s could not be made ready; this is a fault of the program.", source.folder)
        return LoadedPack(source, failure=LoadFailure.INTERRUPTED)

    def load_substitute(self, report: Report) -> LoadedPack | None:
        """Load a pack that can be shown until the wanted one is ready: an earlier one that was compiled before.

        Finally the built-in one, which may be prepared for it. None where nothing can be shown.
        """
        for source in self._substitutes(self.wanted):
            loaded_pack = source.load_cached()
            if loaded_pack is None and source.install_path == BUILT_IN:
                loaded_pack = self.load(source, report)
            if loaded_pack is not None and loaded_pack.outline is not None:
                return loaded_pack
        return None

    def _substitutes(self, wanted: PackSource) -> Iterator[PackSource]:
        store_index = self._store_index()
        for path in (store_index.live, *store_index.before):
            if path not in {wanted.install_path, BUILT_IN, *self._given_up} and store_index.at(path) is not None:
                yield self._source(store_index, path)
        if wanted.install_path != BUILT_IN:
            yield self._built_in

    def _load(self, source: PackSource, report: Report) -> LoadedPack:
        if source.install_path == BUILT_IN or self._store is None:
            return source.load(report)
        # An installation sweeps away unknown files, so wait for it; the files of the pack on the screen are known.
        is_shown = self.shown is not None and source.install_path == self.shown.source.install_path
        with self._held(PATIENCE_ON_SCREEN if is_shown else math.inf) as held:
            if not held and not is_shown:
                raise InterruptedLoadError
            # The pack on the screen may still be read from the disk; then the integrity check does it.
            if held and self.shown is None:
                self._purge()
            loaded_pack = source.load(report)
            if loaded_pack.failure is None:
                from kiosk.packs.store.integrity_check import record_hashes

                with suppress(OSError):
                    record_hashes(self._store.folder / source.install_path)
            return loaded_pack

    def begin(self, loaded_pack: LoadedPack) -> bool:
        """Record that a pack is on the screen; return whether it is on probation."""
        self.shown = loaded_pack
        self._release()
        if self._store is None or not self._store.folder.is_dir():
            return False
        path = loaded_pack.source.install_path
        if path != BUILT_IN:
            with suppress(OSError, HeldError):
                self._in_use_handle = take(self._store.folder / path / IN_USE, shared=True)
        return probation.begin(self._store.folder, path)

    def settle(self, source: PackSource) -> None:
        """Record that a pack passed its probation."""
        if self._store is not None:
            probation.settle(self._store.folder, source.install_path)

    def end(self) -> None:
        """Record that the kiosk ended normally; stop waiting for the store."""
        self._ended.set()
        self._release()
        if self._store is not None and self._store.folder.is_dir():
            probation.end(self._store.folder)

    def _release(self) -> None:
        if self._in_use_handle is not None:
            os.close(self._in_use_handle)
            self._in_use_handle = None

    def give_up(self, source: PackSource, kind: str, file: str = "") -> PackSource | None:
        """Want the pack before this one instead, and inform staff; None if nothing is left.

        The index stays unchanged if the cause is temporary (`unready`).
        """
        if self._store is None or source.install_path == BUILT_IN:
            return None
        self._given_up.add(source.install_path)
        with self._changing() as store_index:
            # A pack that a newer program installed may be unknown to this one: the newer one will show it.
            of_newer = store_index is not None and store_index.is_of_newer_program(source.install_path)
            spared = kind == "unready" or (kind == "unfit" and of_newer)
            if store_index is not None and store_index.live == source.install_path and not spared:
                before = (*store_index.before, BUILT_IN)
                write_index(self._store.folder, replace(store_index, live=before[0], before=store_index.before[1:]))
        instead = self.select_live()
        self.tell(Incident(kind, probation.now(), source.name, instead.name or probation.BUILT_IN_NAME, file))
        return instead

    def tell(self, incident: Incident) -> None:
        """Inform staff: in the log, and in the file that `kiosk pack list` reads."""
        log.error("%s", incident.message())
        if self._store is not None:
            self._unkept = [*self._unkept, incident][-MOST_UNKEPT:]
            self._keep(self._store.folder)

    def unkept(self) -> list[Incident]:
        """Return the incidents that the disk has not taken; staff are told them from here."""
        return list(self._unkept)

    def keep_incidents(self) -> None:
        """Try again, once a minute, to keep the incidents that the disk refused; cheap where there are none."""
        if self._unkept and self._store is not None and monotonic() - self._tried >= KEEP_AGAIN:
            self._keep(self._store.folder)

    def _keep(self, store: Path) -> None:
        self._tried = monotonic()
        while self._unkept and probation.tell(store, self._unkept[0]):
            del self._unkept[0]

    def _purge(self) -> None:
        """Remove withdrawn files that are still there: a power cut may have interrupted it."""
        from kiosk.packs.store.purge import purge_store

        if self._store is not None:
            with suppress(OSError, UnreadableListError):
                if hashes := read_withdrawals().hashes:
                    for each in purge_store(self._store.folder, hashes):
                        if each.why:
                            log.warning("Withdrawn, and not removed: %s: %s.", each.path, each.why)
                        else:
                            log.info("Removed, since it was withdrawn: %s", each.path)

    def _store_index(self) -> StoreIndex:
        if self._store is None:
            return StoreIndex()
        try:
            store_index = self._store.store_index()
        except RefusedError as refused:
            log.error("%s", refused.message)  # noqa: TRY400  a traceback is of no use to staff
            return StoreIndex()
        if store_index.is_newer and not self._is_newer:
            log.warning("%s", newer(self._store.folder))
        self._is_newer = store_index.is_newer
        return store_index

    def _source(self, store_index: StoreIndex, install_path: str) -> PackSource:
        pack = store_index.at(install_path)
        if self._store is None or pack is None:
            return self._built_in
        return self._store.source(pack, self._assets, self._widths)

    @contextmanager
    def _changing(self) -> Iterator[StoreIndex | None]:
        """Yield the index to change; None if somebody else is changing it. A disk error is reported."""
        try:
            with self._held(PATIENCE) as held:
                yield self._store_index() if held else None
        except OSError as error:
            log.warning(UNCHANGED, why(error))

    @contextmanager
    def _held(self, patience: float) -> Iterator[bool]:
        """Lock the store; False if that is not possible within `patience` seconds."""
        handle = None
        begun, is_logged = monotonic(), False
        while handle is None and self._store is not None and not self._ended.is_set():
            try:
                handle = take(self._store.folder / LOCK)
            except HeldError:
                now = monotonic()
                self._waiting_since[threading.get_ident()] = begun
                if now - begun > patience:
                    break
                if now - begun > LOG_AFTER and not is_logged:
                    is_logged = True
                    log.warning("%s", waiting_for(holder(self._store.folder / LOCK)))
                self._ended.wait(0.1)
            except OSError as error:
                log.warning(UNCHANGED, why(error))
                break
        self._waiting_since.pop(threading.get_ident(), None)
        if is_logged and handle is not None:
            log.info("The store is free again, after %d s.", monotonic() - begun)
        try:
            yield handle is not None
        finally:
            if handle is not None:
                os.close(handle)


def waiting_for(who: Holder | None) -> Message:
    """Return a message that the store is waited for, who holds it, and what to do about it."""
    if who is None:
        return Message("the store is held by another program; the pack is shown once that is done")
    details = {"process": who.process, "command": who.command or "?"}
    if who.state == SUSPENDED:
        return Message(
            "the store is held by process {process} ({command}), which is suspended; let it go on with `kill -CONT "
            "{process}`, or end it with `kill -KILL {process}`: the pack is shown then",
            **details,
        )
    if who.state == WAITING_FOR_DISK:
        return Message(
            "the store is held by process {process} ({command}), which waits for the disk; the pack is shown once that "
            "is done",
            **details,
        )
    return Message("the store is held by process {process} ({command}); the pack is shown once that is done", **details)
