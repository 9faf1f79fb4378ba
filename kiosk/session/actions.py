"""Actions: everything that can happen to a session. Every `now` is in monotonic seconds.

An `Intent` is a visitor's request through a control, and counts only in an active session without a warning. The others
are reports of the screen, the clock, the media, the pack and the operator. An action without fields of its own is a
plain class: each dataclass costs the start up to a millisecond.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kiosk.session.outline import Outline
from kiosk.session.state import Place


@dataclass(frozen=True, slots=True)
class Action:
    """Something that happened at `now`; an earlier `now` than the last one counts as the last one."""

    now: float


class Tick(Action):
    """Time passed; due at `idle_clock.next_deadline`, harmless at any other time."""


@dataclass(frozen=True, slots=True)
class Touched(Action):
    """A finger (or the mouse button) went down; `corner`: in an upper corner of the screen."""

    finger: int
    corner: bool = False


@dataclass(frozen=True, slots=True)
class Moved(Action):
    """A finger that is down moved further than dirt on the screen jitters."""

    finger: int


@dataclass(frozen=True, slots=True)
class Lifted(Action):
    """A finger went up, or the system cancelled its touch."""

    finger: int


class Pressed(Action):
    """A key was pressed or a wheel turned."""


class Intent(Action):
    """A visitor's request; unknown targets are ignored, a number out of range becomes the nearest."""


@dataclass(frozen=True, slots=True)
class Open(Intent):
    """Go to a place; Back returns here."""

    place: Place


@dataclass(frozen=True, slots=True)
class OpenPanel(Intent):
    """Go to a page of a panel, by its number from 0 or by its id; an unknown id is the first page."""

    panel: str
    page: int | str = 0


@dataclass(frozen=True, slots=True)
class OpenGallery(Intent):
    """Go to the grid of a gallery."""

    gallery: str


@dataclass(frozen=True, slots=True)
class OpenPicture(Intent):
    """Go to the viewer of one picture, counted from 0."""

    gallery: str
    picture: int


@dataclass(frozen=True, slots=True)
class ShowPage(Intent):
    """Swipe or step to a page of this panel; Back does not return from it."""

    page: int


@dataclass(frozen=True, slots=True)
class ShowPicture(Intent):
    """Swipe or step to a picture of this viewer; Back does not return from it."""

    picture: int


class OpenSearch(Intent):
    """Go to the search, with nothing typed."""


@dataclass(frozen=True, slots=True)
class Type(Intent):
    """Search for this; Back does not undo it key by key."""

    query: str


@dataclass(frozen=True, slots=True)
class ShowResults(Action):
    """The search has an answer to the query; it changes nothing, and the journal counts it."""

    query: str
    results: int


class GoBack(Intent):
    """Return to the previous place, Home where there is none."""


class GoHome(Intent):
    """Return to Home; the way here is forgotten."""


@dataclass(frozen=True, slots=True)
class ChooseLanguage(Intent):
    """Use a language of the pack; the place stays."""

    language: str


@dataclass(frozen=True, slots=True)
class ChooseTextSize(Intent):
    """Use a text size, in per cent: one of `state.TEXT_SIZES`."""

    size: int


@dataclass(frozen=True, slots=True)
class ChooseContrast(Intent):
    """Use a contrast: one of `state.CONTRASTS`."""

    contrast: str


class ToggleLowReach(Intent):
    """Put the controls within reach of a seated person, or back."""


class ToggleReducedMotion(Intent):
    """Stop the motion, or let it run again."""


class ToggleReadAloud(Intent):
    """Start reading aloud, or stop."""


@dataclass(frozen=True, slots=True)
class NextScene(Action):
    """The scene in view has had its time; `wall` is the device's local time."""

    wall: datetime


@dataclass(frozen=True, slots=True)
class CallScene(Action):
    """A scene is wanted out of its turn, by its number."""

    scene: int


class CallStillScene(Action):
    """The still scene is wanted, as the one in view must not wait for the next to be ready."""


class SceneShown(Action):
    """The called scene begins to come into view: from now on a touch opens what it shows."""


@dataclass(frozen=True, slots=True)
class SceneLost(Action):
    """The medium of a scene is gone; `wall` as above."""

    wall: datetime
    scene: int


class Shift(Action):
    """The fixed content on the screen is due to move a little."""


class MediaStarted(Action):
    """A video or narration of a page began; the videos of attract are not reported."""


class MediaStopped(Action):
    """The video or narration ended or was stopped."""


@dataclass(frozen=True, slots=True)
class PackReady(Action):
    """A new pack is ready; it is used at once in attract, else at the next reset."""

    outline: Outline


class CloseHall(Action):
    """The opening hours ended; a visitor who is there may finish first."""


class OpenHall(Action):
    """The opening hours began."""


class OpenOperatorMenu(Action):
    """The keypad for the operator's PIN opens."""


class CloseOperatorMenu(Action):
    """The operator has finished."""


@dataclass(frozen=True, slots=True)
class BreakDown(Action):
    """The device cannot serve visitors; `reason` is for staff."""

    reason: str


class Repaired(Action):
    """The cause of the breakdown is fixed."""
