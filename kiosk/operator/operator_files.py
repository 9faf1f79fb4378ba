"""Files of the operator menu: what it shows, and what it sets. Light on purpose: each start imports it."""

from __future__ import annotations

import json
import logging
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from kiosk.content.messages import Message
from kiosk.session.day_override import PLANNED, restore

if TYPE_CHECKING:
    from kiosk.content.diagnostics import Diagnostic
    from kiosk.device.usb_sticks import Foreign
    from kiosk.operator.pin_throttle import PinThrottle

log = logging.getLogger("kiosk")

VOLUMES = (0, 10, 20, 40, 60, 80, 100)
UNKEPT = Message(
    "the operator menu's settings cannot be kept in {file} ({why}): what was set holds until the next start. Make "
    "room on this disk, and let this user write the file; the kiosk tries again by itself"
)
UNRECORDED = Message(
    "restarts of the program cannot be recorded in {file} ({why}), and so are not counted. Make room on this disk, and "
    "let this user write the file; the kiosk tries again by itself"
)


@dataclass(slots=True)
class Refused:
    """What the disk refused: `changes` of the choices, and why; why restarts cannot be recorded."""

    changes: dict[str, Any] = field(default_factory=dict)
    why: str = ""
    restarts: str = ""


class Choices(NamedTuple):
    """Settings made in the operator menu, which survive a restart. `volume`: one of `VOLUMES`, None for device.yaml's.

    `over`: device.yaml's volume when `volume` was set, in per cent; None where unknown. `hours` and `day`: the override
    of the opening hours for one day, as in `kiosk.session.day_override.DayOverride`.
    """

    volume: int | None = None
    withdrawn: bool = False
    hours: str = PLANNED
    day: str = ""
    over: int | None = None


@dataclass(frozen=True, slots=True)
class OperatorFiles:
    """The operator's files: the PIN, its wrong `attempts`, the `choices`; the log, and the launcher's `restarts`.

    Without files there is no PIN, and the operator menu is closed. `problems` are those of device.yaml, `memory_limit`
    is in MB, 0 where there is none.
    `stick` replaces every memory stick, for trying the menu without one; None: mounted sticks are used.
    """

    pin: Path = Path()
    attempts: Path = Path()
    choices: Path = Path()
    log: Path = Path()
    restarts: Path = Path()
    stick: Path | None = None
    problems: tuple[Diagnostic, ...] = ()
    memory_limit: int = 0
    refused: Refused = field(default_factory=Refused, compare=False)

    def sticks(self) -> tuple[Path, ...]:
        """Return the folders of the memory sticks that are plugged in now."""
        if self.stick is not None:
            return (self.stick,) if self.stick.is_dir() else ()
        from kiosk.device.usb_sticks import sticks

        return sticks()

    def foreign_sticks(self) -> tuple[Foreign, ...]:
        """Return the plugged-in sticks whose file system cannot be read."""
        if self.stick is not None:
            return ()
        from kiosk.device.usb_sticks import foreign_sticks

        return foreign_sticks()

    def pin_throttle(self) -> PinThrottle:
        """Return the throttle through which PINs are tried."""
        from kiosk.operator.pin_throttle import PinThrottle

        return PinThrottle(self.pin, self.attempts)

    def chosen(self) -> Choices:
        """Return the saved choices; the defaults where there are none, or they cannot be read."""
        kept = self._kept()
        volume = kept.get("volume")
        override = restore(kept.get("hours"), kept.get("day"))
        over = kept.get("over") if type(kept.get("over")) is int else None
        return Choices(volume if volume in VOLUMES else None, kept.get("withdrawn") is True, *override, over)

    def choose(self, choices: Choices) -> None:
        """Save the choices; where the disk refuses them, they hold until the next start."""
        self.change(**choices._asdict())

    def change(self, **changes: Any) -> None:
        """Save these fields of `Choices`, and leave the others, including a newer program's, unchanged."""
        from kiosk.device.errors import why

        if not self.choices.name:
            return
        self.refused.changes |= changes
        try:
            self._write()
        except OSError as error:
            self.refused.why = why(error)
            log.error("The operator menu's settings cannot be kept (%s); they hold until the next start.", why(error))  # noqa: TRY400

    def keep(self) -> None:
        """Make room for later changes, before the disk may be full; try again what it refused. Cheap."""
        from kiosk.device.errors import why
        from kiosk_launcher import restart_log

        # A data folder that was moved away is put back by staff, and not made here.
        is_lacking = self.choices.parent.is_dir() and not self.choices.exists()
        if self.choices.name and (self.refused.changes or is_lacking):
            try:
                self._write()
            except OSError as error:
                self.refused.why = why(error)
        if self.restarts.name:
            try:
                restart_log.reserve(self.restarts)
                self.refused.restarts = ""
            except OSError as error:
                self.refused.restarts = why(error)

    def unkept(self) -> list[Message]:
        """Return messages about what the disk does not take."""
        found = []
        if self.refused.changes:
            found.append(Message(UNKEPT.template, file=self.choices, why=self.refused.why))
        if self.refused.restarts:
            found.append(Message(UNRECORDED.template, file=self.restarts, why=self.refused.restarts))
        return found

    def _write(self) -> None:
        from kiosk.device.disk import write_reserving

        self.choices.parent.mkdir(parents=True, exist_ok=True)
        write_reserving(self.choices, json.dumps(self._kept() | self.refused.changes).encode("ascii"))
        self.refused.changes.clear()

    def _kept(self) -> dict[str, Any]:
        with suppress(OSError, ValueError, RecursionError):
            kept = json.loads(self.choices.read_bytes())
            if isinstance(kept, dict):
                return kept
        return {}
