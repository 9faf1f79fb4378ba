"""device.yaml: this screen's settings. Every field has a default that works."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Annotated, Any, ClassVar, Literal, NamedTuple

from pydantic import BeforeValidator, Field, ValidationError, model_validator

from kiosk.content.device_defaults import COUNTDOWN, EASED_IDLE, IDLE
from kiosk.content.diagnostics import Diagnostic
from kiosk.content.issues import Checker, Issue, advice, cannot_be, raise_issues
from kiosk.content.key_names import KEYS, MEANINGS, find_key
from kiosk.content.messages import Message
from kiosk.content.model.base import Part
from kiosk.content.model.scalars import YesNo, choice, inspect, number, numeric, scalar, shaped
from kiosk.content.model.scene_schedule import Dates, Hours, Weekdays, one_or_more
from kiosk.content.validation import validate
from kiosk.content.yaml.contained_files import mapping_of, read_sheet
from kiosk.content.yaml.source_document import SourceDocument

ZONE = re.compile(r"[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+)*\Z")
ZONE_EXPECTED = "a time zone such as Asia/Shanghai"
ZONE_ADVICE = Message(
    "take a name of the list of time zones (all of China: Asia/Shanghai), or leave the line out: then the machine's "
    "own counts"
)
OUTSIDE = ("black", "attract", "off")
TURNS = ("none", "left", "right", "180")
KEY_EXPECTED = "the name of a key such as Tab, Right, PageDown or F13"
KEY_ONCE = "a key that means one thing"
KEY_TYPED = Message("letters and digits are typed into the search: set the keypad to other keys, such as F13 to F24")
MEGABYTES = re.compile(r"[0-9]{1,7}\Z")
PER_CENT = re.compile(r"([0-9]{1,3}) ?%\Z")
LEAST_MB, MOST_MB, LEAST_SHARE, MOST_SHARE = 300, 1_000_000, 10, 75
LIMIT_EXPECTED = Message(
    "a share of the machine's memory from {least}% to {most}%, or a whole number of MB from {few} to {many}",
    least=LEAST_SHARE,
    most=MOST_SHARE,
    few=LEAST_MB,
    many=MOST_MB,
)

_inches = numeric(7, 200, "inches, or auto")
_millimetres = numeric(0, 3000, "mm")


def _diagonal(value: Any) -> Any:
    return None if value is None or value == "auto" else _inches(value)


def _lower_edge(value: Any) -> Any:
    return None if value is None else _millimetres(value)


class ScreenSettings(Part):
    """The display. `diagonal` in inches; None (auto): as the screen itself says.

    `turn`: how the picture is turned on it, one of `TURNS`, and the touch with it. `lower_edge`: how high above the
    floor it begins, in mm; None: nobody said.
    """

    noun: ClassVar[str] = "screen"

    diagonal: Annotated[float | None, BeforeValidator(_diagonal)] = None
    turn: Annotated[Literal["none", "left", "right", "180"], choice(*TURNS)] = "none"
    lower_edge: Annotated[float | None, BeforeValidator(_lower_edge)] = Field(default=None, alias="lower-edge")


class SessionSettings(Part):
    """The times of a session, in seconds."""

    noun: ClassVar[str] = "session"

    idle: Annotated[float, number(10, 3600, "seconds")] = IDLE
    countdown: Annotated[float, number(5, 120, "seconds")] = COUNTDOWN
    eased_idle: Annotated[float, number(10, 3600, "seconds")] = Field(default=EASED_IDLE, alias="eased-idle")

    def times(self) -> dict[str, float]:
        """Return the times by the names that `kiosk.session.timeouts.Times` takes."""
        return {"idle": self.idle, "countdown": self.countdown, "eased_idle": self.eased_idle}


class OpeningTime(Part):
    """Hours in which visitors are served, on days of the week; all of them where none is named."""

    noun: ClassVar[str] = "opening time"

    hours: Annotated[tuple[Hours, ...], BeforeValidator(one_or_more)] = ()
    weekdays: Annotated[tuple[Weekdays, ...], BeforeValidator(one_or_more)] = ()


def _opening_times(value: Any) -> Any:
    """Read hours alone as those of every day."""
    if isinstance(value, str | dict):
        value = [value]
    return [{"hours": each} if isinstance(each, str) else each for each in value] if isinstance(value, list) else value


class OpeningSettings(Part):
    """When visitors are served, and what the screen shows outside of that: one of `OUTSIDE`."""

    noun: ClassVar[str] = "opening"

    open: Annotated[tuple[OpeningTime, ...], BeforeValidator(_opening_times)] = ()
    closed: Annotated[tuple[Dates, ...], BeforeValidator(one_or_more)] = ()
    outside: Annotated[Literal["black", "attract", "off"], choice(*OUTSIDE)] = "black"


class Sound(Part):
    """How loud films and sounds are at most, in per cent, and the hours without any."""

    noun: ClassVar[str] = "sound"

    volume: Annotated[int, number(0, 100, whole=True)] = 100
    quiet: Annotated[tuple[Hours, ...], BeforeValidator(one_or_more)] = ()


class RecordSettings(Part):
    """What the journal keeps besides votes; nothing of it names a visitor."""

    noun: ClassVar[str] = "record"

    visits: YesNo = True
    search_words: YesNo = Field(default=False, alias="search-words")


def _folder(value: Any) -> Any:
    word = scalar("a folder")(value)
    if not Path(word).is_absolute():
        raise_issues(Issue(Message("must be a whole path, from the top of the disk"), "a folder", kind="value"))
    return Path(word)


class StoreSettings(Part):
    """The installed packs. `folder`: None is the user's data folder; `keep`: how many stay that were live before."""

    noun: ClassVar[str] = "store"

    folder: Annotated[Path | None, BeforeValidator(_folder)] = None
    keep: Annotated[int, number(1, 50, whole=True)] = 3


