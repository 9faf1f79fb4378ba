"""Where memory sticks are mounted: told by the system alone, no stick is touched for it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

REMOVABLE = 2  # of GetDriveTypeW


def sticks(root: Path = Path("/")) -> tuple[Path, ...]:
    """Return the folders of the sticks that are mounted; `root` is where /proc and /sys are. Never raises."""
    return tuple(_drives() if os.name == "nt" else _mounted(root))


def _mounted(root: Path) -> Iterator[Path]:
    """The mounts of disks that can be taken out, but of the one that the system runs from."""
    mounts = list(_mounts(root / "proc/self/mountinfo"))
    system = {_disk(root, device) for device, folder in mounts if folder == "/"}
    seen: set[str] = set()
    for device, folder in mounts:
        disk = _disk(root, device)
        if disk and disk not in system and device not in seen and _comes_out(disk):
            seen.add(device)
            yield Path(folder)


def _mounts(file: Path) -> Iterator[tuple[str, str]]:
    """The devices of /dev that are mounted, and where; mountinfo of proc(5)."""
    with suppress(OSError):
        for line in file.read_text("utf-8", "surrogateescape").splitlines():
            before, _, after = line.partition(" - ")
            first, last = before.split(" "), after.split(" ")
            if len(first) > 4 and len(last) > 1 and last[1].startswith("/dev/"):
                yield last[1].removeprefix("/dev/"), _unescaped(first[4])


def _unescaped(words: str) -> str:
    return re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), words)


def _disk(root: Path, device: str) -> Path | None:
    """The folder of sysfs of the disk that a partition lies on."""
    with suppress(OSError):
        found = (root / "sys/class/block" / device).resolve(strict=True)
        return found.parent if (found / "partition").exists() else found
    return None


def _comes_out(disk: Path) -> bool:
    if any(re.fullmatch(r"usb\d+", part) for part in disk.parts):
        return True
    with suppress(OSError):
        return (disk / "removable").read_text("ascii").strip() == "1"
    return False


def _drives() -> Iterator[Path]:
    """The removable drives of Windows."""
    import ctypes

    kernel = vars(ctypes)["windll"].kernel32
    present = kernel.GetLogicalDrives()
    for number in range(26):
        drive = f"{chr(ord('A') + number)}:\\"
        if present >> number & 1 and kernel.GetDriveTypeW(drive) == REMOVABLE:
            yield Path(drive)
