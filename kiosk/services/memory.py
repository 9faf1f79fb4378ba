"""How much memory this process holds."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path


def resident_mb() -> int:
    """Return the memory of this process in MB; 0 where the system does not tell."""
    with suppress(OSError, ValueError, IndexError):
        for line in Path("/proc/self/status").read_text("ascii").splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) // 1024
    return 0
