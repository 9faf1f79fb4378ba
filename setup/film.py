"""`make film`: a half-minute visit, by synthetic touch, as docs/film.mp4, and small as docs/pictures/film.webp."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from camera import RATE, STEPPED, Camera

os.environ |= STEPPED

from reel import Reel

from kiosk.app import Kiosk, Options, make_application
from kiosk.device.log import open_log
from kiosk.tour.accessibility_tree import read_screen
from kiosk.tour.synthetic_touch import Point, wait_until

TOP = Path(__file__).resolve().parent.parent
PACK = TOP / "content" / "zhenjiang-new-area"
FILM = TOP / "docs" / "film.mp4"
POSTER = TOP / "docs" / "pictures" / "film.webp"
NEW = TOP / "build" / "film"
SIZE = (1280, 720)
REFERENCE_INCHES = 55


class Visit:
    """The actions of the film's visitor."""

    def __init__(self, kiosk: Kiosk, camera: Camera) -> None:
        self._kiosk = kiosk
        self._camera = camera

    def play(self) -> None:
        """From attract to a page, Home, another page, a picture and back."""
        self._attract()
        self._question()
        self._home()
        self._picture()

    def _attract(self) -> None:
        self._camera.roll(2.5)
        self._camera.rolling = True
        self._camera.roll(3.0)
        self._camera.tap((124, 624))
        self._camera.roll(2.6)

    def _question(self) -> None:
        self._swipe()
        self._camera.roll(1.4)
        self._touch("answer:2", 2.2)
        self._touch("bar:language", 2.0)
        self._touch("bar:language", 1.0)

    def _home(self) -> None:
        self._touch("bar:home", 1.6)
        self._touch("home:talent", 3.0)
        self._touch("bar:home", 0.9)

    def _picture(self) -> None:
        self._touch("home:places", 1.5)
        self._touch("picture:1", 1.3)
        self._pinch((640, 250), 150, 560, 1.3)
        self._camera.roll(0.3)
        self._camera.move({0: ((800, 200), (520, 330))}, 0.8)
        self._camera.roll(0.4)
        self._touch("bar:back", 0.8)
        self._touch("bar:home", 1.8)

    def _touch(self, identifier: str, after: float) -> None:
        self._camera.tap(self._place(identifier))
        self._camera.roll(after)

    def _place(self, identifier: str) -> Point:
        control = read_screen(self._kiosk.window).control(identifier)
        if control is None:
            raise SystemExit(f"The film stopped: there is no control {identifier} on the screen.")
        return control.centre

    def _swipe(self) -> None:
        self._camera.move({0: ((1000, 420), (480, 420))}, 0.45)

    def _pinch(self, centre: Point, start: float, end: float, seconds: float) -> None:
        x, y = centre
        ways = {
            finger: ((x + side * start / 2, y - side * start / 5), (x + side * end / 2, y - side * end / 5))
            for finger, side in ((0, -1), (1, 1))
        }
        self._camera.move(ways, seconds, hold=0.3)


def main() -> int:
    """Film the visit and print the size of the files."""
    open_log(None)
    make_application()
    reel = Reel(NEW / FILM.name, NEW / POSTER.name, SIZE, RATE)
    with tempfile.TemporaryDirectory() as folder:
        journal = Path(folder) / "journal.sqlite"
        cameras: list[Camera] = []
        options = Options(
            PACK,
            SIZE,
            REFERENCE_INCHES,
            accelerated=True,
            journal=journal,
            clock=lambda: cameras[0].now() if cameras else 0.0,
        )
        kiosk = Kiosk(options)
        kiosk.show()
        if not wait_until(lambda: not kiosk.stage.preparing, 600):
            raise SystemExit("The film stopped: the pack was not ready after ten minutes.")
        cameras.append(Camera(kiosk.window, kiosk.engine, reel.keep))
        try:
            Visit(kiosk, cameras[0]).play()
        finally:
            kiosk.close()
    reel.close()
    for file in (FILM, POSTER):
        (NEW / file.name).replace(file)
        print(f"{file.relative_to(TOP)}: {file.stat().st_size / 1e6:.1f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