class Limit(NamedTuple):
    """How much memory: so many `megabytes`, or where that is 0 a `share` of the machine's."""

    megabytes: int = 0
    share: float = 0.5

    def of(self, machine: int) -> int:
        """Return the limit in MB, for a machine with so many MB."""
        return self.megabytes or int(self.share * machine)


_limit_word = scalar(LIMIT_EXPECTED)


def _limit(value: Any) -> Limit:
    typed = _limit_word(value)
    share = PER_CENT.match(typed)
    if share and LEAST_SHARE <= int(share[1]) <= MOST_SHARE:
        return Limit(share=int(share[1]) / 100)
    if not (MEGABYTES.match(typed) and LEAST_MB <= int(typed) <= MOST_MB):
        raise_issues(Issue(cannot_be(typed), LIMIT_EXPECTED, kind="value"))
    return Limit(int(typed))


class Memory(Part):
    """What the program may hold. From `limit` on it begins again, once nobody is in front of it."""

    noun: ClassVar[str] = "memory"

    limit: Annotated[Limit, BeforeValidator(_limit)] = Limit()


class AccessibilitySettings(Part):
    """What helps visitors from the start. `screen_reader`: assistive programs are given all that the screen shows.

    `text_size`, in per cent: how large the text is until a visitor chooses.
    """

    noun: ClassVar[str] = "accessibility section"

    screen_reader: YesNo = Field(default=False, alias="screen-reader")
    text_size: Annotated[Literal["100", "135", "200"], choice("100", "135", "200")] = Field(
        default="100", alias="text-size"
    )


def _key(value: Any) -> str:
    typed = scalar(KEY_EXPECTED)(value)
    if (name := find_key(typed)) is None:
        fix = KEY_TYPED if len(typed) == 1 and typed.isalnum() else advice(typed, KEYS, "")
        raise_issues(Issue(cannot_be(typed), KEY_EXPECTED, fix, kind="value"))
    return name


Key = Annotated[str, BeforeValidator(_key)]
OneOrMoreKeys = Annotated[tuple[Key, ...], BeforeValidator(one_or_more)]


class KeySettings(Part):
    """The keys of an assistive keypad, which is a keyboard to the machine; those of a keyboard need no setting.

    Fields are `MEANINGS`; each has the names of its keys, from `KEYS`.
    """

    noun: ClassVar[str] = "keypad"

    next: OneOrMoreKeys = ()
    previous: OneOrMoreKeys = ()
    activate: OneOrMoreKeys = ()
    back: OneOrMoreKeys = ()

    @model_validator(mode="after")
    def _one_meaning_each(self) -> KeySettings:
        seen: dict[str, str] = {}
        for meaning in MEANINGS:
            for place, name in enumerate(getattr(self, meaning)):
                if seen.setdefault(name, meaning) != meaning:
                    message = Message("{key} is also a key of {field}", key=name, field=seen[name])
                    raise_issues(Issue(message, KEY_ONCE, kind="value", path=(meaning, place), named=False))
        return self

    def by_number(self) -> dict[int, str]:
        """Return what each of these keys means, by its number in `Qt.Key`."""
        return {KEYS[name]: meaning for meaning in MEANINGS for name in getattr(self, meaning)}


class Device(Part):
    """What device.yaml says. `blocks`: the folder of the hall's own blocks, whose code is run; None: it has none."""

    noun: ClassVar[str] = "device"

    screen: ScreenSettings = ScreenSettings()
    session: SessionSettings = SessionSettings()
    opening: OpeningSettings = OpeningSettings()
    sound: Sound = Sound()
    time_zone: Annotated[str | None, shaped(ZONE, 64, ZONE_EXPECTED, ZONE_ADVICE), inspect("time zone")] = Field(
        default=None, alias="time-zone"
    )
    record: RecordSettings = RecordSettings()
    store: StoreSettings = StoreSettings()
    memory: Memory = Memory()
    key_settings: KeySettings = Field(default=KeySettings(), alias="keys")
    accessibility: AccessibilitySettings = AccessibilitySettings()
    blocks: Annotated[Path | None, BeforeValidator(_folder)] = None


