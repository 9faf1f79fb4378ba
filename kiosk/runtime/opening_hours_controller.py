"""Opening hours by the hall's wall clock: opens, closes, keeps quiet hours and switches the display."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from kiosk.device.settings import Hours
from kiosk.runtime.process_runner import ProcessOutcome, ProcessRunner, leave_behind
from kiosk.session import actions
from kiosk.session.day_override import NO_OVERRIDE, PLANNED, DayOverride, hours_in_force, is_over
from kiosk.session.opening_hours import is_open, is_quiet
from kiosk.session.phases import Phase
from kiosk.view.session_view import SessionView
from kiosk.view.stage_view import Sounding, StageView

log = logging.getLogger("kiosk")

POWER = "kiosk.device.display_power"


class OpeningHoursController(QObject):
    """Reads `wall` at every whole minute: it may be set at any moment, without notice. `overridden`: see `override`.

    `planned`: the volume set by hand no longer applies, since another one is planned now.
    """

    overridden = Signal()
    planned = Signal()

    def __init__(self, session: SessionView, stage: StageView, hours: Hours, wall: Callable[[], datetime]) -> None:
        super().__init__()
        self._session = session
        self._stage = stage
        self._hours = hours
        self._wall = wall
        self._is_open = True
        self._override = NO_OVERRIDE
        self._overridden_at = 0.0
        self._volume: float | None = None
        self._display_on: bool | None = None
        self._switch = ProcessRunner(self)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.look)
        session.phaseChanged.connect(self._follow)

    @property
    def is_open(self) -> bool:
        """Whether the hall is open."""
        return self._is_open

    @property
    def hours(self) -> Hours:
        """The hours in use."""
        return self._hours

    @property
    def override(self) -> DayOverride:
        """The override of the hours for one day."""
        return self._override

    @property
    def held(self) -> str:
        """Which of `kiosk.session.day_override.HOURS` holds now."""
        return hours_in_force(self._override, self._wall())

    def override_day(self, override: DayOverride) -> None:
        """Open or close for the day of an override, until it is over."""
        self._override, self._overridden_at = override, self._session.now()
        self.look()
        self.overridden.emit()

    def use(self, hours: Hours) -> None:
        """Use other hours from now on; if their volume differs, it applies."""
        turned = self._volume is not None and hours.volume != self._hours.volume
        if turned:
            self._volume = None
        self._hours = hours
        self.look()
        if turned:
            self.planned.emit()

    @property
    def loudest(self) -> float:
        """Maximum volume of films and sounds outside the quiet hours, from 0 to 1."""
        return self._hours.volume if self._volume is None else self._volume

    @property
    def sounding(self) -> Sounding:
        """Whether films can sound."""
        return self._stage.sounding

    def turn(self, volume: float) -> None:
        """Use this volume from now on, whatever the hours say, until other hours set another."""
        self._volume = volume
        self.look()

    def look(self) -> None:
        """Read the time, and act on it."""
        now = self._wall()
        if is_over(self._override, now, self._session.now() - self._overridden_at):
            self._override = NO_OVERRIDE
            self.overridden.emit()
        self._is_open = is_open(self._hours.opening, now, self._override)
        served = self._is_open or self._hours.outside == "attract"
        if served is not self._session.state.is_open:
            log.info("The hall %s; outside the opening hours: %s.", self._state(now), self._hours.outside)
            kind = actions.OpenHall if served else actions.CloseHall
            self._session.dispatch(kind(self._session.now()))
        quiet = is_quiet(self._hours.quiet, now) or not self._is_open
        self._stage.sound(0.0 if quiet else self.loudest)
        self._light()
        self._timer.stop()
        if self._hours.ever_change or self._override.hours != PLANNED:
            self._timer.start(60_000 - (now.second * 1000 + now.microsecond // 1000))

    def close(self) -> None:
        """Stop; a display that is off comes on again for whatever follows the kiosk."""
        self._timer.stop()
        if self._display_on is False or (self._display_on is None and self._hours.outside == "off"):
            self._display_on = True
            leave_behind(POWER, ["on"])
        self._switch.stop()

    @Slot(object, object)
    def _follow(self, before: Phase, after: Phase) -> None:
        if Phase.CLOSED in {before, after}:
            self._light()

    def _light(self) -> None:
        """Switch the display to its wanted state. A touch wakes one that is off, so this repeats every minute."""
        wanted = self._display_wanted()
        known = self._display_on if self._hours.outside == "off" else self._display_on is not False
        if (wanted and known) or self._switch.is_running:
            return
        self._display_on = wanted
        self._switch.begin_module(POWER, ["on" if wanted else "off"], self._judge)

    def _judge(self, outcome: ProcessOutcome) -> None:
        if reason := outcome.err.decode("utf-8", "replace").strip() or outcome.why:
            log.warning("%s", reason)
        if outcome.why:
            # The display's state is unknown; the command is repeated at the next minute.
            self._display_on = None
            return
        # The wanted state may have changed by now.
        if self._display_on is not self._display_wanted():
            self._light()

    def _display_wanted(self) -> bool:
        return self._session.state.phase is not Phase.CLOSED or self._hours.outside != "off"

    def _state(self, now: datetime) -> str:
        by_whom = "" if hours_in_force(self._override, now) == PLANNED else ", as the operator settled for today"
        return ("opens" if self._is_open else "closes") + by_whom
