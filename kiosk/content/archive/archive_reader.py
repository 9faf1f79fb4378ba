"""Opening an archive: everything about it is checked before a byte of it is unpacked."""

from __future__ import annotations

import hashlib
import os
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import BinaryIO

from kiosk.content.archive import archive_limits
from kiosk.content.archive.archive_format import FRONT, MANIFEST, PACK, SIGNATURE, SUFFIX, Entry
from kiosk.content.archive.directory import (
    COMPRESSED,
    ENCRYPTED,
    FOLDER,
    OTHER_FIELDS,
    PUFFED,
    Directory,
    FormError,
)
from kiosk.content.archive.manifest import Manifest, ManifestError, Stored, read_manifest
from kiosk.content.archive.portable_names import BACKSLASH, clashes
from kiosk.content.diagnostics import Diagnostic, SourceLocation
from kiosk.content.issues import quoted
from kiosk.content.messages import Message

CHUNK = 1 << 20
FOREIGN = {COMPRESSED, PUFFED, OTHER_FIELDS, FOLDER, ENCRYPTED, BACKSLASH}
OTHER_ZIP = "zip"  # the code of a zip that is no archive but contains a pack
EXPECTED = Message("an archive as `kiosk pack build` writes it")
FIX = Message("copy the archive again from where it was built, or build it again with `kiosk pack build`")


@dataclass(frozen=True)
class Archive:
    """An archive whose directory and manifest are sound; its files are named by their paths within the pack.

    `manifest_bytes` is what a signature signs; `signature` is None where there is none.
    """

    stream: BinaryIO
    manifest: Manifest
    manifest_bytes: bytes
    signature: bytes | None
    entries: Mapping[str, Entry]

    def pour(self, file: str, write: Callable[[bytes], object]) -> Message | None:
        """Pass the bytes of a file to `write`; return what is wrong with them, known only at the end."""
        return _pour(self.stream, self.entries[file], self.manifest.files[file], write)

    def problems(self, report: Callable[[int, int], None] | None = None) -> Iterator[Diagnostic]:
        """Read every file and yield its faults; `report` receives the bytes read so far, and their total."""
        done = 0
        for file, entry in self.entries.items():
            fault = self.pour(file, len)
            done += entry.size
            if report is not None:
                report(done, self.manifest.size)
            if fault:
                yield problem(entry.name, fault)


def problem(name: str, fault: Message) -> Diagnostic:
    """Return a fault of an entry, or of the archive itself, as a problem."""
    shown = "".join(character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in name) or '""'
    return Diagnostic(
        SourceLocation(shown if len(shown) <= 200 else f"{shown[:199]}…"), fault, EXPECTED, FIX, kind="archive"
    )


def read_archive(stream: BinaryIO, name: str) -> tuple[Archive | None, tuple[Diagnostic, ...]]:
    """Read the directory and the manifest of an archive called `name`; None if anything is wrong.

    Reads at most some 40 MB, and unpacks nothing. Raises OSError where the file cannot be read.
    """
    try:
        directory = Directory(stream, stream.seek(0, os.SEEK_END))
        lines = list(directory.lines())
    except FormError as error:
        found = problem(name, error.message)
        return None, (replace(found, fix=error.fix) if error.fix else found,)
    if other := _other_zip(name, [entry for entry, _ in lines], sum(map(_is_foreign, (each for _, each in lines)))):
        return None, (other,)
    if directory.fault is not None:
        return None, (problem(name, directory.fault),)
    faults = [(entry, fault) for entry, fault in lines if isinstance(fault, Message)]
    entries = [entry for _, entry in lines if isinstance(entry, Entry)]
    faults += clashes(entry for entry, _ in lines)
    faults = faults or [(entry.name, fault) for entry in entries if (fault := _local_fault(stream, entry))]
    if faults:
        return None, _few(name, faults)
    return _with_manifest(stream, name, {entry.name: entry for entry in entries})


