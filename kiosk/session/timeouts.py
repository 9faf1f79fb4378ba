"""Timeouts of a session, and the reducer's other inputs besides the state."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.content.device_defaults import COUNTDOWN, EASED_IDLE, IDLE
from kiosk.session.outline import Outline


@dataclass(frozen=True, slots=True)
class Times:
    """The limits of a session, in seconds; `reading_factor` multiplies the reading time of a page.

    `corner_hold`: how long a finger in a corner opens the operator's keypad; `keypad` and `operator_menu`: how
    long that, and the menu behind it, stay open without a touch.
    """

    idle: float = IDLE
    countdown: float = COUNTDOWN
    eased_idle: float = EASED_IDLE
    reading_factor: float = 1.5
    media_hold: float = 600.0
    ghost: float = 60.0
    corner_hold: float = 5.0
    keypad: float = 30.0
    operator_menu: float = 120.0


@dataclass(frozen=True, slots=True)
class Rules:
    """`times` apply to every session; `outline` is the pack of the first one (later ones: `State.outline`).

    `text_size`, in per cent, is the one in which each session begins.
    """

    times: Times
    outline: Outline
    text_size: int = 100
