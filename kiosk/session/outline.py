"""Outline of a pack for the session: what can be opened, and how long each page takes to read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kiosk.session import reading_time

if TYPE_CHECKING:
    from kiosk.content.model import BaseScene, Pack


_WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, slots=True)
class Scene:
    """A scene of the attract loop: what a touch opens ("" for Home), and when it is due; empty is always.

    The other fields are in the form of `kiosk.session.schedule.Timed`.
    """

    opens: str = ""
    hours: tuple[tuple[str, str], ...] = ()
    dates: tuple[tuple[str, str], ...] = ()
    weekdays: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Outline:
    """One pack, as ids and counts.

    `languages`: at least one, the first is the default. `panels`: the page ids of each panel. `galleries`: the number
    of pictures of each. `reading`: the reading time of each panel and page in seconds, by language. `scenes`: the
    attract loop, in the order of the pack; `shuffled` where each round has its own. `gone`: the withdrawn pictures of
    each gallery, by their numbers in the pack's files. `pictures`: the id of each picture of a gallery, independent of
    those before it.
    """

    languages: tuple[str, ...]
    panels: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    galleries: Mapping[str, int] = field(default_factory=dict, hash=False)
    reading: Mapping[str, tuple[Mapping[str, float], ...]] = field(default_factory=dict, hash=False)
    scenes: tuple[Scene, ...] = ()
    shuffled: bool = False
    pack: str = ""
    version: str = ""
    gone: Mapping[str, tuple[int, ...]] = field(default_factory=dict, hash=False)
    pictures: Mapping[str, Sequence[str]] = field(default_factory=dict, compare=False)

    def reading_seconds(self, panel: str, page: int, language: str) -> float:
        """Return the estimated seconds to read one page; 0 where the outline has no estimate."""
        pages = self.reading.get(panel, ())
        return pages[page].get(language, 0.0) if page < len(pages) else 0.0


def outline_of(pack: Pack) -> Outline:
    """Return the outline of a loaded pack."""
    return Outline(
        languages=tuple(pack.languages),
        panels={panel.id: tuple(page.id for page in panel.pages) for panel in pack.panels},
        galleries={gallery.id: len(gallery.pictures) for gallery in pack.galleries},
        reading={
            panel.id: tuple(reading_time.seconds(page, pack.languages) for page in panel.pages) for panel in pack.panels
        },
        scenes=tuple(_scene(scene) for scene in pack.attract),
        shuffled=pack.attract_order == "shuffle",
        pack=pack.id,
        version=pack.version,
        pictures={gallery.id: picture_ids(each.file for each in gallery.pictures) for gallery in pack.galleries},
    )


def picture_ids(files: Iterable[str]) -> tuple[str, ...]:
    """Return the ids of pictures of these files, each its file name; a repeated one has #2 appended."""
    seen: Counter[str] = Counter()
    ids = []
    for file in files:
        name = file.removeprefix("./")
        seen[name] += 1
        ids.append(name if seen[name] == 1 else f"{name}#{seen[name]}")
    return tuple(ids)


def _scene(scene: BaseScene) -> Scene:
    """Return a scene in outline; a panel's scene opens that panel unless it names another place."""
    return Scene(
        opens=scene.opens or getattr(scene, "panel", None) or "",
        hours=tuple(split_range(hours) for hours in scene.hours),
        dates=tuple(split_range(dates, "..") for dates in scene.dates),
        weekdays=tuple(split_weekdays(days) for days in scene.weekdays),
    )


def split_range(text: str, separator: str = "-") -> tuple[str, str]:
    """Return the two ends of a range in the model's notation; a single value is both."""
    first, _, last = text.partition(separator)
    return first, last or first


def split_weekdays(days: str) -> tuple[int, int]:
    """Return the two ends of a weekday range in the model's notation; Monday is 0."""
    first, last = split_range(days)
    return _WEEK.index(first), _WEEK.index(last)
