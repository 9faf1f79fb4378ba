"""Location of a pack near a folder that staff name.

Archive programs unpack one or two folders deeper, and staff name a folder of the pack in its place.
"""

from __future__ import annotations

import os
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from kiosk.content.archive.archive_format import MANIFEST, PACK
from kiosk.content.messages import Message

FRONT = "pack.yaml"
DEPTH = 2  # folders below the given one
MOST = 200  # entries of a folder that are checked


class PackFolder(NamedTuple):
    """The folder that contains pack.yaml, and a message about the way to it, empty if it was given directly.

    `is_one`: False for one of several packs, when it is unclear which is meant.
    """

    folder: Path
    message: Message | None = None
    is_one: bool = True


def locate_pack(given: Path) -> PackFolder:
    """Return the pack's folder; the folder itself if it contains none, or more than one. Never raises."""
    if (given / FRONT).exists() or not given.is_dir():
        return PackFolder(given)
    if (given / MANIFEST).is_file() and (given / PACK / FRONT).is_file():
        return PackFolder(given / PACK, unpacked(given))
    below = [given]
    for _ in range(DEPTH):
        below = [inner for folder in below for inner in _folders(folder)]
        found = [folder for folder in below if (folder / FRONT).is_file()]
        if len(found) == 1:
            outer = found[0].parent
            if found[0].name == PACK.rstrip("/") and (outer / MANIFEST).is_file():
                return PackFolder(found[0], unpacked(outer))
            return _taken_from(found[0])
        if found:
            several = ", ".join(str(folder) for folder in found[:5])
            message = Message("there are several packs in {folder}; give one of {names}", folder=given, names=several)
            return PackFolder(given, message, is_one=False)
    above = next((folder for folder in _above(given) if (folder / FRONT).is_file()), None)
    return _taken_from(above) if above is not None else PackFolder(given)


def _taken_from(folder: Path) -> PackFolder:
    return PackFolder(folder, Message("the pack lies in {folder}, and is taken from there", folder=folder))


def _above(folder: Path) -> list[Path]:
    """Return the folders above one that may be a part of a pack, such as its panels/, as they are typed."""
    steps = [os.pardir] * DEPTH
    return [Path(os.path.normpath(folder.joinpath(*steps[: number + 1]))) for number in range(DEPTH)]


def unpacked(folder: Path) -> Message:
    """Return the message about an archive that a zip program unpacked."""
    return Message(
        "{folder} is an archive that was unpacked; its pack is taken from {pack}", folder=folder, pack=folder / PACK
    )


def _folders(folder: Path) -> list[Path]:
    """Return the folders within one, except hidden ones and those that macOS adds to a zip."""
    try:
        with os.scandir(folder) as entries:
            found = [Path(entry.path) for entry in islice(entries, MOST) if entry.is_dir(follow_symlinks=False)]
    except OSError:
        return []
    return sorted(inner for inner in found if not inner.name.startswith((".", "__MACOSX")))
