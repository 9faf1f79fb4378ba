"""The scalars of a pack: each is read as typed, and its errors say in plain words what was expected."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, InstanceOf, ValidationInfo

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
from kiosk.content.languages import named_language
from kiosk.content.messages import Message
from kiosk.content.model.meant_values import meant_number, meant_pair, plain
from kiosk.content.model.schema_hints import SCALAR, digits, word, written
from kiosk.content.yaml.confusables import unseen_in

ADDRESS = re.compile(r"https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?(/[!-~]*)?\Z")
TAG = re.compile(r"\S(?:[^\n\r\t]*\S)?\Z")
_SEPARATORS = re.compile(r"\s*[,、;]\s*")
_FILE_OF_ID = re.compile(r"\A(?:\./)?(?:panels/|galleries/)?|(?:\.ya?ml)?\Z")
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
    if shape is LANGUAGE and (named := named_language(typed)):
        return Message("write {words}", words=named)
    bare = without_ends(plain(typed)).rstrip(".")
    file = _FILE_OF_ID.sub("", bare) if shape is ID else bare
    for meant in (bare, bare.removeprefix("v").removeprefix("V"), re.sub(r"[\s_]+", "-", bare.lower()), file):
        if len(meant) <= most and shape.match(meant):
            return Message("write {words}", words=meant)
    items = _SEPARATORS.split(bare)
    if shape in {ID, LANGUAGE} and len(items) > 1 and all(map(shape.match, items)):
        return Message("write {words}", words=f"[{', '.join(items)}]")
    if shape is not ID or unseen_in(typed):
        return ""
    return "write a name in such letters, and the same wherever it is named"


def choice(*names: str, **synonyms: str) -> BeforeValidator:
    """Return a validator for one of the names; `synonyms` are other words for each, separated by spaces."""
    expected = listed(names)
    read = scalar(expected)
    meant = {word: name for name, words in synonyms.items() for word in words.split()}

    def check(value: Any) -> str:
        typed = read(value)
        if typed not in names:
            raise_issues(Issue(cannot_be(typed), expected, advice(meant.get(typed.lower(), typed), names, "")))
        return typed

    return BeforeValidator(check, written({"enum": list(names)}))


def numeric(least: float, most: float, unit: str = "", *, whole: bool = False, fix: str = "") -> Callable[[Any], float]:
    """Return a function that reads a number from `least` to `most` (in `unit`) from its digits.

    `fix` replaces the general advice.
    """
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
                meant = meant_number(typed, least, most, whole=whole)
                otherwise = fix or "write digits only, without a unit"
                advised = Message("write {words}", words=meant) if meant else otherwise
                raise_issues(Issue(cannot_be(typed), expected, advised))
            value = float(typed)
        if not least <= value <= most or (whole and value != int(value)):
            share = "0.5 is the middle, 1 the right or lower end" if (least, most) == (0, 1) else ""
            raise_issues(Issue(Message("cannot be {value}", value=f"{value:g}"), expected, fix or share))
        return int(value) if whole else value

    return check


class TypedNumber(float):
    """A number that keeps the digits that staff typed: 3.50 is not shown as 3.5."""

    digits: str

    @classmethod
    def read(cls, least: float, most: float) -> Callable[[Any], TypedNumber]:
        """Return a function that reads a number from `least` to `most`, both above or at 0."""
        check = numeric(least, most)

        def read(value: Any) -> TypedNumber:
            found = cls(check(value))
            typed = value.strip() if isinstance(value, str) else getattr(value, "digits", f"{found:.9f}".rstrip("0"))
            whole, point, part = typed.lstrip("+-").rstrip(".").partition(".")
            found.digits = (whole.lstrip("0") or "0") + point + part
            return found

        return read


def number(least: float, most: float, unit: str = "", *, whole: bool = False, fix: str = "") -> BeforeValidator:
    """Return a validator for such a number."""
    return BeforeValidator(
        numeric(least, most, unit, whole=whole, fix=fix), written(digits(least, most, NUMBER, whole=whole))
    )


def pair(name: str) -> BeforeValidator:
    """Return a validator that accepts only two numbers in a list."""

    def check(value: Any) -> Any:
        if not isinstance(value, list | tuple) or len(value) != 2:
            expected = "[x, y]: two numbers from 0 to 1, from the left and from the top"
            fix = Message("write two numbers, such as {example}", example=f"{name}: [0.5, 0.4]")
            if meant := meant_pair(value):
                fix = Message("write it as {example}", example=f"{name}: {meant}")
            raise_issues(Issue("must be two numbers", expected, fix, kind="type"))
        return value

    return BeforeValidator(check)


def inspect(topic: str) -> AfterValidator:
    """Return a validator that passes a value of this topic to the checker of the validation."""

    def check(value: Any, info: ValidationInfo) -> Any:
        run_checks(info.context, topic, value)
        return value

    return AfterValidator(check)


def titled(topic: str) -> BeforeValidator:
    """Return a validator that refuses a title where its id belongs, and names the id."""

    def check(value: Any, info: ValidationInfo) -> Any:
        titles = getattr(info.context, "titles", {})
        if isinstance(value, str) and not ID.match(value.strip()) and (meant := titles.get((topic, value.strip()))):
            raise_issues(Issue(cannot_be(value.strip()), ID_EXPECTED, Message("write {words}", words=meant)))
        return value

    return BeforeValidator(check)


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
PanelId = Annotated[Id, titled("panel"), inspect("panel")]
GalleryId = Annotated[Id, titled("gallery"), inspect("gallery")]
PlaceId = Annotated[Id, titled("place"), inspect("place")]
SourceId = Annotated[Id, titled("source"), inspect("source")]
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
PictureKind = Annotated[
    Literal["photo", "illustration"],
    choice(
        "photo",
        "illustration",
        photo="照片 相片 摄影 photograph photography",
        illustration="插画 插图 绘画 图画 示意图 drawing graphic diagram map",
    ),
]
ChartKind = Annotated[
    Literal["cut", "studs", "bar", "line", "share"],
    choice(
        "cut",
        "studs",
        "bar",
        "line",
        "share",
        bar="柱状图 条形图 柱形图 column columns bars",
        line="折线图 曲线图 lines curve",
        share="饼图 占比 比例 pie donut",
    ),
]
ChartNumber = Annotated[
    InstanceOf[TypedNumber],
    BeforeValidator(TypedNumber.read(0, 1_000_000), written(digits(0, 1_000_000, NUMBER, whole=False))),
]
AnswerNumber = Annotated[
    int, number(1, 5, whole=True, fix="write the number of the one right answer: 1 is the first, 2 the second")
]
Total = Annotated[int, number(1, 1_000_000, whole=True)]
WebAddress = Annotated[str, shaped(ADDRESS, 300, "an address such as https://example.org/page")]
Layout = Annotated[
    Literal["half", "third"], choice("half", "third", half="一半 二分之一 1/2 50%", third="三分之一 1/3 33%")
]
AttractOrder = Annotated[
    Literal["order", "shuffle"], choice("order", "shuffle", order="顺序 按顺序 sequence", shuffle="随机 乱序 random")
]
YesNo = Annotated[bool, BeforeValidator(_yes_or_no)]
Format = Annotated[Literal[1], BeforeValidator(_format, written({"enum": [1, "1"]}))]
