"""The scalars of a pack: each is read as typed, and its errors say in plain words what was expected."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, ValidationInfo

from kiosk.content.archive.portable_names import is_reserved
from kiosk.content.identifiers import ID, LANGUAGE, VERSION
from kiosk.content.issues import (
    Issue,
    advice,
    cannot_be,
    join_hints,
    listed,
    quoted,
    raise_issues,
    run_checks,
    see,
    without_ends,
)
from kiosk.content.messages import Message
from kiosk.content.model.schema_hints import SCALAR, digits, word, written
from kiosk.content.yaml.confusables import unseen_in

ADDRESS = re.compile(r"https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?(/[!-~]*)?\Z")
TAG = re.compile(r"\S(?:[^\n\r\t]*\S)?\Z")
NUMBER = re.compile(r"[+-]?[0-9]{1,9}(\.[0-9]{1,9})?\Z")


def scalar(expected: str) -> Callable[[Any], str]:
    """Return a validator for one typed value: no list, no map, and not empty."""

    def read(value: Any) -> str:
        if not isinstance(value, str):
            isnt = "must be one value, not a map" if isinstance(value, dict) else "must be one value, not a list"
            raise_issues(Issue(isnt, expected, kind="type"))
        if not value.strip():
            raise_issues(Issue("is empty", expected, "write a value, or remove the line", kind="empty"))
        return value.strip()

    return read


def shaped(shape: re.Pattern[str], most: int, expected: str, fix: str = "") -> BeforeValidator:
    """Return a validator for a word of this shape with at most `most` characters; `fix` replaces its own advice."""
    read = scalar(expected)

    def check(value: Any) -> str:
        typed = read(value)
        if len(typed) > most or not shape.match(typed):
            raise_issues(Issue(cannot_be(typed), expected, fix or _meant_by(typed, shape, most)))
        return typed

    return BeforeValidator(check, written(word(shape, most)))


def _meant_by(typed: str, shape: re.Pattern[str], most: int) -> str:
    """Return what to write for a word of another shape, where that is clear."""
    bare = without_ends(typed)
    for meant in (bare, bare.removeprefix("v").removeprefix("V"), re.sub(r"[\s_]+", "-", bare.lower())):
        if len(meant) <= most and shape.match(meant):
            return Message("write {words}", words=meant)
    if shape is not ID or unseen_in(typed):
        return ""
    return "write a name in such letters, and the same wherever it is named"


def choice(*names: str) -> BeforeValidator:
    """Return a validator for one of the names."""
    expected = listed(names)
    read = scalar(expected)

    def check(value: Any) -> str:
        typed = read(value)
        if typed not in names:
            raise_issues(Issue(cannot_be(typed), expected, advice(typed, names, "")))
        return typed

    return BeforeValidator(check, written({"enum": list(names)}))


def numeric(least: float, most: float, unit: str = "", *, whole: bool = False) -> Callable[[Any], float]:
    """Return a function that reads a number from `least` to `most` (in `unit`) from its digits."""
    plain = "a whole number from {least} to {most}" if whole else "a number from {least} to {most}"
    counted = (
        "a whole number of {unit} from {least} to {most}" if whole else "a number of {unit} from {least} to {most}"
    )
    expected = Message(counted if unit else plain, unit=Message(unit), least=f"{least:g}", most=f"{most:g}")
    read = scalar(expected)

    def check(value: Any) -> float:
        if not isinstance(value, int | float):
            typed = read(value)
            if not NUMBER.match(typed):
                raise_issues(Issue(cannot_be(typed), expected, "write digits only, without a unit"))
            value = float(typed)
        if not least <= value <= most or (whole and value != int(value)):
            raise_issues(Issue(Message("cannot be {value}", value=f"{value:g}"), expected))
        return int(value) if whole else value

    return check


def number(least: float, most: float, unit: str = "", *, whole: bool = False) -> BeforeValidator:
    """Return a validator for such a number."""
    return BeforeValidator(numeric(least, most, unit, whole=whole), written(digits(least, most, NUMBER, whole=whole)))


def pair(name: str) -> BeforeValidator:
    """Return a validator that accepts only two numbers in a list."""

    def check(value: Any) -> Any:
        if not isinstance(value, list | tuple) or len(value) != 2:
            expected = "[x, y]: two numbers from 0 to 1, from the left and from the top"
            raise_issues(
                Issue(
                    "must be two numbers",
                    expected,
                    Message("write it as {example}", example=f"{name}: [0.5, 0.4]"),
                    kind="type",
                )
            )
        return value

    return BeforeValidator(check)


def inspect(topic: str) -> AfterValidator:
    """Return a validator that passes a value of this topic to the checker of the validation."""

    def check(value: Any, info: ValidationInfo) -> Any:
        run_checks(info.context, topic, value)
        return value

    return AfterValidator(check)


def _format(value: Any) -> int:
    expected = "1, the only format there is"
    if value != 1 and (typed := scalar(expected)(value)) != "1":
        raise_issues(Issue(cannot_be(typed), expected, "write format: 1"))
    return 1


def _yes_or_no(value: Any) -> bool:
    expected = listed(("yes", "no"))
    word = scalar(expected)(value)
    if word not in {"yes", "no"}:
        near = {"true": "yes", "on": "yes", "false": "no", "off": "no"}.get(word.lower(), word)
        raise_issues(Issue(cannot_be(word), expected, advice(near, ("yes", "no"), "")))
    return word == "yes"


def _by_source(value: Any) -> Any:
    if not isinstance(value, dict) or not value:
        example = Message("write it as {example}", example="cites: {article: [12, 13]}")
        expected = "ids of sources, each with the numbers of its passages"
        raise_issues(Issue("must be a map of sources", expected, join_hints(example, see("citations")), kind="type"))
    return value


def _no_device(name: str) -> str:
    if is_reserved(name):
        message = Message("cannot be {value}: Windows keeps this name for itself", value=quoted(name))
        raise_issues(Issue(message, ID_EXPECTED, Message("write another, such as {example}", example=f"{name}-1")))
    return name


def _each_once(numbers: tuple[int, ...]) -> tuple[int, ...]:
    twice = (place for place, number in enumerate(numbers) if number in numbers[:place])
    if findings := [Issue("is here for the second time", "each passage once", "remove it", path=(p,)) for p in twice]:
        raise_issues(*findings)
    return numbers


ID_EXPECTED = "small letters a-z, digits and single hyphens, such as yi-culture"
Id = Annotated[str, shaped(ID, 64, ID_EXPECTED)]
Language = Annotated[str, shaped(LANGUAGE, 35, "a language code such as zh, en or zh-Hant")]
PackLanguage = Annotated[Language, inspect("language")]
Version = Annotated[str, shaped(VERSION, 40, "a version such as 1.0.0")]
Words = Annotated[str, BeforeValidator(scalar("words on one line"), written(SCALAR))]
Year = Annotated[str, shaped(re.compile(r"[^\n]+\Z"), 40, "a year such as 2019")]
Tag = Annotated[str, shaped(TAG, 64, "words on one line, or an id")]
Seconds = Annotated[int, number(4, 60, "seconds", whole=True)]
Share = Annotated[float, number(0, 1)]
Focus = Annotated[tuple[Share, Share], pair("focus")]
Spot = Annotated[tuple[Share, Share], pair("at")]

FileId = Annotated[Id, AfterValidator(_no_device)]
PanelId = Annotated[Id, inspect("panel")]
GalleryId = Annotated[Id, inspect("gallery")]
PlaceId = Annotated[Id, inspect("place")]
SourceId = Annotated[Id, inspect("source")]
Passage = Annotated[int, number(1, 9999, whole=True)]
Passages = Annotated[tuple[Passage, ...], Field(min_length=1), AfterValidator(_each_once)]
Citations = Annotated[dict[SourceId, Passages], BeforeValidator(_by_source)]
Icon = Annotated[Words, inspect("icon")]
Accent = Annotated[Id, inspect("accent")]
Theme = Annotated[Words, inspect("theme")]
StringName = Annotated[str, inspect("string")]
PictureFile = Annotated[Words, inspect("picture")]
VideoFile = Annotated[Words, inspect("video")]
AudioFile = Annotated[Words, inspect("audio")]
PictureKind = Annotated[Literal["photo", "illustration"], choice("photo", "illustration")]
ChartKind = Annotated[Literal["cut", "studs", "bar", "line", "share"], choice("cut", "studs", "bar", "line", "share")]
ChartNumber = Annotated[float, number(0, 1_000_000)]
AnswerNumber = Annotated[int, number(1, 5, whole=True)]
Total = Annotated[int, number(1, 1_000_000, whole=True)]
WebAddress = Annotated[str, shaped(ADDRESS, 300, "an address such as https://example.org/page")]
Layout = Annotated[Literal["half", "third"], choice("half", "third")]
AttractOrder = Annotated[Literal["order", "shuffle"], choice("order", "shuffle")]
YesNo = Annotated[bool, BeforeValidator(_yes_or_no)]
Format = Annotated[Literal[1], BeforeValidator(_format, written({"enum": [1, "1"]}))]
