"""Originals that set-up replaced, to be restored exactly. Every write is atomic."""

from __future__ import annotations

import base64
import hashlib
import os
import stat
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

from kiosk.content.messages import Message
from kiosk.device.disk import flush_file, switch
from kiosk.device.errors import RefusedError
from kiosk.system.setup.ownership import mount_points

# As stored in JSON: None if there was nothing; a link's target; a file's bytes with its mode and owners. Earlier
# versions stored the text only.
Original = dict[str, Any] | str | None


def read_original(target: Path) -> Original:
    """Return what is at a path, without following links. Raises OSError if it is neither a file nor a link."""
    try:
        status = target.lstat()
    except FileNotFoundError:
        return None
    if stat.S_ISLNK(status.st_mode):
        return {"link": str(target.readlink())}
    content = base64.b64encode(target.read_bytes()).decode("ascii")
    return {"bytes": content, "mode": stat.S_IMODE(status.st_mode), "owners": [status.st_uid, status.st_gid]}


def digest(original: Original) -> str:
    """Return the SHA-256 of a file's content, or of a link's target after an arrow; of nothing if there is neither."""
    if original is None:
        return ""
    if isinstance(original, str):
        return hashlib.sha256(original.encode()).hexdigest()
    if "link" in original:
        return hashlib.sha256(f"-> {original['link']}".encode()).hexdigest()
    return hashlib.sha256(base64.b64decode(original["bytes"])).hexdigest()


def restore(target: Path, original: Original) -> None:
    """Restore it, all or nothing. Raises OSError."""
    if original is None:
        target.unlink(missing_ok=True)
    elif isinstance(original, str):
        write(target, original.encode())
    elif "link" in original:
        link(target, original["link"])
    else:
        write(target, base64.b64decode(original["bytes"]), original["mode"], original["owners"])


def write(target: Path, data: bytes, mode: int = 0o644, owners: list[int] | None = None) -> None:
    """Replace a file or link with `data`, all or nothing, regardless of the umask. Raises OSError."""

    def make(unfinished: Path) -> None:
        with unfinished.open("xb") as stream:
            stream.write(data)
            stream.flush()
            unfinished.chmod(mode)
            if owners is not None and owners != [unfinished.stat().st_uid, unfinished.stat().st_gid]:
                os.chown(unfinished, *owners)
            flush_file(stream.fileno())

    _in_place(target, make)


def link(target: Path, destination: str) -> None:
    """Replace a file or link with a symbolic link. Raises OSError."""
    _in_place(target, lambda unfinished: unfinished.symlink_to(destination))


def drop_unfinished(target: Path) -> None:
    """Remove temporary files that a killed program left beside a path. Raises OSError."""
    _unfinished(target).unlink(missing_ok=True)


def _unfinished(target: Path) -> Path:
    return target.with_name(f".{target.name}.part")


def _in_place(target: Path, write_to: Callable[[Path], None]) -> None:
    try:
        drop_unfinished(target)
        write_to(_unfinished(target))
        switch(_unfinished(target), target)
    except OSError:
        with suppress(OSError):
            drop_unfinished(target)
        raise


def make_folders(folder: Path) -> None:
    """Make a folder and its missing parents, readable by everybody regardless of the umask. Raises OSError."""
    for part in [part for part in (folder, *folder.parents) if not part.exists()][::-1]:
        part.mkdir()
        part.chmod(0o755)


def refuse_read_only(files: Iterable[Path]) -> None:
    """Before anything is written, raise RefusedError if the disk or the user's rights prevent writing any of these."""
    for file in sorted(files):
        folder = next(part for part in file.absolute().parents if part.exists()).resolve()
        if os.access(folder, os.W_OK):
            continue
        if os.statvfs(folder).f_flag & os.ST_RDONLY:
            mounts = mount_points()
            message = Message(
                "{folder} is on a disk that is mounted read-only, and nothing was changed; make it writable first: "
                "mount -o remount,rw {mount}",
                folder=folder,
                mount=next((part for part in (folder, *folder.parents) if part in mounts), "/"),
            )
        else:
            message = Message("{folder} cannot be written by this user, and nothing was changed", folder=folder)
        raise RefusedError(message)
