"""A kiosk without a screen: a pack in outline, a clock that the test turns, and what must hold at any moment."""

from __future__ import annotations

from dataclasses import replace

from kiosk.session.actions import Action, Lifted, Tick, Touched
from kiosk.session.idle_clock import next_deadline, remaining
from kiosk.session.outline import Outline, Scene
from kiosk.session.phases import SESSION, Phase, Screen
from kiosk.session.reducer import reduce
from kiosk.session.search_query import normalise
from kiosk.session.state import CONTRASTS, TEXT_SIZES, Place, State, begin
from kiosk.session.timeouts import Rules, Times

OUTLINE = Outline(
    languages=("zh", "en"),
    panels={"industry": ("parks", "cards", "firms"), "talent": ("academy", "masters"), "long": ("essay",)},
    galleries={"places": 10, "empty": 0},
    reading={"industry": ({"zh": 20.0, "en": 30.0},) * 3, "talent": (), "long": ({"zh": 60.0, "en": 100.0},)},
    scenes=(Scene("talent"), Scene("places"), Scene()),
    pack="park",
    version="1.0.0",
    pictures={"places": tuple(f"media/{number}.jpg" for number in range(10)), "empty": ()},
)
NEXT = Outline(languages=("en",), panels={"new": ("only",)}, pack="park", version="2.0.0")
# The first pack as who writes it left it: a page less and another order; and a panel, a page and a gallery renamed.
SHORTER = replace(OUTLINE, panels={"talent": ("masters",), "industry": ("cards", "parks")}, galleries={"places": 3})
RENAMED = replace(
    OUTLINE,
    languages=("en", "zh"),
    panels={"trade": ("parks", "four", "firms"), "talent": ("academy", "masters"), "long": ("essay",)},
    galleries={"views": 10, "empty": 0},
    scenes=(Scene("talent"),),
)
RULES = Rules(Times(), OUTLINE)


class Kiosk:
    """One device, from its start at second 1000 of a clock that never runs back."""

    def __init__(self, rules: Rules = RULES) -> None:
        self.rules = rules
        self.now = 1000.0
        self.state = begin(rules, self.now)

    def do(self, action: type[Action], *fields: object) -> Kiosk:
        """Let something happen now."""
        self.state = reduce(self.state, action(self.now, *fields), self.rules)
        return self

    def tap(self, finger: int = 1) -> Kiosk:
        """Touch the glass and let go."""
        return self.do(Touched, finger).do(Lifted, finger)

    def wait(self, seconds: float) -> Kiosk:
        """Let time go by, with a tick whenever one is due and at no other time."""
        end = self.now + seconds
        while (due := next_deadline(self.state, self.rules)) is not None and due <= end:
            self.now = max(self.now, due)
            before = self.state
            self.do(Tick)
            assert self.state != before or next_deadline(self.state, self.rules) != due, "a tick that changes nothing"
        self.now = end
        return self

    def skip(self, seconds: float) -> Kiosk:
        """Let time go by without any tick, as where the machine was too busy."""
        self.now += seconds
        return self

    @property
    def phase(self) -> Phase:
        return self.state.phase

    @property
    def place(self) -> Place:
        return self.state.place

    @property
    def left(self) -> int:
        """What the countdown shows."""
        return remaining(self.state, self.rules, self.now)


def panel(name: str, page: int = 0) -> Place:
    return Place(Screen.PANEL, panel=name, page=page)


def gallery(name: str) -> Place:
    return Place(Screen.GALLERY, gallery=name)


def viewer(name: str, picture: int) -> Place:
    return Place(Screen.VIEWER, gallery=name, picture=picture)


def exists(place: Place, outline: Outline) -> bool:
    """Whether the pack has this place and it says no more than its screen needs."""
    if place.screen is Screen.HOME:
        return place == Place()
    if place.screen is Screen.SEARCH:
        return place == Place(Screen.SEARCH, query=normalise(place.query))
    if place.screen is Screen.PANEL:
        return place == panel(place.panel, place.page) and 0 <= place.page < len(outline.panels.get(place.panel, ()))
    pictures = outline.galleries.get(place.gallery, 0)
    if place.screen is Screen.GALLERY:
        return place == gallery(place.gallery) and pictures > 0
    return place == viewer(place.gallery, place.picture) and 0 <= place.picture < pictures


def validity(state: State) -> list[str]:
    """What is wrong with a state; nothing where it is sound."""
    settings, numbers = state.settings, [finger.id for finger in state.fingers]
    rules = {
        "the place is in the pack": exists(state.place, state.outline),
        "every place behind it too": all(exists(place, state.outline) for place in state.history),
        "Home lies before every way": all(place.screen is not Screen.HOME for place in state.history),
        "the way back is bounded": len(state.history) <= 32,
        "Home has no way back": state.place.screen is not Screen.HOME or not state.history,
        "the language is in the pack": settings.language in state.outline.languages,
        "the text size exists": settings.text_size in TEXT_SIZES,
        "the contrast exists": settings.contrast in CONTRASTS,
        "a warning has a beginning": (state.phase is Phase.WARNING) == (state.warned_at is not None),
        "nobody's traces outside a session": state.phase in SESSION | {Phase.PREVIEW} or traceless(state),
        "only a pack that is looked at keeps another": (state.phase is Phase.PREVIEW)
        == (state.pack_before_preview is not None),
        "nobody is admitted elsewhere": state.authenticated <= (state.phase in {Phase.OPERATOR, Phase.PREVIEW}),
        "withdrawn is out of service": state.phase not in {Phase.ATTRACT, Phase.CLOSED}
        or not state.disabled_by_operator,
        "the operator is not called twice": state.corner_hold is None or state.phase is not Phase.OPERATOR,
        "no pack waits in attract": state.phase is not Phase.ATTRACT or state.waiting is None,
        "broken is out of service": state.phase not in SESSION | {Phase.ATTRACT} or state.reason is None,
        "closed behind closed doors": state.phase is not Phase.CLOSED or not state.is_open,
        "no attract behind closed doors": state.phase is not Phase.ATTRACT or state.is_open,
        "a finger is there once": len(numbers) == len(set(numbers)),
        "the fingers are bounded": len(numbers) <= 32,
        "nothing lies in the future": max([state.last_seen, *(each.moved for each in state.fingers)]) <= state.now,
    }
    return [rule for rule, holds in rules.items() if not holds]


def traceless(state: State) -> bool:
    """Whether nothing that a visitor did can be seen any more."""
    start = begin(Rules(RULES.times, state.outline))
    return all(
        getattr(state, name) == getattr(start, name) for name in ("settings", "place", "history", "warned_at", "media")
    )
