"""Issues that a validator raises: they describe the fault; its location in the file is added later."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NoReturn, Protocol, runtime_checkable

from kiosk.content.diagnostics import Severity
from kiosk.content.messages import Message, UserText, together

KIND = "findings"
MOST_SHOWN = 120
LONGEST_FIX = 2_000  # characters: whoever copies a fix has all of the words
MOST_NAMED = 24
_KEY = "[A-Za-z][A-Za-z0-9-]{0,40}"
_BULLET = re.compile(r"(?:[-–—•·・*●○▪■◆①-⑳]|\d{1,2}[.、)）])\s*(\S.*)")
CUT_WORDS = "where the comma before it belongs to the words, put all of them in quotation marks; else {fix}"
UNKNOWN_LANGUAGE = "language"  # the kind of an issue that many texts may share
TAKE_OUT = "take it out here; where it is to come, write {file}"  # of an unknown name; `_taking_out` adds from where


@dataclass(frozen=True, slots=True)
class Issue:
    """A problem without its location.

    `path` leads from the checked value to the faulty part; `at_key` marks the name instead of the value.
    A `named` message is a predicate: the field's name is put before it.
    """

    message: str
    expected: str = ""
    fix: str = ""
    severity: Severity = "error"
    kind: str = "value"
    path: tuple[str | int, ...] = ()
    at_key: bool = False
    named: bool = True


@runtime_checkable
class Checker(Protocol):
    """Checks beyond one value: of the pack's other files, its media and the product's own names."""

    def check(self, topic: str, value: Any) -> Iterable[Issue]:
        """Return the problems of a value of this topic (`text`, `panel`, `picture`, …)."""


def raise_issues(*findings: Issue) -> NoReturn:
    """Raise the findings so that pydantic adds where they are. Raises PydanticCustomError."""
    from pydantic_core import PydanticCustomError

    raise PydanticCustomError(KIND, "{findings}", {"findings": findings})


def run_checks(checker: object, topic: str, value: Any) -> None:
    """Run the checker of a validation, if there is one. Raises PydanticCustomError with its findings."""
    if isinstance(checker, Checker) and (findings := tuple(checker.check(topic, value))):
        raise_issues(*findings)


def quoted(value: str) -> str:
    """Return the writer's words in quotation marks: short, on one line, without invisible characters."""
    words = "".join(character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in value)
    return UserText(words if len(words) <= 60 else f"{words[:57]}…")


def full_width_key(value: object) -> Message | None:
    """Return how to write `text：words`, where such words take the place of a map; else None."""
    found = re.match(rf"({_KEY})\s*：\s*(.*)", value, re.DOTALL) if isinstance(value, str) else None
    if found is None:
        return None
    rest = found[2].strip()
    if len(rest) <= MOST_SHOWN and rest[:1] in {"{", "｛"}:
        rest = re.sub(rf"\s*，\s*(?={_KEY}\s*[:：])", ", ", rest.replace("｛", "{").replace("｝", "}"))
        rest = re.sub(rf"([{{,]\s*{_KEY})\s*：\s*", r"\1: ", rest)
    written = f"{found[1]}: {rest}".strip()
    if len(written) > MOST_SHOWN or "\n" in written:
        written = f"{found[1]}: …"
    return Message("the colon of the key is a full-width one (：): write {words}", words=written)


def before_each(what: str, keys: Sequence[str]) -> Message:
    """Return that something must be written before each of some keys."""
    names = [Message("{name}", name=quoted(key)) for key in dict.fromkeys(keys)]
    template = "{write} before {names}" if len(names) == len(keys) else "{write} before each {names}"
    return Message(template, write=Message(what), names=together(names, MOST_NAMED))


def without_bullet(key: str) -> str:
    """Return a key without the bullet or number with which a text program begins an item; "" if it has none."""
    match = _BULLET.match(key)
    return match[1] if match else ""


def without_ends(typed: str) -> str:
    """Return a value without foreign quotation marks and punctuation at its ends, as in `id: hall;`."""
    return typed.strip(" \u3000;；,，、。:：\"'“”‘’")


def see(anchor: str) -> Message:
    """Return the command that explains this part of the format."""
    return Message("see {place}", place=f"`kiosk help {anchor}`")


def cannot_be(value: str) -> Message:
    """Return that a field cannot have this value."""
    return Message("cannot be {value}", value=quoted(value))


def at_most(count: int) -> Message:
    """Return how many are allowed."""
    return Message("at most {most}", most=count)


def join_hints(fix: str, more: str) -> Message:
    """Return a fix followed by a second one."""
    return Message("{fix}; {more}", fix=Message.of(fix), more=Message.of(more))


def in_full(words: str) -> str:
    """Return words as a fix has them: all of them, or so many that it is seen that more follow."""
    return words if len(words) <= LONGEST_FIX else f"{words[:MOST_SHOWN]} …"


def listed(names: Iterable[str], most: int = 24) -> str:
    """Return the names as one line, shortened after `most` of them."""
    names = list(names)
    few = ", ".join(names[:most])
    return Message("{names}, … ({count} in all)", names=few, count=len(names)) if len(names) > most else few


def one_of(names: Iterable[str]) -> Message:
    """Return that one of the names was expected."""
    return Message("one of: {names}", names=listed(names))


def nearest(name: str, known: Iterable[str], cutoff: float = 0.6) -> str:
    """Return the known name that the writer most likely meant, or an empty string."""
    known = list(known)
    lowered = {other.lower(): other for other in known}
    found = difflib.get_close_matches(name.lower()[:100], lowered, n=1, cutoff=cutoff)
    return lowered[found[0]] if found else ""


def advice(name: str, known: Iterable[str], otherwise: str, cutoff: float = 0.6) -> str:
    """Return 'did you mean …?' if a known name is close, else the other advice."""
    close = nearest(name, known, cutoff)
    return Message("did you mean {name}?", name=quoted(close)) if close else otherwise
