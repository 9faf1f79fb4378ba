"""Characters that nobody sees, or that look like those of YAML: what they were meant for, and where that is certain.

A full-width colon, bracket or space is one key of a Chinese input method; a no-break space comes with words copied from
a web page. Within words they are right and stay. Where they stand for YAML's own signs the parser blames another line,
or takes the whole line for words. They are taken as they were meant where the file then reads on; else they are named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import reduce

from kiosk.content.diagnostics import Diagnostic, Severity, SourceLocation
from kiosk.content.messages import Message, together
from kiosk.content.yaml.full_width_keys import is_beside, is_language
from kiosk.content.yaml.source_text import Edit, SourceText

SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
NOTHING = "\u200b-\u200d\u2060\ufeff\u00ad"
NAMES = {
    "\u3000": Message("full-width space"),
    "\u00a0": Message("no-break space"),
    "：": Message("full-width colon"),
    "，": Message("full-width comma"),
    "；": Message("full-width semicolon"),
    "、": Message("enumeration comma"),
    "｛": Message("full-width bracket"),
    "｝": Message("full-width bracket"),
    "［": Message("full-width bracket"),
    "］": Message("full-width bracket"),
    "－": Message("full-width hyphen"),
    "“": Message("curly quotation mark"),
    "”": Message("curly quotation mark"),
}
KEY = r"[A-Za-z][A-Za-z0-9-]{0,40}"
MOST_NAMED = 4
MOST_OF_MAP = 1000  # of the line in which a map is fixed
_S = f"[ {SPACES}{NOTHING}]"
_SPACE = re.compile(f"[{SPACES}]")
_UNSEEN = re.compile(f"[{SPACES}{NOTHING}]")
_NAMED = re.compile(f"[{SPACES}{NOTHING}：，；、｛｝［］－“”]")
_QUOTED = re.compile(r""""(?:\\.|[^"\\])*"|'(?:''|[^'])*'""")
_BARE_INDENT = re.compile(r"( *)((?:- +)*)")
# A line: its items, its key, the colon, and what is between them and the value.
_HEAD = re.compile(
    rf"""(?P<indent>{_S}*)(?P<items>(?:[-－]{_S}*)*)
    (?:(?P<key>{KEY}|"[^"]*"|'[^']*')(?P<gap>{_S}*)(?P<colon>[:：]))?(?P<after>{_S}*)""".replace("\n    ", "")
)
# The beginning of a field within braces: what opens or divides, its key, its colon.
_OPENING = re.compile(
    rf"(?P<sign>[{{｛]|{_S}{{0,4}}[,，；、;]|{_S})(?P<gap>{_S}{{0,4}})(?P<key>{KEY})(?P<colon>{_S}{{0,4}}(?:：{_S}*|:{_S}+))"
)
_CLOSING = re.compile(rf"｝(?={_S}*(?:[,}}｝\]］#]|\Z))")
_ITEM = r"[A-Za-z0-9._/-]+"
_MAP = re.compile(rf"[{{｛].*[}}｝]{_S}*(#.*)?\Z")
_LIST = re.compile(rf"[\[［]\s*{_ITEM}(\s*[,，]\s*{_ITEM})*\s*[\]］]{_S}*(#.*)?\Z")
_LONELY_MAP = re.compile(rf"｛\s*{KEY}\s*[:：].*｝\Z", re.DOTALL)
_LONELY_LIST = re.compile(rf"［\s*{_ITEM}(\s*[,，]\s*{_ITEM})+\s*］\Z")
_GLUED = re.compile(rf"{KEY}:[{SPACES}{NOTHING}]")
# A map of words in one line, whatever signs stand between its fields, and what divides them.
_FIELD = rf"[a-z][a-zA-Z0-9-]{{0,40}}{_S}*[:：]"
_ONE_MAP = re.compile(rf"[{{｛]{_S}*({_FIELD}[^{{}}｛｝\[\]#\"']*)[}}｝]")
_DIVIDING = re.compile(rf"{_S}*[,，、;；]{_S}*(?={_FIELD})|{_S}+(?=(?P<key>[a-z][a-zA-Z0-9-]{{0,40}}){_S}*[:：])")
_LIST_SIGNS = {"［": "[", "］": "]", "，": ", "}


