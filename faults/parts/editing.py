"""An editor at work in a pack's folder: saves as editors make them, and invalid states."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

Pause = Callable[[float], None]
Undo = Callable[[], object]

PANEL = "panels/water.yaml"
TITLE = "第一页水"
PICTURE = "    picture: {file: media/tower.svg, alt: {zh: 一座塔, en: A tower}}\n    blocks:\n"


class Editor:
    """Works on a copy of a pack in `folder`; `linked`: that is a link to one of two folders, and may be switched.

    `pause` runs the kiosk while a save is half done.
    """

    def __init__(self, original: Path, folder: Path, chance: random.Random, pause: Pause, *, linked: bool) -> None:
        self.folder = folder
        self._chance = chance
        self._pause = pause
        self._linked = linked
        self._other = Path(shutil.copytree(original, folder.with_name("other")))
        self._away = folder.with_name("away")
        if linked:
            folder.symlink_to(shutil.copytree(original, folder.with_name("one")))
        else:
            shutil.copytree(original, folder)
        # The first page has a picture too, so that one can be removed.
        self._sound = (original / PANEL).read_text("utf-8").replace("    blocks:\n", PICTURE, 1)
        self._write(self._sound)
        self._undo: Undo = lambda: None
        self.ways: dict[str, Callable[[str], object]] = {
            "vim": self._as_vim,
            "VS Code": self._as_vs_code,
            "in place": self._write,
            "in parts": self._in_parts,
            "removed and written": self._again,
            "folder put back": self._whole_folder,
            "link turned" if linked else "folders exchanged": self._turn,
        }
        self.harms: dict[str, Callable[[], Undo | None]] = {
            "a wrong field": lambda: self._write(self._sound.replace("pages:", "pagse:")),
            "no YAML": lambda: self._write(self._sound + "  - [\n"),
            "cut short": lambda: self._write(self._sound[: chance.randrange(90)]),
            "half written": self._halve,
            "empty": lambda: self._write(""),
            "no text": lambda: self._write(bytes(range(256)).decode("latin-1")),
            "panel removed": partial(self._take, PANEL),
            "picture removed": partial(self._take, "media/tower.svg"),
            "picture cut short": self._cut_picture,
            "panels renamed": partial(self._take, "panels"),
            "pack.yaml removed": partial(self._take, "pack.yaml"),
            "folder emptied": self._empty,
            "folder gone": partial(self._take, ""),
            "a file in its place": lambda: self._instead(lambda: folder.write_text("nothing", "utf-8")),
            "a link to nowhere": lambda: self._instead(lambda: folder.symlink_to("nowhere")),
            "an empty folder": lambda: self._instead(folder.mkdir),
        }

    def save(self, title: str) -> str:
        """Undo any harm, and save a sound page with this title, in one of the ways; return which."""
        self._undo()
        self._undo = lambda: None
        way = self._chance.choice(list(self.ways))
        self.ways[way](self._sound.replace(TITLE, title))
        return way

    def harm(self) -> str:
        """Bring the folder into an invalid state; return which."""
        harm = self._chance.choice(list(self.harms))
        self._undo = self.harms[harm]() or (lambda: None)
        return harm

    @property
    def _file(self) -> Path:
        return self.folder / PANEL

    def _write(self, text: str) -> None:
        self._file.write_text(text, "utf-8")

    def _as_vim(self, text: str) -> None:
        """The old file becomes a copy, the new one is written in its place, the copy is removed."""
        probe, copy = self._file.with_name("4913"), self._file.with_name(f"{self._file.name}~")
        probe.touch()
        probe.unlink()
        self._file.rename(copy)
        self._pause(self._chance.choice([0, 0, 0.03]))
        self._write(text)
        copy.unlink()

    def _as_vs_code(self, text: str) -> None:
        new = self._file.with_name(f"{self._file.name}.vsctmp")
        new.write_text(text, "utf-8")
        self._pause(self._chance.choice([0, 0, 0.03]))
        new.replace(self._file)

    def _in_parts(self, text: str) -> None:
        step = len(text) // self._chance.randint(2, 5) + 1
        with self._file.open("w", encoding="utf-8") as file:
            for begin in range(0, len(text), step):
                file.write(text[begin : begin + step])
                file.flush()
                self._pause(self._chance.choice([0.01, 0.05, 0.2]))

    def _again(self, text: str) -> None:
        self._file.unlink()
        self._pause(self._chance.choice([0.01, 0.1]))
        self._write(text)

    def _whole_folder(self, text: str) -> None:
        self.folder.rename(self._away)
        self._pause(self._chance.choice([0.05, 0.3]))
        (self._away / PANEL).write_text(text, "utf-8")
        self._away.rename(self.folder)

    def _turn(self, text: str) -> None:
        (self._other / PANEL).write_text(text, "utf-8")
        if self._linked:
            before, new = self.folder.readlink(), self.folder.with_name("turning")
            new.symlink_to(self._other)
            new.replace(self.folder)
            self._other = before
        else:
            self.folder.rename(self._away)
            self._other.rename(self.folder)
            self._away.rename(self._other)

    def _halve(self) -> None:
        with self._file.open("w", encoding="utf-8") as file:
            file.write(self._sound[:40])
            file.flush()
            self._pause(0.1)
            file.write(self._sound[40:60])

    def _take(self, name: str) -> Undo:
        place = self.folder / name if name else self.folder
        place.rename(self._away)
        return lambda: self._away.rename(place)

    def _cut_picture(self) -> Undo:
        file = self.folder / "media" / "tower.svg"
        whole = file.read_bytes()
        file.write_bytes(whole[:120])
        return lambda: file.write_bytes(whole)

    def _empty(self) -> Undo:
        shutil.copytree(self.folder, self._away)
        for place in self.folder.iterdir():
            shutil.rmtree(place) if place.is_dir() else place.unlink()

        def undo() -> None:
            shutil.copytree(self._away, self.folder, dirs_exist_ok=True)
            shutil.rmtree(self._away)

        return undo

    def _instead(self, put: Callable[[], object]) -> Undo:
        self.folder.rename(self._away)
        put()

        def undo() -> None:
            self.folder.rmdir() if self.folder.is_dir() else self.folder.unlink()
            self._away.rename(self.folder)

        return undo
