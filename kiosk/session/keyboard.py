"""Meaning of keys: those of a keyboard, and those of an assistive keypad, which are set in device.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from kiosk.content.key_names import KEYS

DOUBLE_STRIKE = 0.5  # seconds
STANDARD = MappingProxyType(
    {
        KEYS["Tab"]: "next",
        0x01000002: "previous",  # Qt.Key_Backtab, which is Shift+Tab
        KEYS["Left"]: "left",
        KEYS["Right"]: "right",
        KEYS["Up"]: "up",
        KEYS["Down"]: "down",
        KEYS["Return"]: "activate",
        KEYS["Enter"]: "activate",
        KEYS["Space"]: "activate",
        KEYS["Escape"]: "back",
        KEYS["Backspace"]: "erase",
    }
)
_ONCE = frozenset({"activate", "back"})
# The common layouts of X11 and Wayland give other names to these keys of a keypad, such as XF86Tools for F13.
_FIRST_FAR_KEY, _LAST_FAR_KEY, _F13 = 191, 202, KEYS["F13"]


@dataclass(frozen=True, slots=True)
class KeyStroke:
    """A key that went down. `key`: its number in `Qt.Key`; `scan`: the machine's number, 0 where there is none.

    `text`: what it types; `shifted`: with Shift; `held`: with Ctrl, Alt or the logo key.
    """

    key: int
    text: str = ""
    scan: int = 0
    shifted: bool = False
    held: bool = False


class KeyReader:
    """Reads strokes as commands: "next", "previous", an arrow ("left" …), "activate", "back", "erase", "type".

    A stroke that means nothing is "". A second strike of a key within `DOUBLE_STRIKE` does not activate or go back.
    """

    def __init__(self) -> None:
        self._assigned: Mapping[int, str] = {}
        self._last: tuple[int, float] | None = None

    def assign(self, assigned: Mapping[int, str]) -> None:
        """Take the meanings of keys from device.yaml; they come before the standard ones."""
        self._assigned = dict(assigned)

    def read(self, stroke: KeyStroke, now: float) -> str:
        """Return the command of a stroke at `now` (monotonic seconds)."""
        key = stroke.key
        if _FIRST_FAR_KEY <= stroke.scan <= _LAST_FAR_KEY:
            key = _F13 + stroke.scan - _FIRST_FAR_KEY
        is_double = self._last is not None and self._last[0] == key and now - self._last[1] < DOUBLE_STRIKE
        if not is_double:
            self._last = (key, now)
        command = self._meaning(key, stroke)
        return "" if is_double and command in _ONCE else command

    def _meaning(self, key: int, stroke: KeyStroke) -> str:
        if stroke.held:
            return ""
        if (meaning := self._assigned.get(key) or STANDARD.get(key)) is not None:
            return "previous" if meaning == "next" and stroke.shifted else meaning
        return "type" if len(stroke.text) == 1 and stroke.text.isascii() and stroke.text.isalnum() else ""
