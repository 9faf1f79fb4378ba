"""The attract loop for QML: which scene to prepare next, and the current offset of fixed content."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.device.clock import LOCAL_TIME
from kiosk.packs.view_data import Value
from kiosk.session import actions, burn_in_shift
from kiosk.session.attract_loop import language_turn
from kiosk.session.counter_value import count
from kiosk.session.outline import Outline
from kiosk.session.phases import Phase
from kiosk.view.session_view import SessionView

QML_IMPORT_NAME = "Kiosk.View"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class AttractView(QObject):
    """A scene is `called`, prepared out of sight by QML, and reported as `shown`, or as `lost` where its medium is
    gone.

    `wall` returns the local time; it may jump by years.
    """

    called = Signal()
    changed = Signal()

    def __init__(self, session: SessionView, wall: Callable[[], datetime] = LOCAL_TIME) -> None:
        super().__init__()
        self._session = session
        self._wall = wall
        self._in_attract: Outline | None = None
        session.changed.connect(self._follow)

    def go_to(self, scene: int) -> None:
        """Call a scene out of its turn, by its number from 0."""
        self._call(actions.CallScene(self._session.now(), scene))

    def _call(self, action: actions.Action) -> None:
        self._session.dispatch(action)
        if self._session.state.loop.coming is not None:
            self.called.emit()

    @Slot()
    def _follow(self) -> None:
        """Begin the loop when attract does, and again with another pack."""
        state = self._session.state
        outline = state.outline if state.phase is Phase.ATTRACT else None
        begins = outline is not None and outline is not self._in_attract
        self._in_attract = outline
        if begins and state.loop.coming is not None:
            self.called.emit()
        elif begins:
            self.next()

    def _coming(self) -> int:
        coming = self._session.state.loop.coming
        return -1 if coming is None else coming

    def _language_turn(self) -> int:
        return language_turn(self._session.state.loop)

    def _drift_x(self) -> int:
        return burn_in_shift.offset(self._session.state.loop.step)[0]

    def _drift_y(self) -> int:
        return burn_in_shift.offset(self._session.state.loop.step)[1]

    coming = Property(int, _coming, notify=called)
    languageTurn = Property(int, _language_turn, notify=called)
    driftX = Property(int, _drift_x, notify=changed)
    driftY = Property(int, _drift_y, notify=changed)

    @Slot()
    def next(self) -> None:
        """Call another scene, as the one in view has had its time."""
        self._call(actions.NextScene(self._session.now(), self._wall()))

    @Slot()
    def shown(self) -> None:
        """Note that the called scene begins to come into view."""
        self._session.dispatch(actions.SceneShown(self._session.now()))
        self.changed.emit()

    @Slot(int)
    def lost(self, scene: int) -> None:
        """Call another scene, as the medium of this one is gone."""
        self._call(actions.SceneLost(self._session.now(), self._wall(), scene))

    @Slot()
    def clear(self) -> None:
        """Call the still scene, as the one in view must not wait for the next to be ready."""
        self._call(actions.CallStillScene(self._session.now()))

    @Slot()
    def shift(self) -> None:
        """Move the fixed content, where no scenes change."""
        self._session.dispatch(actions.Shift(self._session.now()))
        self.changed.emit()

    @Slot(str, str, str, result="QVariantMap")
    def count(self, since: str, until: str, counts: str) -> Value:
        """Return the counter's current `value`, and in how many seconds to ask `again`."""
        now = count(since, until, counts, self._wall())
        return {"value": now.value, "again": now.seconds_to_change}
