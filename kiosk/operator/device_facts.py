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


def facts(known: ProgramFacts, seen: Seen, phrases: Phrases) -> list[Fact]:
    """Return the rows of the status page, in order; values that the machine does not report are shown as unknown."""
    machine, unknown = seen.machine, phrases["unknown"]
    memory = _of(machine.free, machine.memory, phrases)
    if machine.used is not None:
        used = machine.used // 10**6
        key = "memory-used" if not known.limit else "memory-over" if used > known.limit else "memory-limited"
        memory = phrases.say(key, used=used, limit=known.limit, rest=memory)
    warm, since = machine.temperature, machine.uptime
    clock = {True: phrases["clock-true"], False: phrases["clock-false"], None: phrases["clock-unknown"]}[
        machine.synchronised
    ]
    visits = unknown if seen.visits is None else phrases.say("visits-of", **seen.visits._asdict())
    return [
        _fact(phrases["fact-pack"], known.pack),
        _fact(phrases["fact-opening"], known.opening),
        _fact(phrases["fact-version"], known.version),
        _fact(phrases["fact-running"], lasting(known.began, phrases)),
        _fact(phrases["fact-machine"], unknown if since is None else lasting(since, phrases)),
        _fact(phrases["fact-restarts"], _restarts(seen.restarts, phrases), seen.restarts.week > MOST_RESTARTS),
        _fact(phrases["fact-memory"], memory, _less(machine.free, LEAST_MEMORY) or _over(machine.used, known.limit)),
        _fact(
            phrases["fact-disk"], _of(machine.disk_free, machine.disk, phrases), _less(machine.disk_free, LEAST_DISK)
        ),
        _fact(phrases["fact-warmth"], unknown if warm is None else f"{warm:.0f} °C", (warm or 0) > WARMEST),
        _fact(phrases["fact-clock"], f"{known.wall:%Y-%m-%d %H:%M}  {clock}", machine.synchronised is False),
        _fact(phrases["fact-visits"], visits),
    ]


def lasting(seconds: float, phrases: Phrases) -> str:
    """Return a duration in days, hours and minutes, without leading zero units."""
    minutes = int(seconds // 60)
    days, hours, rest = minutes // 1440, minutes // 60 % 24, minutes % 60
    unit = "span-days" if days else "span-hours" if hours else "span-minutes"
    return phrases.say(unit, days=days, hours=hours, minutes=rest)


def _restarts(restarts: Restarts, phrases: Phrases) -> str:
    if restarts.when is None:
        return phrases["restarts-none"]
    own = f"why-{restarts.why.replace(' ', '-')}"
    why = phrases.say(
        own if own in phrases else "why-code", code=restarts.why, held=restarts.held, limit=restarts.limit
    )
    return phrases.say("restarts-of", week=restarts.week, when=f"{restarts.when:%Y-%m-%d %H:%M}", why=why)


def _of(free: int | None, whole: int | None, phrases: Phrases) -> str:
    if free is None or whole is None:
        return phrases["unknown"]
    return phrases.say("free-of", free=f"{free / 1e9:.1f}", whole=f"{whole / 1e9:.1f}")


def _less(free: int | None, least: int) -> bool:
    return free is not None and free < least


def _over(used: int | None, limit: int) -> bool:
    return used is not None and 0 < limit < used // 10**6


def _fact(label: str, value: str, grave: bool = False) -> Fact:
    return {"label": label, "value": value, "grave": grave}