def is_suspect(words: str) -> bool:
    """Tell whether words without quotation marks are no words, but a key or a map that was typed in other signs."""
    return bool(_LONELY_MAP.match(words) or _LONELY_LIST.match(words) or _GLUED.match(words))


def is_foreign_key(key: str) -> bool:
    """Tell whether a key has a space, a hyphen or an unseen character at its ends that is none of YAML."""
    return bool(key) and bool(key[0] == "－" or _UNSEEN.match(key[0]) or _UNSEEN.match(key[-1]))


def name_of(sign: str) -> Message:
    """Return a sign's name and its number, such as "full-width colon (U+FF1A)"."""
    known = NAMES.get(sign) or (Message("wide space") if _SPACE.match(sign) else Message("invisible character"))
    return Message("{name} ({code})", name=known, code=f"U+{ord(sign):04X}")


def unseen_in(words: str) -> list[str]:
    """Return the spaces and invisible characters of words that are none of YAML, each once."""
    return list(dict.fromkeys(_UNSEEN.findall(words)))


def foreign_ends(key: str) -> list[str]:
    """Return the signs because of which a key is foreign."""
    return unseen_in(key) or [key[0]]


def readings(words: SourceText, number: int) -> Iterator[Sequence[Edit]]:
    """Yield what a line (from 0) may have been meant to say, as edits; the likeliest first, none where it is plain."""
    line = words.lines[number]
    if line.isascii() or (head := _HEAD.match(line)) is None:
        return
    rest = _meant_in(line, head)
    if not _UNSEEN.search(head["indent"]):
        yield from [rest] if rest else []
        return
    near = _columns(words, number)
    for width in (2, 1):
        meant = _SPACE.sub(" ", re.sub(f"[{NOTHING}]", "", head["indent"]).replace("\u3000", " " * width))
        if len(meant) in near:
            yield [(0, len(head["indent"]), meant), *rest]


def _meant_in(line: str, head: re.Match[str]) -> list[Edit]:
    """Return the edits of a line behind its indentation; none where no sign of another keyboard is among them."""
    edits = [*_of_head(line, head), *_of_value(line, head.end())]
    return edits if any(_NAMED.search(line, start, end) for start, end, _ in edits) else []


def told(words: SourceText, number: int, edits: Sequence[Edit]) -> Diagnostic:
    """Return what is told of the signs in a line that were taken as they were meant."""
    return _of_edits(words, number, edits, "warning")


def foreign_signs(words: SourceText, number: int) -> Diagnostic | None:
    """Return what is told of a line that cannot be read, where other signs stand in the place of YAML's own."""
    line = words.lines[number]
    head = _HEAD.match(line)
    if line.isascii() or head is None:
        return None
    if _UNSEEN.search(head["indent"]):
        at = next(k for k, sign in enumerate(line) if _UNSEEN.match(sign))
        fix = "put spaces in their place: as many as the lines beside it begin with"
        return replace(named(words.mark(number, at), unseen_in(head["indent"]), "error"), fix=fix)
    if edits := _meant_in(line, head):
        return _of_edits(words, number, edits, "error")
    return named(words.mark(number, head.end()), ["“", "”"], "error") if line[head.end() :][:1] in {"“", "”"} else None


def _of_edits(words: SourceText, number: int, edits: Sequence[Edit], severity: Severity) -> Diagnostic:
    line = words.lines[number]
    found = [(k, line[k]) for start, end, _ in sorted(edits) for k in range(start, end) if _NAMED.match(line[k])]
    problem = named(words.mark(number, found[0][0]), list(dict.fromkeys(sign for _, sign in found)), severity)
    if any(new == ", " and not _NAMED.search(line[start:end]) for start, end, new in edits):
        # What divides two fields there is no sign that could be named.
        meant = words.edited({number: edits}).lines[number]
        head = _HEAD.match(meant)
        whole = Message("write the whole of it as {words}", words=meant[head.end() if head else 0 :].rstrip())
        return replace(problem, fix=Message("set the input method to English, and {meant}", meant=whole))
    return problem


