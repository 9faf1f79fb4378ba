"""The screens that are kept as pictures: Home, all pages and a viewer of the showcase, with every kind of block."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyvips
from PySide6.QtGui import QImage

from kiosk.app import Kiosk, Options
from kiosk.session.phases import Phase
from kiosk.tour.stillness import Stillness
from kiosk.tour.synthetic_touch import wait, wait_until

TOP = Path(__file__).resolve().parents[2]
PACK = TOP / "content" / "showcase"
SIZE = (1280, 720)
LANGUAGES = ("zh", "en")
PICTURES = Path(__file__).parent / "pictures"
QUIET_S = 0.02
PATIENT_S = 0.3


class Screens:
    """One kiosk that is led from screen to screen, and looked at."""

    def __init__(self, kiosk: Kiosk) -> None:
        self._kiosk = kiosk
        self._stillness = Stillness(kiosk.window)

    def all(self) -> Iterator[str]:
        """Show one after another in each language, and give its name while it stands."""
        session = self._kiosk.session
        for language in LANGUAGES:
            session.chooseLanguage(language)
            session.goHome()
            yield self._named(language, "home")
            for panel, pages in session.state.outline.panels.items():
                for number, page in enumerate(pages):
                    session.openPanelAt(panel, number)
                    yield self._named(language, f"{panel}-{page}")
            for gallery in session.state.outline.galleries:
                session.openGallery(gallery)
                yield self._named(language, f"gallery-{gallery}")
                session.openPicture(gallery, 0)
                yield self._named(language, f"viewer-{gallery}")

    def kinds(self) -> set[str]:
        """The kinds of block that stand on these screens."""
        panels = map(self._kiosk.pack.panel, self._kiosk.session.state.outline.panels)
        return {block["kind"] for panel in panels for page in panel["pages"] for block in page["blocks"]}

    def look(self, quiet: float = QUIET_S) -> pyvips.Image:
        """A picture of the screen, once nothing was drawn for `quiet` seconds: 3 bands of 8 bits."""
        assert self._stillness.settle(quiet=quiet), "the screen does not come to rest"
        image = self._kiosk.window.grabWindow().convertToFormat(QImage.Format.Format_RGB888)
        lines = image.bytesPerLine()
        whole = pyvips.Image.new_from_memory(bytes(image.constBits()), lines, image.height(), 1, "uchar")
        flat = whole.crop(0, 0, image.width() * 3, image.height()).write_to_memory()
        return pyvips.Image.new_from_memory(flat, image.width(), image.height(), 3, "uchar").copy(interpretation="srgb")

    def _named(self, language: str, screen: str) -> str:
        wait(0)
        return f"{language}-{screen}"


@contextmanager
def opened(cache: Path, journal: Path) -> Iterator[Screens]:
    """The showcase on a screen of 1280 x 720, at Home, without motion."""
    gc.collect()
    kiosk = Kiosk(Options(PACK, SIZE, diagonal=55, moving=False, cache=cache, journal=journal))
    kiosk.show()
    try:
        assert wait_until(lambda: not kiosk.stage.preparing, 60)
        kiosk.session.touched(0, False)
        kiosk.session.lifted(0)
        assert kiosk.session.state.phase is Phase.ACTIVE
        yield Screens(kiosk)
    finally:
        kiosk.close()
        wait(0)
