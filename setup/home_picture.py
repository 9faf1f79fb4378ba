"""`make home-picture`: draw docs/pictures/home.png, Home of the article's pack, as the README shows it."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import pyvips
import stops

TOP = Path(__file__).resolve().parent.parent
PACK = TOP / "content" / "zhenjiang-new-area"
FILE = TOP / "docs" / "pictures" / "home.png"
SIZE = "1280x720"


def main() -> int:
    """Walk the pack, save the picture of Home and print its size."""
    with tempfile.TemporaryDirectory() as name:
        command = [sys.executable, "-m", "kiosk", "tour", "--pack", str(PACK), "--out", name, "--size", SIZE]
        subprocess.run(command, cwd=TOP, check=True, capture_output=True)
        home = next(picture for picture, stop in stops.pictures(Path(name)) if stop == "home")
        pyvips.Image.new_from_file(str(home))[:3].pngsave(str(FILE), compression=9, filter="all")
    print(f"{FILE.relative_to(TOP)}: {FILE.stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
