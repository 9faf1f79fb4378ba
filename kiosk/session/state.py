"""The whole state of a session, and its initial value."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from kiosk.content.messages import Message
from kiosk.session.attract_loop import AttractLoop
from kiosk.session.outline import Outline
from kiosk.session.phases import Phase, Screen
from kiosk.session.timeouts import Rules

TEXT_SIZES = (100, 135, 200)
CONTRASTS = ("dark", "rice-paper", "high")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a visitor is; `page` and `picture` count from 0, and fields that a screen does not need stay empty."""

    screen: Screen = Screen.HOME
    panel: str = ""
    page: int = 0
    gallery: str = ""
    picture: int = 0
    query: str = ""


@dataclass(frozen=True, slots=True)
class VisitorSettings:
    """A visitor's choices; `text_size` in per cent, one of `TEXT_SIZES`; `contrast` one of `CONTRASTS`.

    `usual_text_size` is that of the device, in which each session begins.
    """

    language: str
    text_size: int = 100
    contrast: str = "dark"
    low_reach: bool = False
    reduced_motion: bool = False
    read_aloud: bool = False
    usual_text_size: int = 100

    @property
    def has_accessibility(self) -> bool:
        """Whether any accessibility setting differs from the default; the language is not one of them."""
        return self != self.forget(self.language)

    def forget(self, language: str) -> VisitorSettings:
        """Return the settings of the next visitor, in a language."""
        return VisitorSettings(language, text_size=self.usual_text_size, usual_text_size=self.usual_text_size)


@dataclass(frozen=True, slots=True)
class Finger:
    """A finger on the screen: its id, the second of its last movement, and whether it is a ghost by now."""

    id: int
    moved: float
    ghost: bool = False


@dataclass(frozen=True, slots=True)
class MediaHold:
    """How a video or narration holds the idle clock: since when, and until when it held once it stopped."""

    playing: bool = False
    since: float | None = None
    held_until: float = 0.0


class CornerHold(NamedTuple):
    """A finger that is held in an upper corner, and since when."""

    finger: int
    since: float


@dataclass(frozen=True, slots=True)
class State:
    """One moment of the device; all times are monotonic seconds.

    `outline` is the pack in use and `waiting` the one that replaces it at the next reset. `history` holds the places
    behind this one, oldest first; Home precedes the oldest. `loop` is the position of the attract loop. `reason` is why
    the device is out of service, None where it is sound; `disabled_by_operator` where the operator took it out.
    `authenticated`: the PIN was right; `pack_before_preview`: the pack in use during the preview of another. `ghosts`
    and `sessions` count from the start of the program.
    """

    outline: Outline
    settings: VisitorSettings
    phase: Phase = Phase.ATTRACT
    place: Place = Place()
    history: tuple[Place, ...] = ()
    now: float = 0.0
    last_seen: float = 0.0
    warned_at: float | None = None
    media: MediaHold = MediaHold()
    fingers: tuple[Finger, ...] = ()
    waiting: Outline | None = None
    reason: str | None = None
    disabled_by_operator: bool = False
    corner_hold: CornerHold | None = None
    authenticated: bool = False
    pack_before_preview: Outline | None = None
    is_open: bool = True
    ghosts: int = 0
    sessions: int = 0
    loop: AttractLoop = field(default_factory=AttractLoop)


def begin(rules: Rules, now: float = 0.0) -> State:
    """Return the state of a program that has just started: attract, with the pack of `rules`."""
    outline = rules.outline
    settings = VisitorSettings(outline.languages[0], text_size=rules.text_size, usual_text_size=rules.text_size)
    return State(outline=outline, settings=settings, now=now, last_seen=now)


_TAKEN_OUT = Message(
    "taken out of service by staff, in the operator menu or by `kiosk ctl out-of-service on`; that outlives every "
    "restart, until it is put back there or by `kiosk ctl out-of-service off`"
)


def out_of_service_reason(state: State) -> Message:
    """Return why the device is out of service; empty where it is not. A breakdown precedes the staff's decision."""
    return Message(state.reason) if state.reason else _TAKEN_OUT if state.disabled_by_operator else Message("")