class DeviceReading(NamedTuple):
    """What was read of a device file. `values`: its fields as far as they hold, as plain data, by which another reading
    can go on; `stood_in`: some of them come from the reading before.
    """

    device: Device
    problems: list[Diagnostic]
    values: Mapping[str, Any]
    stood_in: bool = False


def load_device(path: Path, checker: Checker | None = None) -> tuple[Device, list[Diagnostic]]:
    """Read a device file and all its problems, without an earlier reading: see `read_device`."""
    return read_device(path, checker)[:2]


def read_device(path: Path, checker: Checker | None = None, before: Mapping[str, Any] | None = None) -> DeviceReading:
    """Read a device file and all its problems. The valid parts take effect.

    What cannot be read keeps its value from `before`, the content of an earlier reading, or else its default. This
    applies to a single value, and to a whole file that is no longer YAML. The valid items of a list take effect.
    `checker` knows which time zones exist.
    """
    sheet = read_sheet(path, path.name)
    warnings = sheet.warnings
    if mapping_of(sheet) is None:
        # A file with only comments is valid; a file of no bytes has lost its content.
        if [problem.kind for problem in sheet.problems] == ["empty"] and path.stat().st_size > 0:
            return DeviceReading(Device(), [], {})
        if sheet.remains is None or not isinstance(sheet.remains.plain, dict):
            values = _Sieve(checker).sift(before or {}, {})
            return DeviceReading(_read(values, checker) or Device(), [*sheet.problems, *warnings], values, bool(values))
    whole = SourceDocument(sheet.file, sheet.root or sheet.remains, [])
    device, problems = validate(whole, Device, checker)
    if device is not None:
        return DeviceReading(device, [*sheet.problems, *warnings, *problems], whole.plain)
    sieve = _Sieve(checker)
    values = sieve.sift(whole.plain, before or {})
    return DeviceReading(
        _read(values, checker) or Device(), [*sheet.problems, *warnings, *problems], values, sieve.stood_in
    )


class _Sieve:
    """Keeps of a device file what is right; `stood_in`: something came from what was read before."""

    def __init__(self, checker: Checker | None) -> None:
        self._checker = checker
        self.stood_in = False

    def sift(self, plain: Mapping[str, Any], before: Mapping[str, Any]) -> dict[str, Any]:
        """Return the sections, fields and items that are valid by themselves; one with nothing valid is as `before`."""
        kept: dict[str, Any] = {}
        for name, section in plain.items():
            earlier = before.get(name)
            if isinstance(section, dict) and self._holds({name: {}}):
                earlier = earlier if isinstance(earlier, dict) else {}
                kept[name] = {}
                for key, each in section.items():
                    field = self._field((name, key), each, earlier.get(key))
                    # Fields that are right alone may exclude each other: the first one stays.
                    if field is not None and self._holds({name: kept[name] | {key: field}}):
                        kept[name][key] = field
            else:
                kept[name] = self._field((name,), section, earlier)
        return {name: section for name, section in kept.items() if section is not None}

    def _field(self, path: tuple[str, ...], value: Any, earlier: Any) -> Any:
        def is_right(each: Any) -> bool:
            for key in reversed(path):
                each = {key: each}
            return self._holds(each)

        if (right := _right_part(value, is_right)) is not None:
            return right
        if earlier is None or (stays := _right_part(earlier, is_right)) is None:
            return None
        self.stood_in = True
        return stays

    def _holds(self, plain: Mapping[str, Any]) -> bool:
        return _read(plain, self._checker) is not None


def _right_part(value: Any, is_right: Callable[[Any], bool]) -> Any:
    """Return a value without the invalid items of its lists; None if nothing is left.

    A map in a list is valid as a whole or dropped: hours without their weekdays would apply to every day.
    """
    if is_right(value):
        return value
    part: Any = None
    if isinstance(value, list):
        part = [each for item in value if (each := _right_part(item, lambda item: is_right([item]))) is not None]
    elif isinstance(value, dict):
        part = {key: _right_field(key, each, is_right) for key, each in value.items()}
        part = None if None in part.values() else part
    return part if part and is_right(part) else None


def _right_field(key: str, value: Any, is_right: Callable[[Any], bool]) -> Any:
    return _right_part(value, lambda each: is_right({key: each}))


def _read(plain: Mapping[str, Any], checker: Checker | None) -> Device | None:
    try:
        return Device.model_validate(plain, context=checker, by_alias=True, by_name=False)
    except ValidationError:
        return None
