"""Invisible characters, and lookalikes of YAML's own: what they were meant to be, and where that is certain.

A full-width colon, bracket or space is one key of a Chinese input method; a no-break space comes with words copied from
a web page. Within words they are right and stay. In place of YAML's own characters they make the parser blame another
line, or take the whole line for words. They are read as they were meant if the file then parses; else they are named.
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
    "＃": Message("full-width number sign"),
    "∶": Message("ratio sign"),
    "﹕": Message("small colon"),
    "︰": Message("upright colon"),
    "“": Message("curly quotation mark"),
    "”": Message("curly quotation mark"),
}
KEY = r"[A-Za-z][A-Za-z0-9-]{0,40}"
COLONS = "：∶﹕︰"  # of Chinese input methods, which look like YAML's
MOST_NAMED = 4
MOST_OF_MAP = 1000  # characters of the line in which a map is fixed
_S = f"[ {SPACES}{NOTHING}]"
_SPACE = re.compile(f"[{SPACES}]")
_UNSEEN = re.compile(f"[{SPACES}{NOTHING}]")
_NAMED = re.compile(f"[{SPACES}{NOTHING}{COLONS}，；、｛｝［］－＃“”]")
_NOTE = re.compile(f"(?P<before>{_S}*|.*[}}\\]\"']{_S}*)＃")
_QUOTED = re.compile(r""""(?:\\.|[^"\\])*"|'(?:''|[^'])*'""")
_BARE_INDENT = re.compile(r"( *)((?:- +)*)")
# A line: its items, its key, the colon, and anything between them and the value.
_HEAD = re.compile(
    rf"""(?P<indent>{_S}*)(?P<items>(?:[-－]{_S}*)*)
    (?:(?P<key>{KEY}|"[^"]*"|'[^']*')(?P<gap>{_S}*)(?P<colon>[:{COLONS}]))?(?P<after>{_S}*)""".replace("\n    ", "")
)
# The beginning of a field within braces: bracket or separator, key, colon.
_OPENING = re.compile(
    rf"(?P<character>[{{｛]|{_S}{{0,4}}[,，；、;]|{_S})(?P<gap>{_S}{{0,4}})(?P<key>{KEY})(?P<colon>{_S}{{0,4}}(?:[{COLONS}]{_S}*|:{_S}+))"
)
_CLOSING = re.compile(rf"｝(?={_S}*(?:[,}}｝\]］#]|\Z))")
_ITEM = r"[A-Za-z0-9._/-]+"
_MAP = re.compile(rf"[{{｛].*[}}｝]{_S}*(#.*)?\Z")
_LIST = re.compile(rf"[\[［]\s*{_ITEM}(\s*[,，]\s*{_ITEM})*\s*[\]］]{_S}*(#.*)?\Z")
_LONELY_MAP = re.compile(rf"｛\s*{KEY}\s*[:：].*｝\Z", re.DOTALL)
_LONELY_LIST = re.compile(rf"［\s*{_ITEM}(\s*[,，]\s*{_ITEM})+\s*］\Z")
_GLUED = re.compile(rf"{KEY}:[{SPACES}{NOTHING}]")
# A map of words on one line, with any characters between its fields, and its separators.
_FIELD = rf"[a-z][a-zA-Z0-9-]{{0,40}}{_S}*[:{COLONS}]"
_ONE_MAP = re.compile(rf"[{{｛]{_S}*({_FIELD}[^{{}}｛｝\[\]#\"']*)[}}｝]")
_DIVIDING = re.compile(rf"{_S}*[,，、;；]{_S}*(?={_FIELD})|{_S}+(?=(?P<key>[a-z][a-zA-Z0-9-]{{0,40}}){_S}*[:{COLONS}])")
_LIST_SIGNS = {"［": "[", "］": "]", "，": ", "}


def is_suspect(source: str) -> bool:
    """Return whether unquoted words are really a key or a map, typed with other characters."""
    return bool(_LONELY_MAP.match(source) or _LONELY_LIST.match(source) or _GLUED.match(source))


def is_foreign_key(key: str) -> bool:
    """Return whether a key has a space, a hyphen or an invisible character at its ends that is not YAML's."""
    return bool(key) and bool(key[0] == "－" or _UNSEEN.match(key[0]) or _UNSEEN.match(key[-1]))


def name_of(character: str) -> Message:
    """Return a character's name and its code point, such as "full-width colon (U+FF1A)"."""
    known = NAMES.get(character) or (
        Message("wide space") if _SPACE.match(character) else Message("invisible character")
    )
    return Message("{name} ({code})", name=known, code=f"U+{ord(character):04X}")


def unseen_in(source: str) -> list[str]:
    """Return the spaces and invisible characters of words that are not YAML's, each once."""
    return list(dict.fromkeys(_UNSEEN.findall(source)))


def foreign_ends(key: str) -> list[str]:
    """Return the characters that make a key foreign."""
    return unseen_in(key) or [key[0]]


