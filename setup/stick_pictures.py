"""`make staff-pictures`: a pack from a memory stick to the screen, for docs/staff.md and docs/staff.zh.md."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import cast

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")
os.environ.setdefault("QSG_RENDER_LOOP", "basic")

import pyvips

from kiosk import paths
from kiosk.app import Kiosk, Options, make_application
from kiosk.content.loader import load_pack
from kiosk.device.message_catalog import phrases
from kiosk.media import needed_widths
from kiosk.operator.operator_files import OperatorFiles
from kiosk.operator.pin_file import set_pin
from kiosk.packs.compiled_cache import CompiledCache
from kiosk.packs.product_assets import load_assets
from kiosk.packs.product_catalog import product_catalog
from kiosk.packs.scaffold import make_pack
from kiosk.packs.store.archive_builder import build
from kiosk.packs.store.installer import Installer
from kiosk.session.phases import Phase
from kiosk.tour.accessibility_tree import read_screen
from kiosk.tour.synthetic_touch import SyntheticTouch, wait, wait_until
from kiosk.tour.tour_walk import LeapingClock
from kiosk.view.packs_view import PacksView

OUT = Path(__file__).resolve().parent.parent / "docs" / "pictures"
SIZE, SMALL, SECONDS = (1920, 1080), 960, 120
TITLES = {"zh": "江南展厅", "en": "Jiangnan Hall"}
EDITS = {"zh": ("zh: 欢迎", "zh: 欢迎来到江南"), "en": ("en: Welcome", "en: Welcome to Jiangnan")}
PIN, CORNER, HOLD = "274951", (20, 20), 5.0


class Hall:
    """A kiosk with a pack of its own, an operator, and a stick with the next version."""

    def __init__(self, top: Path, language: str) -> None:
        self.language = language
        self.stick = top / "stick"
        store, pack = Installer(top / "store"), top / "jiangnan"
        store.note_screen(needed_widths(max(SIZE)))
        make_pack(pack, TITLES[language])
        assets = load_assets(paths.resources(), CompiledCache(top / "cache"))
        store.install(pack, assets, None, lambda *_: None)
        self.archive = _next_version(pack, top, language)
        operator_files = OperatorFiles(
            pin=top / "pin.json", attempts=top / "attempts.json", choices=top / "panel.json", stick=self.stick
        )
        set_pin(operator_files.pin, PIN)
        self.clock = LeapingClock()
        wishes = {"moving": False, "diagonal": 55.0, "cache": top / "cache", "journal": top / "journal.sqlite"}
        self.kiosk = Kiosk(Options(pack, SIZE, clock=self.clock, store=store, operator_files=operator_files, **wishes))  # type: ignore[arg-type]
        self.kiosk.show()
        self.touch_screen = SyntheticTouch(self.kiosk.window)
        self.until(lambda: self.kiosk.session.state.phase is Phase.ATTRACT)
        wait(300)

    def until(self, *happens: object) -> None:
        """Wait until all of these hold."""
        for each in happens:
            assert callable(each)
            assert wait_until(each, SECONDS), read_screen(self.kiosk.window).texts

    def touch(self, identifier: str) -> None:
        """Touch a control once it appears."""
        self.until(lambda: read_screen(self.kiosk.window).control(identifier) is not None)
        control = read_screen(self.kiosk.window).control(identifier)
        assert control is not None
        self.touch_screen.tap(*control.centre)
        wait(150)

    def come_in(self) -> None:
        """Open the keypad, and enter the PIN."""
        self.touch_screen.press(*CORNER)
        wait(50)
        self.clock.leap(HOLD)
        self.kiosk.session.wake_up()
        self.touch_screen.lift(*CORNER)
        for digit in PIN:
            self.touch(f"pin:{digit}")
        self.touch("pin:ok")
        self.until(lambda: self.kiosk.operator.authenticated)
        if self.kiosk.operator.property("language") != self.language:
            self.touch("operator:language")

    def reach(self, stage: str) -> None:
        """Wait until the operator menu's packs are in this state, and the chosen one is compared with the screen's."""
        packs = cast("PacksView", self.kiosk.operator.packs)
        comparing = phrases("operator", self.language)["diff-wait"]
        self.until(lambda: packs.property("stage") == stage and comparing not in read_screen(self.kiosk.window).texts)
        wait(600)

    def draw(self, name: str) -> None:
        """Save a picture of the screen."""
        wait(300)
        file = OUT / f"stick-{name}.{self.language}.webp"
        with tempfile.NamedTemporaryFile(suffix=".png") as taken:
            self.kiosk.window.grabWindow().save(taken.name)
            pyvips.Image.thumbnail(taken.name, SMALL).webpsave(str(file), Q=82)
        print(f"{file.name}: {file.stat().st_size} bytes")


def _next_version(pack: Path, top: Path, language: str) -> Path:
    for file, change in (("pack.yaml", ("version: 1.0.0", "version: 1.1.0")), ("panels/hall.yaml", EDITS[language])):
        text = (pack / file).read_text("utf-8")
        assert change[0] in text
        (pack / file).write_text(text.replace(*change), "utf-8")
    loaded = load_pack(pack, product_catalog()).pack
    assert loaded is not None
    return build(pack, loaded, top)


def walk(hall: Hall) -> None:
    """From the stick to the screen, and back."""
    hall.come_in()
    hall.touch("operator:stick")
    hall.draw("none")
    ready = hall.stick.with_name("ready")
    ready.mkdir()
    shutil.move(hall.archive, ready)
    ready.rename(hall.stick)
    hall.until(lambda: read_screen(hall.kiosk.window).control("stick:0") is not None)
    hall.draw("there")
    hall.touch("stick:0")
    hall.reach("chosen")
    hall.draw("checked")
    hall.touch("pack:look")
    if hall.kiosk.session.state.settings.language != hall.language:
        hall.kiosk.session.chooseLanguage(hall.language)
    hall.kiosk.session.openPanel("hall", "welcome")
    hall.draw("look")
    hall.touch("looking:use")
    hall.reach("chosen")
    hall.draw("used")
    hall.touch("operator:packs")
    hall.touch("pack:list")
    hall.draw("packs")


def main() -> int:
    """Draw every picture, for both documents."""
    application = make_application()
    for language in TITLES:
        with tempfile.TemporaryDirectory() as name:
            hall = Hall(Path(name), language)
            try:
                walk(hall)
            finally:
                hall.kiosk.close()
                wait(0)
    application.quit()
    return 0


if __name__ == "__main__":
    sys.exit(main())
