"""A visitor plays a film while the sound server is there, and another without: `… sound_visit FOLDER CACHE`.

In a process of its own, which a dead server may end. Prints "playing". At each line "quieter" the visitor turns the
film down by one step and begins it again, and its volume ring is printed; at "gone" it looks for the server, and prints
the result.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtQuick import QQuickItem

from kiosk.app import Options, make_application
from kiosk.device.sound.server import server_socket
from kiosk.runtime.idle_restart import IdleRestart
from kiosk.runtime.sound_watch import SoundWatch
from kiosk.session.phases import Phase
from kiosk.tour.synthetic_touch import wait, wait_until
from kiosk.tour.tour_walk import LeapingClock
from kiosk.view.stage_view import Sounding
from tests.screens.visitor import LANDSCAPE, ROOT, Visitor, is_a, items

LONG_S, FILM_S = 30.0, 10.0


def media(visitor: Visitor) -> Iterator[QQuickItem]:
    return (item for item in items(visitor.window.contentItem()) if is_a(item, "Medium"))


def position(visitor: Visitor) -> int:
    return int(next(media(visitor)).property("position"))


def play(visitor: Visitor) -> bool:
    assert wait_until(visitor.window.isExposed, LONG_S)
    visitor.leave()
    visitor.touch_screen.tap(*visitor.middle)
    assert wait_until(lambda: visitor.phase is Phase.ACTIVE, FILM_S)
    visitor.kiosk.session.openPanel("pictures", "film")
    wait(60)
    visitor.touch("video:film")
    return wait_until(lambda: position(visitor) > 300, FILM_S)


def turn_down(visitor: Visitor) -> str:
    """Touch the volume ring, and return what it says now, with the film at its beginning."""
    visitor.touch("video:volume")
    visitor.touch("video:back")
    assert wait_until(lambda: 0 < position(visitor) < 1_000, FILM_S)
    return visitor.control("video:volume").name


def main(folder: Path, cache: Path) -> int:
    """Play, wait for the parent's line, and print the result."""
    application = make_application()
    wishes = {"moving": False, "diagonal": 55.0, "audible": True, "clock": LeapingClock(), "cache": cache}
    visitor = Visitor(Options(ROOT / "content" / "showcase", LANDSCAPE, journal=folder / "journal.sqlite", **wishes))
    kiosk, socket = visitor.kiosk, server_socket()
    assert socket is not None
    watch = SoundWatch(IdleRestart(kiosk.session), kiosk.stage, socket, owned=True)
    reported: dict[str, object] = {"begins": play(visitor)}
    sys.stdout.write("playing\n")
    sys.stdout.flush()
    reported["heard"] = kiosk.stage.sounding is Sounding.HEARD
    while sys.stdin.readline() == "quieter\n":
        sys.stdout.write(turn_down(visitor) + "\n")
        sys.stdout.flush()
    reported["noticed"] = wait_until(lambda: kiosk.stage.sounding is not Sounding.HEARD, LONG_S)
    stood = position(visitor)
    reported["goes on"] = wait_until(lambda: position(visitor) > stood + 500, FILM_S)
    reported["lost"] = next(media(visitor)).property("lost")
    # Creating another output now would crash the program.
    reported["next"] = play(visitor)
    reported["loud again"] = visitor.control("video:volume").name
    watch.close()
    sys.stdout.write(json.dumps(reported) + "\n")
    sys.stdout.flush()
    kiosk.close()
    del application
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
