"""Losses of a drawing's text: its placement and its decoration. Runs in the worker only.

Each check yields (code, what); the place is that of the element.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kiosk.media.drawings.svg_style import Element, Styles

Found = tuple[str, str]

_TEXT_ELEMENTS = {"text", "tspan", "a"}
_LINES = {"underline", "overline", "line-through", "blink"}
_UPRIGHT = {"tb", "tb-rl", "vertical-rl", "vertical-lr", "sideways-rl", "sideways-lr"}
_LEFT_TO_RIGHT = {"vertical-lr", "sideways-rl", "sideways-lr"}  # librsvg positions text in these differently
# At least a tenth of the font size from where browsers place them; the others are closer.
_BASELINES = {"hanging", "mathematical", "text-before-edge", "before-edge", "text-top"}
_UNSHIFTED = {"", "0", "0%", "baseline"}
_ON_THE_LINE = {"", "auto", "alphabetic", "baseline"}
_SIZES = {"xx-large", "xxx-large"}
_NUMBERS = re.compile(r"[\d.]*\d")
_JOINED = re.compile(
    "[\u0620-\u06d3\u06fa-\u06ff\u0710-\u077f\u07ca-\u07ea\u08a0-\u08b4\u1820-\u18aa]"
)  # Arabic and others
# Emoji that are coloured pictures: those beyond the plane, and characters that the selector FE0F makes so.
_EMOJI = re.compile("[\U0001f1e6-\U0001f1ff\U0001f300-\U0001f64f\U0001f680-\U0001f6ff\U0001f900-\U0001faff]|.\ufe0f")


def check_text_element(elements: Sequence[Element], styles: Styles) -> Iterator[Found]:
    """Yield the losses of the last of `elements`, each within the one before, by its own attributes."""
    element = elements[-1]
    if element.name not in {"g", *_TEXT_ELEMENTS}:
        return
    spaces = [each.attributes["xml:space"] for each in elements if "xml:space" in each.attributes]
    is_other = element.name == "tspan" and "xml:space" in element.attributes and spaces[-1] != ["default", *spaces][-2]
    if is_other and "".join(elements[-2].text).strip():
        yield "letters", "xml:space"
    shifts = [styles.own_value(each, "baseline-shift") not in _UNSHIFTED for each in elements]
    if shifts[-1] and (element.name in {"g", "text"} or any(shifts[:-1])):
        yield "letters", "baseline-shift"
    if element.name == "g":
        return
    dominant, alignment = (styles.own_value(element, f"{kind}-baseline") for kind in ("dominant", "alignment"))
    if alignment == "inherit":
        alignment = styles.inherited_value(elements[:-1], "alignment-baseline")
    if dominant in _BASELINES:
        yield "letters", f"dominant-baseline {dominant}"
    elif alignment not in {*_ON_THE_LINE, dominant}:
        yield "letters", f"alignment-baseline {alignment}"
    if element.name == "text":
        return
    paint_order = styles.own_value(element, "paint-order")
    if paint_order not in {"", "normal", "inherit", styles.inherited_value(elements[:-1], "paint-order")}:
        yield "letters", "paint-order"
    anchor = styles.own_value(element, "text-anchor")
    is_placed = {"x", "y"} & set(element.attributes)
    if not is_placed and anchor not in {
        "",
        "inherit",
        styles.inherited_value(elements[:-1], "text-anchor") or "start",
    }:
        yield "letters", f"text-anchor {anchor}"


def check_text(elements: Sequence[Element], text: str, styles: Styles) -> Iterator[Found]:
    """Yield the losses of words in the last of `elements`, each within the one before."""
    if elements[-1].name not in _TEXT_ELEMENTS or not any(each.name == "text" for each in elements):
        return
    if _is_undecorated(elements, styles):
        yield "underline", " ".join(text.split())
    if styles.inherited_value(elements, "font-size") in _SIZES:
        yield "letters", "font-size"
    mode = styles.inherited_value(elements, "writing-mode")
    if mode in _LEFT_TO_RIGHT:
        yield "letters", f"writing-mode {mode}"
    elif mode in _UPRIGHT and styles.inherited_value(elements, "text-anchor") not in {"", "start"}:
        yield "letters", f"text-anchor {styles.inherited_value(elements, 'text-anchor')}"
    spacing = _NUMBERS.findall(styles.inherited_value(elements, "letter-spacing"))
    if _JOINED.search(text) and (any(map(float, spacing)) or _is_parted(elements, text)):
        yield "letters", " ".join(text.split())
    if match := _EMOJI.search(text):
        yield "emoji", match[0]


def _is_parted(elements: Sequence[Element], text: str) -> bool:
    """Return whether a part of text begins within a word of letters that join."""
    *before, _ = elements[-1].text
    last = "".join(before or elements[-2].text)[-1:]
    is_placed = not before and "x" in elements[-1].attributes
    return not is_placed and _JOINED.match(last) is not None and _JOINED.match(text) is not None


def _is_undecorated(elements: Sequence[Element], styles: Styles) -> bool:
    """Return whether a line under or through words is left out: all are except their own element's by its old names."""
    old_names = set(styles.own_value(elements[-1], "text-decoration").split())
    if _is_decorated(elements[-1], styles):
        around = set(" ".join(styles.own_value(each, "text-decoration") for each in elements[:-1]).split())
        return not old_names or not old_names <= _LINES or bool(_LINES & around - old_names)
    return not old_names and any(_is_decorated(each, styles) for each in elements)


def _is_decorated(element: Element, styles: Styles) -> bool:
    decoration = f"{styles.own_value(element, 'text-decoration')} {styles.own_value(element, 'text-decoration-line')}"
    return bool(_LINES & set(decoration.split()))
