"""Files of a pack's folder that go into an archive or the store."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.content.archive import archive_limits
from kiosk.content.archive.archive_reader import problem
from kiosk.content.archive.portable_names import clashes, is_left_behind, name_fault
from kiosk.content.diagnostics import Diagnostic, SourceLocation
from kiosk.content.messages import Message

if TYPE_CHECKING:
    from kiosk.content.model import Pack

_SHEET = re.compile(r"(panels|galleries)/[^/]+\.yaml")


def survey(folder: Path) -> tuple[tuple[str, ...], tuple[Diagnostic, ...]]:
    """Return the files of a pack by their paths within it, in order, and why some cannot be included.

    Hidden files, editors' copies (`name~`) and system files (@eaDir, Thumbs.db) are left out. Raises OSError
    if the folder cannot be read.
    """
    names, problems = [], []
    for name, entry in _walk(folder):
        fault = name_fault(name) or _kind_fault(entry)
        if fault:
            problems.append(_problem(name, fault))
        names.append(name)
        if len(names) > archive_limits.ENTRIES:
            message = Message("holds too many files, or too much: at most {most} files", most=archive_limits.ENTRIES)
            return (), (_problem(folder.name, message),)
    problems += [_problem(name, fault) for name, fault in clashes(names)]
    return tuple(sorted(names)), tuple(problems)


def unnamed(pack: Pack, files: Iterable[str]) -> tuple[str, ...]:
    """Return the files of a pack's folder that no YAML of the pack names: they stay behind."""
    from kiosk.content.redaction import files_in, path_of

    named = {"pack.yaml", path_of(pack.theme), *files_in(pack)}
    return tuple(file for file in files if file not in named and not _SHEET.fullmatch(file))


def left_behind(files: Collection[str]) -> Iterator[Message]:
    """Yield the message about the files of a pack's folder that stay behind, if any do."""
    if files:
        yield Message("left out, for no YAML file of the pack names them: {files}", files=", ".join(sorted(files)))


def _walk(folder: Path, below: str = "", depth: int = 0) -> Iterator[tuple[str, os.DirEntry[str]]]:
    with os.scandir(folder) as found:
        entries = sorted(found, key=lambda entry: entry.name)
    for entry in entries:
        if is_left_behind(entry.name):
            continue
        if entry.is_dir(follow_symlinks=False) and depth < archive_limits.DEPTH:
            yield from _walk(Path(entry.path), f"{below}{entry.name}/", depth + 1)
        else:
            yield f"{below}{entry.name}", entry


def _kind_fault(entry: os.DirEntry[str]) -> Message | None:
    seen = entry.stat(follow_symlinks=False)
    if stat.S_ISLNK(seen.st_mode):
        return Message("is a link")
    if stat.S_ISDIR(seen.st_mode):
        return Message("has a name that is too long or too deep")
    if not stat.S_ISREG(seen.st_mode):
        return Message("is a device and not a file")
    if seen.st_size > archive_limits.ENTRY_BYTES:
        return Message("is larger than {most} MB", most=archive_limits.ENTRY_BYTES // 10**6)
    return None


def _problem(name: str, fault: Message) -> Diagnostic:
    location = problem(name, fault).location
    fix = Message("rename it, put an ordinary file in its place, or move it out of the pack's folder")
    return Diagnostic(
        SourceLocation(location.file),
        fault,
        Message("ordinary files, with names that every disk can hold"),
        fix,
        kind="file",
    )
