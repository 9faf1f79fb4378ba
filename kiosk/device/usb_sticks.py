"""Mounted USB sticks, as the system lists them; the sticks themselves are not touched."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from kiosk.content.archive.archive_format import FRONT, SUFFIX

MAX_ENTRIES = 5_000  # entries read; a stick may hold ten years of photos
DEPTH = 2  # folders within the stick
REMOVABLE = 2  # result of GetDriveTypeW
MOUNTED_SYSTEMS = frozenset({"vfat", "exfat"})  # file systems that the udev rule mounts
MOUNT_SECONDS = 10  # a stick that is not mounted by then is damaged
SYSTEMS = {"ntfs": "NTFS", "apfs": "APFS", "hfsplus": "HFS+", "BitLocker": "BitLocker", "crypto_LUKS": "LUKS"}
_SINCE = "since"  # when udev met the device, in microseconds of the monotonic clock
_NO_FILES = frozenset(
    {"0x5", "0xf", "0x85", "e3c9e316-0b5c-4db8-817d-f92df00215ae", "c12a7328-f81f-11d2-ba4b-00a0c93ec93b"}
)
"""Kinds of partitions for other partitions, Microsoft's reserve and firmware."""


def sticks(root: Path = Path("/")) -> tuple[Path, ...]:
    """Return the mount points of the sticks; `root` is where /proc and /sys are. Never raises."""
    return tuple(_drives() if os.name == "nt" else _mounted(root))


class Foreign(NamedTuple):
    """A stick that this machine does not mount: its name and file system; "" for one that cannot be opened."""

    name: str
    system: str


def foreign_sticks(root: Path = Path("/")) -> tuple[Foreign, ...]:
    """Return the plugged-in sticks with a file system other than FAT32 and exFAT, or a damaged one. Never raises."""
    return tuple(_foreign(root)) if os.name != "nt" else ()


def _foreign(root: Path) -> Iterator[Foreign]:
    mounted = {device for device, _ in _mounts(root / "proc/self/mountinfo")}
    with suppress(OSError):
        for block in sorted((root / "sys/class/block").iterdir()):
            disk = _disk(root, block.name)
            if block.name in mounted or disk is None or not _is_removable(disk):
                continue
            properties = _udev_properties(root, block)
            system = properties.get("ID_FS_TYPE", "")
            is_foreign = bool(system) and system not in MOUNTED_SYSTEMS
            if is_foreign or _is_damaged(block, properties):
                name = properties.get("ID_FS_LABEL_ENC") or block.name
                yield Foreign(name, SYSTEMS.get(system, system) if is_foreign else "")


def _is_damaged(block: Path, properties: dict[str, str]) -> bool:
    """Return whether a stick, or a partition of one, should have been mounted by now."""
    since = properties.get(_SINCE, "")
    if not since.isdecimal() or time.monotonic() - int(since) / 1e6 < MOUNT_SECONDS:
        return False
    # udev copies the properties of a disk to its partitions.
    is_divided = "ID_PART_TABLE_TYPE" in properties and not (block / "partition").exists()
    if is_divided or properties.get("ID_PART_ENTRY_TYPE", "").lower() in _NO_FILES:
        return False
    with suppress(OSError):
        return (block / "size").read_text("ascii").strip() != "0"  # a reader without a card in it
    return False


def _udev_properties(root: Path, block: Path) -> dict[str, str]:
    """Return udev's properties of a device; empty where it has none."""
    with suppress(OSError):
        number = (block / "dev").read_text("ascii").strip()
        lines = (root / f"run/udev/data/b{number}").read_text("utf-8", "replace").splitlines()
        pairs = [line.removeprefix("E:").partition("=") for line in lines if line.startswith("E:")]
        pairs += [(_SINCE, "", line.removeprefix("I:")) for line in lines if line.startswith("I:")]
        return {key: _unescape(re.sub(r"\\x([0-9a-f]{2})", _hex, value)).strip() for key, _, value in pairs}
    return {}


def _hex(match: re.Match[str]) -> str:
    return chr(int(match[1], 16))


def _mounted(root: Path) -> Iterator[Path]:
    """Yield the mount points of removable disks, except the one that the system runs from."""
    mounts = list(_mounts(root / "proc/self/mountinfo"))
    system = {_disk(root, device) for device, folder in mounts if folder == "/"}
    seen: set[str] = set()
    for device, folder in mounts:
        disk = _disk(root, device)
        if disk and disk not in system and device not in seen and _is_removable(disk):
            seen.add(device)
            yield Path(folder)


def _mounts(file: Path) -> Iterator[tuple[str, str]]:
    """Yield the mounted devices of /dev and their mount points; mountinfo of proc(5)."""
    with suppress(OSError):
        for line in file.read_text("utf-8", "surrogateescape").splitlines():
            before, _, after = line.partition(" - ")
            first, last = before.split(" "), after.split(" ")
            if len(first) > 4 and len(last) > 1 and last[1].startswith("/dev/"):
                yield last[1].removeprefix("/dev/"), _unescape(first[4])


def _unescape(text: str) -> str:
    return re.sub(r"\\([0-7]{3})", lambda match: chr(int(match[1], 8)), text)


def _disk(root: Path, device: str) -> Path | None:
    """Return the sysfs folder of the disk that holds a partition."""
    with suppress(OSError):
        folder = (root / "sys/class/block" / device).resolve(strict=True)
        return folder.parent if (folder / "partition").exists() else folder
    return None


def _is_removable(disk: Path) -> bool:
    if any(re.fullmatch(r"usb\d+", part) for part in disk.parts):
        return True
    with suppress(OSError):
        return (disk / "removable").read_text("ascii").strip() == "1"
    return False


def _drives() -> Iterator[Path]:
    """Yield the removable drives of Windows."""
    import ctypes

    kernel = vars(ctypes)["windll"].kernel32
    present = kernel.GetLogicalDrives()
    for number in range(26):
        drive = f"{chr(ord('A') + number)}:\\"
        if present >> number & 1 and kernel.GetDriveTypeW(drive) == REMOVABLE:
            yield Path(drive)


def archives(top: Path) -> Iterator[Path]:
    """Yield possible packs on a stick, those at its top first; hidden files are skipped.

    Archives, zips, and the pack.yaml of packs that are not archived.
    """
    remaining = MAX_ENTRIES
    folders = [(top, 0)]
    while folders:
        folder, depth = folders.pop(0)
        with suppress(OSError), os.scandir(folder) as entries:
            for entry in sorted(entries, key=lambda entry: entry.name):
                remaining -= 1
                if remaining < 0:
                    return
                if entry.name.startswith("."):
                    continue
                if entry.is_dir(follow_symlinks=False) and depth < DEPTH:
                    folders.append((Path(entry.path), depth + 1))
                elif _may_be_pack(entry.name) and entry.is_file(follow_symlinks=False):
                    yield Path(entry.path)


def _may_be_pack(name: str) -> bool:
    """Return whether a file may be an archive, also under a name that a download gave it: hall.kioskpack.1."""
    return name == FRONT or SUFFIX in name.lower() or name.lower().endswith(".zip")
