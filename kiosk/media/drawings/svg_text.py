"""Losses of a drawing's text: its placement and its decoration. Runs in the worker only.

Each check yields (code, what); the place is that of the element.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kiosk.media.drawings.svg_style import Element, Styles

Found = tuple[str, str]

_WORDED = {"text", "tspan", "a"}
_LINES = {"underline", "overline", "line-through", "blink"}
_UPRIGHT = {"tb", "tb-rl", "vertical-rl", "vertical-lr", "sideways-rl", "sideways-lr"}
_TO_THE_RIGHT = {"vertical-lr", "sideways-rl", "sideways-lr"}  # librsvg positions text in these differently
# At least a tenth of the font size from where browsers place them; the others are closer.
_BASELINES = {"hanging", "mathematical", "text-before-edge", "before-edge", "text-top"}
_UNSHIFTED = {"", "0", "0%", "baseline"}
_ON_THE_LINE = {"", "auto", "alphabetic", "baseline"}
_SIZES = {"xxx-large"}
# Emoji that are coloured pictures: those beyond the plane, and characters that the selector FE0F makes so.
_EMOJI = re.compile("[\U0001f1e6-\U0001f1ff\U0001f300-\U0001f64f\U0001f680-\U0001f6ff\U0001f900-\U0001faff]|.\ufe0f")


def look_at_text(elements: Sequence[Element], styles: Styles) -> Iterator[Found]:
    """Yield the losses of the last of `elements`, each within the one before, by its own attributes."""
    element = elements[-1]
    if element.name not in {"g", *_WORDED}:
        return
    shifts = [styles.own(each, "baseline-shift") not in _UNSHIFTED for each in elements]
    if shifts[-1] and (element.name in {"g", "text"} or any(shifts[:-1])):
        yield "letters", "baseline-shift"
    if element.name == "g":
        return
    dominant, aligned = (styles.own(element, f"{kind}-baseline") for kind in ("dominant", "alignment"))
    if aligned == "inherit":
        aligned = styles.held(elements[:-1], "alignment-baseline")
    if dominant in _BASELINES:
        yield "letters", f"dominant-baseline {dominant}"
    elif aligned not in {*_ON_THE_LINE, dominant}:
        yield "letters", f"alignment-baseline {aligned}"
    if element.name == "text":
        return
    order = styles.own(element, "paint-order")
    if order not in {"", "normal", "inherit", styles.held(elements[:-1], "paint-order")}:
        yield "letters", "paint-order"
    anchor = styles.own(element, "text-anchor")
    begins = {"x", "y"} & set(element.attributes)
    if not begins and anchor not in {"", "inherit", styles.held(elements[:-1], "text-anchor") or "start"}:
        yield "letters", f"text-anchor {anchor}"


def look_at_words(elements: Sequence[Element], words: str, styles: Styles) -> Iterator[Found]:
    """Yield the losses of words in the last of `elements`, each within the one before."""
    if elements[-1].name not in _WORDED or not any(each.name == "text" for each in elements):
        return
    if _is_undecorated(elements, styles):
        yield "underline", " ".join(words.split())
    if styles.held(elements, "font-size") in _SIZES:
        yield "letters", "font-size"
    mode = styles.held(elements, "writing-mode")
    if mode in _TO_THE_RIGHT:
        yield "letters", f"writing-mode {mode}"
    elif mode in _UPRIGHT and styles.held(elements, "text-anchor") not in {"", "start"}:
        yield "letters", f"text-anchor {styles.held(elements, 'text-anchor')}"
    if found := _EMOJI.search(words):
        yield "emoji", found[0]


def _is_undecorated(elements: Sequence[Element], styles: Styles) -> bool:
    """Return whether a line under or through words is left out: all are except their own element's by its old names."""
    plain = set(styles.own(elements[-1], "text-decoration").split())
    if _is_decorated(elements[-1], styles):
        return not plain or not plain <= _LINES
    return not plain and any(_is_decorated(each, styles) for each in elements)


def _is_decorated(element: Element, styles: Styles) -> bool:
    said = f"{styles.own(element, 'text-decoration')} {styles.own(element, 'text-decoration-line')}"
    return bool(_LINES & set(said.split()))
