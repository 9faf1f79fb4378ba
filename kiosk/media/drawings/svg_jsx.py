"""Drawing copied from the code of a web page (JSX): its attributes, braces and comments as an SVG has them. Pure.

React writes strokeWidth={2}, className, style={{fill: 'red'}} and {/* remarks */}. XML readers stop at the braces;
where there are none, a drawing with strokeWidth="2" is drawn without it, and nobody says so. Values that only the page
knows, such as {size} or {...props}, are left out and named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

# What JSX writes in one word; viewBox, gradientUnits and the like are written so by SVG itself.
_HYPHENATED = (
    "accent-height alignment-baseline arabic-form baseline-shift cap-height clip-path clip-rule "
    "color-interpolation color-interpolation-filters color-profile color-rendering dominant-baseline "
    "enable-background fill-opacity fill-rule flood-color flood-opacity font-family font-feature-settings "
    "font-kerning font-size font-size-adjust font-stretch font-style font-variant font-variation-settings "
    "font-weight glyph-name glyph-orientation-horizontal glyph-orientation-vertical horiz-adv-x "
    "horiz-origin-x image-rendering letter-spacing lighting-color marker-end marker-mid marker-start "
    "mask-type mix-blend-mode paint-order pointer-events shape-rendering stop-color stop-opacity "
    "stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity "
    "stroke-width text-anchor text-decoration text-rendering transform-origin unicode-bidi vector-effect "
    "word-spacing writing-mode"
)
NAMES = {re.sub(r"-(\w)", lambda match: match[1].upper(), name): name for name in _HYPHENATED.split()}
NAMES |= {"className": "class", "htmlFor": "for", "xlinkHref": "xlink:href", "xmlnsXlink": "xmlns:xlink"}
NAMES |= {"xmlSpace": "xml:space", "xmlLang": "xml:lang"}
_INTERNAL = re.compile(r"on[A-Z]\w*\Z|(?:key|ref|data-[\w-]+|aria-[\w-]+)\Z")  # of no use to a drawing
_UNITLESS = {"opacity", "strokeWidth", "fontWeight", "lineHeight", "zIndex", "strokeMiterlimit", "stopOpacity"}
_TAG = re.compile(r"<[A-Za-z_][^\s/<>={}\"']*")
_SKIPPED = re.compile(
    r"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>|<(style|script)\b[^<>{}]*>(?!\s*\{).*?</\1\s*>", re.DOTALL
)
_NEXT = re.compile(r"[<{]")
_IN_BRACES = re.compile(r"<[A-Za-z](?:[^<>\"'{]|\"[^\"]*\"|'[^']*')*\{")
_ATTRIBUTE = re.compile(r"""([^\s=<>"'/{}]+)(\s*=\s*)?("[^"]*"|'[^']*')?""")
_STRING = re.compile(r"\s*(?:\"([^\"]*)\"|'([^']*)'|`([^`$]*)`|([+-]?[\d.]+(?:[eE][+-]?\d+)?|true|false))\s*\Z")
_REMARK = re.compile(r"\s*(?:/\*.*?\*/\s*|//[^\n]*\n?\s*)*\Z", re.DOTALL)
_PAIR = re.compile(r"""\s*["']?([\w-]+)["']?\s*:\s*("[^"]*"|'[^']*'|`[^`$]*`|[^,]+?)\s*(?:,|\Z)""")
_CODE = re.compile(r"\b(?:export|import|const|let|function|return|React)\b|=>")
_SIGNS = re.compile(r"[{]|\s(?:" + "|".join(NAMES) + r")\s*=")
_MOST = 99  # parts that are named
_LONGEST = 20_000  # characters within braces
_QUOTES = "\"'`"


@dataclass(slots=True)
class PlainDrawing:
    """A drawing without JSX, the parts that were JSX, and those that only a page knows, each with its line."""

    text: str
    parts: list[tuple[int, str]] = field(default_factory=list)
    unknown: list[tuple[int, str]] = field(default_factory=list)


def is_code(words: str) -> bool:
    """Return whether words around a drawing are those of a program."""
    return _CODE.search(words) is not None


def plain(text: str) -> PlainDrawing | None:
    """Return a drawing as SVG writes it; None for one that is not JSX."""
    start = text.find("<svg")
    if start < 0 or not _SIGNS.search(text):
        return None
    # Elsewhere braces are words, or rules of style.
    reader = _Reader(text, PlainDrawing(""), has_braces=_IN_BRACES.search(text, start) is not None)
    made = text[:start] + "".join(reader.pieces(start))
    if not reader.drawing.parts:
        return None
    reader.drawing.text = made
    return reader.drawing


@dataclass(slots=True)
class _Reader:
    text: str
    drawing: PlainDrawing
    has_braces: bool
    at: int = 0

    def pieces(self, start: int) -> Iterator[str]:
        self.at = start
        while self.at < len(self.text):
            rest = self.text[self.at]
            if rest == "<" and (skipped := _SKIPPED.match(self.text, self.at)):
                self.at = skipped.end()
                yield skipped[0]
            elif rest == "<" and (tag := _TAG.match(self.text, self.at)):
                self.at = tag.end()
                yield tag[0]
                yield from self._attributes()
            elif rest == "{" and self.has_braces and (end := self._end_of_braces()):
                yield self._words(self.at, end)
                self.at = end
            else:
                found = _NEXT.search(self.text, self.at + 1)
                end = found.start() if found else len(self.text)
                yield self.text[self.at : end]
                self.at = end

    def _attributes(self) -> Iterator[str]:
        """Yield the attributes of a tag up to its end."""
        while self.at < len(self.text) and self.text[self.at] not in "<>":
            if self.text[self.at] == "{" and (end := self._end_of_braces()):
                self._note(self.at, end, is_unknown=_REMARK.match(self.text[self.at + 1 : end - 1]) is None)
                yield "\n" * self.text.count("\n", self.at, end)
                self.at = end
            elif match := _ATTRIBUTE.match(self.text, self.at):
                self.at = match.end()
                if (
                    match[2]
                    and match[3] is None
                    and self.text[self.at : self.at + 1] == "{"
                    and (end := self._end_of_braces())
                ):
                    yield self._braced(match, end)
                    self.at = end
                elif match[1] in NAMES:
                    self._note(match.start(), match.end())
                    yield NAMES[match[1]] + match[0][len(match[1]) :]
                else:
                    yield match[0]
            else:
                yield self.text[self.at]
                self.at += 1

    def _braced(self, match: re.Match[str], end: int) -> str:
        """Return an attribute whose value is in braces, with its value in quotation marks; "" for one nobody knows."""
        name, inside = match[1], self.text[self.at + 1 : end - 1]
        lines = "\n" * self.text.count("\n", match.start(), end)
        value = _literal(inside)
        if name == "style" and inside.strip().startswith("{"):
            value = _rules(inside.strip()[1:-1])
        is_unknown = value is None and not _INTERNAL.match(name)
        self._note(match.start(), end, is_unknown=is_unknown)
        if value is None or _INTERNAL.match(name):
            return lines
        escaped = value.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;").replace("\n", " ")
        return f'{NAMES.get(name, name)}="{escaped}"{lines}'

    def _words(self, start: int, end: int) -> str:
        """Return what braces between two elements hold: words, or a remark that nobody sees."""
        inside = self.text[start + 1 : end - 1]
        value = _literal(inside)
        self._note(start, end, is_unknown=value is None and _REMARK.match(inside) is None)
        if value is None:
            return "\n" * inside.count("\n")
        return value.replace("&", "&amp;").replace("<", "&lt;")

    def _end_of_braces(self) -> int:
        """Return where the braces that begin here end; 0 if they never do."""
        depth, quote = 0, ""
        for index in range(self.at, min(len(self.text), self.at + _LONGEST)):
            sign = self.text[index]
            if quote:
                quote = "" if sign == quote else quote
            elif sign in _QUOTES and "/*" not in self.text[self.at : self.at + 4]:
                quote = sign
            elif sign in "{}":
                depth += 1 if sign == "{" else -1
                if not depth:
                    return index + 1
        return 0

    def _note(self, start: int, end: int, is_unknown: bool = False) -> None:
        if len(self.drawing.parts) >= _MOST and not (is_unknown and not self.drawing.unknown):
            return
        place = self.text.count("\n", 0, start) + 1, " ".join(self.text[start:end].split())
        self.drawing.parts.append(place)
        if is_unknown:
            self.drawing.unknown.append(place)


def _literal(inside: str) -> str | None:
    match = _STRING.match(inside)
    return next((value for value in match.groups() if value is not None), None) if match else None


def _rules(inside: str) -> str | None:
    """Return the rules of a style written as an object; None if a value is known to the page alone."""
    rules: list[str] = []
    at = 0
    while at < len(inside.rstrip()):
        match = _PAIR.match(inside, at)
        value = _literal(match[2]) if match else None
        if match is None or value is None:
            return None
        at = match.end()
        is_number = match[2][0] not in _QUOTES and value not in {"0", "true", "false"}
        is_length = is_number and match[1] not in _UNITLESS and not match[1].endswith("Opacity")
        name = re.sub(r"[A-Z]", lambda letter: f"-{letter[0].lower()}", match[1])
        rules.append(f"{name}:{value}{'px' if is_length else ''}")
    return ";".join(rules)
