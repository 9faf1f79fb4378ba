"""Probation of new packs: five minutes without a crash confirm one; an earlier crash is reported.

Two files of the kiosk's own, so that it never waits for an installation: health.json, and troubles.jsonl for staff.
Both keep room for changes on a full disk, and are made before anything has happened.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from kiosk.content.messages import Message
from kiosk.device.disk import FULL, write_reserving

GOOD_SECONDS = 300
MOST = 200
SAME = 5  # incidents that differ in time alone
FILE, TROUBLES = "health.json", "troubles.jsonl"
# How the launcher says the previous run ended, if the kiosk itself was the cause; "" if nobody says.
AT_FAULT = frozenset({"crashed", "hung"})
_BOOT = Path("/proc/sys/kernel/random/boot_id")
KINDS: Mapping[str, Message] = {
    "failed": Message("the kiosk ended while it showed {pack} for the first minutes; {instead} is shown instead"),
    "unfit": Message("{pack} cannot be shown on this device; {instead} is shown instead"),
    "unready": Message(
        "{pack} could not be made ready: this device was too busy, or had too little memory or room; {instead} is "
        "shown until it is tried again, in some minutes"
    ),
    "damaged": Message(
        "files of {pack} have changed on the disk ({file}); {instead} is shown instead; install it again"
    ),
    "unchecked": Message(
        "whether the files of {pack} are still what they were could not be looked at to the end ({why}); it is tried "
        "again within a day; where it comes again, look at the disk and the memory of this device"
    ),
    "repaired": Message("pictures prepared of {pack} had changed on the disk ({file}) and were made again"),
}


@dataclass(frozen=True, slots=True)
class Incident:
    """An incident for staff, with the values of its message."""

    kind: str
    when: str
    pack: str
    instead: str = ""
    file: str = ""
    why: str = ""

    def message(self) -> Message:
        """Return its message."""
        template = KINDS.get(self.kind, Message("{pack}")).template
        filling = {name: Message(value) if value == BUILT_IN_NAME else value for name, value in asdict(self).items()}
        return Message(template, **filling)


BUILT_IN_NAME = "the built-in pack"


@dataclass(frozen=True, slots=True)
class Health:
    """The places that passed probation, and the one on probation with the boot in which it began."""

    good: tuple[str, ...] = ()
    trying: str = ""
    boot: str = ""


def read_health(store: Path) -> Health:
    """Return the known state; empty if the file cannot be read."""
    kept = _kept(store)
    with suppress(KeyError, ValueError, TypeError):
        return Health(tuple(kept["good"]), str(kept["trying"]), str(kept["boot"]))
    return Health()


def _kept(store: Path) -> dict[str, Any]:
    """Return the file's content, including that of a newer program; empty if it cannot be read."""
    with suppress(OSError, ValueError, RecursionError):
        found = json.loads((store / FILE).read_bytes())
        if isinstance(found, dict):
            return found
    return {}


def reserve(store: Path) -> None:
    """Make the file of incidents, where there is none: a full disk would take no first one. Raises OSError."""
    if not (store / TROUBLES).exists():
        write_reserving(store / TROUBLES, b"\n")


def begin(store: Path, place: str) -> bool:
    """Record that a place goes on the screen; return whether it is on probation."""
    with suppress(OSError):  # `tell` reports what cannot be kept
        reserve(store)
    health = read_health(store)
    if not place or place in health.good:
        _write(store, Health(health.good))
        return False
    _write(store, Health(health.good, place, boot()))
    return True


def settle(store: Path, place: str) -> None:
    """Record that a place passed its probation."""
    health = read_health(store)
    _write(store, Health((*(other for other in health.good if other != place), place)[-MOST:]))


def end(store: Path) -> None:
    """Record that the kiosk ended normally: the pack on probation has not failed."""
    health = read_health(store)
    if health.trying:
        _write(store, Health(health.good))


def has_failed(health: Health, place: str, last_end: str = "") -> bool:
    """Return whether the kiosk itself ended abnormally with this place on probation.

    `last_end` is how the previous run ended, according to the launcher. A power cut is no fault of the pack: neither
    if the machine has restarted since, nor if the launcher ended together with the kiosk. Without a launcher nobody
    saw the end, and the pack counts as the cause while the machine keeps running.
    """
    if not place or health.trying != place:
        return False
    if last_end:
        return last_end in AT_FAULT
    return bool(boot()) and health.boot == boot()


def tell(store: Path, incident: Incident) -> bool:
    """Keep an incident for staff, after at most 200 others, few of them alike; return whether the disk took it.

    A full disk has room for some: then the oldest go.
    """
    lines = [line for line, _ in _trouble_lines(store)]
    same = [line for line, other in _trouble_lines(store) if other | {"when": incident.when} == asdict(incident)]
    # The first one shows since when, the last ones that it continues.
    for line in same[1 : len(same) - SAME + 2]:
        lines.remove(line)
    lines = [*lines, json.dumps(asdict(incident), ensure_ascii=False)][-MOST:]
    while lines:
        try:
            write_reserving(store / TROUBLES, "".join(f"{line}\n" for line in lines).encode("utf-8"))
        except OSError as error:
            if error.errno not in FULL or not (store / TROUBLES).exists():
                return False
            lines = lines[1:]
        else:
            return True
    return False


def read_incidents(store: Path) -> list[Incident]:
    """Return the incidents, latest last."""
    found = []
    for _, kept in _trouble_lines(store):
        with suppress(ValueError, TypeError, KeyError):
            datetime.fromisoformat(kept["when"])
            known = {each.name: str(kept[each.name]) for each in fields(Incident) if each.name in kept}
            found.append(Incident(**known))
    return found


def _trouble_lines(store: Path) -> list[tuple[str, dict[str, Any]]]:
    """Return the lines as written, each with its content, including that of a newer program."""
    found = []
    with suppress(OSError):
        for line in (store / TROUBLES).read_text("utf-8", "replace").splitlines():
            with suppress(ValueError, RecursionError):
                if isinstance(kept := json.loads(line), dict):
                    found.append((line, kept))
    return found


def now() -> str:
    """Return the time, UTC, as ISO 8601."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def boot() -> str:
    """Return a value that differs between boots of this machine; "" if unknown."""
    with suppress(OSError):
        return _BOOT.read_text("ascii").strip()
    return ""


def _write(store: Path, health: Health) -> None:
    with suppress(OSError):
        if read_health(store) != health:
            write_reserving(store / FILE, json.dumps(_kept(store) | asdict(health)).encode("ascii"))
