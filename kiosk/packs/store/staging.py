"""Staging of a pack for the store: every file is copied, read and verified in a temporary folder."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.content.archive.archive_format import MANIFEST, SIGNATURE
from kiosk.content.archive.archive_reader import problem
from kiosk.content.archive.manifest import Manifest, Stored
from kiosk.content.diagnostics import Diagnostic, SourceLocation
from kiosk.content.messages import Message
from kiosk.device.disk import write_whole
from kiosk.device.errors import RefusedError, for_the_disk
from kiosk.media.pictures.metadata_stripper import shipped
from kiosk.packs.hall_blocks import catalog_for_arriving
from kiosk.packs.store.archive_builder import manifest_of
from kiosk.packs.store.layout import PACK
from kiosk.packs.store.pack_files import survey, unnamed
from kiosk.packs.store.signing_keys import Trusted
from kiosk.packs.store.verification import NOT_TAKEN, opened

if TYPE_CHECKING:
    from kiosk.content.loader import ParsedPack
    from kiosk.content.model import Pack

NOT_INSTALLED = Message("the pack is not installed")
COPYING = Message("copying the files")
SPARE = 50_000_000  # bytes that stay free on the disk
Report = Callable[[Message, float, int], None]
Keys = Mapping[str, Trusted] | None


@dataclass(frozen=True, slots=True)
class Arrived:
    """A staged pack, complete, verified and read; `signed` as in the index."""

    manifest: Manifest
    digest: str
    signed: str
    loaded: ParsedPack


def receive(source: Path, room: Path, trusted: Keys, report: Report) -> Arrived:
    """Copy the pack of an archive or a folder into the empty folder `room`. Raises RefusedError, OSError."""
    try:
        folder = source.is_dir()
        if not folder and not source.exists():
            message = Message(
                "{file} is neither an archive (.kioskpack) nor a pack's folder: nothing is there", file=source
            )
            raise RefusedError(message)
    except OSError as error:  # the kiosk's user may not read it
        raise for_the_disk(Message("{file} cannot be read", file=source), error) from error
    return (_from_folder if folder else _unpack)(source, room, trusted, report)


def _unpack(source: Path, room: Path, trusted: Keys, report: Report) -> Arrived:
    with opened(source, trusted) as (archive, verdict):
        manifest = archive.manifest
        _check_space(room, manifest.size)
        done, problems = 0, []
        for file, entry in archive.entries.items():
            target = room / PACK / file
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("xb") as written:
                fault = archive.pour(file, written.write)
            problems += [problem(entry.name, fault)] if fault else []
            done += entry.size
            report(COPYING, done, manifest.size)
        if problems:
            raise RefusedError(NOT_TAKEN, problems)
        if archive.signature:
            write_whole(room / SIGNATURE, archive.signature)
        written_as, signed = archive.manifest_bytes, verdict.signed
    pack, loaded = _read(room, trusted=trusted is not None)
    if (pack.id, pack.version) != (manifest.id, manifest.version):
        message = Message("says {id} {version}, and pack.yaml says otherwise", id=manifest.id, version=manifest.version)
        raise RefusedError(NOT_TAKEN, [problem(MANIFEST, message)])
    return _arrived(room, manifest, written_as, signed, loaded)


def _from_folder(source: Path, room: Path, trusted: Keys, report: Report) -> Arrived:
    if trusted is not None:
        message = Message("a folder is not signed, and this device takes only signed packs: build it with --sign KEY")
        raise RefusedError(NOT_INSTALLED, [Diagnostic(SourceLocation(source.name or "."), message, kind="archive")])
    files, problems = survey(source)
    if problems:
        raise RefusedError(NOT_INSTALLED, problems)
    total = sum((source / file).stat().st_size for file in files)
    _check_space(room, total)
    stored: dict[str, Stored] = {}
    done = 0
    for file in files:
        stored[file] = _copy(source / file, room / PACK / file)
        done += stored[file].size
        report(COPYING, done, total)
    (room / PACK).mkdir(exist_ok=True)
    pack, loaded = _read(room, trusted=False)
    for file in unnamed(pack, files):
        del stored[file]
        (room / PACK / file).unlink()
    manifest = manifest_of(pack, stored)
    return _arrived(room, manifest, manifest.written(), "", loaded)


def _copy(source: Path, target: Path) -> Stored:
    target.parent.mkdir(parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    with target.open("xb") as written:
        for piece in shipped(source):
            digest.update(piece)
            written.write(piece)
            size += len(piece)
    return Stored(digest.hexdigest(), size)


def _read(room: Path, *, trusted: bool) -> tuple[Pack, ParsedPack]:
    """Read the staged pack; its text is checked here, its media when they are prepared.

    `trusted`: a key that this device trusts signed it, so that it may use the hall's own blocks.
    """
    from kiosk.content.loader import load_pack

    loaded = load_pack(room / PACK, catalog_for_arriving(trusted=trusted))
    errors = [found for found in loaded.problems if found.severity == "error"]
    if errors or loaded.pack is None:
        raise RefusedError(NOT_INSTALLED, errors)
    return loaded.pack, loaded


def _arrived(room: Path, manifest: Manifest, written: bytes, signed: str, loaded: ParsedPack) -> Arrived:
    write_whole(room / MANIFEST, written)
    return Arrived(manifest, hashlib.sha256(written).hexdigest(), signed, loaded)


def _check_space(room: Path, size: int) -> None:
    """Raise RefusedError without room for the files and as much again for their renditions."""
    needed, free = 2 * size + SPARE, shutil.disk_usage(room).free
    if free < needed:
        message = Message(
            "the disk has {free} MB free, and {needed} MB are needed; `kiosk pack remove` makes room",
            free=free // 10**6,
            needed=needed // 10**6,
        )
        raise RefusedError(message)
