"""Location of a pack in the folder that staff name: programs unpack archives one or two folders deeper."""

from __future__ import annotations

import os
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from kiosk.content.archive.archive_format import MANIFEST, PACK
from kiosk.content.messages import Message

FRONT = "pack.yaml"
DEPTH = 2  # folders within the one that is given
MOST = 200  # entries of a folder that are looked at


class PackFolder(NamedTuple):
    """The folder that has pack.yaml in it, and what is told of the way to it: nothing where it was given itself.

    `is_one`: not one of several, of which nobody can say which is meant.
    """

    folder: Path
    told: Message | None = None
    is_one: bool = True


def locate_pack(given: Path) -> PackFolder:
    """Return where the pack lies; the folder itself where none is found in it, or more than one. Raises nothing."""
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
            return PackFolder(found[0], Message("the pack lies in {folder}, and is taken from there", folder=found[0]))
        if found:
            several = ", ".join(str(folder) for folder in found[:5])
            told = Message("there are several packs in {folder}; give one of {names}", folder=given, names=several)
            return PackFolder(given, told, is_one=False)
    return PackFolder(given)


def unpacked(folder: Path) -> Message:
    """Return what is told of an archive that a zip program unpacked."""
    return Message(
        "{folder} is an archive that was unpacked; its pack is taken from {pack}", folder=folder, pack=folder / PACK
    )


def _folders(folder: Path) -> list[Path]:
    """Return the folders within one, except for hidden ones and what macOS adds to a zip."""
    try:
        with os.scandir(folder) as entries:
            found = [Path(entry.path) for entry in islice(entries, MOST) if entry.is_dir(follow_symlinks=False)]
    except OSError:
        return []
    return sorted(inner for inner in found if not inner.name.startswith((".", "__MACOSX")))
