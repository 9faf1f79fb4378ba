"""Element of a drawing, with its attributes and the style rules that apply to it. Runs in the worker only.

The one reader of CSS: as much of it as librsvg and drawing programs use, by patterns, since style sheets are untrusted
and only the values of a few properties count.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"([^{}@]+)\{([^{}]*)\}")
_SELECTOR = re.compile(r"(?:^|.*[\s>+~])(\w[\w-]*|\*)?(?:([.#])([\w-]+))?\Z", re.DOTALL)
_FONT = re.compile(r"(?:^|\s)[\d.]+(?:px|pt|pc|em|rem|ex|mm|cm|in|%)(?:\s*/\s*\S+)?\s+(.+)\Z", re.DOTALL)
_MAX_CLASSES = 16


@dataclass(slots=True)
class Element:
    """An open element: its name, position, attributes, text and the names of its parts."""

    name: str
    line: int
    attributes: Mapping[str, str]
    text: list[str] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    foreign: list[tuple[int, str]] = field(default_factory=list)  # HTML that a switch leaves out
    rules: list[str] = field(default_factory=list)  # of a clipPath: the fill rule of each of its shapes


class Styles:
    """The rules of a drawing by element, class and id, as far as they precede their targets."""

    def __init__(self) -> None:
        self._rules: dict[str, dict[str, str]] = {}

    def read(self, sheet: str) -> None:
        """Add the rules of a style sheet; the last of several wins."""
        for selectors, body in _RULE.findall(_COMMENT.sub("", sheet)):
            declared = _declarations(body)
            for selector in selectors.split(","):
                if match := _SELECTOR.match(selector.strip()):
                    element = match[1] if match[1] and not (match[1] == "*" and match[2]) else ""
                    key = f"{element}{match[2] or ''}{match[3] or ''}"
                    self._rules.setdefault(key, {}).update(declared)

    def own_value(self, element: Element, name: str) -> str:
        """Return an element's own value of a property; "" if it has none."""
        style = element.attributes.get("style", "")
        # `font` declares a font-family too.
        if name.partition("-")[0] in style and (value := _declarations(style).get(name)):
            return value
        if self._rules:
            for key in _rule_keys(element.name, element.attributes):
                if value := self._rules.get(key, {}).get(name):
                    return value
        return element.attributes.get(name, "").strip()

    def inherited_value(self, elements: Sequence[Element], name: str) -> str:
        """Return the value of an inherited property in the last of `elements`, each within the one before."""
        for element in reversed(elements):
            value = self.own_value(element, name)
            if value and value != "inherit":
                return value
        return ""


def _rule_keys(name: str, attributes: Mapping[str, str]) -> list[str]:
    """Return the possible keys of a rule for this element, by id, class and name, the strongest first."""
    classes = [f".{each}" for each in attributes.get("class", "").split()[:_MAX_CLASSES]]
    selectors = [f"#{attributes.get('id', '')}", *reversed(classes)]
    return [*(each for selector in selectors for each in (name + selector, selector)), name, "*"]


def _declarations(text: str) -> dict[str, str]:
    declarations: dict[str, str] = {}
    for declaration in text.split(";"):
        name, colon, value = declaration.partition(":")
        if colon:
            name, value = name.strip().lower(), value.replace("!important", "").strip()
            declarations[name] = value
            if name == "font" and (match := _FONT.search(value)):
                declarations["font-family"] = match[1]
    return declarations
