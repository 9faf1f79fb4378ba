"""Memory of this process, and its limit."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

ROOT = Path("/")
_GROUP_SHARE = 0.8  # of a control group's limit: at the limit itself the kernel kills


def held_mb(root: Path = ROOT) -> int:
    """Return the memory of this process, in use and swapped out, in MB; 0 where the system does not report it."""
    status = read_table(root / "proc/self/status")
    return (status.get("VmRSS", 0) + status.get("VmSwap", 0)) // 10**6


def machine_mb(root: Path = ROOT) -> int:
    """Return the memory of this machine in MB; 0 where it does not report it."""
    return read_table(root / "proc/meminfo").get("MemTotal", 0) // 10**6


def group_mb(root: Path = ROOT) -> int:
    """Return the memory in MB that this process should use at most within its control group; 0 for no limit."""
    with suppress(OSError, ValueError):
        for line in (root / "proc/self/cgroup").read_text("utf-8").splitlines():
            if line.startswith("0::/"):
                limit = (root / "sys/fs/cgroup" / line[4:] / "memory.max").read_text("ascii").strip()
                return 0 if limit == "max" else int(int(limit) * _GROUP_SHARE) // 10**6
    return 0


def read_table(file: Path) -> dict[str, int]:
    """Return the lines "Name:  123 kB" of a file of /proc, in bytes; empty where it cannot be read."""
    values = {}
    with suppress(OSError, UnicodeDecodeError):
        for line in file.read_text("ascii").splitlines():
            name, _, value = line.partition(":")
            parts = value.split()
            if len(parts) == 2 and parts[1] == "kB" and parts[0].isdigit():
                values[name] = int(parts[0]) * 1024
    return values
