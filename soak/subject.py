"""The measured process: `python -m soak.subject SCRIPT FOLDER …`, started by soak/__main__.py on a screen."""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from time import perf_counter, process_time

from PySide6.QtCore import QCoreApplication

from kiosk import paths
from kiosk.app import Kiosk, Options, make_application
from kiosk.device.settings import Records
from kiosk.packs.compiled_cache import CompiledCache
from kiosk.packs.product_assets import load_assets
from kiosk.packs.store.installer import Installer
from kiosk.tour.tour_walk import LeapingClock
from soak import gauge
from soak.driver import Driver, Frames, Pause, Script, Until
from soak.film import make_pack
from soak.reading import Reading
from soak.visits import Visits

# Animations during a visit; the rest (the inviting hand, burn-in shift) keeps its normal duration.
QUICK = ("fade", "fade-reduced", "slide", "lower", "stagger", "move", "dissolve", "count")
SWAP_EVERY = 100  # visits
# Samples of memory before a reading, and how far it may be from the lowest of them, in kB.
LOOKS, LOOK_MS, MOST_LOOKS = 10, 30, 100
FALL, RISE = 16, 64
MOST, OVER = 4 << 20, 3  # kB: a process that uses more is ended, to protect the machine; and the exit code for it


class Wall:
    """A jumping time of day: a clock that is set, or an empty battery."""

    JUMPS = (timedelta(days=400), timedelta(days=-3650), timedelta(), timedelta(hours=11))

    def __init__(self) -> None:
        self._number = 0
        self._ahead = timedelta()

    def jump(self) -> None:
        """Jump to another time."""
        self._ahead = self.JUMPS[self._number % len(self.JUMPS)]
        self._number += 1

    def __call__(self) -> datetime:
        """The local time."""
        return datetime.now() + self._ahead  # noqa: DTZ005  as a clock of the hall shows it


