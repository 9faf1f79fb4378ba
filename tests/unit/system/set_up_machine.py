"""A machine of files for the tests of set-up: one user, no running systemd."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path


class Commands:
    """A machine of one user and no running systemd; keeps what was run. `bad` fails."""

    def __init__(self, bad: str = "nothing") -> None:
        self.ran: list[str] = []
        self.users: set[str] = set()
        self.bad = bad

    def __call__(self, words: Sequence[str]) -> int:
        reported = " ".join(words)
        self.ran.append(reported)
        if words[0] == self.bad:
            return 1
        if words[0] in {"useradd", "userdel"}:
            (self.users.add if words[0] == "useradd" else self.users.discard)(words[-1])
        if words[0] == "id":
            return int(words[1] not in self.users)
        if reported.startswith("sh -c !"):
            return int("yi-kiosk" in self.users)
        return int(words[0] == "test" or reported.startswith("sh -c test"))


def files(top: Path) -> dict[str, tuple[str, int]]:
    """Every file, link and folder below, with what it says and its mode."""
    found = {}
    for path in top.rglob("*"):
        says = str(path.readlink()) if path.is_symlink() else "" if path.is_dir() else path.read_text("utf-8")
        found[str(path.relative_to(top))] = says, path.lstat().st_mode
    return found


def kept(top: Path) -> list[str]:
    """What a set-up left behind: all but the folder that programs keep what they know in."""
    return [name for name in files(top) if name not in {"var", "var/lib"}]
