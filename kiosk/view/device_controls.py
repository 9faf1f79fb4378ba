"""Device controls of the operator menu, for QML: volume, out of service, restart, leave, and the log."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.device.message_catalog import Phrases
from kiosk.operator.operator_files import VOLUMES, OperatorFiles
from kiosk.runtime.opening_hours_controller import OpeningHoursController
from kiosk.session import operator_actions
from kiosk.view.session_view import SessionView

QML_IMPORT_NAME = "Kiosk.View"
QML_IMPORT_MAJOR_VERSION = 1

LEAVE = 10  # the exit code after which the launcher does not restart
RESTART = 11  # restart in order: by the launcher, or without one by the program itself


@QmlElement
class DeviceControls(QObject):
    """Settings made here apply at once, and are kept for the next start; `ended` has the exit code."""

    changed = Signal()
    ended = Signal(int)

    def __init__(
        self,
        session: SessionView,
        operator_files: OperatorFiles,
        opening_hours: OpeningHoursController,
        phrases: Callable[[], Phrases],
    ) -> None:
        super().__init__()
        self._session = session
        self._operator_files = operator_files
        self._opening_hours = opening_hours
        self._phrases = phrases
        chosen = operator_files.chosen()
        if chosen.volume is not None and chosen.over in {None, self._planned()}:
            opening_hours.turn(chosen.volume / 100)
        elif chosen.volume is not None:
            operator_files.change(volume=None, over=None)
        opening_hours.planned.connect(self._forget)
        if chosen.withdrawn:
            session.dispatch(operator_actions.TakeOutOfService(session.now()))
        session.disabledByOperatorChanged.connect(self._follow)

    @Slot(int)
    def setVolume(self, volume: int) -> None:
        """Limit sounds to this volume, in per cent: one of `volumes`; until device.yaml sets another volume."""
        if volume in VOLUMES:
            self._opening_hours.turn(volume / 100)
            self._operator_files.change(volume=volume, over=self._planned())
            self.changed.emit()

    @Slot(bool)
    def setOutOfService(self, out: bool) -> None:
        """Take the device out of service, or put it into service again."""
        self._session.dispatch(
            (operator_actions.TakeOutOfService if out else operator_actions.ReturnToService)(self._session.now())
        )

    @Slot()
    def restart(self) -> None:
        """Restart the program."""
        self.ended.emit(RESTART)

    @Slot()
    def exit(self) -> None:
        """Quit the program for good."""
        self.ended.emit(LEAVE)

    @Slot(result="QStringList")
    def log(self) -> list[str]:
        """Return the last lines of the log, newest first."""
        from kiosk.operator.logbook import last_lines

        return last_lines(self._operator_files.log, self._phrases())

    @Slot()
    def _forget(self) -> None:
        self._operator_files.change(volume=None, over=None)
        self.changed.emit()

    def _planned(self) -> int:
        """Return device.yaml's volume, in per cent."""
        return round(self._opening_hours.hours.volume * 100)

    @Slot(bool)
    def _follow(self, is_out: bool) -> None:
        # The control socket may change it too.
        self._operator_files.change(withdrawn=is_out)
        self.changed.emit()

    def _volume(self) -> int:
        loudest = self._opening_hours.loudest * 100
        return min(VOLUMES, key=lambda volume: abs(volume - loudest))

    def _volumes(self) -> list[int]:
        return list(VOLUMES)

    def _out_of_service(self) -> bool:
        return self._session.state.disabled_by_operator

    volume = Property(int, _volume, notify=changed)
    volumes = Property(list, _volumes, constant=True)
    outOfService = Property(bool, _out_of_service, notify=changed)
