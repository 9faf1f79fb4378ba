"""A device that must no longer show a person, and a kiosk that searches every screen for her.

`python -m parts.consent HOW STORE PACK`, in faults/: a kiosk that shows the store's live pack (HOW is `store`), a pack
by its folder (`pack`), or its preview (`preview`). For each line `look` it prints in how many screens of how many she
is seen, and which list it obeys; for a line `operator` the same for each pack of the store, as the operator views it;
for a line `obeys` only the list. Her picture is magenta, as nothing else is.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("QT_QUICK_BACKEND", "software")
    os.environ.setdefault("QSG_RENDER_LOOP", "basic")

from PySide6.QtCore import QSocketNotifier

from kiosk.app import Kiosk, Options, Preview, make_application
from kiosk.content.screen_sizes import ScreenSize
from kiosk.operator.operator_files import OperatorFiles
from kiosk.packs.store.installer import Installer
from kiosk.runtime.preview_updater import PreviewOptions
from kiosk.session import actions, operator_actions
from kiosk.session.phases import Phase
from kiosk.tour.stillness import Stillness
from kiosk.tour.synthetic_touch import wait_until
from kiosk.tour.tour_walk import LeapingClock

SMALL = Path(__file__).resolve().parents[2] / "tests" / "packs" / "small"
SIZE = (640, 360)
DRAWING = """<svg xmlns="http://www.w3.org/2000/svg" width="640" height="480">
<rect width="640" height="480" fill="#ff00d0"/><!-- the person --></svg>
"""
SEEN = "{{file: {file}, alt: {{zh: 王女士, en: Ms Wang}}, caption: {{zh: 王女士的话, en: Words of hers}}}}"
PEOPLE = """id: people
title: {{zh: 人, en: People}}
cover: {seen}
pages:
  - id: wang
    title: {{zh: 王女士, en: Ms Wang}}
    picture: {seen}
    blocks:
      - text: {{zh: 说的话。, en: Words.}}
      - hotspots: {{picture: {seen}, points: [{{at: [0.5, 0.5], title: {{zh: 点, en: Spot}}}}]}}
      - cards: [{{title: {{zh: 甲, en: A}}, picture: {seen}}}]
"""
ENTRY = "  - file: {file}\n    title: {{zh: 王女士, en: Ms Wang}}\n"
SCENE = "  - picture: {seen}\n    opens: people\n    seconds: 60\n"
PATIENCE = 60.0


def pack(folder: Path, version: str, *, file: str = "media/wang.svg", person: bool = True) -> Path:
    """Write the small pack with the person in every possible place, or without her."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(SMALL, folder)
    seen = SEEN.format(file=file)
    front = (folder / "pack.yaml").read_text("utf-8").replace("version: 2.1.0", f"version: {version}")
    if person:
        front = front.replace("tiles: [bronze,", "tiles: [people, bronze,")
        front = front.replace("attract:\n", "attract:\n" + SCENE.format(seen=seen))
        gallery = folder / "galleries" / "pictures.yaml"
        words = gallery.read_text("utf-8").replace("pictures:\n", "pictures:\n" + ENTRY.format(file=file))
        gallery.write_text(words, "utf-8")
        (folder / "panels" / "people.yaml").write_text(PEOPLE.format(seen=seen), "utf-8")
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        (folder / file).write_text(DRAWING, "utf-8")
    (folder / "pack.yaml").write_text(front, "utf-8")
    return folder


