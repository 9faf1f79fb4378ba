"""Device facts for the operator menu."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from kiosk.device.message_catalog import Phrases
from kiosk.operator.status import MachineStatus, Restarts, Visits

Fact = dict[str, object]
"""`label` and `value` as they are shown; `grave` where somebody should do something about it."""

LEAST_DISK, LEAST_MEMORY, WARMEST, MOST_RESTARTS = 500_000_000, 150_000_000, 85.0, 3


class ProgramFacts(NamedTuple):
    """What the program knows about itself. `pack` as "title  version"; `began`: seconds since its start.

    `opening`: whether the hall is open, and until when. `limit`: memory in MB at which it restarts, 0 for never.
    """

    pack: str
    version: str
    began: float
    wall: datetime
    opening: str
    limit: int = 0


class Seen(NamedTuple):
    """Results of reading the device's state."""

    machine: MachineStatus = MachineStatus()
    visits: Visits | None = None
    restarts: Restarts = Restarts()


def facts(known: ProgramFacts, seen: Seen, words: Phrases) -> list[Fact]:
    """Return the rows of the status page, in order; values that the machine does not report are shown as unknown."""
    machine, unknown = seen.machine, words["unknown"]
    memory = _of(machine.free, machine.memory, words)
    if machine.used is not None:
        used = machine.used // 10**6
        key = "memory-used" if not known.limit else "memory-over" if used > known.limit else "memory-limited"
        memory = words.say(key, used=used, limit=known.limit, rest=memory)
    warm, since = machine.temperature, machine.uptime
    clock = {True: words["clock-true"], False: words["clock-false"], None: words["clock-unknown"]}[machine.synchronised]
    visits = unknown if seen.visits is None else words.say("visits-of", **seen.visits._asdict())
    return [
        _fact(words["fact-pack"], known.pack),
        _fact(words["fact-opening"], known.opening),
        _fact(words["fact-version"], known.version),
        _fact(words["fact-running"], lasting(known.began, words)),
        _fact(words["fact-machine"], unknown if since is None else lasting(since, words)),
        _fact(words["fact-restarts"], _restarts(seen.restarts, words), seen.restarts.week > MOST_RESTARTS),
        _fact(words["fact-memory"], memory, _less(machine.free, LEAST_MEMORY) or _over(machine.used, known.limit)),
        _fact(words["fact-disk"], _of(machine.disk_free, machine.disk, words), _less(machine.disk_free, LEAST_DISK)),
        _fact(words["fact-warmth"], unknown if warm is None else f"{warm:.0f} °C", (warm or 0) > WARMEST),
        _fact(words["fact-clock"], f"{known.wall:%Y-%m-%d %H:%M}  {clock}", machine.synchronised is False),
        _fact(words["fact-visits"], visits),
    ]


def lasting(seconds: float, words: Phrases) -> str:
    """Return a duration in days, hours and minutes, without leading zero units."""
    minutes = int(seconds // 60)
    days, hours, rest = minutes // 1440, minutes // 60 % 24, minutes % 60
    unit = "span-days" if days else "span-hours" if hours else "span-minutes"
    return words.say(unit, days=days, hours=hours, minutes=rest)


def _restarts(restarts: Restarts, words: Phrases) -> str:
    if restarts.when is None:
        return words["restarts-none"]
    own = f"why-{restarts.why.replace(' ', '-')}"
    why = words.say(own if own in words else "why-code", code=restarts.why, held=restarts.held, limit=restarts.limit)
    return words.say("restarts-of", week=restarts.week, when=f"{restarts.when:%Y-%m-%d %H:%M}", why=why)


def _of(free: int | None, whole: int | None, words: Phrases) -> str:
    if free is None or whole is None:
        return words["unknown"]
    return words.say("free-of", free=f"{free / 1e9:.1f}", whole=f"{whole / 1e9:.1f}")


def _less(free: int | None, least: int) -> bool:
    return free is not None and free < least


def _over(used: int | None, limit: int) -> bool:
    return used is not None and 0 < limit < used // 10**6


def _fact(label: str, value: str, grave: bool = False) -> Fact:
    return {"label": label, "value": value, "grave": grave}
