"""The session for QML: the visitor's place, and the slots through which touches become actions."""

from __future__ import annotations

import math
from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.content.codes import code_of
from kiosk.session import actions
from kiosk.session.idle_clock import next_deadline, remaining
from kiosk.session.phases import Phase
from kiosk.session.reducer import reduce
from kiosk.session.state import State, out_of_service_reason
from kiosk.session.timeouts import Rules

QML_IMPORT_NAME = "Kiosk.View"
QML_IMPORT_MAJOR_VERSION = 1

CLOSED = "closed"
PRECISE_TIMER = 0  # Qt.TimerType.PreciseTimer

Observer = Callable[[State, actions.Action, State], None]


@QmlElement
class SessionView(QObject):
    """Holds the one `State`; every change goes through `dispatch`.

    Python is notified before QML: by `outlineChanged` where another pack is in use; by `phaseChanged` with the `Phase`
    before and after; by `authenticatedChanged`, whether the operator has given the PIN; by `disabledByOperatorChanged`,
    whether the operator took the device out of service; and by `languageChanged`. What is connected to these dispatches
    nothing.
    """

    changed = Signal()
    tallied = Signal()
    outlineChanged = Signal()
    phaseChanged = Signal(object, object)
    authenticatedChanged = Signal(bool)
    disabledByOperatorChanged = Signal(bool)
    languageChanged = Signal()

    def __init__(self, state: State, rules: Rules, clock: Callable[[], float] = monotonic) -> None:
        super().__init__()
        self._state = state
        self._rules = rules
        self._clock = clock
        self._seconds = 0
        self._observers: list[Observer] = []
        self._closed = False
        self._timer = QTimer(self, singleShot=True)
        # By its number: `Qt.TimerType` makes Python create all 93 enums of Qt, 15 ms of a start.
        self._timer.setProperty("timerType", PRECISE_TIMER)
        self._timer.timeout.connect(self._tick)

    @property
    def state(self) -> State:
        """The current state."""
        return self._state

    @property
    def rules(self) -> Rules:
        """The rules with the session's timeouts."""
        return self._rules

    def wake_up(self) -> None:
        """Check the clock now, after it was set forward."""
        self._tick()

    def now(self) -> float:
        """Return monotonic seconds, for actions created elsewhere."""
        return self._clock()

    def observe(self, observer: Observer) -> None:
        """Call `observer` with every action from now on, and the states before and after it."""
        self._observers.append(observer)

    def close(self) -> None:
        """Freeze the state: the engine and the observers are about to be destroyed while time goes on."""
        self._closed = True
        self._timer.stop()

    def dispatch(self, action: actions.Action) -> None:
        """Apply an action, notify QML of changes and sleep until time alone changes something."""
        if self._closed:
            return
        before, after = self._state, reduce(self._state, action, self._rules)
        self._state = after
        self._notify(before, after)
        for observer in self._observers:
            observer(before, action, after)
        shown = remaining(self._state, self._rules, self._state.now)
        if shown != self._seconds:
            self._seconds = shown
            self.tallied.emit()
        if _seen(before) != _seen(self._state) or before.outline is not self._state.outline:
            self.changed.emit()
        self._sleep()

    def _notify(self, before: State, after: State) -> None:
        if before.outline is not after.outline:
            self.outlineChanged.emit()
        if before.phase is not after.phase:
            self.phaseChanged.emit(before.phase, after.phase)
        if before.authenticated is not after.authenticated:
            self.authenticatedChanged.emit(after.authenticated)
        if before.disabled_by_operator is not after.disabled_by_operator:
            self.disabledByOperatorChanged.emit(after.disabled_by_operator)
        if before.settings.language != after.settings.language:
            self.languageChanged.emit()

    def _sleep(self) -> None:
        due = next_deadline(self._state, self._rules)
        if due is None:
            self._timer.stop()
        else:
            self._timer.start(max(1, math.ceil((due - self._clock()) * 1000)))

    @Slot()
    def _tick(self) -> None:
        self.dispatch(actions.Tick(self._clock()))

    def _phase(self) -> str:
        return str(self._state.phase)

    def _screen(self) -> str:
        return str(self._state.place.screen)

    def _panel(self) -> str:
        return self._state.place.panel

    def _page(self) -> int:
        return self._state.place.page

    def _gallery(self) -> str:
        return self._state.place.gallery

    def _picture(self) -> int:
        return self._state.place.picture

    def _query(self) -> str:
        return self._state.place.query

    def _language(self) -> str:
        return self._state.settings.language

    def _next_language(self) -> str:
        languages = self._state.outline.languages
        if len(languages) < 2:
            return ""
        return languages[(languages.index(self._state.settings.language) + 1) % len(languages)]

    def _text_size(self) -> int:
        return self._state.settings.text_size

    def _contrast(self) -> str:
        return self._state.settings.contrast

    def _reduced_motion(self) -> bool:
        return self._state.settings.reduced_motion

    def _low_reach(self) -> bool:
        return self._state.settings.low_reach

    def _eased(self) -> bool:
        return self._state.settings.has_accessibility

    def _seconds_left(self) -> int:
        return self._seconds

    def _visit(self) -> int:
        return self._state.sessions

    def _code(self) -> str:
        return code_of(CLOSED if self._state.phase is Phase.CLOSED else out_of_service_reason(self._state))

    phase = Property(str, _phase, notify=changed)
    screen = Property(str, _screen, notify=changed)
    panel = Property(str, _panel, notify=changed)
    page = Property(int, _page, notify=changed)
    gallery = Property(str, _gallery, notify=changed)
    picture = Property(int, _picture, notify=changed)
    query = Property(str, _query, notify=changed)
    language = Property(str, _language, notify=changed)
    nextLanguage = Property(str, _next_language, notify=changed)
    textSize = Property(int, _text_size, notify=changed)
    contrast = Property(str, _contrast, notify=changed)
    reducedMotion = Property(bool, _reduced_motion, notify=changed)
    lowReach = Property(bool, _low_reach, notify=changed)
    eased = Property(bool, _eased, notify=changed)
    visit = Property(int, _visit, notify=changed)
    code = Property(str, _code, notify=changed)
    secondsLeft = Property(int, _seconds_left, notify=tallied)

    @Slot(int, bool)
    def touched(self, finger: int, corner: bool) -> None:
        """Report a finger going down; `corner`: in an upper corner."""
        self.dispatch(actions.Touched(self._clock(), finger, corner))

    @Slot(int)
    def moved(self, finger: int) -> None:
        """Report a move of a finger that stayed down."""
        self.dispatch(actions.Moved(self._clock(), finger))

    @Slot(int)
    def lifted(self, finger: int) -> None:
        """Report a finger going up."""
        self.dispatch(actions.Lifted(self._clock(), finger))

    @Slot()
    def pressed(self) -> None:
        """Report a key or a wheel."""
        self.dispatch(actions.Pressed(self._clock()))

    @Slot()
    def mediaStarted(self) -> None:
        """Report that a film or sound of a page plays."""
        self.dispatch(actions.MediaStarted(self._clock()))

    @Slot()
    def mediaStopped(self) -> None:
        """Report that no film or sound plays any more."""
        self.dispatch(actions.MediaStopped(self._clock()))

    @Slot(str, str)
    def openPanel(self, panel: str, page: str) -> None:
        """Go to a panel, at the page with this id ("" is the first)."""
        self.dispatch(actions.OpenPanel(self._clock(), panel, page or 0))

    @Slot(str, int)
    def openPanelAt(self, panel: str, page: int) -> None:
        """Go to a page of a panel, counted from 0."""
        self.dispatch(actions.OpenPanel(self._clock(), panel, page))

    @Slot(str)
    def openGallery(self, gallery: str) -> None:
        """Go to a gallery."""
        self.dispatch(actions.OpenGallery(self._clock(), gallery))

    @Slot(str, int)
    def openPicture(self, gallery: str, picture: int) -> None:
        """Open one picture."""
        self.dispatch(actions.OpenPicture(self._clock(), gallery, picture))

    @Slot(int)
    def showPage(self, page: int) -> None:
        """Step to a page of this panel."""
        self.dispatch(actions.ShowPage(self._clock(), page))

    @Slot(int)
    def showPicture(self, picture: int) -> None:
        """Step to a picture of this viewer."""
        self.dispatch(actions.ShowPicture(self._clock(), picture))

    @Slot()
    def openSearch(self) -> None:
        """Go to the search."""
        self.dispatch(actions.OpenSearch(self._clock()))

    @Slot(str)
    def type(self, query: str) -> None:
        """Search for this from now on."""
        self.dispatch(actions.Type(self._clock(), query))

    @Slot()
    def goBack(self) -> None:
        """Return to the previous place."""
        self.dispatch(actions.GoBack(self._clock()))

    @Slot()
    def goHome(self) -> None:
        """Return to Home."""
        self.dispatch(actions.GoHome(self._clock()))

    @Slot(int)
    def chooseTextSize(self, size: int) -> None:
        """Set all text at this size, in per cent."""
        self.dispatch(actions.ChooseTextSize(self._clock(), size))

    @Slot(str)
    def chooseContrast(self, contrast: str) -> None:
        """Draw the screens in this contrast."""
        self.dispatch(actions.ChooseContrast(self._clock(), contrast))

    @Slot()
    def toggleReducedMotion(self) -> None:
        """Stop the motion, or let it run again."""
        self.dispatch(actions.ToggleReducedMotion(self._clock()))

    @Slot()
    def toggleLowReach(self) -> None:
        """Move all controls to the lower part of the screen, or back."""
        self.dispatch(actions.ToggleLowReach(self._clock()))

    @Slot(str)
    def chooseLanguage(self, language: str) -> None:
        """Use this language from now on."""
        self.dispatch(actions.ChooseLanguage(self._clock(), language))


def _seen(state: State) -> tuple[object, ...]:
    out = (state.reason, state.disabled_by_operator)
    return state.phase, state.place, state.settings, state.sessions, state.authenticated, out