def _other_zip(name: str, names: list[str], foreign: int) -> Diagnostic | None:
    """Return one problem that describes a zip made by another program; None if it may be an archive."""
    if not foreign:
        return None
    names = [each.replace("\\", "/") for each in names]
    kind = OTHER_ZIP
    inner = next((each for each in names if each.lower().endswith(SUFFIX)), None)
    repacked = MANIFEST in names and foreign == len(names)
    if inner is not None:
        message = Message("is a zip with {file} in it", file=quoted(inner))
        fix = Message("unpack it, and take the file {file}", file=inner.rpartition("/")[2])
    elif repacked or any(each.endswith((f"/{PACK}{FRONT}", f"/{MANIFEST}")) for each in names):
        message, fix = Message("is an archive that was unpacked and packed again"), FIX
    elif MANIFEST in names:
        return None
    elif any(each == FRONT or each.endswith(f"/{FRONT}") for each in names):
        message = Message("is a zip of a pack's folder, and not made by `kiosk pack build`")
        fix = Message("unpack it, and give its folder to `kiosk pack build` or `kiosk pack install`")
    else:
        message, kind = Message("is a zip in which there is no pack"), "archive"
        fix = Message("give the file that `kiosk pack build` made, or the folder that has pack.yaml in it")
    return replace(problem(name, message), fix=fix, kind=kind)


def _is_foreign(line: Entry | Message) -> bool:
    """Return whether an entry was written by a zip program and is otherwise normal."""
    return isinstance(line, Message) and line.template in FOREIGN


def _with_manifest(
    stream: BinaryIO, name: str, entries: dict[str, Entry]
) -> tuple[Archive | None, tuple[Diagnostic, ...]]:
    first, signature = entries.pop(MANIFEST, None), entries.pop(SIGNATURE, None)
    if first is None:
        return None, (problem(name, Message("has no manifest.json: it was not made by `kiosk pack build`")),)
    for entry, most in ((first, archive_limits.MANIFEST_BYTES), (signature, archive_limits.SIGNATURE_BYTES)):
        if entry is not None and entry.size > most:
            return None, (problem(entry.name, Message("is larger than {most} bytes", most=most)),)
    written = _bytes_of(stream, first)
    try:
        manifest = read_manifest(written)
    except ManifestError as error:
        return None, (problem(MANIFEST, error.message),)
    files = {path.removeprefix(PACK): entry for path, entry in entries.items() if path.startswith(PACK)}
    faults = [(path, Message("is not in the manifest")) for path in entries if not path.startswith(PACK)]
    faults += [(PACK + file, Message("is not in the manifest")) for file in files if file not in manifest.files]
    faults += [
        (PACK + file, Message("is in the manifest and not in the archive")) for file in manifest.files.keys() - files
    ]
    for file, entry in files.items():
        due = manifest.files.get(file)
        if due and due.size != entry.size:
            message = Message("has {size} bytes, and {due} by the manifest", size=entry.size, due=due.size)
            faults.append((entry.name, message))
    if faults:
        return None, _few(name, faults)
    return Archive(stream, manifest, written, _bytes_of(stream, signature) if signature else None, files), ()


def _local_fault(stream: BinaryIO, entry: Entry) -> Message | None:
    due = entry.local()
    stream.seek(entry.offset)
    return None if stream.read(len(due)) == due else Message("is called otherwise where its bytes begin")


def _bytes_of(stream: BinaryIO, entry: Entry) -> bytes:
    stream.seek(entry.start)
    return stream.read(entry.size)


def _pour(stream: BinaryIO, entry: Entry, due: Stored, write: Callable[[bytes], object]) -> Message | None:
    digest, crc, left = hashlib.sha256(), 0, entry.size
    stream.seek(entry.start)
    while left:
        chunk = stream.read(min(CHUNK, left))
        if not chunk:
            return Message("is cut short")
        digest.update(chunk)
        crc = zlib.crc32(chunk, crc)
        left -= len(chunk)
        write(chunk)
    return (
        None
        if (digest.hexdigest(), crc) == (due.sha256, entry.crc)
        else Message("has other bytes than the manifest says")
    )


def _few(name: str, faults: list[tuple[str, Message]]) -> tuple[Diagnostic, ...]:
    found = [problem(entry, fault) for entry, fault in faults[: archive_limits.PROBLEMS]]
    if len(faults) > archive_limits.PROBLEMS:
        found.append(problem(name, Message("has {count} more like these", count=len(faults) - archive_limits.PROBLEMS)))
    return tuple(found)