class Subject:
    """One kiosk as `kiosk run` creates it, and the script played to it in its own event loop."""

    def __init__(self, reported: argparse.Namespace) -> None:
        self._options = reported
        self._application = make_application()
        self._clock, self._wall = LeapingClock(), Wall()
        self._installer: Installer | None = None
        folder: Path = reported.folder
        pack = make_pack(folder / "film") if reported.script == "film" else reported.pack
        if reported.script == "visits":
            self._installer = _stock(pack, folder)
        width, height = (int(side) for side in reported.size.split("x"))
        self._kiosk = Kiosk(
            Options(
                pack,
                (width, height),
                diagonal=55,
                accelerated=reported.renderer != "software",
                audible=True,
                cache=folder / "cache",
                journal=folder / "journal.sqlite",
                # Visits are written once a minute: only this script's take long enough not to pile up until then.
                records=Records() if reported.script == "visits" else None,
                store=self._installer,
                clock=self._clock,
                wall=self._wall,
            )
        )
        if not (reported.real_time or reported.script == "film"):
            self._kiosk.stage.changed.connect(self._hasten)
            self._hasten()
        self._kiosk.show()
        self._driver = Driver(self._kiosk.window)
        self._driver.ended.connect(QCoreApplication.exit)
        self._visits = Visits(self._kiosk, self._clock, reported.seed, slow=reported.real_time)
        self._begun, self._worked = perf_counter(), process_time()
        self._curve = (reported.curve or folder / "curve.csv").open("w", encoding="ascii")
        print(Reading.header(), file=self._curve, flush=True)

    def run(self) -> int:
        """Play the script; return the exit code."""
        visits = self._visits
        scripts: dict[str, Callable[[], Script]] = {
            "visits": self._random,
            "scenes": self._scenes,
            "film": self._film,
            "panels": partial(self._same, visits.panels),
            "viewer": partial(self._same, visits.viewer),
            "search": partial(self._same, visits.search),
            "page-film": partial(self._same, visits.page_film),
        }
        self._driver.play(self._played(scripts[self._options.script]))
        code = self._application.exec()
        if visits.acts:
            print(", ".join(f"{name} {times}" for name, times in visits.acts.most_common()), file=sys.stderr)
        self._kiosk.close()
        return code

    def _hasten(self) -> None:
        """Shorten animations to one frame: they are created and run, but take no time."""
        theme = self._kiosk.stage.property("theme")
        if theme["motion"]["fade"] != 1:
            quick = theme | {"motion": theme["motion"] | dict.fromkeys(QUICK, 1)}
            self._kiosk.stage.apply_theme(quick, self._kiosk.session.state.outline.languages)

    def _played(self, script: Callable[[], Script]) -> Script:
        """A script, once the pack is loaded and the screens behind attract are created."""
        yield Until(lambda: not self._kiosk.stage.preparing, 600)
        yield Pause(1500)
        if self._options.script == "visits":
            yield from self._warm_up()
        self._begun, self._worked = perf_counter(), process_time()
        self._read(0)
        yield from script()

    def _warm_up(self) -> Script:
        """Do once what random visits may first do late: a film loads decoders and starts threads, which then stay."""
        for visit in (self._visits.page_film, self._visits.viewer, self._visits.search, self._visits.panels):
            yield from visit()

    def _random(self) -> Script:
        number = 0
        while not self._is_over(number):
            number += 1
            yield from self._visits.visit()
            if number % SWAP_EVERY == 0:
                yield from self._swap(back=number % (2 * SWAP_EVERY) == 0)
            if number % self._options.every == 0:
                yield Frames(1)
                yield from self._settle()
                self._read(number)

    def _is_over(self, number: int) -> bool:
        if self._options.real_time:
            return perf_counter() - self._begun > float(self._options.hours) * 3600
        return number >= int(self._options.count)

    def _swap(self, *, back: bool) -> Script:
        """Switch to another pack, or back; and to another time of day."""
        if self._installer is None:
            return
        store_index = self._installer.store_index()
        if back:
            self._installer.rollback()
        else:
            other = next(pack for pack in store_index.packs if pack.install_path != store_index.live)
            self._installer.use(other.id, other.version)
        wanted = self._installer.store_index()
        live = wanted.at(wanted.live)
        version = live.version if live else ""
        yield Until(lambda: self._kiosk.session.state.outline.version == version, 60)
        self._wall.jump()

    def _same(self, visit: Callable[[], Script]) -> Script:
        for number in range(1, self._options.count + 1):
            yield from visit()
            if number % self._options.every == 0:
                yield Frames(1)
                yield from self._settle()
                self._read(number)

    def _settle(self) -> Script:
        """Wait until memory falls no further: pictures are decoded and freed in a thread of their own."""
        lowest, still = gauge.held(), 0
        for _ in range(MOST_LOOKS):
            yield Pause(LOOK_MS)
            now = gauge.held()
            still = still + 1 if lowest - FALL <= now <= lowest + RISE else 0
            lowest = min(lowest, now)
            if still == LOOKS:
                return

    def _scenes(self) -> Script:
        """Show one scene of attract after another, each as soon as the previous one is in view."""
        session = self._kiosk.session
        for number in range(1, self._options.count + 1):
            self._kiosk.attract.next()
            yield Until(lambda: session.state.loop.coming is None)
            yield Frames(3)
            if number % self._options.every == 0:
                yield from self._settle()
                self._read(number)

    def _film(self) -> Script:
        """Play a film of attract in real time."""
        while (seconds := perf_counter() - self._begun) < self._options.count * 60 + 1:
            yield Pause(self._options.every * 1000)
            self._read(round(seconds))

    def _read(self, number: int) -> None:
        """Write a line of the curve, and print the progress."""
        # A film must do without: QML's collector does not know the size of the frames that it should collect.
        if self._options.script != "film":
            gauge.collect(self._kiosk.engine)
        reading = gauge.read(number, perf_counter() - self._begun, self._driver.longest_frame())
        print(reading, file=self._curve, flush=True)
        pace = number / max(0.001, process_time() - self._worked) * 60
        print(
            f"\r{self._options.script} {number:6}  {pace:5.0f} a minute of a core   PSS {reading.pss / 1024:7.1f} MB   "
            f"in use {reading.in_use / 1024:7.1f} MB   waits given up {self._driver.late}",
            end="" if sys.stderr.isatty() else "\n",
            file=sys.stderr,
            flush=True,
        )
        if reading.pss > MOST:
            print(f"\nover {MOST >> 20} GB: given up", file=sys.stderr)
            QCoreApplication.exit(OVER)


def _stock(pack: Path, folder: Path) -> Installer:
    """A store with two versions of a pack; the newer one is live."""
    older = Path(shutil.copytree(pack, folder / "older"))
    front = older / "pack.yaml"
    lines = front.read_text("utf-8").splitlines(keepends=True)
    front.write_text("".join("version: 0.0.1\n" if line.startswith("version:") else line for line in lines), "utf-8")
    installer = Installer(folder / "store")
    assets = load_assets(paths.resources(), CompiledCache(folder / "cache" / "compiled"))
    for source in (older, pack):
        installer.install(source, assets, None, lambda *_: None)
    return installer


def main(argv: list[str]) -> int:
    """Run one script; 0 if it finished."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("script", choices=("visits", "scenes", "film", "panels", "viewer", "search", "page-film"))
    words.add_argument("folder", type=Path)
    words.add_argument("--curve", type=Path)
    words.add_argument("--pack", type=Path, default=paths.content() / "showcase")
    words.add_argument("--count", type=int, default=100)
    words.add_argument("--every", type=int, default=10)
    words.add_argument("--seed", type=int, default=1)
    words.add_argument("--size", default="960x540")
    words.add_argument("--renderer", default="software")
    words.add_argument("--real-time", action="store_true")
    words.add_argument("--hours", type=float, default=8.0)
    return Subject(words.parse_args(argv)).run()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
