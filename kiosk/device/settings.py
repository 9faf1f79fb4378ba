"""Settings of this start from device.yaml; where there never was one, nothing is read and the defaults apply."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from kiosk import __version__
from kiosk.content.messages import Message
from kiosk.device.memory import group_mb, machine_mb
from kiosk.device.time_zones import ZoneChecker, find_zone
from kiosk.session.opening_hours import OpeningHours, Slot
from kiosk.session.outline import split_range, split_weekdays
from kiosk.session.timeouts import Times

if TYPE_CHECKING:
    from kiosk.content.device_model import Device
    from kiosk.content.diagnostics import Diagnostic

log = logging.getLogger("kiosk")

GONE = "gone"  # the code for a file that existed at the last reading


class Records(NamedTuple):
    """What is recorded besides votes: visits, and in them the search queries."""

    visits: bool = True
    search_words: bool = False


@dataclass(frozen=True, slots=True)
class Hours:
    """Opening and quiet hours of the hall, and its maximum volume (0 to 1).

    `outside` of the opening hours: "black", "attract" (which calls in silence), or "off" (the display itself). `zone`:
    the hall's time zone, None for the machine's own. `file`: where they were read, `faulty` where something in it is
    wrong.
    """

    opening: OpeningHours = field(default_factory=OpeningHours)
    outside: str = "black"
    quiet: tuple[tuple[str, str], ...] = ()
    volume: float = 1.0
    zone: tzinfo | None = None
    file: Path | None = field(default=None, compare=False)
    faulty: bool = field(default=False, compare=False)

    @property
    def ever_change(self) -> bool:
        """Return whether they are not the same all day, every day."""
        return bool(self.opening.slots or self.opening.closed or self.quiet)


def _within_group_limit(limit: int) -> int:
    """Return a limit in MB, lowered so that the kernel does not end the program first."""
    return min(limit, group_mb() or limit)


@dataclass(frozen=True, slots=True)
class Settings:
    """Settings of one start. `diagonal` in inches, 0 to ask the screen; `turn`: how the picture is rotated on it.

    `store` holds the installed packs, None: the user's folder. `memory_limit` in MB, 0 where the machine does not
    report its memory. `blocks` is the folder of the hall's own blocks, None: there are none. `keys`: what keys mean
    besides the standard ones, by their numbers in `Qt.Key`. `lower_edge`: the screen's height above the floor in mm,
    -1 where nobody said. `screen_reader`: assistive programs are given all that the screen shows. `text_size`, in per
    cent, is the one in which each session begins. `file` is where they were read from, and `problems` lists all that is
    wrong with it: then the settings last read stay, or the defaults apply. `read`: for `keep_settings`.
    """

    diagonal: float = 0.0
    times: Times = field(default_factory=Times)
    records: Records = field(default_factory=Records)
    store: Path | None = None
    keep: int = 3
    hours: Hours = field(default_factory=Hours)
    memory_limit: int = field(default_factory=lambda: _within_group_limit(machine_mb() // 2))
    file: Path | None = None
    problems: tuple[Diagnostic, ...] = ()
    turn: str = "none"
    blocks: Path | None = None
    keys: Mapping[int, str] = field(default_factory=dict)
    lower_edge: float = -1.0
    screen_reader: bool = False
    text_size: int = 100
    read: Read | None = field(default=None, compare=False, repr=False)


class Read(NamedTuple):
    """The content of a device file (an absolute path) at its last reading, and since when; `when` in ISO 8601, UTC.

    `checked`: all settings of a file without problems as plain data; `digest` is of them and of the file's bytes.
    """

    file: str
    values: Mapping[str, Any]
    when: str
    checked: Mapping[str, Any] | None = None
    digest: str = ""


def find_file(candidates: Sequence[Path]) -> Path | None:
    """Return the first device file that exists; if none certainly does, one whose existence is unknown."""
    existence = {path: _is_there(path) for path in candidates}
    return next((path for is_there in (True, None) for path in candidates if existence[path] is is_there), None)


def _is_there(path: Path) -> bool | None:
    """Return whether a file exists, readable or not; None where its folder cannot be read."""
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        return None
    return True


def find_settings(
    chosen: Path | None, candidates: Sequence[Path], kept_file: Path | None = None, held: Read | None = None
) -> Settings:
    """Return the settings of the chosen file, else of the first existing candidate, else the defaults.

    `kept_file`: where `keep_settings` stored the last reading, which replaces settings that cannot be read any more,
    and a file that is gone. `held`: the last reading of the running kiosk, where known; it takes precedence over
    `kept_file`.
    """
    last = held or (_recall(kept_file) if kept_file else None)
    path = chosen or find_file(candidates) or _lost(last, candidates)
    if path is None:
        return Settings()
    return _unchanged(path, last) or _read_again(path, last)


def _unchanged(path: Path, last: Read | None) -> Settings | None:
    """Return the settings of the last reading, if the file is the same; this spares the imports that check it."""
    if last is None or last.checked is None or last.file != str(path.absolute()):
        return None
    try:
        content = path.read_bytes()
    except OSError:
        return None
    if last.digest != _digest(content, last.checked):
        return None
    zone = last.checked["zone"]
    return _settings_of(last.checked, path, (), last) if zone is None or find_zone(zone) else None


def _read_again(path: Path, last: Read | None) -> Settings:
    from kiosk.content.device_model import read_device
    from kiosk.content.diagnostics import Diagnostic, SourceLocation

    content = _content_of(path)
    previous = last if last and last.file == str(path.absolute()) else None
    device, problems, values, stood_in = read_device(path, ZoneChecker(), previous.values if previous else None)
    is_gone = previous is not None and [problem.kind for problem in problems] == ["missing"]
    if is_gone:
        problems = [_gone(path)]
    since = previous.when if previous and (stood_in or is_gone) else datetime.now(UTC).isoformat(timespec="minutes")
    if previous and stood_in:
        local = f"{datetime.fromisoformat(since).astimezone():%Y-%m-%d %H:%M}"
        message = Message("what cannot be read stays as it has been since {when}", when=local)
        problems.append(Diagnostic(SourceLocation(path.name), message, severity="warning", kind="stays"))
    plain = _plain(device)
    read = Read(str(path.absolute()), values, since)
    if not problems and content is not None and content == _content_of(path):
        read = read._replace(checked=plain, digest=_digest(content, plain))
    return _settings_of(plain, path, problems, read)


def _content_of(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def _digest(content: bytes, checked: Mapping[str, Any]) -> str:
    whole = json.dumps([__version__, checked], sort_keys=True).encode("ascii") + content
    return sha256(whole).hexdigest()


def _plain(device: Device) -> dict[str, Any]:
    """Return all settings of a device as JSON holds them."""
    opening, sound = device.opening, device.sound
    return {
        "diagonal": device.screen.diagonal or 0.0,
        "turn": device.screen.turn,
        "times": device.session.times(),
        "records": {"visits": device.record.visits, "search_words": device.record.search_words},
        "store": str(device.store.folder) if device.store.folder else None,
        "keep": device.store.keep,
        "open": [{"hours": list(slot.hours), "weekdays": list(slot.weekdays)} for slot in opening.open],
        "closed": list(opening.closed),
        "outside": opening.outside,
        "quiet": list(sound.quiet),
        "volume": sound.volume / 100,
        "zone": device.time_zone,
        "memory": list(device.memory.limit),
        "blocks": str(device.blocks) if device.blocks else None,
        "lower_edge": -1.0 if device.screen.lower_edge is None else device.screen.lower_edge,
        "screen_reader": device.accessibility.screen_reader,
        "text_size": int(device.accessibility.text_size),
        "keys": {str(number): meaning for number, meaning in device.key_settings.by_number().items()},
    }


def _settings_of(plain: Mapping[str, Any], file: Path, problems: Sequence[Diagnostic], read: Read) -> Settings:
    megabytes, share = plain["memory"]
    return Settings(
        diagonal=plain["diagonal"],
        turn=plain["turn"],
        times=Times(**plain["times"]),
        records=Records(**plain["records"]),
        store=Path(plain["store"]) if plain["store"] else None,
        keep=plain["keep"],
        hours=_hours_of(plain, file, bool(problems)),
        memory_limit=_within_group_limit(megabytes or int(share * machine_mb())),
        file=file,
        problems=tuple(problems),
        blocks=Path(plain["blocks"]) if plain["blocks"] else None,
        keys={int(number): meaning for number, meaning in plain["keys"].items()},
        lower_edge=plain.get("lower_edge", -1.0),
        screen_reader=plain.get("screen_reader", False),
        text_size=plain.get("text_size", 100),
        read=read,
    )


def _hours_of(plain: Mapping[str, Any], file: Path, faulty: bool) -> Hours:
    slots = tuple(
        Slot(
            tuple(split_range(hours) for hours in slot["hours"]),
            tuple(split_weekdays(days) for days in slot["weekdays"]),
        )
        for slot in plain["open"]
    )
    return Hours(
        opening=OpeningHours(slots, tuple(split_range(dates, "..") for dates in plain["closed"])),
        outside=plain["outside"],
        quiet=tuple(split_range(hours) for hours in plain["quiet"]),
        volume=plain["volume"],
        zone=find_zone(plain["zone"]) if plain["zone"] else None,
        file=file,
        faulty=faulty,
    )


def _lost(last: Read | None, candidates: Sequence[Path]) -> Path | None:
    """Return the candidate that was read last, if no candidate exists any more."""
    return next((path for path in candidates if last and last.file == str(path.absolute())), None)


def _gone(file: Path) -> Diagnostic:
    from kiosk.content.diagnostics import Diagnostic, SourceLocation

    message = Message("the file is gone; it was there when it was read last")
    fix = Message("put it back; or, for the defaults: kiosk device new {file}", file=file)
    return Diagnostic(SourceLocation(file.name), message, "a YAML file", fix, kind=GONE)


def find_gone(settings: Settings) -> tuple[Diagnostic, ...]:
    """Return a diagnostic if the file of these settings has gone, unless the settings already report that."""
    if settings.file is None or any(problem.kind in {GONE, "missing"} for problem in settings.problems):
        return ()
    return (_gone(settings.file),) if _is_there(settings.file) is False else ()


def keep_settings(settings: Settings, kept_file: Path) -> None:
    """Log problems with the settings, and keep the last reading in case a later one fails."""
    for problem in settings.problems:
        log.error("%s", problem.text())
    if settings.read is None or (settings.problems and not settings.read.values):
        return  # nothing was read
    from kiosk.device.disk import make_folder, write_whole
    from kiosk.device.errors import why

    previous = _recall(kept_file)
    read = settings.read
    if previous and (previous.file, previous.values) == (read.file, read.values):
        if read.checked is None or read.digest == previous.digest:
            return
        read = read._replace(when=previous.when)
    if previous and previous.file != read.file and _is_there(Path(previous.file)) is False:
        log.warning("%s is read now; %s, which was read before, is gone.", settings.file, previous.file)
    try:
        make_folder(kept_file.parent)
        # The names in the file are those of the first versions, which may read it after a downgrade.
        file, values, when, checked, digest = read
        kept = {"file": file, "said": values, "when": when, "checked": checked, "digest": digest}
        write_whole(kept_file, json.dumps(kept, ensure_ascii=False).encode())
    except OSError as error:
        log.warning("What device.yaml says cannot be kept in %s: %s.", kept_file, why(error))


def _recall(kept_file: Path) -> Read | None:
    """Return the kept reading; None where there is none, or it cannot be read."""
    try:
        kept = json.loads(kept_file.read_bytes())
        read = Read(kept["file"], kept["said"], kept["when"], kept.get("checked"), kept.get("digest", ""))
        datetime.fromisoformat(read.when)
    except (OSError, ValueError, TypeError, KeyError):
        return None
    if read.checked is not None and not isinstance(read.checked, dict):
        read = read._replace(checked=None)
    return read if isinstance(read.file, str) and isinstance(read.values, dict) else None
