"""The screens on which a pack is previewed: size, orientation and pixels."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kiosk.content.messages import Message

PIXELS = {"1080p": (1920, 1080), "4k": (3840, 2160)}
EXAMPLES = ("24in", "55in", "55in-portrait", "86in-4k", "65in-portrait-4k")
_SHAPE = re.compile(r"(\d{1,3}(?:\.\d)?)\s*(?:in|寸|\")?(?:-(landscape|portrait))?(?:-(1080p|4k))?\Z", re.IGNORECASE)
LEAST_INCHES, MOST_INCHES = 7.0, 200.0


@dataclass(frozen=True, slots=True)
class ScreenSize:
    """One screen: its diagonal in inches, its width and height in px."""

    inches: float
    width: int
    height: int

    @property
    def name(self) -> str:
        """The screen as `read_screen_size` reads it, such as 55in-portrait."""
        upright = "-portrait" if self.height > self.width else ""
        pixels = (max(self.width, self.height), min(self.width, self.height))
        dense = next(("" if name == "1080p" else f"-{name}" for name, size in PIXELS.items() if size == pixels), "")
        return f"{self.inches:g}in{upright}{dense}"

    @property
    def description(self) -> Message:
        """The screen in words, such as 55 inches upright, 1080 × 1920."""
        size = f"{self.inches:g}"
        if self.height > self.width:
            return Message(
                "{inches} inches upright, {width} × {height}", inches=size, width=self.width, height=self.height
            )
        return Message("{inches} inches, {width} × {height}", inches=size, width=self.width, height=self.height)


def read_screen_size(text: str) -> ScreenSize | None:
    """Return the screen that words such as 55in-portrait mean; None if they mean none.

    The default is landscape and 1920 × 1080 pixels.
    """
    found = _SHAPE.match(text.strip())
    inches = float(found[1]) if found else 0.0
    if found is None or not LEAST_INCHES <= inches <= MOST_INCHES:
        return None
    wide, high = PIXELS[(found[3] or "1080p").lower()]
    return ScreenSize(inches, high, wide) if (found[2] or "").lower() == "portrait" else ScreenSize(inches, wide, high)