def readings(source: SourceText, number: int) -> Iterator[Sequence[Edit]]:
    """Yield what a line (from 0) may have meant, as edits; the likeliest first, none if it is plain."""
    line = source.lines[number]
    if line.isascii() or (head := _HEAD.match(line)) is None:
        return
    rest = _meant_in(line, head)
    if note := _NOTE.match(line):
        yield [(note.end() - 1, note.end(), " # ")]
    if not _UNSEEN.search(head["indent"]):
        yield from [rest] if rest else []
        return
    near = _columns(source, number)
    for width in (2, 1):
        meant = _SPACE.sub(" ", re.sub(f"[{NOTHING}]", "", head["indent"]).replace("\u3000", " " * width))
        if len(meant) in near:
            yield [(0, len(head["indent"]), meant), *rest]


def _meant_in(line: str, head: re.Match[str]) -> list[Edit]:
    """Return the edits of a line after its indentation; none if it has no character of another keyboard."""
    edits = [*_of_head(line, head), *_of_value(line, head.end())]
    return edits if any(_NAMED.search(line, start, end) for start, end, _ in edits) else []


def diagnose(source: SourceText, number: int, edits: Sequence[Edit]) -> Diagnostic:
    """Return the warning about characters of a line that were read as they were meant."""
    return _of_edits(source, number, edits, "warning")


def foreign_signs(source: SourceText, number: int) -> Diagnostic | None:
    """Return the problem of a line that cannot be read, with other characters in place of YAML's own."""
    line = source.lines[number]
    head = _HEAD.match(line)
    if line.isascii() or head is None:
        return None
    if note := _NOTE.match(line):
        return named(source.location(number, note.end() - 1), ["＃"], "error")
    if _UNSEEN.search(head["indent"]):
        at = next(k for k, character in enumerate(line) if _UNSEEN.match(character))
        fix = "put spaces in their place: as many as the lines beside it begin with"
        return replace(named(source.location(number, at), unseen_in(head["indent"]), "error"), fix=fix)
    if edits := _meant_in(line, head):
        return _of_edits(source, number, edits, "error")
    return (
        named(source.location(number, head.end()), ["“", "”"], "error")
        if line[head.end() :][:1] in {"“", "”"}
        else None
    )


def _of_edits(source: SourceText, number: int, edits: Sequence[Edit], severity: Severity) -> Diagnostic:
    line = source.lines[number]
    found = [(k, line[k]) for start, end, _ in sorted(edits) for k in range(start, end) if _NAMED.match(line[k])]
    problem = named(
        source.location(number, found[0][0]), list(dict.fromkeys(character for _, character in found)), severity
    )
    if any(new == ", " and not _NAMED.search(line[start:end]) for start, end, new in edits):
        # The separator there is not a character that could be named.
        meant = source.edited({number: edits}).lines[number]
        head = _HEAD.match(meant)
        whole = Message("write the whole of it as {words}", words=meant[head.end() if head else 0 :].rstrip())
        return replace(problem, fix=Message("set the input method to English, and {meant}", meant=whole))
    return problem


def fixed_map(line: str, column: int) -> str | None:
    """Return the map in { } around a column as it must be written; None if it is one field, or is no such map."""
    if len(line) > MOST_OF_MAP:
        return None
    found = next((each for each in _ONE_MAP.finditer(line) if each.start() <= column < each.end()), None)
    fields = _fields_of(found[1]) if found else []
    if len(fields) < 2:
        return None
    pairs = [re.split(f"[:{COLONS}]", field, maxsplit=1) for field in fields]
    values = [(key.strip(), value.strip()) for key, value in pairs]
    if any(not value or re.search(r":(\s|\Z)|,\s", value) for _, value in values):
        return None
    return "{" + ", ".join(f"{key}: {value}" for key, value in values) + "}"


def _fields_of(inside: str) -> list[str]:
    """Return the fields that words within { } contain; a space alone divides only before a language."""
    at, fields = 0, []
    for found in _DIVIDING.finditer(inside):
        if _divides(found):
            fields.append(inside[at : found.start()])
            at = found.end()
    return [*fields, inside[at:]]


def _divides(found: re.Match[str]) -> bool:
    return found["key"] is None or is_language(found["key"])


def divided_by(line: str, column: int) -> str | None:
    """Return the character before a field whose colon is in a column, if it is no separator of YAML.

    It is empty if there are only blanks.
    """
    if len(line) > MOST_OF_MAP:
        return None
    found = _DIVIDING.finditer(line, 0, column + 1)
    characters = [each[0].strip() for each in found if _divides(each) and each[0].strip() != ","]
    return characters[-1] if characters else None


def named(location: SourceLocation, characters: Sequence[str], severity: Severity) -> Diagnostic:
    """Return that these characters are at a place where YAML's own are due."""
    names = together([name_of(character) for character in characters], MOST_NAMED)
    taken = severity == "warning"
    message = Message(
        "{characters}: read as the English character that was meant"
        if taken
        else "{characters}: YAML knows no such character here",
        characters=names,
    )
    fix = Message("set the input method to English, and {meant}", meant=_meant(characters))
    return Diagnostic(
        location, message, 'spaces and : , { } [ ] " of the English keyboard', fix, severity, "confusable"
    )


