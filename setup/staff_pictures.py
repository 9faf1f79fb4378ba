"""`make staff-pictures`: the pictures of docs/staff.md and docs/staff.zh.md, from a new pack and its real preview."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")
os.environ.setdefault("QSG_RENDER_LOOP", "basic")

import pyvips

from kiosk.app import Preview, make_application
from kiosk.content.screen_sizes import ScreenSize
from kiosk.packs.scaffold import make_pack
from kiosk.runtime.preview_updater import PreviewOptions
from kiosk.tour.synthetic_touch import wait, wait_until

OUT = Path(__file__).resolve().parent.parent / "docs" / "pictures"
LYING, UPRIGHT = ScreenSize(55, 1920, 1080), ScreenSize(55, 1080, 1920)
HALL = "panels/hall.yaml"
EDITS = {"zh": ("zh: 欢迎", "zh: 欢迎来到江南"), "en": ("en: Welcome", "en: Welcome to Jiangnan")}
SLIP = ("      caption:", "      captoin:")
SECONDS = 60


class MenuPicture:
    """A new pack, its preview in a window of `size` px, and a camera."""

    def __init__(self, language: str, screen: ScreenSize, page: str, size: tuple[int, int]) -> None:
        self.scratch = Path(tempfile.mkdtemp())
        self.pack = self.scratch / "jiangnan"
        make_pack(self.pack, {"zh": "江南展厅", "en": "Jiangnan Hall"}[language])
        self._reads = 0
        self._size = size
        self.preview = Preview(PreviewOptions(self.pack, screen, page, language, language, moving=False))
        self.preview.updater.shown.connect(self._count)

    def show(self) -> None:
        """Open the window and wait for the pack."""
        self.preview.show()
        self.preview.kiosk.window.resize(*self._size)
        assert wait_until(lambda: self._reads > 0, SECONDS)
        wait(600)

    def save(self, change: tuple[str, str]) -> None:
        """Replace words in the hall's panel, and wait until the preview shows them."""
        before, file = self._reads, self.pack / HALL
        text = file.read_text(encoding="utf-8")
        assert change[0] in text
        file.write_text(text.replace(*change), encoding="utf-8")
        assert wait_until(lambda: self._reads > before, SECONDS)
        wait(900)

    def draw(self, name: str) -> None:
        """Save a picture of the window."""
        taken = self.scratch / f"{name}.png"
        self.preview.kiosk.window.grabWindow().save(str(taken))
        picture = pyvips.Image.new_from_file(str(taken))
        picture.webpsave(str(OUT / name), Q=82)
        print(f"{name}: {(OUT / name).stat().st_size} bytes")

    def _count(self) -> None:
        self._reads += 1


@contextmanager
def operator_files(language: str, screen: ScreenSize, page: str, size: tuple[int, int]) -> Iterator[MenuPicture]:
    """A desk, cleaned up afterwards."""
    laid = MenuPicture(language, screen, page, size)
    laid.show()
    try:
        yield laid
    finally:
        laid.preview.close()
        shutil.rmtree(laid.scratch)


def main() -> int:
    """Draw every picture, for both documents."""
    application = make_application()
    for language, edit in EDITS.items():
        with operator_files(language, LYING, "home", (960, 540)) as laid:
            laid.draw(f"staff-new.{language}.webp")
        with operator_files(language, LYING, "hall/welcome", (960, 700)) as laid:
            laid.save(edit)
            laid.preview.kiosk.window.resize(960, 540)
            wait(400)
            laid.draw(f"staff-edited.{language}.webp")
            laid.preview.kiosk.window.resize(960, 620)
            laid.save(SLIP)
            laid.draw(f"staff-problem.{language}.webp")
        with operator_files(language, UPRIGHT, "hall/welcome", (405, 720)) as laid:
            laid.draw(f"staff-upright.{language}.webp")
    application.quit()
    return 0


if __name__ == "__main__":
    sys.exit(main())