def fixed_map(line: str, column: int) -> str | None:
    """Return the map in { } around a column as it is to be written; None where it is one field, or is no such map."""
    if len(line) > MOST_OF_MAP:
        return None
    found = next((each for each in _ONE_MAP.finditer(line) if each.start() <= column < each.end()), None)
    fields = _fields_of(found[1]) if found else []
    if len(fields) < 2:
        return None
    pairs = [re.split("[:：]", field, maxsplit=1) for field in fields]
    values = [(key.strip(), value.strip()) for key, value in pairs]
    if any(not value or re.search(r":(\s|\Z)|,\s", value) for _, value in values):
        return None
    return "{" + ", ".join(f"{key}: {value}" for key, value in values) + "}"


def _fields_of(inside: str) -> list[str]:
    """Return the fields that words within { } are divided into; a space alone divides only before a language."""
    at, fields = 0, []
    for found in _DIVIDING.finditer(inside):
        if _divides(found):
            fields.append(inside[at : found.start()])
            at = found.end()
    return [*fields, inside[at:]]


def _divides(found: re.Match[str]) -> bool:
    return found["key"] is None or is_language(found["key"])


def divided_by(line: str, column: int) -> str | None:
    """Return the sign before a field whose colon stands in a column, where it is one that divides nothing in YAML.

    It is empty where there are blanks alone.
    """
    if len(line) > MOST_OF_MAP:
        return None
    found = _DIVIDING.finditer(line, 0, column + 1)
    signs = [each[0].strip() for each in found if _divides(each) and each[0].strip() != ","]
    return signs[-1] if signs else None


def named(mark: SourceLocation, signs: Sequence[str], severity: Severity) -> Diagnostic:
    """Return that these signs stand at a place where YAML's own are due."""
    names = together([name_of(sign) for sign in signs], MOST_NAMED)
    taken = severity == "warning"
    message = Message(
        "{signs}: read as the English character that was meant"
        if taken
        else "{signs}: YAML knows no such character here",
        signs=names,
    )
    fix = Message("set the input method to English, and {meant}", meant=_meant(signs))
    return Diagnostic(mark, message, 'spaces and : , { } [ ] " of the English keyboard', fix, severity, "confusable")


def _meant(signs: Sequence[str]) -> Message:
    """Return what is to be typed in the place of signs, each kind of them once."""
    kinds = list(dict.fromkeys(_kind(sign) for sign in signs))
    if "colon" in kinds and "comma" in kinds:
        kinds = [kind for kind in kinds if kind not in {"colon", "comma"}] + ["both"]
    alone = len(kinds) == 1
    said = []
    for kind in kinds:
        if kind == "bracket":
            each = dict.fromkeys("{}[]"["｛｝［］".index(sign)] for sign in signs if sign in "｛｝［］")
            typed = reduce(lambda one, other: Message("{one} and {other}", one=one, other=other), map(Message, each))
            said.append(Message("in its place type {signs}" if alone else "for the brackets type {signs}", signs=typed))
        else:
            said.append(Message(_TO_TYPE[kind][0 if alone else 1]))
    return reduce(lambda one, other: Message("{one}; {other}", one=one, other=other), said)


def _kind(sign: str) -> str:
    if _UNSEEN.match(sign):
        return "space" if _SPACE.match(sign) else "nothing"
    return _KINDS.get(sign, "bracket")


