"""The device's data folders, and detection of lost ones.

Each has a file with an id of its own, repeated in a note beside the device's state: a folder that was removed, moved
away or replaced has no id, or another one. A store no longer counts as lost once packs are installed in its place; to
accept the loss of the data folder, staff remove the note. A folder that cannot be written gets no id, and its loss is
not reported.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from secrets import token_hex

from kiosk import paths
from kiosk.content.messages import Message
from kiosk.device.disk import make_folder, write_whole

ID_FILE, NOTE = "folder-mark", "folders.json"
DATA_LOST = Message(
    "the data folder {folder} was removed, moved away or replaced; the installed packs, the votes and visits and what "
    "was set in the operator menu were in it. End the kiosk, put the folder back in the place of the one that is there "
    "now, and start the kiosk again. Where it is gone for good, install the packs again, and then remove {note}"
)
STORE_LOST = Message(
    "the store {folder} was removed, moved away or replaced; the installed packs were in it. End the kiosk, put the "
    "folder back in the place of the one that is there now, and start the kiosk again; or install the packs again"
)


class KeptFolders:
    """The folders of a running kiosk, the data folder first; only a running kiosk gives them ids."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self._folders = folders
        self._known: dict[str, str] = {}
        self.check()

    def check(self) -> list[Message]:
        """Return messages for staff about lost folders; give new ones an id."""
        note = _read_note()
        # Without a note, whatever is there counts as this device's own.
        known = self._known | note if note is not None else {}
        for folder in self._folders:
            folder_id = _read_id(folder)
            if (not known.get(str(folder)) or _is_stocked_again(folder, known[str(folder)])) and folder.is_dir():
                known[str(folder)] = folder_id or _write_id(folder)
        self._known = {folder: folder_id for folder, folder_id in known.items() if folder_id}
        if self._known != (note or {}):
            with suppress(OSError):
                make_folder(paths.reserves())
                write_whole(_note(), json.dumps(self._known).encode("ascii"), 0o600)
        return _lost(self._folders, self._known)


def lost_folders(folders: Sequence[Path]) -> list[Message]:
    """Return messages for staff about lost folders among these that a kiosk had given an id, the data folder first."""
    return _lost(folders, _read_note() or {})


def _lost(folders: Sequence[Path], known: Mapping[str, str]) -> list[Message]:
    messages: list[Message] = []
    lost: list[Path] = []
    for folder in folders:
        folder_id = known.get(str(folder), "")
        if not folder_id or folder_id == _read_id(folder) or any(other in folder.parents for other in lost):
            continue
        lost.append(folder)
        if not _is_stocked_again(folder, folder_id):
            template = STORE_LOST if folder != paths.withdrawn().parent else DATA_LOST
            messages.append(Message(template.template, folder=folder, note=_note()))
    return messages


def _is_stocked_again(folder: Path, folder_id: str) -> bool:
    """Whether there is another store here, with another id, into which packs were installed."""
    from kiosk.device.errors import RefusedError
    from kiosk.packs.store.index import read_index

    if folder_id == _read_id(folder):
        return False
    with suppress(RefusedError, OSError):
        return bool(read_index(folder).packs)
    return False


def _note() -> Path:
    return paths.reserves() / NOTE


def _read_note() -> dict[str, str] | None:
    """The ids by folder; None if the note is missing or unreadable."""
    with suppress(OSError, ValueError, RecursionError):
        note = json.loads(_note().read_bytes())
        if isinstance(note, dict):
            return {str(folder): str(folder_id) for folder, folder_id in note.items()}
    return None


def _read_id(folder: Path) -> str:
    """A folder's id; "" if it is gone or has none."""
    with suppress(OSError, ValueError):
        return (folder / ID_FILE).read_text("ascii").strip()
    return ""


def _write_id(folder: Path) -> str:
    folder_id = token_hex(8)
    with suppress(OSError):
        write_whole(folder / ID_FILE, f"{folder_id}\n".encode("ascii"))
        return folder_id
    return ""
