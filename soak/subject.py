"""The process that is measured: `python -m soak.subject PART FOLDER …`, started by soak/__main__.py on a screen."""

from __future__ import annotations

import argparse
import shutil
import sys
from datetime import datetime, timedelta
from pathlib import Path
from time import perf_counter, process_time

from kiosk import paths
from kiosk.app import Kiosk, Options, make_application
from kiosk.services.compiled import Shelf
from kiosk.services.house import load_house
from kiosk.services.settings import Records
from kiosk.services.store.keeper import Keeper
from kiosk.tour.walk import LeapingClock
from soak import gauge
from soak.driver import Driver, Frames, Pause, Script, Until
from soak.film import make_pack
from soak.reading import Reading
from soak.visits import Visits, scenes

QUICK = ("fade", "fade-reduced", "slide", "lower", "stagger", "move", "dissolve", "count")
SWAP_EVERY = 100
MOST = 4 << 20  # kB: what leaks more is stopped before it takes the machine
OVER = 3


class Wall:
    """The time of day, which jumps."""

    def __init__(self) -> None:
        self.ahead = timedelta()

    def __call__(self) -> datetime:
        """The local time."""
        return datetime.now() + self.ahead  # noqa: DTZ005  as the hall's clock


class Subject:
    """One kiosk with a store of two versions of a pack, and the script that is played to it."""

    def __init__(self, told: argparse.Namespace) -> None:
        self.told = told
        folder: Path = told.folder
        self.application = make_application()
        self.clock, self.wall = LeapingClock(), Wall()
        self.keeper = Keeper(folder / "store")
        pack = make_pack(folder / "film") if told.part == "film" else told.pack
        if told.part == "visits":
            self._stock(pack, folder)
        width, height = (int(side) for side in told.size.split("x"))
        self.kiosk = Kiosk(
            Options(
                pack,
                (width, height),
                diagonal=55,
                accelerated=told.renderer != "software",
                cache=folder / "cache",
                journal=folder / "journal.sqlite",
                records=Records(),
                store=self.keeper,
                clock=self.clock,
                wall=self.wall,
            )
        )
        self.kiosk.stage.changed.connect(self._hasten)
        self._hasten()
        self.kiosk.show()
        self.driver = Driver(self.kiosk.window)
        self.driver.ended.connect(lambda: self.application.exit(0))
        self.begun, self.worked = perf_counter(), process_time()
        self.file = (folder / f"{told.part}.csv").open("w", encoding="ascii")
        print(Reading.header(), file=self.file, flush=True)

    def _stock(self, pack: Path, folder: Path) -> None:
        older = Path(shutil.copytree(pack, folder / "older"))
        front = older / "pack.yaml"
        lines = front.read_text("utf-8").splitlines(keepends=True)
        front.write_text(
            "".join("version: 0.0.1\n" if line.startswith("version:") else line for line in lines), "utf-8"
        )
        house = load_house(paths.resources(), Shelf(folder / "cache" / "compiled"))
        for source in (older, pack):
            self.keeper.install(source, house, None, lambda *_: None)

    def _hasten(self) -> None:
        """Let what moves be there after one frame: the animations run, and nobody waits for them."""
        theme = self.kiosk.stage.theme
        if self.told.part == "film" or self.told.real_time or theme["motion"]["fade"] == 1:
            return
        self.kiosk.stage.dress(theme | {"motion": theme["motion"] | dict.fromkeys(QUICK, 1)})

    def read(self, number: int) -> None:
        """Write a line of the curve."""
        # A film must be well without: QML's collector does not know how much the frames are that it should collect.
        if self.told.part != "film":
            gauge.collect(self.kiosk.engine)
        reading = gauge.read(number, perf_counter() - self.begun, self.driver.longest_frame())
        print(reading, file=self.file, flush=True)
        if reading.pss > MOST:
            print(f"\nover {MOST >> 20} GB: given up", file=sys.stderr)
            self.application.exit(OVER)
        pace = number / max(0.001, process_time() - self.worked) * 60
        print(
            f"\r{self.told.part} {number:6}  {pace:6.0f} a minute of a core  pss {reading.pss / 1024:7.1f} MB"
            f"  in use {reading.in_use / 1024:7.1f} MB  late {self.driver.late}",
            end="\n" if not sys.stderr.isatty() else "",
            file=sys.stderr,
            flush=True,
        )

    def begin(self) -> Script:
        """Wait until the pack is there, and the screens behind attract are made."""
        yield Until(lambda: not self.kiosk.stage.preparing, 600)
        yield Pause(1500)

    def scenes(self) -> Script:
        yield from self.begin()
        self.begun = perf_counter()

        def tell(number: int) -> None:
            if number % self.told.every == 0:
                self.read(number)

        self.read(0)
        yield from scenes(self.kiosk, self.told.count, tell)

    def film(self) -> Script:
        """Let a film of attract play in its own time, for `count` minutes."""
        yield from self.begin()
        self.begun = perf_counter()
        while (seconds := perf_counter() - self.begun) < self.told.count * 60 + 1:
            self.read(round(seconds))
            yield Pause(self.told.every * 1000)

    def visits(self) -> Script:
        yield from self.begin()
        visits = Visits(self.kiosk, self.clock, self.told.seed)
        self.begun, self.worked = perf_counter(), process_time()
        self.read(0)
        while visits.done < self.told.count:
            yield from visits.visit()
            if visits.done % SWAP_EVERY == 0:
                yield from self._swap(visits.done)
            if visits.done % self.told.every == 0:
                yield Frames(1)
                self.read(visits.done)
        print(file=sys.stderr)
        print(dict(visits.acts.most_common()), "frames", self.driver.drawn, file=sys.stderr)

    def _swap(self, done: int) -> Script:
        """Another pack, or the one before; now and then another time of day."""
        live = self.keeper.ledger().live
        if done // SWAP_EVERY % 2:
            self.keeper.rollback()
        else:
            pack = next(pack for pack in self.keeper.ledger().packs if pack.place != live)
            self.keeper.use(pack.id, pack.version)
        wanted = self.keeper.ledger().live
        version = next(pack.version for pack in self.keeper.ledger().packs if pack.place == wanted)
        yield Until(lambda: self.kiosk.session.state.outline.version == version, 30)
        self.wall.ahead = timedelta() if self.wall.ahead else timedelta(days=400 if done // SWAP_EVERY % 4 else -3650)

    def run(self) -> int:
        """Play the part in the program's own event loop."""
        self.driver.play({"visits": self.visits, "scenes": self.scenes, "film": self.film}[self.told.part]())
        code = self.application.exec()
        self.kiosk.close()
        return code


def parser() -> argparse.ArgumentParser:
    """What the parent tells."""
    words = argparse.ArgumentParser()
    words.add_argument("part", choices=("visits", "scenes", "film"))
    words.add_argument("folder", type=Path)
    words.add_argument("--pack", type=Path, default=paths.content() / "showcase")
    words.add_argument("--count", type=int, default=1000)
    words.add_argument("--every", type=int, default=10)
    words.add_argument("--seed", type=int, default=1)
    words.add_argument("--size", default="1280x720")
    words.add_argument("--renderer", default="software")
    words.add_argument("--real-time", action="store_true")
    return words


if __name__ == "__main__":
    sys.exit(Subject(parser().parse_args()).run())
