"""Pack selector of a running kiosk: the live pack; if that fails, the one before it; finally the built-in one."""

from __future__ import annotations

import logging
import math
import os
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from time import monotonic

from kiosk.content.messages import Message
from kiosk.device.errors import RefusedError, why
from kiosk.device.file_lock import SUSPENDED, WAITING_FOR_DISK, HeldError, Holder, holder, take
from kiosk.device.withdrawal_list import UnreadableListError, list_stamp, read_withdrawals
from kiosk.packs.pack_loader import EndedError, LoadedPack, PackLoader, until
from kiosk.packs.product_assets import ProductAssets
from kiosk.packs.store import probation
from kiosk.packs.store.index import BUILT_IN, FILE, Installed, StoreIndex, newer, write_index
from kiosk.packs.store.layout import IN_USE, LOCK
from kiosk.packs.store.pack_store import PackStore
from kiosk.packs.store.probation import Incident
from kiosk.packs.store.removed_files import removed_files

log = logging.getLogger("kiosk")

UNCHANGED = "The store cannot be changed (%s); the kiosk goes on without."
PATIENCE_ON_SCREEN = 0.5  # seconds that the pack on the screen waits for an installation
PATIENCE = 2.0  # seconds that a start waits for an installation to release the index
TOLD = 5.0  # seconds of waiting after which staff are informed
Report = Callable[[float, int], None]


@dataclass(frozen=True, slots=True)
class PackRef:
    """A pack for the screen: its folder, its loader, and its place in the store; BUILT_IN outside of it."""

    folder: Path
    provider: PackLoader
    place: str = BUILT_IN
    name: str = ""

    def recall(self) -> LoadedPack | None:
        """Return the compiled pack; None if there is none."""
        return self.provider.recall(self.folder)

    def has_again(self, lacks: frozenset[str]) -> bool:
        """Return whether the pack has files again that had been removed, since another installation restored them."""
        return bool(lacks) and any((self.folder / file).is_file() for file in lacks - removed_files(self.folder))


