"""Recording of a visit for the journal, from the states before and after each action.

Nothing here names or numbers a visitor, and no time of day comes in: the caller that stores a visit adds the minute.
Named tuples, since each dataclass costs the start up to a millisecond.
"""

from __future__ import annotations

from typing import NamedTuple

from kiosk.session.actions import Action, ShowResults, Tick
from kiosk.session.outline import Outline
from kiosk.session.phases import SESSION, Phase, Screen
from kiosk.session.state import Place, State, VisitorSettings

UNANSWERED = "unanswered"
"""How nearly every visit ends: nobody answered "Still there?"."""
TAKEN_OVER = "taken-over"
BROKEN_OFF = "broken-off"
STOPPED = "stopped"
ENDS = (UNANSWERED, TAKEN_OVER, BROKEN_OFF, STOPPED)


class Spot(NamedTuple):
    """A place as the journal names it.

    `kind`: home, panel, gallery or search; `name`: the id of the panel or gallery; `part`: the id of the page, or the
    file of the picture; empty where there is none.
    """

    kind: str
    name: str = ""
    part: str = ""


class OpenedPlace(NamedTuple):
    """Something that was opened, for whole seconds. `kind`: panel, gallery, search, or a part: page, picture.

    `last` where the visit ended on it: its seconds end with the last sign of the visitor, so they are a lower bound.
    """

    kind: str
    name: str
    part: str
    language: str
    seconds: int
    last: bool = False


class Search(NamedTuple):
    """A search as it was when its results were left or another query was typed; `found` counts its results."""

    query: str
    language: str
    found: int


class Visit(NamedTuple):
    """A finished visit. `seconds`: from the first touch to the last sign; `waited`: from attract to the touch.

    `settings`: the accessibility settings used, sorted; `stayed`: how often "Still there?" was answered; `left`: where
    it ended, and `ended` how: one of `ENDS`.
    """

    pack: str
    language: str
    seconds: int
    waited: int
    settings: tuple[str, ...]
    stayed: int
    left: Spot
    ended: str
    openings: tuple[OpenedPlace, ...]
    searches: tuple[Search, ...]


class Stay(NamedTuple):
    """A visit in progress; times in monotonic seconds. `since`: of the place, `part_since`: of the page or picture."""

    began: float
    waited: float
    since: float
    part_since: float
    settings: frozenset[str] = frozenset()
    stayed: int = 0
    openings: tuple[OpenedPlace, ...] = ()
    searches: tuple[Search, ...] = ()
    longest: Search | None = None
    latest: Search | None = None


class Track(NamedTuple):
    """The data kept between two actions. `calling`: since when the attract loop has been calling."""

    calling: float = 0.0
    stay: Stay | None = None


def follow(track: Track, before: State, action: Action, after: State) -> tuple[Track, Visit | None]:
    """Return the track after an action, and the visit that ended with it."""
    was, goes_on = before.phase in SESSION, after.phase in SESSION
    calling = track.calling
    if after.phase is Phase.ATTRACT and before.phase is not Phase.ATTRACT:
        calling = after.now
    if not was:
        waited = max(0.0, after.now - track.calling)
        return Track(calling, Stay(after.now, waited, after.now, after.now) if goes_on else None), None
    stay = track.stay or Stay(before.now, 0.0, before.now, before.now)
    if goes_on:
        return Track(calling, _step(stay, before, action, after)), None
    return Track(calling), _end(stay, before, _how(before, action, after), after.now)


def stop(track: Track, state: State) -> Visit | None:
    """Return the visit in progress when the program ends."""
    return None if track.stay is None else _end(track.stay, state, STOPPED, state.now)


