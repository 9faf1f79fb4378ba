"""The pictures of a folder and its subfolders."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from kiosk.content import camera_raw
from kiosk.content.archive.portable_names import is_left_behind
from kiosk.content.media_types import SUFFIXES, sort_of
from kiosk.packs.gallery_import.naming import by_number
from kiosk.packs.pack_folder import FRONT

MOST_PICTURES = 10_000
_MOST_FILES = 100_000
_DEPTH = 8
# No picture to a pack, but one to staff: it is opened, and staff are advised to save it in another format.
_ALIKE = {
    ".jpe",
    ".jfif",
    ".heic",
    ".heif",
    ".hif",
    ".avif",
    ".tif",
    ".tiff",
    ".gif",
    ".bmp",
    ".svgz",
    ".psd",
    ".jp2",
    ".pdf",
    ".ico",
}
# What messengers and blogs put in place of an ending, or behind it: none, .image, .jpg!large, .jpg_large, .jpg@!w640.
_UNCLEAR = re.compile(r"|\.image|\.(?:jpe?g|png|gif|webp|heic|avif)[^a-z0-9.].*", re.IGNORECASE)
_UNMISTAKABLE = {"JPEG", "PNG", "WebP", "GIF", "HEIC", "AVIF"}
_HEAD_BYTES = 64
_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
_SHEETS = {".xlsx", ".xlsm", ".xlsb", ".xls", ".csv", ".tsv", ".ods", ".et", ".numbers"}


@dataclass(slots=True)
class FolderContents:
    """`pictures` maps paths below the folder (posix), in numeric order, to files; `raw` are cameras' RAW files."""

    pictures: dict[str, Path] = field(default_factory=dict)
    raw: dict[str, Path] = field(default_factory=dict)
    sheets: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)

    def undeveloped(self) -> dict[str, Path]:
        """Return the RAW files without a picture of the same name beside them."""
        developed = {file.with_suffix("") for file in self.pictures.values()}
        return {path: file for path, file in self.raw.items() if file.with_suffix("") not in developed}


def look_into(folder: Path) -> FolderContents:
    """Return a folder's contents, without hidden files, system files and linked folders. Raises OSError.

    Subfolders that cannot be read, and packs, are among the others.
    """
    next(folder.iterdir(), None)
    found = FolderContents()
    for path in sorted(_files(folder, found.others), key=by_number):
        suffix = Path(path).suffix.lower()
        if suffix in SUFFIXES["picture"] or suffix in _ALIKE or _is_picture(folder / path):
            found.pictures[path] = folder / path
        elif suffix in camera_raw.SUFFIXES:
            found.raw[path] = folder / path
        elif suffix in _SHEETS:
            found.sheets.append(path)
        else:
            found.others.append(path)
    return found


def _is_readable(name: str) -> bool:
    """Return whether a name can be written on a screen: macOS puts U+202F into the names of screenshots."""
    return all(
        character.isprintable() or unicodedata.category(character) == "Zs" or character in _INVISIBLE
        for character in name
    )


def _is_picture(file: Path) -> bool:
    """Return whether a file whose name does not say what it is begins as a picture."""
    if not _UNCLEAR.fullmatch(file.suffix):
        return False
    try:
        with file.open("rb") as source:
            return sort_of(source.read(_HEAD_BYTES)) in _UNMISTAKABLE
    except OSError:
        return False


def _files(folder: Path, unread: list[str]) -> Iterator[str]:
    count = 0
    for here, folders, files in os.walk(folder, onerror=lambda error: unread.append(f"{Path(error.filename).name}/")):
        below = Path(here).relative_to(folder)
        folders[:] = [name for name in folders if not is_left_behind(name)] if len(below.parts) < _DEPTH else []
        for name in [name for name in folders if (Path(here) / name / FRONT).is_file()]:
            unread.append(f"{(below / name).as_posix()}/")
            folders.remove(name)
        for name in files:
            count += 1
            if count > _MOST_FILES:
                return
            if is_left_behind(name):
                continue
            if _is_readable(name):
                yield (below / name).as_posix()
            else:
                unread.append(
                    "".join(character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in name)
                )
