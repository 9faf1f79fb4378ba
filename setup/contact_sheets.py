"""`make sheets`: thumbnails of every screen of every bundled pack, on one contact sheet per language and orientation.

Each sheet shows the screens at 100 % in the three contrasts and at 200 %; one more shows Home, a page and the viewer on
other screens (4K, 1280x800). The full pictures are beside them, in build/sheets/screens.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import sheets
import stops

TOP = Path(__file__).resolve().parent.parent
OUT = TOP / "build" / "sheets"
LANGUAGES = ("zh", "en")
SIZES = {"landscape": "1920x1080", "portrait": "1080x1920"}
NEEDS = ((100, "dark"), (200, "dark"), (100, "rice-paper"), (100, "high"))
OTHER_SCREENS = ("3840x2160", "1280x800", "2160x3840", "800x1280")
COLUMNS = {"landscape": 8, "portrait": 12}
WIDTH = {"landscape": 480, "portrait": 300}


@dataclass(frozen=True, slots=True)
class Tour:
    """One walk through one pack."""

    pack: str
    language: str
    size: str
    text_size: int = 100
    contrast: str = "dark"

    @property
    def folder(self) -> Path:
        """The folder of its pictures."""
        return OUT / "screens" / f"{self.pack}-{self.language}-{self.size}-{self.text_size}-{self.contrast}"

    def walk(self) -> None:
        """Draw every screen. Raises subprocess.CalledProcessError if the tour failed."""
        wishes = {
            "--pack": str(TOP / "content" / self.pack),
            "--out": str(self.folder),
            "--size": self.size,
            "--language": self.language,
            "--text-size": str(self.text_size),
            "--contrast": self.contrast,
        }
        arguments = [word for wish in wishes.items() for word in wish]
        for old in self.folder.glob("*.png"):
            old.unlink()
        done = subprocess.run(
            [sys.executable, "-m", "kiosk", "tour", *arguments], cwd=TOP, check=False, capture_output=True, text=True
        )
        if done.returncode:
            raise SystemExit(f"{self.folder.name}: {done.stderr}")

    def pictures(self) -> list[sheets.Picture]:
        """The pictures in the order of the walk, with the name of each screen."""
        return stops.pictures(self.folder)


def packs() -> list[str]:
    """The bundled packs."""
    return sorted(file.parent.name for file in (TOP / "content").glob("*/pack.yaml"))


def few(pictures: Sequence[sheets.Picture]) -> list[sheets.Picture]:
    """Home, the first page of a panel and the first picture of a viewer."""
    kinds = ("home", "/", "viewer-")
    return [next(picture for picture in pictures if kind in picture[1]) for kind in kinds]


def sheet(language: str, orientation: str, chosen: Iterable[str]) -> None:
    """Walk every pack in every setting, and lay the pictures out."""
    parts = []
    for pack in chosen:
        for text_size, contrast in NEEDS:
            tour = Tour(pack, language, SIZES[orientation], text_size, contrast)
            print(f"  {tour.folder.name} …", flush=True)
            tour.walk()
            grid = sheets.grid(tour.pictures(), COLUMNS[orientation], WIDTH[orientation])
            parts.append((f"{pack} · {language} · {SIZES[orientation]} · {text_size} % · {contrast}", grid))
    sheets.write(sheets.stack(parts), OUT / f"{language}-{orientation}.png")


def other_screens(language: str, chosen: Iterable[str]) -> None:
    """Home, a page and the viewer on larger and smaller screens."""
    parts = []
    for pack in chosen:
        for size in OTHER_SCREENS:
            tour = Tour(pack, language, size)
            print(f"  {tour.folder.name} …", flush=True)
            tour.walk()
            wide = int(size.split("x")[0]) > int(size.split("x")[1])
            parts.append((f"{pack} · {language} · {size}", sheets.grid(few(tour.pictures()), 3, 900 if wide else 500)))
    sheets.write(sheets.stack(parts), OUT / f"{language}-other-screens.png")


def main() -> int:
    """Draw the requested sheets, by default all of them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--packs", nargs="+", default=packs(), choices=packs())
    parser.add_argument("--languages", nargs="+", default=LANGUAGES)
    parser.add_argument("--orientations", nargs="*", default=list(SIZES), choices=list(SIZES))
    parser.add_argument("--no-other-screens", action="store_true")
    wish = parser.parse_args()
    for language in wish.languages:
        for orientation in wish.orientations:
            print(f"{language}, {orientation}", flush=True)
            sheet(language, orientation, wish.packs)
        if not wish.no_other_screens:
            print(f"{language}, other screens", flush=True)
            other_screens(language, wish.packs)
    print(f"Contact sheets: {OUT}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
