"""Drawing of single pages by the kiosk itself: `python -m kiosk.tour.page_drawing PACK CACHE WIDTHxHEIGHT BLOCKS`.

A separate process for whoever shows a page beside its words. It loads the pack once and prints {"ready": true}, or
{"ready": false} where the pack has errors. Then each line of input is a request as JSON, {"shown", "language",
"text_size", "folder"}: `shown` is home, PANEL, PANEL/PAGE or GALLERY. The answer is one line,
{"pictures": [{"file", "texts": [[words, [x, y, width, height]], …]}, …]}: a PNG in `folder` for each part of the page.
It ends with its input.
"""

from __future__ import annotations

import json
import os
import re
import sys
import tempfile
from pathlib import Path
from typing import Any

MOST_PARTS = 8
INCHES = 55.0
FOREVER = 1_000_000.0


def main(pack: str, cache: str, size: str, blocks: str) -> int:
    """Draw what is asked for until the input ends; return 0, or 1 where the pack cannot be shown."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("QT_QUICK_BACKEND", "software")
    os.environ.setdefault("QSG_RENDER_LOOP", "basic")
    if hasattr(os, "nice"):
        os.nice(5)
    from kiosk.app import Kiosk, Options, make_application
    from kiosk.packs.hall_blocks import use_argument
    from kiosk.session.phases import Phase
    from kiosk.session.timeouts import Times
    from kiosk.tour.synthetic_touch import wait_until

    use_argument(blocks)
    application = make_application()
    width, height = map(int, size.split("x"))
    with tempfile.TemporaryDirectory(prefix="yi-kiosk-") as room:
        options = Options(
            Path(pack),
            (width, height),
            INCHES,
            Times(idle=FOREVER, eased_idle=FOREVER),
            moving=False,
            cache=Path(cache),
            journal=Path(room) / "journal.sqlite",
        )
        kiosk = Kiosk(options)
        kiosk.show()
        wait_until(lambda: kiosk.session.state.phase is not Phase.OUT_OF_SERVICE or not kiosk.stage.preparing, 600)
        is_sound = kiosk.session.state.phase is not Phase.OUT_OF_SERVICE
        _answer({"ready": is_sound})
        drawing = _Drawing(kiosk)
        for line in sys.stdin if is_sound else ():
            try:
                _answer({"pictures": drawing.draw(json.loads(line))})
            except (OSError, ValueError, KeyError, TypeError) as error:
                _answer({"failed": str(error)})
        kiosk.close()
    application.quit()
    return int(not is_sound)


class _Drawing:
    """Goes to a page of one kiosk, and draws it."""

    def __init__(self, kiosk: Any) -> None:
        from kiosk.tour.stillness import Stillness
        from kiosk.tour.synthetic_touch import SyntheticTouch

        self._kiosk = kiosk
        self._touch = SyntheticTouch(kiosk.window)
        self._settle = Stillness(kiosk.window).settle
        self._number = 0

    def draw(self, request: dict[str, Any]) -> list[dict[str, Any]]:
        """Return the pictures of a page, one for each of its parts. Raises OSError; ValueError where it is unknown."""
        from kiosk.tour.accessibility_tree import read_places, read_screen
        from kiosk.tour.tour_record import save_picture

        folder = Path(str(request["folder"]))
        self._go(str(request["shown"]), str(request["language"]), int(request["text_size"]))
        pictures: list[dict[str, Any]] = []
        self._settle()
        for _ in range(self._part() - 1):  # where the page was left at another part
            if before := read_screen(self._kiosk.window).control("part:previous"):
                self._touch.tap(*before.centre)
                self._settle()
        while True:
            self._settle()
            self._number += 1
            file = folder / f"{self._number}.png"
            save_picture(self._kiosk.window.grabWindow(), file)
            pictures.append({"file": file.name, "texts": read_places(self._kiosk.window)})
            following = read_screen(self._kiosk.window).control("part:next")
            if following is None or not following.usable or len(pictures) == MOST_PARTS:
                return pictures
            before = self._kiosk.session.state.place
            self._touch.tap(*following.centre)
            self._settle()
            if self._kiosk.session.state.place.page != before.page:  # at 200 % the button leads to the next page too
                return pictures

    def _part(self) -> int:
        """Return which part of the page is in view, from 1, as the screen says: "2/3"."""
        from kiosk.tour.accessibility_tree import read_screen

        numbers = (re.fullmatch(r"(\d+)/\d+", text) for text in read_screen(self._kiosk.window).texts)
        return next((int(found[1]) for found in numbers if found), 1)

    def _go(self, shown: str, language: str, text_size: int) -> None:
        from kiosk.session import actions
        from kiosk.session.phases import Phase

        session = self._kiosk.session
        name, _, part = shown.partition("/")
        if session.state.phase is not Phase.ACTIVE:
            session.dispatch(actions.Pressed(session.now()))
        session.goHome()
        self._settle()  # a page that was left begins at its first part again
        session.chooseLanguage(language)
        session.chooseTextSize(text_size)
        outline = session.state.outline
        if name in outline.panels and part in {"", *outline.panels[name]}:
            session.openPanel(name, part)
        elif outline.galleries.get(name):
            session.openGallery(name)
        elif name != "home":
            raise ValueError(shown)


def _answer(line: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(line, ensure_ascii=True) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:5]))
