"""Archive builder: the same folder yields the same bytes."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from kiosk.content.archive.archive_format import MANIFEST, PACK, SIGNATURE, SUFFIX, Entry, end_of
from kiosk.content.archive.manifest import Manifest, Stored
from kiosk.content.messages import Message
from kiosk.device.disk import flush_file, switch, unfinished_of
from kiosk.device.errors import RefusedError, for_the_disk
from kiosk.media.pictures.metadata_stripper import shipped
from kiosk.packs.store.pack_files import survey, unnamed

if TYPE_CHECKING:
    from kiosk.content.model import Pack

__all__ = ["SUFFIX", "Draft", "build", "draft", "manifest_of"]

Report = Callable[[int, int], None]
Sign = Callable[[bytes], bytes]


@dataclass(frozen=True, slots=True)
class _Source:
    """A file to be archived, as first read."""

    path: Path
    stored: Stored
    crc: int


def manifest_of(pack: Pack, files: Mapping[str, Stored]) -> Manifest:
    """Return the manifest of a loaded pack with these files."""
    title = {language: words for language, words in pack.title.by_language(pack.languages).items() if words}
    return Manifest(pack.id, pack.version, title, tuple(pack.languages), files)


@dataclass(frozen=True, slots=True)
class Draft:
    """An archive before it is written: its contents, each file read once."""

    manifest: Manifest
    _sources: Mapping[str, _Source]

    def write(self, out: Path, sign: Sign | None = None, report: Report | None = None) -> Path:
        """Write it into the folder `out`, whole or not at all.

        `sign` returns the signature of the manifest's bytes. `report` receives the bytes written and in total.
        Raises RefusedError.
        """
        target = out / f"{self.manifest.id}-{self.manifest.version}{SUFFIX}"
        try:
            out.mkdir(parents=True, exist_ok=True)
            _write(target, _heads(self.manifest, sign), self._sources, report)
        except OSError as error:
            raise for_the_disk(Message("the pack was not built"), error) from error
        return target


def draft(folder: Path, pack: Pack) -> Draft:
    """Read the archive contents of the pack that was loaded from `folder`. Raises RefusedError.

    Files that no YAML names stay behind, as does what pictures record about where and when they were taken.
    """
    try:
        files, problems = survey(folder)
        if problems:
            raise RefusedError(Message("the pack was not built"), problems)
        left_out = set(unnamed(pack, files))
        sources = {file: _read(folder / file) for file in files if file not in left_out}
    except OSError as error:
        raise for_the_disk(Message("the pack was not built"), error) from error
    return Draft(manifest_of(pack, {file: source.stored for file, source in sources.items()}), sources)


def build(folder: Path, pack: Pack, out: Path, sign: Sign | None = None, report: Report | None = None) -> Path:
    """Write the archive of the pack that was loaded from `folder` into the folder `out`. Raises RefusedError."""
    return draft(folder, pack).write(out, sign, report)


def _heads(manifest: Manifest, sign: Sign | None) -> dict[str, bytes]:
    written = manifest.written()
    return {MANIFEST: written} | ({SIGNATURE: sign(written)} if sign else {})


def _read(path: Path) -> _Source:
    digest, crc, size = hashlib.sha256(), 0, 0
    for piece in shipped(path):
        digest.update(piece)
        crc = zlib.crc32(piece, crc)
        size += len(piece)
    return _Source(path, Stored(digest.hexdigest(), size), crc)


def _write(target: Path, heads: dict[str, bytes], sources: Mapping[str, _Source], report: Report | None) -> None:
    unfinished = unfinished_of(target)
    try:
        with unfinished.open("wb") as stream:
            _fill(stream, heads, sources, report)
            stream.flush()
            flush_file(stream.fileno())
        switch(unfinished, target)
    finally:
        with suppress(OSError):
            unfinished.unlink()


def _fill(stream: BinaryIO, heads: dict[str, bytes], sources: Mapping[str, _Source], report: Report | None) -> None:
    entries: list[Entry] = []

    def begin(entry: Entry) -> None:
        entries.append(replace(entry, offset=stream.tell()))
        stream.write(entries[-1].local())

    for name, data in heads.items():
        begin(Entry(name, len(data), zlib.crc32(data)))
        stream.write(data)
    total = sum(source.stored.size for source in sources.values())
    done = 0
    for file, source in sources.items():
        begin(Entry(PACK + file, source.stored.size, source.crc))
        crc = 0
        for piece in shipped(source.path):
            crc = zlib.crc32(piece, crc)
            stream.write(piece)
        if crc != source.crc or stream.tell() != entries[-1].end:
            raise RefusedError(Message("{file} was changed while the pack was built; build it again", file=file))
        done += source.stored.size
        if report is not None:
            report(done, total)
    directory = b"".join(entry.central() for entry in entries)
    offset = stream.tell()
    stream.write(directory + end_of(len(entries), len(directory), offset))