class PackSelector:
    """Packs from the `store`; without one, or if all of it fails, the pack in the folder `built_in`."""

    def __init__(
        self, assets: ProductAssets, cache: Path, widths: Sequence[int], built_in: Path, store: PackStore | None
    ) -> None:
        self._assets = assets
        self._widths = tuple(widths)
        self._store = store
        self._built_in = PackRef(built_in, PackLoader(assets, cache, widths))
        self._given_up: set[str] = set()
        self._handle: int | None = None
        self._shown: str | None = None
        self._ended = threading.Event()
        self._is_newer = False
        self._waits: dict[int, float] = {}

    def first(self, last_end: str = "") -> PackRef:
        """Return the pack that a start shows. One that failed in the previous start gives way, and is reported.

        `last_end`: how the previous run ended, according to the launcher; "" if unknown.
        """
        if self._store is not None:
            store_index = self._store_index()
            if probation.has_failed(probation.read_health(self._store.folder), store_index.live, last_end):
                probation.end(self._store.folder)
                self.give_up(self._parcel(store_index, store_index.live), "failed")
        return self.live()

    def pass_over_live(self) -> None:
        """Show the pack before the live one, without changing the store; a pack that goes live later is shown."""
        if self._store is not None:
            self._given_up.add(self._store_index().live)

    def live(self, *, again: bool = False) -> PackRef:
        """Return the pack to show now; `again`: a pack that was given up may be retried, if it is live."""
        if self._store is None:
            return self._built_in
        store_index = self._store_index()
        if again:
            self._given_up.discard(store_index.live)
        places = (
            place
            for place in (store_index.live, *store_index.before)
            if place == BUILT_IN or store_index.at(place) is not None
        )
        return self._parcel(store_index, next((place for place in places if place not in self._given_up), BUILT_IN))

    def at(self, place: str) -> PackRef:
        """Return the pack at a place of the store, live or not; the built-in one if there is none."""
        return self._parcel(self._store_index(), place)

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

    def stand_ins(self, wanted: PackRef) -> Iterator[PackRef]:
        """Yield the packs that may be shown until another is ready: the previous ones, finally the built-in one."""
        store_index = self._store_index()
        for place in (store_index.live, *store_index.before):
            if place not in {wanted.place, BUILT_IN, *self._given_up} and store_index.at(place) is not None:
                yield self._parcel(store_index, place)
        if wanted.place != BUILT_IN:
            yield self._built_in

    def waiting(self) -> tuple[float, Holder | None] | None:
        """Return how many seconds the store has been waited for, and who holds it; None if nothing waits."""
        since = min(self._waits.values(), default=None)
        if since is None or self._store is None:
            return None
        return monotonic() - since, holder(self._store.folder / LOCK)

    def provide(self, pack_ref: PackRef, report: Report) -> LoadedPack:
        """Load a pack, in a thread of its own; an installed pack's compiled data is kept with it.

        If the kiosk ends meanwhile, an empty pack is returned at once.
        """
        try:
            return self._provide(pack_ref, until(self._ended, report))
        except EndedError:
            return LoadedPack()

    def _provide(self, pack_ref: PackRef, report: Report) -> LoadedPack:
        if not pack_ref.place or self._store is None:
            return pack_ref.provider.provide(pack_ref.folder, report)
        # An installation sweeps away unknown files, so wait for it; the files of the pack on the screen are known.
        shown = pack_ref.place == self._shown
        with self._held(PATIENCE_ON_SCREEN if shown else math.inf) as held:
            if not held and not shown:
                return LoadedPack()
            # The pack on the screen may still be read from the disk; then the integrity check does it.
            if held and self._shown is None:
                self._purge()
            loaded_pack = pack_ref.provider.provide(pack_ref.folder, report)
            if loaded_pack.values is not None:
                from kiosk.packs.store.integrity_check import seal

                with suppress(OSError):
                    seal(self._store.folder / pack_ref.place)
            return loaded_pack

    def begin(self, pack_ref: PackRef) -> bool:
        """Record that a pack is on the screen; return whether it is on probation."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None
        self._shown = pack_ref.place
        if self._store is None or not self._store.folder.is_dir():
            return False
        if pack_ref.place:
            with suppress(OSError, HeldError):
                self._handle = take(self._store.folder / pack_ref.place / IN_USE, shared=True)
        return probation.begin(self._store.folder, pack_ref.place)

    def settle(self, pack_ref: PackRef) -> None:
        """Record that a pack passed its probation."""
        if self._store is not None:
            probation.settle(self._store.folder, pack_ref.place)

    def end(self) -> None:
        """Record that the kiosk ended normally; stop waiting for the store."""
        self._ended.set()
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None
        if self._store is not None and self._store.folder.is_dir():
            probation.end(self._store.folder)

    def give_up(self, pack_ref: PackRef, kind: str, file: str = "") -> PackRef | None:
        """Step back from a pack to the one before it, and inform staff; None if nothing is left.

        The index stays unchanged if the cause is temporary (`unready`).
        """
        if self._store is None or not pack_ref.place:
            return None
        self._given_up.add(pack_ref.place)
        with self._changing() as store_index:
            # A pack that a newer program installed may be unknown to this one: the newer one will show it.
            of_newer = store_index is not None and store_index.is_of_newer_program(pack_ref.place)
            spared = kind == "unready" or (kind == "unfit" and of_newer)
            if store_index is not None and store_index.live == pack_ref.place and not spared:
                before = (*store_index.before, BUILT_IN)
                write_index(self._store.folder, replace(store_index, live=before[0], before=store_index.before[1:]))
        instead = self.live()
        self.tell(Incident(kind, probation.now(), pack_ref.name, instead.name or probation.BUILT_IN_NAME, file))
        return instead

    def tell(self, incident: Incident) -> None:
        """Inform staff: in the log, and in the file that `kiosk pack list` reads."""
        log.error("%s", incident.told())
        if self._store is not None:
            probation.tell(self._store.folder, incident)

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
            log.error("%s", refused.told)  # noqa: TRY400  a traceback is of no use to staff
            return StoreIndex()
        if store_index.is_newer and not self._is_newer:
            log.warning("%s", newer(self._store.folder))
        self._is_newer = store_index.is_newer
        return store_index

    def _parcel(self, store_index: StoreIndex, place: str) -> PackRef:
        pack = store_index.at(place)
        if self._store is None or pack is None:
            return self._built_in
        provider = self._store.provider(pack, self._assets, self._widths)
        return PackRef(self._store.pack_folder(pack), provider, place, _called(pack))

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
        begun, told = monotonic(), False
        while handle is None and self._store is not None and not self._ended.is_set():
            try:
                handle = take(self._store.folder / LOCK)
            except HeldError:
                now = monotonic()
                self._waits[threading.get_ident()] = begun
                if now - begun > patience:
                    break
                if now - begun > TOLD and not told:
                    told = True
                    log.warning("%s", waiting_for(holder(self._store.folder / LOCK)))
                self._ended.wait(0.1)
            except OSError as error:
                log.warning(UNCHANGED, why(error))
                break
        self._waits.pop(threading.get_ident(), None)
        if told and handle is not None:
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
    told = {"process": who.process, "command": who.command or "?"}
    if who.state == SUSPENDED:
        return Message(
            "the store is held by process {process} ({command}), which is suspended; let it go on with `kill -CONT "
            "{process}`, or end it with `kill -KILL {process}`: the pack is shown then",
            **told,
        )
    if who.state == WAITING_FOR_DISK:
        return Message(
            "the store is held by process {process} ({command}), which waits for the disk; the pack is shown once that "
            "is done",
            **told,
        )
    return Message("the store is held by process {process} ({command}); the pack is shown once that is done", **told)


def _called(pack: Installed) -> str:
    return f"{pack.id} {pack.version}"
