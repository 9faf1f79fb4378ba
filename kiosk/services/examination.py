"""All that can be said of a pack before it is shown: problems, remarks of a good editor, what is translated."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from kiosk.content.coverage import Coverage
from kiosk.content.editor import remarks
from kiosk.content.loader import Loaded, MediaUse, load_pack
from kiosk.content.problems import Problem
from kiosk.services.glyphs import drawable_in
from kiosk.services.importer import (
    failures_as_problems,
    fonts_as_problems,
    needed_widths,
    prepare,
    shallow_as_problems,
)
from kiosk.services.importer.index import Index, UnreadableError
from kiosk.services.knowledge import knowledge
from kiosk.services.withdrawals import UnreadableListError, read_withdrawals

SCREEN_PX = 1920  # the long side of the screen that media are opened for
MOST_FILES = 100_000


@dataclass(frozen=True, slots=True)
class Examined:
    """`name` and `version` of a pack without errors in its words, else None; every problem in the order of places."""

    name: str | None
    version: str | None
    problems: tuple[Problem, ...]
    coverage: tuple[Coverage, ...]


def examine(
    folder: Path, cache: Path, *, quick: bool = False, report: Callable[[float, int], None] | None = None
) -> Examined:
    """Read the pack in `folder` as the kiosk would, and as a good editor would. Never raises for bad content.

    Its media are opened, unless `quick`; what is made of them is kept in `cache` for the kiosk. `report` hears how
    many of them are done, and of how many.
    """
    known = knowledge()
    loaded = load_pack(folder, known)
    problems, drawable = loaded.problems, None
    sizes: dict[str, tuple[int, int]] = {}
    if not quick:
        found, sizes = _media(folder, cache, loaded, report)
        problems += found
        drawable = drawable_in(known.theme.fonts.values()) if known.theme else None
    problems += remarks(loaded, list(_files(folder)), sizes, drawable)
    pack = loaded.pack
    name, version = (pack.id, pack.version) if pack else (None, None)
    return Examined(name, version, tuple(sorted(problems)), loaded.coverage)


def _media(
    folder: Path, cache: Path, loaded: Loaded, report: Callable[[float, int], None] | None
) -> tuple[tuple[Problem, ...], dict[str, tuple[int, int]]]:
    """Open the media; return what is wrong with them, and the sizes of the pictures."""
    refused = {problem.mark for problem in loaded.problems if problem.severity == "error"}
    opened = [use for use in loaded.media if use.kind != "captions" and use.mark not in refused]
    withdrawn = _withdrawn(folder, opened, cache)
    files = {folder / use.file: use.kind for use in opened if use.file not in withdrawn}
    languages = loaded.pack.languages if loaded.pack else ()
    imported = prepare(files, cache, needed_widths(SCREEN_PX), report, languages)
    sizes = {
        file.relative_to(folder).as_posix(): (picture.width, picture.height)
        for file, picture in imported.pictures.items()
    }
    problems = failures_as_problems(imported.failures, loaded.media, folder)
    problems += fonts_as_problems(imported.pictures, loaded.media, folder)
    return problems + shallow_as_problems(imported.pictures, loaded.media, folder), sizes


def _withdrawn(folder: Path, uses: Sequence[MediaUse], cache: Path) -> frozenset[str]:
    """The files of which nothing may be made on this machine, not even to look whether they are sound."""
    try:
        hashes = read_withdrawals().hashes
    except UnreadableListError:
        return frozenset(use.file for use in uses)
    if not hashes:
        return frozenset()
    index = Index(cache / "media" / "index.json")
    found = set()
    for use in uses:
        with suppress(UnreadableError):
            found |= {use.file} if index.find_digest(folder / use.file, use.kind) in hashes else set()
    return frozenset(found)


def _files(folder: Path, below: str = "") -> Iterator[str]:
    """Yield the files of a pack, hidden ones apart; no link is followed."""
    with os.scandir(folder) as found:
        entries = sorted(found, key=lambda entry: entry.name)
    for entry in entries[:MOST_FILES]:
        if entry.name.startswith(".") or entry.name.endswith("~"):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _files(Path(entry.path), f"{below}{entry.name}/")
        elif entry.name.isprintable():
            yield f"{below}{entry.name}"
