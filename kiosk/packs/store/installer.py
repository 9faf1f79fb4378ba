"""The store as staff change it: a pack is installed, used, taken back, removed."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic, sleep

from kiosk import __version__
from kiosk.analytics.journal.clock_doubt import is_wrong
from kiosk.content.messages import Message
from kiosk.content.redaction import hidden_files
from kiosk.device.disk import flush_tree, switch
from kiosk.device.errors import RefusedError, for_the_disk
from kiosk.device.file_lock import HeldError, locked
from kiosk.device.withdrawal_list import UnreadableListError, Withdrawals, read_withdrawals
from kiosk.packs.product_assets import ProductAssets
from kiosk.packs.store import garbage_collection, purge
from kiosk.packs.store.index import Installed, StoreIndex, write_ledger
from kiosk.packs.store.integrity_check import seal
from kiosk.packs.store.layout import INCOMING, LOCK, PACK, PACKS, SEALS
from kiosk.packs.store.pack_store import PackStore
from kiosk.packs.store.purge import Purged
from kiosk.packs.store.staging import NOT_INSTALLED, Arrived, Keys, Report, receive
from kiosk.packs.store.stored_warnings import Remarks, write_remarks
from kiosk.packs.store.versions import called

PATIENCE = 10.0  # seconds that who removes what was withdrawn waits for the store
PREPARING = Message("opening the media")


class Installer(PackStore):
    """The store for who changes it: each change holds the store alone, and is one switch of the ledger."""

    def install(
        self, source: Path, house: ProductAssets, trusted: Keys, report: Report, *, aside: bool = False
    ) -> Installed:
        """Copy, check and prepare the pack of an archive or a folder, and make it live. Raises RefusedError.

        `aside`: it only lies ready beside the live one, until the next installation.
        """
        with self._changing(NOT_INSTALLED):
            ledger = self.ledger()
            garbage_collection.sweep(self.folder, ledger)
            (self.folder / INCOMING).mkdir(exist_ok=True)
            with tempfile.TemporaryDirectory(dir=self.folder / INCOMING, ignore_cleanup_errors=True) as name:
                room = Path(name) / "pack"
                (room / PACK).mkdir(parents=True)
                arrived = receive(source, room, trusted, report)
                pack = _described(arrived)
                known = ledger.at(pack.place)
                if known is None:
                    place = self.folder / pack.place
                    place.parent.mkdir(parents=True, exist_ok=True)
                    # Of a newer program, whose entry is not understood: its seal says that these are the same files.
                    garbage_collection.discard(place)
                    switch(room, place)
                else:
                    purge.give_back(self.folder / pack.place, room, self._hashes())
            try:
                # From here on the list is looked at again: what is withdrawn in the meantime is removed at the end.
                self._purge()
                self._purge_arrived(pack, arrived)
                self._prepare(pack, arrived, house, report)
                remarks = Remarks.of(arrived.loaded.problems, arrived.loaded.coverage)
                write_remarks(self.folder / pack.place, remarks)
                flush_tree(self.folder)
            except BaseException:
                if known is None:
                    garbage_collection.sweep(self.folder, ledger)
                raise
            others = tuple(other for other in ledger.packs if other.place != pack.place)
            programs = {**ledger.programs, pack.place: __version__}
            in_doubt = ledger.in_doubt - {pack.place}
            dates = (other.when for other in others if other.place not in in_doubt)
            if is_wrong(datetime.fromisoformat(pack.when), dates):
                in_doubt |= {pack.place}
            ledger = replace(
                ledger.without_unread(pack.place), packs=(*others, pack), programs=programs, in_doubt=in_doubt
            )
            self._switch(ledger if aside else ledger.with_live(pack.place), pack.place)
            self._purge()
            self._purge_arrived(pack, arrived)
            return pack

    def purge(self) -> list[Purged]:
        """Remove from the store what was withdrawn on this device; return what there was. Raises RefusedError.

        A kiosk that makes its pack ready again, for the same reason, is waited for.
        """
        until = monotonic() + PATIENCE
        while self.folder.is_dir():
            try:
                with self._changing(Message("the store cannot be changed")):
                    # A killed installation may have left some. Who cannot tell what is installed sweeps nothing.
                    with suppress(RefusedError):
                        garbage_collection.sweep(self.folder, self.ledger())
                    return self._purge()
            except RefusedError as refused:
                if not isinstance(refused.__cause__, HeldError) or monotonic() > until:
                    raise
                sleep(0.1)
        return []

    def make_room(self, hashes: frozenset[str]) -> list[Purged]:
        """Remove the packs' own copies of these files from a full disk; return what there was. Raises RefusedError."""
        if not self.folder.is_dir():
            return []
        with self._changing(Message("the store cannot be changed")):
            return list(purge.make_room(self.folder, hashes))

    def _purge(self) -> list[Purged]:
        return list(purge.purge_store(self.folder, self._hashes()))

    def _purge_arrived(self, pack: Installed, arrived: Arrived) -> None:
        """Remove from a pack the pictures that were withdrawn, also those saved again, whose bytes the list lacks."""
        if arrived.loaded.pack is not None and (pictures := self._withdrawals().pictures):
            digests = {name: stored.sha256 for name, stored in arrived.manifest.files.items()}
            gone = hidden_files(arrived.loaded.pack, digests, frozenset(), pictures)
            hashes = {digests[name] for name in gone if name in digests}
            list(purge.purge_place(self.folder / pack.place, hashes))

    def _hashes(self) -> frozenset[str]:
        return self._withdrawals().hashes

    def _withdrawals(self) -> Withdrawals:
        try:
            return read_withdrawals()
        except UnreadableListError as error:
            raise RefusedError(error.told) from error

    def use(self, name: str, version: str = "") -> Installed:
        """Make an installed pack live. Raises RefusedError."""
        with self._changing(Message("nothing was changed")):
            ledger = self.ledger()
            pack = _known(ledger, name, version)
            write_ledger(self.folder, ledger.with_live(pack.place))
            return pack

    def rollback(self) -> Installed | None:
        """Make the pack live that was so before; None: the built-in one. Raises RefusedError."""
        with self._changing(Message("nothing was changed")):
            ledger = self.ledger()
            if not ledger.before:
                raise RefusedError(Message("no pack was here before this one"))
            write_ledger(self.folder, replace(ledger, live=ledger.before[0], before=ledger.before[1:]))
            return ledger.at(ledger.before[0])

    def remove(self, name: str, version: str = "") -> tuple[Installed, ...]:
        """Remove a version, or all of a pack, but never the live one. Raises RefusedError."""
        with self._changing(Message("nothing was changed")):
            ledger = self.ledger()
            _known(ledger, name, version)
            doomed = ledger.fitting(name, version)
            for pack in doomed:
                if pack.place == ledger.live or garbage_collection.is_in_use(self.folder, pack.place):
                    told = Message("{pack} is on the screen; use another first", pack=called(pack, ledger))
                    raise RefusedError(told)
            ledger = ledger.without({pack.place for pack in doomed})
            write_ledger(self.folder, ledger)
            garbage_collection.sweep(self.folder, ledger)
            return doomed

    def _prepare(self, pack: Installed, arrived: Arrived, house: ProductAssets, report: Report) -> None:
        provider = self.provider(pack, house, self.widths())
        folder = self.pack_folder(pack)
        if provider.recall(folder) is not None and (self.folder / pack.place / SEALS).is_file():
            return
        provision = provider.provide(folder, lambda done, total: report(PREPARING, done, total), arrived.loaded)
        if provision.values is None:
            errors = [found for found in provision.problems if found.severity == "error"]
            raise RefusedError(NOT_INSTALLED, errors)
        if provision.note:
            raise RefusedError(Message("{what}: {why}", what=NOT_INSTALLED, why=provision.note))
        seal(self.folder / pack.place)

    def _switch(self, ledger: StoreIndex, place: str) -> None:
        """Switch to a ledger after the installation at `place`, and let go of what is beyond those that are kept."""
        doomed = garbage_collection.excess(self.folder, ledger, self.keep) - {place}
        ledger = ledger.without(doomed)
        write_ledger(self.folder, ledger)
        if doomed:
            garbage_collection.sweep(self.folder, ledger)

    @contextmanager
    def _changing(self, what: Message) -> Iterator[None]:
        """Hold the store alone, and tell a disk that refuses as `what` was not done."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with locked(self.folder / LOCK):
                yield
        except HeldError as error:
            told = Message(
                "another `kiosk pack` is changing the store {folder}; wait until it is done", folder=self.folder
            )
            raise RefusedError(told) from error
        except OSError as error:
            raise for_the_disk(what, error) from error


def _described(arrived: Arrived) -> Installed:
    manifest = arrived.manifest
    return Installed(
        place=f"{PACKS}/{manifest.id}/{manifest.version}-{arrived.seal[:12]}",
        id=manifest.id,
        version=manifest.version,
        title=manifest.title.get(manifest.languages[0], ""),
        languages=manifest.languages,
        seal=arrived.seal,
        signed=arrived.signed,
        when=datetime.now(UTC).isoformat(timespec="microseconds"),
        titles=dict(manifest.title),
    )


def _known(ledger: StoreIndex, name: str, version: str) -> Installed:
    pack = ledger.find(name, version)
    if pack is None:
        there = ", ".join(called(other, ledger) for other in ledger.packs)
        wanted = f"{name} {version}".strip()
        told = Message("{pack} is not installed; there are: {packs}", pack=wanted, packs=there)
        if not there:
            told = Message("{pack} is not installed; no pack is", pack=wanted)
        raise RefusedError(told)
    return pack
