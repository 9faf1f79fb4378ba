"""Probation of new packs: five minutes without a crash make one good; one that crashes before is reported.

Two files of the kiosk's own, so that it never waits for an installation: health.json, and troubles.jsonl for staff.
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
from kiosk.device.disk import write_whole

GOOD_SECONDS = 300
MOST = 200
SAME = 5  # troubles that differ by their time alone
FILE, TROUBLES = "health.json", "troubles.jsonl"
# How the launcher says that the run before this one ended, where the kiosk itself was the cause; "" where nobody says.
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
    """Something that staff should know: of a kind, with what fills its words."""

    kind: str
    when: str
    pack: str
    instead: str = ""
    file: str = ""
    why: str = ""

    def told(self) -> Message:
        """Return the words for it."""
        template = KINDS.get(self.kind, Message("{pack}")).template
        filling = {name: Message(value) if value == BUILT_IN_NAME else value for name, value in asdict(self).items()}
        return Message(template, **filling)


BUILT_IN_NAME = "the built-in pack"


@dataclass(frozen=True, slots=True)
class Health:
    """The places that proved good, and the one that is being tried: since which start of the machine."""

    good: tuple[str, ...] = ()
    trying: str = ""
    boot: str = ""


def read_health(store: Path) -> Health:
    """Return what is known; nothing where the file cannot be read."""
    kept = _kept(store)
    with suppress(KeyError, ValueError, TypeError):
        return Health(tuple(kept["good"]), str(kept["trying"]), str(kept["boot"]))
    return Health()


def _kept(store: Path) -> dict[str, Any]:
    """What the file holds, also of a newer program; nothing where it cannot be read."""
    with suppress(OSError, ValueError, RecursionError):
        found = json.loads((store / FILE).read_bytes())
        if isinstance(found, dict):
            return found
    return {}


def begin(store: Path, place: str) -> bool:
    """Note that a place goes on the screen; return whether it has yet to prove itself."""
    health = read_health(store)
    if not place or place in health.good:
        _write(store, Health(health.good))
        return False
    _write(store, Health(health.good, place, boot()))
    return True


def settle(store: Path, place: str) -> None:
    """Note that a place is good."""
    health = read_health(store)
    _write(store, Health((*(other for other in health.good if other != place), place)[-MOST:]))


def end(store: Path) -> None:
    """Note that the kiosk ended in order: what was being tried has not failed."""
    health = read_health(store)
    if health.trying:
        _write(store, Health(health.good))


def has_failed(health: Health, place: str, last_end: str = "") -> bool:
    """Return whether the kiosk itself ended while it tried this place, otherwise than in order.

    `last_end` is how the launcher says that the run before this one ended. A power cut is no fault of the pack:
    neither where the machine was started again since, nor where the launcher ended together with the kiosk. Where no
    launcher keeps it running nobody saw the end, and the pack is held to be the cause as long as the machine runs on.
    """
    if not place or health.trying != place:
        return False
    if last_end:
        return last_end in AT_FAULT
    return bool(boot()) and health.boot == boot()


def tell(store: Path, incident: Incident) -> None:
    """Keep a trouble for staff, behind at most 200 others, of which few say the same."""
    lines = [line for line, _ in _trouble_lines(store)]
    same = [line for line, other in _trouble_lines(store) if other | {"when": incident.when} == asdict(incident)]
    # The first one tells since when, the last ones that it goes on.
    for line in same[1 : len(same) - SAME + 2]:
        lines.remove(line)
    lines = [*lines, json.dumps(asdict(incident), ensure_ascii=False)][-MOST:]
    with suppress(OSError):
        write_whole(store / TROUBLES, "".join(f"{line}\n" for line in lines).encode("utf-8"))


def read_incidents(store: Path) -> list[Incident]:
    """Return the troubles, the last one last."""
    found = []
    for _, kept in _trouble_lines(store):
        with suppress(ValueError, TypeError, KeyError):
            datetime.fromisoformat(kept["when"])
            known = {each.name: str(kept[each.name]) for each in fields(Incident) if each.name in kept}
            found.append(Incident(**known))
    return found


def _trouble_lines(store: Path) -> list[tuple[str, dict[str, Any]]]:
    """The lines as they are written, each with what it holds, also of a newer program."""
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
    """Return what differs from one start of this machine to the next; "" where that is not known."""
    with suppress(OSError):
        return _BOOT.read_text("ascii").strip()
    return ""


def _write(store: Path, health: Health) -> None:
    with suppress(OSError):
        if read_health(store) != health:
            write_whole(store / FILE, json.dumps(_kept(store) | asdict(health)).encode("ascii"))
