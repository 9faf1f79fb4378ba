"""Repair of a drawing copied from a web page or an editor: an SVG is XML, and takes less than HTML. Pure.

HTML allows text around a drawing, names of characters such as &nbsp;, a plain &, attributes without quotation marks,
and prefixes that nobody declared. What cannot be repaired without a guess stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape, unescape
from html.entities import html5
from itertools import pairwise
from typing import NamedTuple
from xml.parsers import expat

from kiosk.media.drawings import svg_jsx
from kiosk.media.sandbox.limits import LOSS_CHARACTERS, LOSSES

_NAMESPACES = {
    "": "http://www.w3.org/2000/svg",
    "svg": "http://www.w3.org/2000/svg",
    "xlink": "http://www.w3.org/1999/xlink",
    "inkscape": "http://www.inkscape.org/namespaces/inkscape",
    "sodipodi": "http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd",
}
_LONGEST = 8_000_000
_VOID = frozenset({"br", "hr", "img", "input", "wbr", "meta", "link", "col"})
_UNSEEN_TEXT = re.compile(r"<(script|style|head|title)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_RULES = re.compile(r"<style\b[^>]*>(.*?)</style\s*>", re.DOTALL | re.IGNORECASE)
_SHEET = re.compile(r"<link\b[^>]*?\bhref\s*=\s*[\"']?([^\"'\s>]+\.css[^\"'\s>]*)", re.IGNORECASE)
_TOKEN = re.compile(
    r"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>|<!DOCTYPE(?:[^<>\[]|\[[^\]]*\])*>"
    r"|<(?P<end>/?)(?P<name>[A-Za-z_][^\s/<>]*)(?P<rest>(?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>",
    re.DOTALL | re.IGNORECASE,
)
_STRICT_ATTRIBUTES = re.compile(r"""(?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*\s*/?""")
_ATTRIBUTE = re.compile(r"""\s*([^\s=<>"'/{}]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>{}]+)))?""")
_REFERENCE = re.compile(r"&(?:(?:#(?P<number>[0-9]{1,7}|[xX][0-9A-Fa-f]{1,6})|(?P<name>[A-Za-z][A-Za-z0-9]{0,31}));)?")
_OWN_NAMES = frozenset({"amp", "lt", "gt", "quot", "apos"})  # those that XML has
_FENCE = re.compile(r"```\w*")  # around drawings in chat programs
_DECLARED_ENTITY = re.compile(r"<!ENTITY\s+([\w.-]+)")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_LESS_THAN = re.compile(r"<(?=[\s0-9=&<]|\Z)")
_PROLOGUE = re.compile(r"(?:\s*<\?.*?\?>|\s*<!--.*?-->|\s*<!DOCTYPE\s+svg(?:[^<>\[]|\[[^\]]*\])*>)*\s*", re.DOTALL)


class HtmlPart(NamedTuple):
    """A part of a drawing that XML does not allow, and its line in the file."""

    line: int
    text: str


@dataclass(slots=True)
class RepairedDrawing:
    """A drawing as XML, what was not allowed in it, and how many drawings the file has.

    Around them: the words and their first line, the rules of style, and the first style sheet of another file.
    """

    text: str
    faults: list[HtmlPart] = field(default_factory=list)
    count: int = 1
    around: HtmlPart | None = None
    rules: str = ""
    sheet: HtmlPart | None = None
    unknown: list[HtmlPart] = field(default_factory=list)  # values that only the program of a web page knows


def is_drawing(text: str) -> bool:
    """Return whether an XML reader that knows namespaces reads the text, and its root is an SVG's."""
    parser = expat.ParserCreate("utf-8", " ")
    names: list[str] = []
    parser.StartElementHandler = lambda name, _: names.append(name) if not names else None
    unknown: list[str] = []  # names of characters that a file elsewhere, which nobody reads, may define
    parser.SkippedEntityHandler = lambda name, _: unknown.append(name)
    try:
        parser.Parse(text.encode(), True)
    except (expat.ExpatError, UnicodeEncodeError):
        return False
    return names[0].rpartition(" ")[2] == "svg" and not unknown


def place_of_fault(text: str) -> dict[str, int]:
    """Return {"line", "column"} where an XML reader stops, both from 1; empty if it reads all."""
    parser = expat.ParserCreate("utf-8", " ")
    try:
        parser.Parse(text.encode(), True)
    except expat.ExpatError as error:
        return {"line": error.lineno, "column": error.offset + 1}
    return {}


def repair(text: str) -> RepairedDrawing | None:
    """Return the repaired drawing; None if it needs no repair, is too long for one, or if none helps."""
    if len(text) > _LONGEST:
        return None
    code = svg_jsx.plain(text)
    if code is None:
        return None if is_drawing(text) else _repair(text)
    faults = [HtmlPart(line, _excerpt(part)) for line, part in code.parts[:LOSSES]]
    if is_drawing(code.text):
        repaired = RepairedDrawing(code.text, faults)
    elif (mended := _repair(code.text)) is not None:
        repaired = mended
        repaired.faults = sorted([*faults, *repaired.faults], key=lambda fault: fault.line)
        if repaired.around is not None and svg_jsx.is_code(repaired.around.text):
            repaired.around = None
    else:
        return None
    repaired.unknown = [HtmlPart(line, _excerpt(part)) for line, part in code.unknown[:LOSSES]]
    return repaired


def _repair(text: str) -> RepairedDrawing | None:
    spans = list(_drawings(text))
    if not spans:
        return None
    start, end = max(spans, key=lambda span: span[1] - span[0])
    repaired = RepairedDrawing("", count=len(spans))
    prologue = _prologue(text[:start])
    _check_around(text, spans, repaired)
    if text[:start].lstrip() != text[:start] and "<?xml" in prologue:
        repaired.faults.append(HtmlPart(1, "<?xml"))
    body = _Body(text, start, set(_DECLARED_ENTITY.findall(prologue)), repaired.faults)
    repaired.text = prologue + body.rewritten(end, repaired.rules)
    repaired.faults.sort(key=lambda fault: fault.line)
    return repaired if repaired.faults and is_drawing(repaired.text) else None


def _drawings(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each outermost element svg begins and ends."""
    depth, start = 0, 0
    for token in _TOKEN.finditer(text):
        if not token["name"] or token["name"].rpartition(":")[2] != "svg":
            continue
        if token["end"]:
            depth -= 1
        elif token["rest"].endswith("/"):
            if not depth:
                yield token.span()
            continue
        else:
            start = token.start() if not depth else start
            depth += 1
        if not depth and token["end"]:
            yield start, token.end()
        depth = max(depth, 0)


def _prologue(before: str) -> str:
    """Return what may be above a drawing in a file of its own; empty if there is anything else."""
    return before.lstrip() if _PROLOGUE.fullmatch(before) else ""


def _check_around(text: str, spans: list[tuple[int, int]], repaired: RepairedDrawing) -> None:
    """Note the first thing around the drawings that a file of one drawing may not have, and the words there."""
    gaps = [(0, spans[0][0])] + [(one[1], other[0]) for one, other in pairwise(spans)]
    gaps.append((spans[-1][1], len(text)))
    if len(spans) > 1:
        repaired.faults.append(HtmlPart(_line(text, spans[1][0]), "<svg"))
    for start, end in gaps:
        part = text[start:end]
        if _PROLOGUE.fullmatch(part):
            continue
        at = start + len(part) - len(part.lstrip())
        repaired.faults.append(HtmlPart(_line(text, at), _excerpt(part)))
        repaired.rules += "".join(match[1] for match in _RULES.finditer(part))
        if repaired.sheet is None and (match := _SHEET.search(part)):
            repaired.sheet = HtmlPart(_line(text, start + match.start()), _excerpt(match[1]))
        plain = _UNSEEN_TEXT.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), part)
        words = _TOKEN.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), plain)
        words = _FENCE.sub(lambda match: " " * len(match[0]), words)
        if any(map(str.isalnum, words)):
            first = next(index for index, character in enumerate(words) if character.isalnum())
            before = repaired.around or HtmlPart(_line(text, start + first), "")
            repaired.around = before._replace(text=_excerpt(f"{before.text} {unescape(words)}"))


@dataclass(slots=True)
class _Body:
    """The drawing from its root element on, written again as XML."""

    whole: str
    start: int
    declared: set[str]
    faults: list[HtmlPart]
    prefixes: dict[str, int] = field(default_factory=dict)
    known: set[str] = field(default_factory=lambda: {"xml", "xmlns"})

    def rewritten(self, end: int, rules: str) -> str:
        parts: list[str] = []
        at = self.start
        for token in _TOKEN.finditer(self.whole, self.start, end):
            parts += [self._text(self.whole[at : token.start()], at), self._token(token)]
            at = token.end()
        return self._completed("".join(parts), rules)

    def _fault(self, at: int, text: str) -> None:
        if len(self.faults) < LOSSES:
            self.faults.append(HtmlPart(_line(self.whole, at), _excerpt(text)))

    def _token(self, token: re.Match[str]) -> str:
        text = token[0]
        if text.startswith("<!--"):
            inner = text[4:-3]
            if "--" not in inner and not inner.endswith("-"):
                return self._without_controls(text, token.start())
            self._fault(token.start(), text)
            return "<!--" + inner.replace("-", "\u2010") + "-->"
        if not token["name"]:
            return self._without_controls(text, token.start())
        name, rest = token["name"], token["rest"]
        self._note_prefix(name, token.start())
        if token["end"]:
            if name.lower() in _VOID:
                return ""
            return text
        rest = self._attributes(rest, token.start("rest"))
        if name.lower() in _VOID and not rest.rstrip().endswith("/"):
            self._fault(token.start(), text)
            rest += "/"
        return f"<{name}{rest}>"

    def _attributes(self, rest: str, at: int) -> str:
        found = list(_ATTRIBUTE.finditer(rest))
        names = [match[1] for match in found]
        for match in found:
            if match[1].startswith("xmlns:"):
                self.known.add(match[1].removeprefix("xmlns:"))
            else:
                self._note_prefix(match[1], at + match.start(1))
        if _STRICT_ATTRIBUTES.fullmatch(rest) and len(set(names)) == len(names):
            return self._text(rest, at)
        is_empty = rest.rstrip().endswith("/")
        leftover = _ATTRIBUTE.sub("", rest).strip()
        if leftover not in {"", "/"}:
            return rest  # nobody knows what is meant
        values: dict[str, str] = {}
        for match in found:
            name, value = match[1], next((value for value in match.groups()[1:] if value is not None), "")
            is_quoted = match[2] is not None or match[3] is not None
            if not is_quoted or name in values or "<" in value:
                self._fault(at + match.start(1), match[0].strip())
            if name == "/" or name in values:
                continue
            if not is_quoted and match.end() == len(rest):
                value = value.removesuffix("/")
            # A fault of the value itself is noted at the attribute.
            values[name] = self._text(value.replace("<", "&lt;").replace('"', "&quot;"), at + match.start())
        return "".join(f' {name}="{value}"' for name, value in values.items()) + ("/" if is_empty else "")

    def _note_prefix(self, name: str, at: int) -> None:
        prefix, colon, _ = name.partition(":")
        if colon:
            self.prefixes.setdefault(prefix, at)

    def _text(self, text: str, at: int) -> str:
        def one(match: re.Match[str]) -> str:
            new = self._reference(match)
            if new != match[0]:
                self._fault(at + match.start(), match[0])
            return new

        text_with_references = _REFERENCE.sub(one, text)
        if "<" in text_with_references:
            self._fault(at, text)
            text_with_references = _LESS_THAN.sub("&lt;", text_with_references)
        return self._without_controls(text_with_references, at)

    def _reference(self, match: re.Match[str]) -> str:
        name, number = match["name"], match["number"]
        if name is not None:
            if name in _OWN_NAMES or name in self.declared:
                return match[0]
            character = html5.get(f"{name};")
            return escape(character, quote=False) if character else f"&amp;{match[0][1:]}"
        if number is None:
            return "&amp;"
        code = int(number[1:], 16) if number[0] in "xX" else int(number)
        is_character = code in {9, 10, 13} or 32 <= code <= 0xD7FF or 0xE000 <= code <= 0xFFFD or code > 0xFFFF
        return match[0] if is_character and code <= 0x10FFFF else ""

    def _without_controls(self, text: str, at: int) -> str:
        if match := _CONTROL.search(text):
            self._fault(at + match.start(), f"U+{ord(match[0]):04X}")
            return _CONTROL.sub("", text)
        return text

    def _completed(self, text: str, rules: str) -> str:
        """Return the drawing with the namespaces that it lacks, and with the rules of style around it."""
        root = _TOKEN.match(text)
        if root is None:
            return text
        missing = {prefix: at for prefix, at in self.prefixes.items() if prefix not in self.known}
        added = "".join(f' xmlns:{prefix}="{_NAMESPACES.get(prefix, f"urn:{prefix}")}"' for prefix in missing)
        for prefix, at in missing.items():
            self._fault(at, f"{prefix}:")
        if ":" not in root["name"] and not re.search(r"\sxmlns\s*=", root["rest"]):
            added += f' xmlns="{_NAMESPACES[""]}"'
        if rules.strip() and not root["rest"].rstrip().endswith("/"):
            style = f"<style><![CDATA[{rules.replace(']]>', '')}]]></style>"
            text = text[: root.end()] + style + text[root.end() :]
        at = root.end("name")
        return text[:at] + added + text[at:]


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1


def _excerpt(text: str) -> str:
    printable = (character if character.isprintable() else " " for character in text)
    return " ".join("".join(printable).split())[:LOSS_CHARACTERS]
