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

    `last` where the visit ended on it: its seconds end with the visitor's last activity, so they are a lower bound.
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
    """A finished visit. `seconds`: from the first touch to the last activity; `waited`: from attract to the touch.

    `settings`: the accessibility settings used, sorted; `stayed`: how often "Still there?" was answered; `last_place`:
    where it ended, and `ended` how: one of `ENDS`.
    """

    pack: str
    language: str
    seconds: int
    waited: int
    settings: tuple[str, ...]
    stayed: int
    last_place: Spot
    ended: str
    openings: tuple[OpenedPlace, ...]
    searches: tuple[Search, ...]


class OngoingVisit(NamedTuple):
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
    """The data kept between two actions. `attract_since`: since when the attract loop has been calling."""

    attract_since: float = 0.0
    ongoing: OngoingVisit | None = None


def update(track: Track, before: State, action: Action, after: State) -> tuple[Track, Visit | None]:
    """Return the track after an action, and the visit that ended with it."""
    was_visited, is_visited = before.phase in SESSION, after.phase in SESSION
    attract_since = track.attract_since
    if after.phase is Phase.ATTRACT and before.phase is not Phase.ATTRACT:
        attract_since = after.now
    if not was_visited:
        waited = max(0.0, after.now - track.attract_since)
        return Track(attract_since, OngoingVisit(after.now, waited, after.now, after.now) if is_visited else None), None
    ongoing = track.ongoing or OngoingVisit(before.now, 0.0, before.now, before.now)
    if is_visited:
        return Track(attract_since, _update_visit(ongoing, before, action, after)), None
    return Track(attract_since), _finish(ongoing, before, _end_reason(before, action, after), after.now)


def stop(track: Track, state: State) -> Visit | None:
    """Return the visit in progress when the program ends."""
    return None if track.ongoing is None else _finish(track.ongoing, state, STOPPED, state.now)


def changed_settings(settings: VisitorSettings) -> frozenset[str]:
    """Return the accessibility settings that differ from the default, by their names in the journal."""
    names = {
        f"text-{settings.text_size}": settings.text_size != settings.usual_text_size,
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


def _update_visit(ongoing: OngoingVisit, before: State, action: Action, after: State) -> OngoingVisit:
    old_spot, new_spot = spot(before.place, before.outline), spot(after.place, after.outline)
    if old_spot != new_spot:
        ongoing = _close_place(ongoing, old_spot, new_spot, before.settings.language, after.now)
    if isinstance(action, ShowResults) and action.query:
        ongoing = _note_search(ongoing, Search(action.query, after.settings.language, action.results))
    if old_spot.kind == "search" != new_spot.kind:
        ongoing = _close_search(ongoing)
    answered = before.phase is Phase.WARNING and after.phase is Phase.ACTIVE
    return ongoing._replace(
        settings=ongoing.settings | changed_settings(after.settings), stayed=ongoing.stayed + answered
    )


def _close_place(ongoing: OngoingVisit, left: Spot, entered: Spot | None, language: str, now: float) -> OngoingVisit:
    """Close the page or picture that is left, and its panel or gallery if that is left too; None is the end."""
    last = entered is None
    openings = list(ongoing.openings)
    if left.part:
        kind = {"panel": "page", "gallery": "picture"}[left.kind]
        openings.append(
            OpenedPlace(kind, left.name, left.part, language, _whole_seconds(now - ongoing.part_since), last)
        )
    leaves_panel = entered is None or left[:2] != entered[:2]
    if leaves_panel and left.kind != "home":
        openings.append(OpenedPlace(left.kind, left.name, "", language, _whole_seconds(now - ongoing.since), last))
    return ongoing._replace(openings=tuple(openings), since=now if leaves_panel else ongoing.since, part_since=now)


def _note_search(ongoing: OngoingVisit, search: Search) -> OngoingVisit:
    """Note the search after a key. A query that is then shortened still counts; a different one is another search."""
    longest = ongoing.longest
    if longest is not None and longest.query.startswith(search.query) and longest.query != search.query:
        return ongoing._replace(latest=search)
    if longest is not None and not search.query.startswith(longest.query):
        ongoing = ongoing._replace(searches=(*ongoing.searches, longest))
    return ongoing._replace(longest=search, latest=search)


def _close_search(ongoing: OngoingVisit) -> OngoingVisit:
    """Close the search: its last query counts."""
    searches = ongoing.searches if ongoing.latest is None else (*ongoing.searches, ongoing.latest)
    return ongoing._replace(searches=searches, longest=None, latest=None)


def _finish(ongoing: OngoingVisit, state: State, ended: str, now: float) -> Visit:
    # A playing film counts as being watched.
    last_activity = now if state.media.playing else max(state.last_seen, state.media.held_until)
    last_spot, language = spot(state.place, state.outline), state.settings.language
    ongoing = _close_search(_close_place(ongoing, last_spot, None, language, last_activity))
    return Visit(
        pack=state.outline.pack,
        language=language,
        seconds=_whole_seconds(last_activity - ongoing.began),
        waited=_whole_seconds(ongoing.waited),
        settings=tuple(sorted(ongoing.settings)),
        stayed=ongoing.stayed,
        last_place=last_spot,
        ended=ended,
        openings=ongoing.openings,
        searches=ongoing.searches,
    )


def _end_reason(before: State, action: Action, after: State) -> str:
    if before.phase is Phase.WARNING and isinstance(action, Tick):
        return UNANSWERED
    return TAKEN_OVER if after.phase is Phase.OPERATOR else BROKEN_OFF


def _whole_seconds(seconds: float) -> int:
    return max(0, round(seconds))
