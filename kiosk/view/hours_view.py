"""The opening hours in the operator menu, for QML: the current state, and today's override."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.operator.operator_files import OperatorFiles
from kiosk.runtime.opening_hours_controller import OpeningHoursController
from kiosk.session.day_override import HOURS, NO_OVERRIDE, DayOverride, make_override

if TYPE_CHECKING:
    from kiosk.device.message_catalog import Phrases
    from kiosk.operator.device_facts import Fact
    from kiosk.operator.hours_rows import HoursFacts

QML_IMPORT_NAME = "Kiosk.View"
QML_IMPORT_MAJOR_VERSION = 1

log = logging.getLogger("kiosk")


@QmlElement
class HoursView(QObject):
    """An override made here applies at once and survives a restart, until the hall's midnight."""

    changed = Signal()

    def __init__(
        self,
        operator_files: OperatorFiles,
        opening_hours: OpeningHoursController,
        wall: Callable[[], datetime],
        phrases: Callable[[], Phrases],
    ) -> None:
        super().__init__()
        self._operator_files = operator_files
        self._opening_hours = opening_hours
        self._wall = wall
        self._phrases = phrases
        self._looked: object = None
        chosen = operator_files.chosen()
        kept = DayOverride(chosen.hours, chosen.day)
        if kept != NO_OVERRIDE:
            opening_hours.override_day(kept)
        if opening_hours.override != kept:
            self._keep()
        opening_hours.overridden.connect(self._keep)

    def summary(self) -> str:
        """Return briefly whether the hall is open, and until when."""
        from kiosk.operator import hours_rows

        return hours_rows.opening(self._known(), self._phrases())

    @Slot(str)
    def choose(self, hours: str) -> None:
        """Set one of `choices` for today."""
        log.info("The operator settled today's opening: %s.", hours)
        self._opening_hours.override_day(make_override(hours, self._wall()))

    @Slot()
    def look(self) -> None:
        """Emit the change signal where anything may have changed: from minute to minute, or by a new device.yaml."""
        looking = (f"{self._wall():%Y-%m-%d %H:%M}", self._opening_hours.hours)
        if looking != self._looked:
            self._looked = looking
            self.changed.emit()

    @Slot()
    def _keep(self) -> None:
        override = self._opening_hours.override
        self._operator_files.change(hours=override.hours, day=override.day)
        self.changed.emit()

    def _known(self) -> HoursFacts:
        from kiosk.operator.hours_rows import known

        return known(self._opening_hours.hours, self._opening_hours.override, self._wall())

    def _choice(self) -> str:
        return self._opening_hours.held

    def _choices(self) -> list[str]:
        return list(HOURS)

    def _state(self) -> dict[str, str]:
        from kiosk.operator import hours_rows

        return hours_rows.state(self._known(), self._phrases()) if self._phrases() else {}

    def _week(self) -> list[Fact]:
        from kiosk.operator import hours_rows

        return hours_rows.weekdays(self._known(), self._phrases()) if self._phrases() else []

    def _particulars(self) -> list[Fact]:
        from kiosk.operator import hours_rows

        return hours_rows.particulars(self._known(), self._phrases()) if self._phrases() else []

    choice = Property(str, _choice, notify=changed)
    choices = Property(list, _choices, constant=True)
    state = Property(dict, _state, notify=changed)
    week = Property(list, _week, notify=changed)
    particulars = Property(list, _particulars, notify=changed)