_KINDS = {
    "：": "colon",
    "，": "comma",
    "；": "comma",
    "、": "comma",
    "－": "hyphen",
    "“": "quote",
    "”": "quote",
}
# Kind → what is told where it stands alone, and beside others.
_TO_TYPE = {
    "colon": ("in its place type a colon and a space", "for the colon type a colon and a space"),
    "comma": ("in its place type a comma and a space", "for the comma type a comma and a space"),
    "both": ("type the colon and the comma there, each with a space behind it",) * 2,
    "hyphen": ("in its place type - and a space", "for the hyphen type - and a space"),
    "quote": ('in its place type "', 'for the quotation marks type "'),
    "space": ("in its place type a space", "for the wide space type a space"),
    "nothing": ("delete it", "delete what is invisible"),
}


def _of_head(line: str, head: re.Match[str]) -> Iterator[Edit]:
    """Yield the edits of the items and the key that a line begins with."""
    for k in range(*head.span("items")):
        if line[k] == "－":
            yield (k, k + 1, "-" if re.match(_S, line[k + 1 : k + 2]) else "- ")
        elif _UNSEEN.match(line[k]):
            yield (k, k + 1, " " if _SPACE.match(line[k]) else "")
    if head["key"] is None:
        return
    if _UNSEEN.search(head["gap"]):
        yield (*head.span("gap"), "")
    if head["colon"] == "：":
        yield (*head.span("colon"), ":" if head["after"] else ": ")
    if _UNSEEN.search(head["after"]):
        yield (*head.span("after"), " ")


def _of_value(line: str, start: int) -> Iterator[Edit]:
    """Yield the edits within the braces or brackets that a line has behind its key."""
    value = line[start:]
    if _LIST.match(value):
        yield from ((k, k + 1, _LIST_SIGNS[line[k]]) for k in range(start, len(line)) if line[k] in _LIST_SIGNS)
    elif "{" in value or "｛" in value:
        yield from _of_maps(line, start)


def _of_maps(line: str, start: int) -> Iterator[Edit]:
    """Yield the edits of the maps in a line: brackets, what divides their fields, keys, colons."""
    spans = {first: last for first, last in (found.span() for found in _QUOTED.finditer(line)) if first >= start}
    maps: list[str] = []  # the first key of each that is open
    k = start
    while k < len(line):
        if k in spans:
            k = spans[k]
        elif (found := _OPENING.match(line, k)) and _begins_field(found, maps):
            yield from _of_opening(line, found)
            if found["sign"] in {"{", "｛"}:
                maps.append(found["key"])
            k = found.end()
        else:
            if line[k] in "}｝" and maps:
                maps.pop()
            if _CLOSING.match(line, k):
                yield (k, k + 1, "}")
            k += 1


def _begins_field(found: re.Match[str], maps: list[str]) -> bool:
    """Tell whether what looks like the beginning of a field is one, within maps that begin with these keys."""
    sign, key = found["sign"].strip(), found["key"]
    if sign in {"{", "｛", ","}:
        return True
    if sign == "，" and "：" not in found["colon"]:
        return True
    return bool(maps) and is_beside(key, maps[-1])


def _of_opening(line: str, found: re.Match[str]) -> Iterator[Edit]:
    """Yield the edits of one beginning of a field: bracket or comma, key, colon."""
    start, end = found.span("sign")
    sign = line[start:end].strip()
    if sign == "｛":
        yield (start, end, "{")
    elif sign not in {"{", ","}:
        yield (start, found.end("gap"), ", ")
    if sign in {"{", ",", "｛"} and _UNSEEN.search(found["gap"]):
        yield (*found.span("gap"), " ")
    if _NAMED.search(found["colon"]):
        yield (*found.span("colon"), ": ")


def _columns(words: SourceText, number: int) -> set[int]:
    """Return the columns in which the lines around begin, and what stands in them behind - ."""
    found: set[int] = set()
    for line in [*words.lines[max(0, number - 12) : number], *words.lines[number + 1 : number + 3]]:
        bare = _BARE_INDENT.match(line)
        if bare and line.strip() and not _UNSEEN.match(line[bare.end() : bare.end() + 1] or " "):
            found |= {len(bare[1]), bare.end()}
    return found