def _meant(characters: Sequence[str]) -> Message:
    """Return what to type in place of some characters, each kind once."""
    kinds = list(dict.fromkeys(_kind(character) for character in characters))
    if "colon" in kinds and "comma" in kinds:
        kinds = [kind for kind in kinds if kind not in {"colon", "comma"}] + ["both"]
    alone = len(kinds) == 1
    hints = []
    for kind in kinds:
        if kind == "bracket":
            each = dict.fromkeys(
                "{}[]"["｛｝［］".index(character)] for character in characters if character in "｛｝［］"
            )
            typed = reduce(lambda one, other: Message("{one} and {other}", one=one, other=other), map(Message, each))
            hints.append(
                Message(
                    "in its place type {characters}" if alone else "for the brackets type {characters}",
                    characters=typed,
                )
            )
        else:
            hints.append(Message(_TO_TYPE[kind][0 if alone else 1]))
    return reduce(lambda one, other: Message("{one}; {other}", one=one, other=other), hints)


def _kind(character: str) -> str:
    if _UNSEEN.match(character):
        return "space" if _SPACE.match(character) else "nothing"
    return _KINDS.get(character, "bracket")


_KINDS = {
    **dict.fromkeys(COLONS, "colon"),
    "＃": "note",
    "，": "comma",
    "；": "comma",
    "、": "comma",
    "－": "hyphen",
    "“": "quote",
    "”": "quote",
}
# Kind → the words for it alone, and beside others.
_TO_TYPE = {
    "colon": ("in its place type a colon and a space", "for the colon type a colon and a space"),
    "comma": ("in its place type a comma and a space", "for the comma type a comma and a space"),
    "both": ("type the colon and the comma there, each with a space behind it",) * 2,
    "hyphen": ("in its place type - and a space", "for the hyphen type - and a space"),
    "note": ("in its place type # and a space", "for the note type # and a space"),
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
    if head["colon"] and head["colon"] in COLONS:
        yield (*head.span("colon"), ":" if head["after"] else ": ")
    if _UNSEEN.search(head["after"]):
        yield (*head.span("after"), " ")


def _of_value(line: str, start: int) -> Iterator[Edit]:
    """Yield the edits within the braces or brackets after a line's key."""
    value = line[start:]
    if _LIST.match(value):
        yield from ((k, k + 1, _LIST_SIGNS[line[k]]) for k in range(start, len(line)) if line[k] in _LIST_SIGNS)
    elif "{" in value or "｛" in value:
        yield from _of_maps(line, start)


def _of_maps(line: str, start: int) -> Iterator[Edit]:
    """Yield the edits of the maps in a line: brackets, separators, keys, colons."""
    spans = {first: last for first, last in (found.span() for found in _QUOTED.finditer(line)) if first >= start}
    maps: list[str] = []  # the first key of each open map
    k = start
    while k < len(line):
        if k in spans:
            k = spans[k]
        elif (found := _OPENING.match(line, k)) and _begins_field(found, maps):
            yield from _of_opening(line, found)
            if found["character"] in {"{", "｛"}:
                maps.append(found["key"])
            k = found.end()
        else:
            if line[k] in "}｝" and maps:
                maps.pop()
            if _CLOSING.match(line, k):
                yield (k, k + 1, "}")
            k += 1


def _begins_field(found: re.Match[str], maps: list[str]) -> bool:
    """Return whether an apparent beginning of a field is one, within maps that begin with these keys."""
    character, key = found["character"].strip(), found["key"]
    if character in {"{", "｛", ","}:
        return True
    if character == "，" and found["colon"].strip()[:1] not in COLONS:
        return True
    return bool(maps) and is_beside(key, maps[-1])


def _of_opening(line: str, found: re.Match[str]) -> Iterator[Edit]:
    """Yield the edits of one beginning of a field: bracket or comma, key, colon."""
    start, end = found.span("character")
    character = line[start:end].strip()
    if character == "｛":
        yield (start, end, "{")
    elif character not in {"{", ","}:
        yield (start, found.end("gap"), ", ")
    if character in {"{", ",", "｛"} and _UNSEEN.search(found["gap"]):
        yield (*found.span("gap"), " ")
    if _NAMED.search(found["colon"]):
        yield (*found.span("colon"), ": ")


def _columns(source: SourceText, number: int) -> set[int]:
    """Return the columns in which the lines around begin, and those of the text after their - ."""
    found: set[int] = set()
    for line in [*source.lines[max(0, number - 12) : number], *source.lines[number + 1 : number + 3]]:
        bare = _BARE_INDENT.match(line)
        if bare and line.strip() and not _UNSEEN.match(line[bare.end() : bare.end() + 1] or " "):
            found |= {len(bare[1]), bare.end()}
    return found
