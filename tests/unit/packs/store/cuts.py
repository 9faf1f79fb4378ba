"""A disk that forgets: what a folder may look like after a power cut, by what was flushed and when.

A file keeps the bytes that it had when it was flushed; else it is empty, cut short, full of zeros or whole. A folder
keeps the names that it had when it was flushed; each change of them since then is there or not, one independent of the
other. That is more than ext4 loses.
"""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

Names = dict[str, int]


class ForgetfulDisk:
    """Follows what reaches the disk below `top`; `cut` writes what is left of it to another folder."""

    def __init__(self, top: Path, monkeypatch: pytest.MonkeyPatch, cut_at: int, chance: random.Random) -> None:
        self._top = top
        self._chance = chance
        self._left = cut_at
        self.durable_bytes: dict[int, bytes] = {}
        self.durable_names: dict[str, Names] = {}
        self.calls = 0
        self.remains: Path | None = None
        self.keep_all()
        from kiosk.device import disk
        from kiosk.media import media_cache
        from kiosk.packs.store import installer

        for module, name in (
            (disk, "flush_file"),
            (disk, "flush_folder"),
            (media_cache, "_flush"),
            (media_cache, "flush_folder"),
        ):
            self._follow(monkeypatch, module, name, self._keep_one)
        self._follow(monkeypatch, installer, "flush_tree", lambda _: self.keep_all())
        for name in ("rename", "replace", "mkdir", "unlink"):
            self._follow(monkeypatch, Path, name, lambda *_: None)

    def keep_all(self) -> None:
        """All that there is has reached the disk."""
        self.durable_bytes = {path.stat().st_ino: path.read_bytes() for path in self._top.rglob("*") if path.is_file()}
        self.durable_names = {self._place(path): names_of(path) for path in self._folders()}

    def _follow(self, monkeypatch: pytest.MonkeyPatch, owner: object, name: str, note: Callable[..., None]) -> None:
        original = getattr(owner, name)

        def followed(*given: object, **named: object) -> object:
            self._tick()
            made = original(*given, **named)
            note(*given)
            self._tick()
            return made

        monkeypatch.setattr(owner, name, followed)

    def _keep_one(self, what: int | Path) -> None:
        path = Path(f"/proc/self/fd/{what}").readlink() if isinstance(what, int) else what
        if path.is_dir():
            self.durable_names[self._place(path)] = names_of(path)
        else:
            self.durable_bytes[path.stat().st_ino] = path.read_bytes()

    def _tick(self) -> None:
        self.calls += 1
        if self.calls == self._left:
            self.remains = self._top.with_name("remains")
            self._restore("", self._top.stat().st_ino, self.remains)

    def _restore(self, place: str, _: int, target: Path) -> None:
        target.mkdir()
        here = self._top / place
        now = names_of(here) if here.is_dir() else {}
        kept = self.durable_names.get(place, {})
        for name in now.keys() | kept.keys():
            node = (
                self._chance.choice([now.get(name), kept.get(name)]) if now.get(name) != kept.get(name) else now[name]
            )
            below = f"{place}/{name}".lstrip("/")
            if node is None:
                continue
            if (here / name).is_dir() or below in self.durable_names:
                self._restore(below, node, target / name)
            else:
                (target / name).write_bytes(self._remembered(node, here / name))

    def _remembered(self, node: int, path: Path) -> bytes:
        now = path.read_bytes() if path.is_file() and path.stat().st_ino == node else self.durable_bytes.get(node, b"")
        kept = self.durable_bytes.get(node)
        if now == kept:
            return now
        half = len(now) // 2
        return self._chance.choice([kept or b"", b"", now[:half], now[:half] + bytes(len(now) - half), now])

    def _folders(self) -> list[Path]:
        return [self._top, *(path for path in self._top.rglob("*") if path.is_dir())]

    def _place(self, path: Path) -> str:
        return "" if path == self._top else path.relative_to(self._top).as_posix()


def names_of(folder: Path) -> Names:
    """The names in a folder and what they stand for."""
    with os.scandir(folder) as found:
        return {entry.name: entry.inode() for entry in found}


def put_in_place(remains: Path, top: Path) -> None:
    """The machine starts again: what is left is all there is."""
    shutil.rmtree(top)
    remains.rename(top)