class Looker:
    """Searches the screens of a kiosk for the person."""

    def __init__(self, kiosk: Kiosk, clock: LeapingClock) -> None:
        """Search this kiosk; a preview has its own clock, and is searched once."""
        self.kiosk = kiosk
        self._clock = clock
        self._still = Stillness(kiosk.window)

    def look(self) -> tuple[int, int]:
        """Return in how many screens she is seen, and how many there were."""
        found = [self._sees() for _ in self._screens()]
        return sum(found), len(found)

    def look_at_all(self, store: Installer) -> tuple[int, int]:
        """The same for each pack of the store, and for the built-in one, as the operator views them."""
        session = self.kiosk.session
        session.dispatch(actions.OpenOperatorMenu(session.now()))
        session.dispatch(operator_actions.Authenticate(session.now()))
        seen = count = 0
        for place in ("", *(each.install_path for each in store.store_index().packs)):
            self.kiosk.operator.packs.look()
            self.kiosk.operator.packs.choose(place)
            self.kiosk.operator.packs.preview()
            if wait_until(lambda: session.state.phase is Phase.PREVIEW, PATIENCE):
                found = [self._sees() for _ in self._places()]
                seen, count = seen + sum(found), count + len(found)
                session.dispatch(operator_actions.EndPreview(session.now()))
        session.dispatch(actions.CloseOperatorMenu(session.now()))
        return seen, count

    def _screens(self) -> Iterator[None]:
        session = self.kiosk.session
        if not wait_until(lambda: session.state.phase is not Phase.OUT_OF_SERVICE, PATIENCE):
            return
        for _ in range(3):
            self._clock.leap(1e7)
            session.wake_up()
        for scene in range(len(session.state.outline.scenes)):
            self.kiosk.attract.go_to(scene)
            wait_until(lambda: session.state.loop.coming is None, 5)
            yield
        session.dispatch(actions.Pressed(session.now()))
        yield from self._places()

    def _places(self) -> Iterator[None]:
        session = self.kiosk.session
        session.goHome()
        yield
        session.openSearch()
        session.type("王女士")
        yield
        session.goHome()
        for page in range(len(session.state.outline.panels.get("people", ()))):
            session.openPanelAt("people", page)
            yield
        for gallery in session.state.outline.galleries:
            session.goHome()
            session.openGallery(gallery)
            yield
            session.openPicture(gallery, 0)
            yield

    def _sees(self) -> bool:
        self._still.settle(3.0, 0.06)
        return is_seen(self.kiosk)


def is_seen(kiosk: Kiosk) -> bool:
    """Whether anything magenta is on the screen, also under an overlay."""
    import pyvips

    image = kiosk.window.grabWindow().convertToFormat(kiosk.window.grabWindow().Format.Format_RGB888)
    data, width, height = bytes(image.constBits()), image.width(), image.height()
    row = image.bytesPerLine()
    whole = b"".join(data[y * row : y * row + 3 * width] for y in range(height))
    red, green, blue = pyvips.Image.new_from_memory(whole, width, height, 3, "uchar").bandsplit()
    magenta = ((red - green) > 40) & ((blue - green) > 40)
    return bool(magenta.avg() / 255 * width * height > 12)


def main(how: str, folder: str, shown: str) -> int:
    """Answer requests until the input ends."""
    application = make_application()
    clock = LeapingClock()
    scratch = Path(tempfile.mkdtemp(prefix="yi-kiosk-looker-"))
    store = Installer(Path(folder))
    preview = None
    if how == "preview":
        preview = Preview(PreviewOptions(Path(shown), ScreenSize(55, *SIZE), moving=False, lint=False))
        preview.show()
        kiosk = preview.kiosk
    else:
        operator_files = OperatorFiles(scratch / "pin.json", scratch / "attempts.json", scratch / "panel.json")
        live = store if how == "store" else None
        kiosk = Kiosk(
            Options(
                Path(shown),
                SIZE,
                24,
                moving=False,
                store=live,
                clock=clock,
                journal=scratch / "journal",
                operator_files=operator_files,
            )
        )
        kiosk.show()
    looker = Looker(kiosk, clock)

    listener = QSocketNotifier(0, QSocketNotifier.Type.Read)

    def hear() -> None:
        listener.setEnabled(False)  # the preview runs a loop of its own
        words = sys.stdin.readline().strip()
        if not words:
            application.exit()  # quit() asks the window, which refuses to close
            return
        seen, count = {"operator": lambda: looker.look_at_all(store), "look": looker.look}.get(words, lambda: (0, 0))()
        print(f"{words} {seen} {count} {kiosk.switcher.obeyed() or '-'}", flush=True)
        listener.setEnabled(True)

    listener.activated.connect(hear)
    print("ready", flush=True)
    application.exec()
    (preview or kiosk).close()
    shutil.rmtree(scratch, ignore_errors=True)
    return 0


def withdraw_when_told(folder: str, name: str, how: str = "") -> int:
    """`python -m parts.consent withdraw STORE NAME [careless]`: withdraw when a line is read; for a power cut."""
    from kiosk.device import disk
    from kiosk.packs.store import installer, purge
    from kiosk.packs.store.withdrawing import Request, withdraw

    if how == "careless":
        disk.flush_file = disk.flush_folder = purge.flush_folder = lambda _: None
        installer.flush_tree = lambda _: None
    print("ready", flush=True)
    sys.stdin.readline()
    withdraw(Installer(Path(folder)), Request(name, "the fault"))
    print("done", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(withdraw_when_told(*sys.argv[2:]) if sys.argv[1] == "withdraw" else main(*sys.argv[1:4]))
