"""Installer: staff's changes to the store (install, use, roll back, remove)."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic, sleep

from kiosk import __version__
from kiosk.content.messages import Message
from kiosk.device.disk import flush_tree, switch
from kiosk.device.errors import RefusedError, for_the_disk
from kiosk.device.file_lock import SUSPENDED, HeldError, Holder, holder, locked
from kiosk.device.withdrawal_list import UnreadableListError, Withdrawals, read_withdrawals
from kiosk.packs.product_assets import ProductAssets
from kiosk.packs.store import garbage_collection, probation, purge
from kiosk.packs.store.index import Installed, StoreIndex, write_index
from kiosk.packs.store.integrity_check import record_hashes
from kiosk.packs.store.layout import HASHES, INCOMING, LOCK, PACK, PACKS
from kiosk.packs.store.pack_store import PackStore
from kiosk.packs.store.purge import Purged
from kiosk.packs.store.staging import NOT_INSTALLED, Arrived, Keys, Report, receive
from kiosk.packs.store.stored_warnings import Remarks, write_remarks
from kiosk.packs.store.versions import called

PATIENCE = 10.0  # seconds that the removal of withdrawn files waits for the store
PREPARING = Message("opening the media")


class Installer(PackStore):
    """The store for changes: each one locks the store, and is one switch of the index."""

    def install(
        self, source: Path, assets: ProductAssets, trusted: Keys, report: Report, *, aside: bool = False
    ) -> Installed:
        """Copy, check and prepare the pack of an archive or a folder, and make it live. Raises RefusedError.

        `aside`: it is only kept ready beside the live one, until the next installation.
        """
        from kiosk.analytics.journal.clock_doubt import is_wrong

        with self._changing(NOT_INSTALLED):
            store_index = self.store_index()
            garbage_collection.sweep(self.folder, store_index)
            (self.folder / INCOMING).mkdir(exist_ok=True)
            with tempfile.TemporaryDirectory(dir=self.folder / INCOMING, ignore_cleanup_errors=True) as name:
                room = Path(name) / "pack"
                (room / PACK).mkdir(parents=True)
                arrived = receive(source, room, trusted, report)
                pack = _described(arrived)
                known = store_index.at(pack.install_path)
                if known is None:
                    place = self.folder / pack.install_path
                    place.parent.mkdir(parents=True, exist_ok=True)
                    # A newer program's entry, not understood: the digest proves that these are the same files.
                    garbage_collection.discard(place)
                    switch(room, place)
                else:
                    purge.give_back(self.folder / pack.install_path, room, self._hidden_hashes(arrived))
            try:
                # From here on the list is read again: anything withdrawn meanwhile is removed at the end.
                self._purge()
                self._purge_arrived(pack, arrived)
                self._prepare(pack, arrived, assets, report)
                remarks = Remarks.of(arrived.loaded.problems, arrived.loaded.coverage)
                write_remarks(self.folder / pack.install_path, remarks)
                probation.reserve(self.folder)
                flush_tree(self.folder)
            except BaseException:
                if known is None:
                    garbage_collection.sweep(self.folder, store_index)
                raise
            others = tuple(other for other in store_index.packs if other.install_path != pack.install_path)
            programs = {**store_index.programs, pack.install_path: __version__}
            in_doubt = store_index.in_doubt - {pack.install_path}
            dates = (other.when for other in others if other.install_path not in in_doubt)
            if is_wrong(datetime.fromisoformat(pack.when), dates):
                in_doubt |= {pack.install_path}
            store_index = replace(
                store_index.without_unread(pack.install_path),
                packs=(*others, pack),
                programs=programs,
                in_doubt=in_doubt,
            )
            self._switch(store_index if aside else store_index.with_live(pack.install_path), pack.install_path)
            self._purge()
            self._purge_arrived(pack, arrived)
            return pack

    def purge(self) -> list[Purged]:
        """Remove from the store what is withdrawn on this device; return what was removed. Raises RefusedError.

        Waits for a kiosk that reloads its pack for the same reason.
        """
        until = monotonic() + PATIENCE
        while self.folder.is_dir():
            try:
                with self._changing(Message("the store cannot be changed")):
                    # A killed installation may have left some. Without an index, sweep nothing.
                    with suppress(RefusedError):
                        garbage_collection.sweep(self.folder, self.store_index())
                    return self._purge()
            except RefusedError as refused:
                if not isinstance(refused.__cause__, HeldError) or monotonic() > until:
                    raise
                sleep(0.1)
        return []

    def make_room(self, hashes: frozenset[str]) -> list[Purged]:
        """Remove the packs' own copies of these files from a full disk, and return them. Raises RefusedError."""
        if not self.folder.is_dir():
            return []
        with self._changing(Message("the store cannot be changed")):
            return list(purge.make_room(self.folder, hashes))

    def _purge(self) -> list[Purged]:
        return list(purge.purge_store(self.folder, self._hashes()))

    def _purge_arrived(self, pack: Installed, arrived: Arrived) -> None:
        """Remove a pack's withdrawn pictures, including re-saved ones whose bytes the list lacks."""
        list(purge.purge_place(self.folder / pack.install_path, self._hidden_hashes(arrived)))

    def _hidden_hashes(self, arrived: Arrived) -> frozenset[str]:
        """Return the hashes of what is withdrawn, and of this pack's pictures that are withdrawn by name."""
        withdrawals = self._withdrawals()
        if arrived.loaded.pack is None:
            return withdrawals.hashes
        from kiosk.content.redaction import hidden_files

        digests = {name: stored.sha256 for name, stored in arrived.manifest.files.items()}
        gone = hidden_files(arrived.loaded.pack, digests, withdrawals.hashes, withdrawals.pictures)
        return withdrawals.hashes | {digests[name] for name in gone if name in digests}

    def _hashes(self) -> frozenset[str]:
        return self._withdrawals().hashes

    def _withdrawals(self) -> Withdrawals:
        try:
            return read_withdrawals()
        except UnreadableListError as error:
            raise RefusedError(error.message) from error

    def use(self, name: str, version: str = "") -> Installed:
        """Make an installed pack live. Raises RefusedError."""
        with self._changing(Message("nothing was changed")):
            store_index = self.store_index()
            pack = _known(store_index, name, version)
            write_index(self.folder, store_index.with_live(pack.install_path))
            return pack

    def rollback(self) -> Installed | None:
        """Make the previously live pack live again; None: the built-in one. Raises RefusedError."""
        with self._changing(Message("nothing was changed")):
            store_index = self.store_index()
            if not store_index.before:
                raise RefusedError(Message("no pack was here before this one"))
            write_index(self.folder, replace(store_index, live=store_index.before[0], before=store_index.before[1:]))
            return store_index.at(store_index.before[0])

    def remove(self, name: str, version: str = "") -> tuple[Installed, ...]:
        """Remove a version, or all of a pack, but never the live one. Raises RefusedError."""
        with self._changing(Message("nothing was changed")):
            store_index = self.store_index()
            _known(store_index, name, version)
            doomed = store_index.fitting(name, version)
            for pack in doomed:
                if pack.install_path == store_index.live or garbage_collection.is_in_use(
                    self.folder, pack.install_path
                ):
                    message = Message("{pack} is on the screen; use another first", pack=called(pack, store_index))
                    raise RefusedError(message)
            store_index = store_index.without({pack.install_path for pack in doomed})
            write_index(self.folder, store_index)
            garbage_collection.sweep(self.folder, store_index)
            return doomed

    def _prepare(self, pack: Installed, arrived: Arrived, assets: ProductAssets, report: Report) -> None:
        source = self.source(pack, assets, self.widths())
        if source.load_cached() is not None and (self.folder / pack.install_path / HASHES).is_file():
            return
        loaded_pack = source.load(lambda done, total: report(PREPARING, done, total), arrived.loaded)
        if loaded_pack.failure is not None:
            errors = [found for found in loaded_pack.problems if found.severity == "error"]
            raise RefusedError(NOT_INSTALLED, errors)
        if loaded_pack.note:
            raise RefusedError(Message("{what}: {why}", what=NOT_INSTALLED, why=loaded_pack.note))
        record_hashes(self.folder / pack.install_path)

    def _switch(self, store_index: StoreIndex, place: str) -> None:
        """Switch to an index after the installation at `place`, and remove the packs beyond those to keep."""
        doomed = garbage_collection.excess(self.folder, store_index, self.keep) - {place}
        store_index = store_index.without(doomed)
        write_index(self.folder, store_index)
        if doomed:
            garbage_collection.sweep(self.folder, store_index)

    @contextmanager
    def _changing(self, what: Message) -> Iterator[None]:
        """Lock the store; a disk error is reported as `what` not done."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with locked(self.folder / LOCK):
                yield
        except HeldError as error:
            raise RefusedError(self._held_by(holder(self.folder / LOCK))) from error
        except OSError as error:
            raise for_the_disk(what, error) from error

    def _held_by(self, who: Holder | None) -> Message:
        """Say that somebody else holds the store, and what to do about it; a kiosk holds it to load a pack."""
        if who is None:
            return Message("another program is changing the store {folder}; wait until it is done", folder=self.folder)
        details = {"folder": self.folder, "process": who.process, "command": who.command or "?"}
        if who.state == SUSPENDED:
            return Message(
                "the store {folder} is held by process {process} ({command}), which is suspended; let it go on with "
                "`kill -CONT {process}`, or end it with `kill -KILL {process}`, and try again",
                **details,
            )
        return Message(
            "the store {folder} is held by process {process} ({command}); wait until it is done, and try again",
            **details,
        )


def _described(arrived: Arrived) -> Installed:
    manifest = arrived.manifest
    return Installed(
        install_path=f"{PACKS}/{manifest.id}/{manifest.version}-{arrived.digest[:12]}",
        id=manifest.id,
        version=manifest.version,
        title=manifest.title.get(manifest.languages[0], ""),
        languages=manifest.languages,
        digest=arrived.digest,
        signed=arrived.signed,
        when=datetime.now(UTC).isoformat(timespec="microseconds"),
        titles=dict(manifest.title),
    )


def _known(store_index: StoreIndex, name: str, version: str) -> Installed:
    pack = store_index.find(name, version)
    if pack is None:
        there = ", ".join(called(other, store_index) for other in store_index.packs)
        wanted = f"{name} {version}".strip()
        message = Message("{pack} is not installed; there are: {packs}", pack=wanted, packs=there)
        if not there:
            message = Message("{pack} is not installed; no pack is", pack=wanted)
        raise RefusedError(message)
    return pack
