"""Ownership of the kiosk's folders: given to its user, whatever that user's current UID."""

from __future__ import annotations

import os
import re
import stat
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

MOUNTS = Path("/proc/self/mountinfo")


@dataclass
class OwnershipChange:
    """How many entries changed owner, and which were left alone because they reach outside the folder."""

    count: int = 0
    skipped: list[Path] = field(default_factory=list)


def give(folder: Path, owner: int, group: int, only_owner: int | None = None) -> OwnershipChange:
    """Give a folder and everything in it to the owner; `only_owner`: just what belongs to this UID. Raises OSError.

    No link is followed, and what reaches outside the folder is left alone: mounted disks, and files with hard links
    elsewhere.
    """
    top, change = folder.resolve(), OwnershipChange()
    seen_links = Counter(
        _inode(entry) for _, _, entry in _entries(top, []) if entry.st_nlink > 1 and not stat.S_ISDIR(entry.st_mode)
    )
    for path, parent, entry in _entries(top, change.skipped):
        if (entry.st_uid, entry.st_gid) == (owner, group) or only_owner not in {None, entry.st_uid}:
            continue
        if seen_links[_inode(entry)] not in {0, entry.st_nlink}:
            change.skipped.append(path)
            continue
        with suppress(FileNotFoundError):
            os.chown(path.name if parent is not None else path, owner, group, dir_fd=parent, follow_symlinks=False)
            change.count += 1
    return change


def _entries(top: Path, skipped: list[Path]) -> Iterator[tuple[Path, int | None, os.stat_result]]:
    """Yield each entry with a descriptor of its folder, top first; mount points go into `skipped`."""
    mounts = mount_points()
    yield top, None, top.lstat()
    for root, folders, files, descriptor in os.fwalk(top, follow_symlinks=False):
        for name in (*folders, *files):
            path = Path(root, name)
            if path in mounts:
                skipped.append(path)
                continue
            with suppress(FileNotFoundError):  # a running kiosk removes its own
                yield path, descriptor, os.stat(name, dir_fd=descriptor, follow_symlinks=False)
        folders[:] = [name for name in folders if Path(root, name) not in mounts]


def _inode(entry: os.stat_result) -> tuple[int, int]:
    return entry.st_dev, entry.st_ino


def mount_points() -> set[Path]:
    """Return all mount points."""
    lines = MOUNTS.read_bytes().splitlines() if MOUNTS.exists() else []
    # The kernel escapes spaces and the like as three octal digits.
    return {
        Path(os.fsdecode(re.sub(rb"\\([0-7]{3})", lambda code: bytes([int(code[1], 8)]), line.split()[4])))
        for line in lines
    }
