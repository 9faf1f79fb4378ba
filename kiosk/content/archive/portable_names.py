"""Names that mean the same file on every disk: Linux, Windows, a stick with FAT."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from kiosk.content.archive.archive_limits import DEPTH, NAME_BYTES
from kiosk.content.issues import quoted
from kiosk.content.messages import Message

_RESERVED = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?\Z", re.IGNORECASE)
# Of Synology and QNAP, Windows and macOS: thumbnails and folder settings.
_SYSTEMS = frozenset(
    {"@eadir", "@tmp", "#recycle", "#snapshot", "@recycle", "thumbs.db", "ehthumbs.db", "desktop.ini", "__macosx"}
    | {"$recycle.bin", "system volume information", "icon\r"}
)
BACKSLASH = "has a backslash in its name"
_FORBIDDEN = frozenset('<>:"|?*')


def is_left_behind(name: str) -> bool:
    """Return whether a file or folder of this name belongs to an editor or a system, not to the pack."""
    return name.startswith((".", "~$")) or name.endswith("~") or name.casefold() in _SYSTEMS


def name_fault(name: str) -> Message | None:
    """Return the fault of a path as written, posix and relative; None if there is none."""
    parts = name.split("/")
    return _path_fault(name, parts) or next((fault for part in parts if (fault := _part_fault(part))), None)


def is_reserved(part: str) -> bool:
    """Return whether Windows reserves a name, so that no file or folder can have it."""
    return bool(_RESERVED.match(part))


def _path_fault(name: str, parts: list[str]) -> Message | None:
    faults = {
        "has no name": not name,
        BACKSLASH: "\\" in name,
        "has a name that begins at the top of a disk": name.startswith("/") or re.match(r"[A-Za-z]:", name),
        "leads out of the pack with ..": ".." in parts,
        "has characters in its name that cannot be shown": not all(part.isprintable() for part in parts),
        "has letters in two pieces in its name (not NFC)": name != unicodedata.normalize("NFC", name),
        "has a name that is too long or too deep": _is_long(name) or len(parts) > DEPTH,
    }
    return next((Message(fault) for fault, found in faults.items() if found), None)


def _is_long(name: str) -> bool:
    return len(name.encode("utf-8", "surrogateescape")) > NAME_BYTES


def _part_fault(part: str) -> Message | None:
    if part in {"", "."}:
        return Message("has an empty part in its name")
    if part != part.strip() or part.endswith("."):
        return Message("has a name that begins or ends with a space, or ends with a full stop")
    if is_reserved(part):
        return Message("has a name that Windows keeps for itself: {part}", part=quoted(part))
    if found := next((character for character in part if character in _FORBIDDEN), None):
        return Message("has a character in its name that Windows cannot write: {character}", character=quoted(found))
    return None


def clashes(names: Iterable[str]) -> Iterator[tuple[str, Message]]:
    """Yield each name that clashes with another on some disk, with what it clashes with."""
    files: dict[str, str] = {}
    folders: dict[str, str] = {}
    for name in names:
        key = _key(name)
        if key in files:
            yield name, _clash(name, files[key])
            continue
        if key in folders:
            yield name, Message("is a file, and elsewhere a folder")
        files[key] = name
        yield from _folder_clashes(name, files, folders)


def _folder_clashes(name: str, files: dict[str, str], folders: dict[str, str]) -> Iterator[tuple[str, Message]]:
    end = name.find("/")
    while end >= 0:
        folder = name[:end]
        key = _key(folder)
        if key in files:
            yield name, Message("lies in a folder that is a file elsewhere: {other}", other=quoted(files[key]))
        elif folders.setdefault(key, folder) != folder:
            yield name, Message("lies in a folder that is also written {other}", other=quoted(folders[key]))
        end = name.find("/", end + 1)


def _clash(name: str, other: str) -> Message:
    if name == other:
        return Message("is here twice")
    return Message(
        "would fall on {other}, on disks that take capital and small letters for the same", other=quoted(other)
    )


def _key(name: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