def used(settings: VisitorSettings) -> frozenset[str]:
    """Return the accessibility settings that differ from the default, by their names in the journal."""
    names = {
        f"text-{settings.text_size}": settings.text_size != 100,
        f"contrast-{settings.contrast}": settings.contrast != "dark",
        "low-reach": settings.low_reach,
        "reduced-motion": settings.reduced_motion,
        "read-aloud": settings.read_aloud,
    }
    return frozenset(name for name, chosen in names.items() if chosen)


def spot(place: Place, outline: Outline) -> Spot:
    """Return a place of the pack by its ids."""
    match place.screen:
        case Screen.PANEL:
            pages = outline.panels.get(place.panel, ())
            return Spot("panel", place.panel, pages[place.page] if place.page < len(pages) else "")
        case Screen.GALLERY:
            return Spot("gallery", place.gallery)
        case Screen.VIEWER:
            pictures = outline.pictures.get(place.gallery, ())
            return Spot("gallery", place.gallery, pictures[place.picture] if place.picture < len(pictures) else "")
        case Screen.SEARCH:
            return Spot("search")
    return Spot("home")


def _step(stay: Stay, before: State, action: Action, after: State) -> Stay:
    here, there = spot(before.place, before.outline), spot(after.place, after.outline)
    if here != there:
        stay = _leave(stay, here, there, before.settings.language, after.now)
    if isinstance(action, ShowResults) and action.query:
        stay = _search(stay, Search(action.query, after.settings.language, action.results))
    if here.kind == "search" != there.kind:
        stay = _settle(stay)
    answered = before.phase is Phase.WARNING and after.phase is Phase.ACTIVE
    return stay._replace(settings=stay.settings | used(after.settings), stayed=stay.stayed + answered)


def _leave(stay: Stay, here: Spot, there: Spot | None, language: str, now: float) -> Stay:
    """Close the page or picture that is left, and its panel or gallery if that is left too; None is the end."""
    last = there is None
    closed = list(stay.openings)
    if here.part:
        kind = {"panel": "page", "gallery": "picture"}[here.kind]
        closed.append(OpenedPlace(kind, here.name, here.part, language, _whole(now - stay.part_since), last))
    whole = there is None or here[:2] != there[:2]
    if whole and here.kind != "home":
        closed.append(OpenedPlace(here.kind, here.name, "", language, _whole(now - stay.since), last))
    return stay._replace(openings=tuple(closed), since=now if whole else stay.since, part_since=now)


def _search(stay: Stay, search: Search) -> Stay:
    """Note the search after a key. A query that is then shortened still counts; a different one is another search."""
    longest = stay.longest
    if longest is not None and longest.query.startswith(search.query) and longest.query != search.query:
        return stay._replace(latest=search)
    if longest is not None and not search.query.startswith(longest.query):
        stay = stay._replace(searches=(*stay.searches, longest))
    return stay._replace(longest=search, latest=search)


def _settle(stay: Stay) -> Stay:
    """Close the search: its last query counts."""
    searches = stay.searches if stay.latest is None else (*stay.searches, stay.latest)
    return stay._replace(searches=searches, longest=None, latest=None)


def _end(stay: Stay, state: State, ended: str, now: float) -> Visit:
    # A playing film counts as being watched.
    sign = now if state.media.playing else max(state.last_seen, state.media.held_until)
    left, language = spot(state.place, state.outline), state.settings.language
    stay = _settle(_leave(stay, left, None, language, sign))
    return Visit(
        pack=state.outline.pack,
        language=language,
        seconds=_whole(sign - stay.began),
        waited=_whole(stay.waited),
        settings=tuple(sorted(stay.settings)),
        stayed=stay.stayed,
        left=left,
        ended=ended,
        openings=stay.openings,
        searches=stay.searches,
    )


def _how(before: State, action: Action, after: State) -> str:
    if before.phase is Phase.WARNING and isinstance(action, Tick):
        return UNANSWERED
    return TAKEN_OVER if after.phase is Phase.SERVICE else BROKEN_OFF


def _whole(seconds: float) -> int:
    return max(0, round(seconds))
