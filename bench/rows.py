"""The rows of the table: what each measures, against what, and the goal; and the parts that measure them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["ratio", "ours", "exponent"]


@dataclass(frozen=True, slots=True)
class Goal:
    """A limit of the ratio, of our own figure, or of the exponent of a power law."""

    limit: float
    of: Kind = "ratio"
    at_least: bool = False

    def is_met(self, value: float) -> bool:
        """Whether a value keeps the limit."""
        return value >= self.limit if self.at_least else value <= self.limit

    def text(self, unit: str) -> str:
        """The goal in words."""
        least = "at least" if self.at_least else "at most"
        of = {"ratio": "", "ours": f" {unit}", "exponent": " (exponent)"}[self.of]
        return f"{least} {self.limit:g}{of}"


@dataclass(frozen=True, slots=True)
class Row:
    """One row. `ours` and `theirs` say what is measured of each; `theirs` is "" where there is nothing to compare with.

    `shows`: the figure that stands in the table; `why` is said where the goal is not met.
    """

    name: str
    what: str
    ours: str
    theirs: str = ""
    unit: str = "s"
    goal: Goal | None = None
    shows: Kind = "ratio"
    why: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """Rows that one run measures, by `bench/measures/MODULE.py`; `minutes` is what that takes on two processors."""

    name: str
    title: str
    how: str
    module: str
    rounds: int
    minutes: float
    rows: tuple[Row, ...]

    @property
    def is_long(self) -> bool:
        """Whether it has its own command, and `make bench` leaves it out."""
        return self.minutes > 10


CHROMIUM = "Chromium"

PARTS = (
    Part(
        "start",
        "Start to the first frame that answers a touch",
        "`kiosk run` with the article's pack, and a bare PySide6 window with one text (bench/programs), one after the "
        "other. Each is ended at its first frame: wall clock, and the processor time of the whole process.",
        "start",
        20,
        2,
        (
            Row(
                "start/cpu",
                "processor time",
                "kiosk",
                "bare window",
                goal=Goal(1.8),
                why="Python and PySide6 alone take 0.8; modules, QML types and first pictures the rest (0062)",
            ),
            Row("start/wall", "wall clock", "kiosk", "bare window"),
            Row("start/settings", "processor time, with a device.yaml", "kiosk", "bare window"),
        ),
    ),
    Part(
        "content",
        "Start to content, against Chromium",
        "From the start of the program until four fifths of the detail of the first screen (pairs of neighbouring "
        "pixels that clearly differ) are in the frame buffer. Processor time of all processes at that moment.",
        "content",
        10,
        2,
        (
            Row(
                "content/wall",
                "wall clock",
                "kiosk",
                CHROMIUM,
                goal=Goal(0.45),
                why="the start above is nearly all of it",
            ),
            Row(
                "content/cpu",
                "processor time",
                "kiosk",
                CHROMIUM,
                goal=Goal(0.35),
                why="the start above is nearly all of it",
            ),
        ),
    ),
    Part(
        "memory",
        "Memory, against Chromium",
        "PSS of all processes, at Home and after every part of every page, and every picture of the gallery, was on "
        "the screen. Each is touched from outside (XTEST); a step that changes no pixel fails the run.",
        "memory",
        3,
        8,
        (
            Row("memory/home", "at Home", "kiosk", CHROMIUM, "MB", Goal(0.45)),
            Row("memory/article", "after the whole article", "kiosk", CHROMIUM, "MB", Goal(0.40)),
        ),
    ),
    Part(
        "attract",
        "A picture that moves in the attract loop",
        "The same picture for 12 seconds, enlarged by 14 %: eight of them are measured. Frames are changes of a row of "
        "the frame buffer. Chromium moves it by a CSS animation.",
        "attract",
        4,
        4,
        (
            Row(
                "attract/software-frames",
                "software renderer: frames a second",
                "kiosk",
                CHROMIUM,
                "frames/s",
                Goal(25, "ours", at_least=True),
                "ours",
                "without a graphics card the kiosk shows the picture still, on purpose",
            ),
            Row("attract/software-cpu", "software renderer: processor time a second", "kiosk", CHROMIUM),
            Row(
                "attract/opengl-frames",
                "llvmpipe: frames a second",
                "kiosk",
                CHROMIUM,
                "frames/s",
                Goal(1.0, at_least=True),
                why="llvmpipe draws the whole screen for each frame",
            ),
            Row(
                "attract/opengl-cpu",
                "llvmpipe: processor time a second",
                "kiosk",
                CHROMIUM,
                goal=Goal(0.7),
                why="llvmpipe draws the whole screen for each frame",
            ),
        ),
    ),
    Part(
        "touch",
        "Touch to changed pixel",
        "From the XTEST event to the first change of the frame buffer, on a screen that was still before. A tap is "
        "held for 30 ms. A swipe counts from its first movement.",
        "touch",
        20,
        6,
        (
            Row("touch/tile", "a tile of Home", "kiosk", CHROMIUM, "ms", Goal(1.0)),
            Row("touch/button", "the button of the next page", "kiosk", CHROMIUM, "ms", Goal(1.0)),
            Row("touch/language", "the language", "kiosk", CHROMIUM, "ms", Goal(1.0)),
            Row(
                "touch/swipe",
                "a swipe",
                "kiosk",
                CHROMIUM,
                "ms",
                Goal(1.0),
                why="the first moves of a finger tell a swipe from a tap, and the first frame draws two pages",
            ),
            Row(
                "touch/seen",
                "touches that changed a pixel",
                "kiosk",
                CHROMIUM,
                "%",
                Goal(100, "ours", at_least=True),
                "ours",
            ),
        ),
    ),
    Part(
        "frames",
        "Longest frame",
        "The longest time between two frames in the frame buffer: during a swipe of half a second, and during eight "
        "seconds of a film of 1920 x 1080 at 25 frames a second. A pinch cannot be made by XTEST: it is synthetic "
        "touch in the kiosk, its longest frame against the median one.",
        "frames",
        10,
        5,
        (
            Row(
                "frames/swipe",
                "swipe: longest time between frames",
                "kiosk",
                CHROMIUM,
                "ms",
                Goal(1.0),
                why="the software renderer draws both pages for each frame, Chromium moves what it has drawn",
            ),
            Row("frames/film", "film: longest time between frames", "kiosk", CHROMIUM, "ms", Goal(1.0)),
            Row("frames/film-rate", "film: frames a second", "kiosk", CHROMIUM, "frames/s", Goal(0.95, at_least=True)),
            Row("frames/pinch", "pinch: longest time between frames", "longest", "median frame", "ms"),
        ),
    ),
    Part(
        "screens",
        "Larger screens",
        "The article's pack on virtual screens of 3840 x 2160 and 7680 x 4320 px, each against 1920 x 1080, by the "
        "software renderer. Prepared pictures are those of one pack for one screen. A swipe takes half a second; its "
        "longest time between two frames counts.",
        "screens",
        4,
        8,
        (
            Row("screens/start-4k", "4K: start, processor time", "4K", "1080p"),
            Row("screens/memory-4k", "4K: PSS at the first frame", "4K", "1080p", "MB"),
            Row("screens/prepared-4k", "4K: prepared pictures", "4K", "1080p", "MB"),
            Row("screens/swipe-4k", "4K: swipe, longest time between frames", "4K", "1080p", "ms"),
            Row("screens/start-8k", "8K: start, processor time", "8K", "1080p"),
            Row("screens/memory-8k", "8K: PSS at the first frame", "8K", "1080p", "MB"),
            Row("screens/prepared-8k", "8K: prepared pictures", "8K", "1080p", "MB"),
            Row("screens/swipe-8k", "8K: swipe, longest time between frames", "8K", "1080p", "ms"),
        ),
    ),
    Part(
        "rest",
        "Processor time at rest",
        "Seconds of processor time a minute, of all processes, taken over half a minute. Home stands still; in attract "
        "the loop runs.",
        "rest",
        3,
        8,
        (
            Row("rest/home", "Home, nobody there", "kiosk", CHROMIUM, goal=Goal(0.6, "ours"), shows="ours"),
            Row("rest/attract", "attract: figure and picture", "kiosk", CHROMIUM, shows="ours"),
        ),
    ),
    Part(
        "importer",
        "Import of 60 photos of 24 megapixels",
        "JPEGs of 6000 x 4000 px, made for it. The kiosk opens each in a sandbox and writes every width of a 1080p "
        "screen and the tiles for deep zoom; vipsthumbnail writes the same widths and `vips dzsave` the same tiles. "
        "Processor time of all processes.",
        "importer",
        3,
        20,
        (
            Row("importer/cpu", "processor time", "kiosk", "vipsthumbnail + dzsave", goal=Goal(1.0)),
            Row("importer/wall", "wall clock", "kiosk", "vipsthumbnail + dzsave"),
        ),
    ),
    Part(
        "packs",
        "Packs of 10 to 10,000 small pictures",
        "A pack of two panels with so many pictures of 96 x 64 px, and the same without one. The exponent is that of a "
        "power law fitted to all sizes: 1 is in proportion, 0 does not depend on the number. What a command costs "
        "without a picture is taken off before; sizes that add less than a tenth of it are left out.",
        "packs",
        3,
        15,
        (
            Row(
                "packs/check",
                "`kiosk pack check`, no picture known yet",
                "kiosk",
                goal=Goal(1.1, "exponent"),
                shows="exponent",
            ),
            Row(
                "packs/check-most",
                "`kiosk pack check` of the largest, no picture known yet",
                "kiosk",
                goal=Goal(57, "ours"),
                shows="ours",
            ),
            Row("packs/build", "`kiosk pack build`", "kiosk", goal=Goal(1.1, "exponent"), shows="exponent"),
            Row("packs/install", "`kiosk pack install`", "kiosk", goal=Goal(1.1, "exponent"), shows="exponent"),
            Row(
                "packs/start-growth",
                "start, processor time",
                "kiosk",
                goal=Goal(0.1, "exponent"),
                shows="exponent",
            ),
            Row("packs/start", "start of the largest, wall clock", "largest", "no pictures", goal=Goal(1.1)),
            Row(
                "packs/memory",
                "PSS at the first frame of the largest, more than without pictures",
                "largest",
                unit="MB",
                goal=Goal(40, "ours"),
                shows="ours",
            ),
            Row(
                "packs/search",
                "a key of the search in the largest, longest",
                "kiosk",
                unit="ms",
                goal=Goal(10, "ours"),
                shows="ours",
            ),
        ),
    ),
    Part(
        "packs-100000",
        "Packs of 59,000 and 100,000 small pictures",
        "As above. An archive holds at most 60,000 files: 100,000 pictures can be checked in their folder, and not be "
        "built; the other rows are those of 59,000.",
        "packs_100000",
        3,
        120,
        (
            Row("packs-100000/check", "`kiosk pack check` of 100,000, no picture known yet", "kiosk", shows="ours"),
            Row("packs-100000/build", "`kiosk pack build` of 59,000", "kiosk", shows="ours"),
            Row("packs-100000/install", "`kiosk pack install` of 59,000", "kiosk", shows="ours"),
            Row("packs-100000/start", "start, wall clock", "largest", "no pictures", goal=Goal(1.1)),
            Row(
                "packs-100000/memory",
                "PSS at the first frame, more than without pictures",
                "largest",
                unit="MB",
                shows="ours",
            ),
            Row(
                "packs-100000/search",
                "a key of the search, longest",
                "kiosk",
                unit="ms",
                shows="ours",
            ),
        ),
    ),
    Part(
        "installed",
        "Installed on a device",
        "What apt reports of the package in dist/ (`make deb`), and the bytecode that its installation compiles.",
        "installed",
        1,
        1,
        (Row("installed/size", "size on disk", "kiosk", unit="MB", goal=Goal(400, "ours"), shows="ours"),),
    ),
)

BY_NAME = {part.name: part for part in PARTS}
ROWS = {row.name: row for part in PARTS for row in part.rows}
"""Every row, by its name."""

NOT_MEASURED = (
    ("attract, film, swipe and pinch on a graphics card", "the machine has none"),
    ("touch by a real touch screen", "XTEST makes a pointer's press, no finger; a pinch is made inside the kiosk"),
    ("a screen of 60 Hz", "a virtual screen has no refresh: frames are counted as they reach its memory"),
)
"""What is not in the table, and why."""


def part_of(row: str) -> Part:
    """The part that measures a row."""
    return next(part for part in PARTS if any(each.name == row for each in part.rows))
