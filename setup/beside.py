"""`make beside STANDARD=DIR`: each designed screen beside the kiosk's own, in one PNG each, in build/beside.

DIR has the pictures of the design, named 01-….png to 16-….png.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import sheets
import stops

TOP = Path(__file__).resolve().parent.parent
OUT = TOP / "build" / "beside"
PACK = TOP / "content" / "zhenjiang-new-area"
LANDSCAPE = "1920x1080"
PORTRAIT = "1080x1920"


@dataclass(frozen=True, slots=True)
class View:
    """The way to a designed screen in the kiosk; `stop` is panel/page, or another screen's name."""

    stop: str
    language: str = "zh"
    size: str = LANDSCAPE
    text_size: int = 100
    contrast: str = "dark"

    @property
    def folder(self) -> Path:
        """The folder of the tour's pictures."""
        return OUT / "screens" / f"{self.language}-{self.size}-{self.text_size}-{self.contrast}"


VIEWS = {
    "01": View("attract-1"),
    "02": View("home"),
    "03": View("home", size=PORTRAIT),
    "04": View("home", language="en"),
    "05": View("industry/four-cards"),
    "06": View("governance/approval"),
    "07": View("talent/high-level", size=PORTRAIT),
    "08": View("gallery-places"),
    "09": View("viewer-places-3"),
    "10": View("search-found", language="zh"),
    "11": View("accessibility"),
    "12": View("warning"),
    "13": View("home", contrast="rice-paper"),
    "14": View("governance/approval", text_size=200),
}


def walk(view: View, pack: Path = PACK, folder: Path | None = None) -> Path:
    """Draw every screen of a view, once; return the folder of the pictures."""
    folder = folder or view.folder
    if not (folder / "index.json").exists():
        print(f"  walking: {folder.name} …", flush=True)
        wishes = ["--pack", str(pack), "--out", str(folder), "--size", view.size, "--language", view.language]
        needs = ["--text-size", str(view.text_size), "--contrast", view.contrast]
        subprocess.run(
            [sys.executable, "-m", "kiosk", "tour", *wishes, *needs], cwd=TOP, check=False, capture_output=True
        )
    return folder


def find(folder: Path, stop: str) -> Path | None:
    """The picture of a stop, or of a page's first part; None if the tour has none."""
    return next((picture for picture, name in stops.pictures(folder) if name == stop), None)


def out_of_service() -> Path | None:
    """The screen that an empty pack leads to."""
    with tempfile.TemporaryDirectory() as empty:
        return find(walk(View("out-of-service"), Path(empty), OUT / "screens" / "out-of-service"), "out-of-service")


def states() -> Path | None:
    """The board of states, which no visitor sees."""
    board = OUT / "screens" / "states.png"
    if not board.exists():
        subprocess.run([sys.executable, str(TOP / "setup" / "board.py"), str(board)], cwd=TOP, check=False)
    return board if board.exists() else None


OTHERWISE = {"15": out_of_service, "16": states}


def main() -> int:
    """Draw all pairs; name those for which the kiosk has no screen."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("standard", type=Path, help="the folder of the designed pictures")
    standard = parser.parse_args().standard
    missing = []
    for file in sorted(standard.glob("[0-9][0-9]-*.png")):
        number = file.name[:2]
        own = OTHERWISE[number]() if number in OTHERWISE else find(walk(VIEWS[number]), VIEWS[number].stop)
        if own is None:
            missing.append(file.stem)
            continue
        width = 1080 if number in {"03", "07"} else 1920
        pair = [(file, f"designed: {file.stem}"), (own, f"the kiosk: {own.stem}")]
        sheets.write(sheets.grid(pair, 2, width), OUT / file.name)
    print(f"Pairs: {OUT}" + (f"; no screen of the kiosk for {', '.join(missing)}" if missing else ""))
    return 0


if __name__ == "__main__":
    sys.exit(main())
