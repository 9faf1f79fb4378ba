"""The operator menu for QML: its texts, the device's state, and the available actions."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk import __version__
from kiosk.device.message_catalog import NO_PHRASES, Phrases, catalogue, phrases, spoken, staff_languages
from kiosk.operator.operator_files import OperatorFiles
from kiosk.packs.store.pack_store import PackStore
from kiosk.packs.view_data import Value
from kiosk.runtime.background_queue import BackgroundQueue
from kiosk.runtime.data_folder_watch import DataFolderWatch
from kiosk.runtime.opening_hours_controller import OpeningHoursController
from kiosk.runtime.pack_switcher import PackSwitcher
from kiosk.session import actions
from kiosk.session.phases import Phase
from kiosk.view.device_controls import DeviceControls
from kiosk.view.hours_view import HoursView
from kiosk.view.loudspeakers_view import LoudspeakersView
from kiosk.view.pack_view import PackView
from kiosk.view.packs_view import PacksView
from kiosk.view.pin_view import PinView
from kiosk.view.session_view import SessionView
from kiosk.view.store_task import OperatorSpeech
from kiosk.view.usb_view import UsbView
from kiosk.view.withdrawal_view import WithdrawalView

if TYPE_CHECKING:
    from kiosk.operator.device_facts import Seen
    from kiosk.packs.store.probation import Incident

QML_IMPORT_NAME = "Kiosk.View"
QML_IMPORT_MAJOR_VERSION = 1

MOST_TROUBLES = 20


class OperatorDeps(NamedTuple):
    """Sources of the operator menu's data, and the objects that act for it."""

    pack: PackView
    writer: BackgroundQueue
    store: PackStore | None
    opening_hours: OpeningHoursController
    journal: Path
    wall: Callable[[], datetime]
    switcher: PackSwitcher
    folders: DataFolderWatch


@QmlElement
class OperatorView(QObject):
    """The operator's screens: the keypad (`pin`), and behind it the operator menu, in a language of its own."""

    changed = Signal()
    looked = Signal()

    def __init__(self, session: SessionView, operator_files: OperatorFiles, deps: OperatorDeps) -> None:
        super().__init__()
        self._session = session
        self._operator_files = operator_files
        self._deps = deps
        self._began = monotonic()
        self._language = ""
        self._phrases = NO_PHRASES
        self._texts: dict[str, str] = {}
        self._seen: tuple[Seen, list[Incident]] | None = None
        self._pin = PinView(session, deps.writer, operator_files.pin_throttle)
        self._device_controls = DeviceControls(session, operator_files, deps.opening_hours, self._words)
        self._hours = HoursView(operator_files, deps.opening_hours, deps.wall, self._words)
        self.changed.connect(self._hours.changed)
        self._loudspeakers = LoudspeakersView(deps.opening_hours, self._words)
        self.changed.connect(self._loudspeakers.changed)
        talk = OperatorSpeech(self._words, lambda: self._language)
        self._packs = PacksView(session, deps.store, talk, deps.switcher, deps.writer)
        self._withdrawal = WithdrawalView(session, deps.pack, deps.store, talk, deps.switcher)
        self._usb = UsbView(operator_files, talk, deps.switcher)
        self.changed.connect(self._packs.retell)
        self.changed.connect(self._withdrawal.changed)
        self.changed.connect(self._usb.changed)
        session.phaseChanged.connect(self._follow)
        session.authenticatedChanged.connect(self._follow)

    def when_ended(self, act: Callable[[int], None]) -> None:
        """Call `act` with the exit code when the operator ends the program."""
        self._device_controls.ended.connect(act)

    def close(self) -> None:
        """Stop what is running; the kiosk exits in order."""
        self._packs.close()
        self._withdrawal.close()
        self._usb.close()
        self._loudspeakers.close()

    @Slot()
    def leave(self) -> None:
        """Return the screen to visitors."""
        self._session.dispatch(actions.CloseOperatorMenu(self._session.now()))

    @Slot()
    def switchLanguage(self) -> None:
        """Switch to the next of the languages that there are."""
        self._speak(self._next())
        self.changed.emit()
        self.looked.emit()

    @Slot(str, int, result=str)
    def counted(self, key: str, count: int) -> str:
        """Return a text that counts, with its number; "" before the menu is opened."""
        return self._phrases.say(key, count) if self._phrases else ""

    @Slot()
    def look(self) -> None:
        """Query the machine's status; the result arrives a moment later."""
        self._deps.writer.write(self._ask, self._take)

    def _ask(self) -> tuple[Seen, list[Incident]]:
        from kiosk.operator import status
        from kiosk.operator.device_facts import Seen
        from kiosk.packs.store.probation import read_incidents

        store, journal, wall = self._deps.store, self._deps.journal, self._deps.wall
        machine = status.look(store.folder if store else journal.parent)
        seen = Seen(machine, status.visits(journal, wall), status.restarts(self._operator_files.restarts, wall))
        return seen, [*(read_incidents(store.folder) if store else []), *self._deps.switcher.unkept_incidents()]

    def _take(self, found: tuple[Seen, list[Incident]] | None) -> None:
        self._seen = found
        self.looked.emit()

    @Slot()
    def _follow(self) -> None:
        state = self._session.state
        if state.phase is Phase.OPERATOR and not self._phrases:
            self._speak(spoken(state.outline.languages[0]))
        self.changed.emit()

    def _speak(self, language: str) -> None:
        self._language, self._phrases = language, phrases("operator", language)
        self._texts = dict(self._phrases)

    def _next(self) -> str:
        languages = staff_languages()
        return languages[(languages.index(self._language) + 1) % len(languages)]

    def _authenticated(self) -> bool:
        return self._session.state.authenticated

    def _words(self) -> Phrases:
        return self._phrases

    def _own_texts(self) -> dict[str, str]:
        return self._texts

    def _own_language(self) -> str:
        return self._language

    def _other_language(self) -> str:
        return phrases("operator", self._next())["language"] if self._phrases else ""

    def _facts(self) -> list[Value]:
        from kiosk.operator.device_facts import ProgramFacts, facts

        if self._seen is None or not self._phrases:
            return []
        outline = self._session.state.outline
        title = self._deps.pack.heading(self._language) or self._deps.pack.heading(outline.languages[0])
        pack, began = f"{title}  {outline.version}".strip(), monotonic() - self._began
        known = ProgramFacts(
            pack, __version__, began, self._deps.wall(), self._hours.summary(), self._operator_files.memory_limit
        )
        return facts(known, self._seen[0], self._words())

    def _problems(self) -> list[str]:
        """Return what needs the staff's attention: the disk, a late pack, device.yaml, packs; newest first."""
        if self._seen is None or not self._phrases:
            return []
        translations = catalogue(self._language)
        incidents = [
            f"{datetime.fromisoformat(incident.when).astimezone():%Y-%m-%d %H:%M}  "
            + incident.message().in_language(translations)
            for incident in reversed(self._seen[1][-MOST_TROUBLES:])
        ]
        problems = [problem.translated(translations) for problem in self._operator_files.problems]
        load = self._deps.switcher.late.progress()
        late = [load.message().in_language(translations)] if load is not None and load.is_late else []
        disk = (*self._deps.folders.messages(), *self._operator_files.unkept())
        lost = [message.in_language(translations) for message in disk]
        return lost + late + [f"{each.location}  {each.message}  {each.fix}".strip() for each in problems] + incidents

    def _own_pin(self) -> PinView:
        return self._pin

    def _own_controls(self) -> DeviceControls:
        return self._device_controls

    def _own_hours(self) -> HoursView:
        return self._hours

    def _own_loudspeakers(self) -> LoudspeakersView:
        return self._loudspeakers

    def _own_packs(self) -> PacksView:
        return self._packs

    def _own_withdrawal(self) -> WithdrawalView:
        return self._withdrawal

    def _own_usb(self) -> UsbView:
        return self._usb

    authenticated = Property(bool, _authenticated, notify=changed)
    words = Property(dict, _own_texts, notify=changed)
    language = Property(str, _own_language, notify=changed)
    otherLanguage = Property(str, _other_language, notify=changed)
    facts = Property(list, _facts, notify=looked)
    problems = Property(list, _problems, notify=looked)
    pin = Property(PinView, _own_pin, constant=True)
    controls = Property(DeviceControls, _own_controls, constant=True)
    hours = Property(HoursView, _own_hours, constant=True)
    loudspeakers = Property(LoudspeakersView, _own_loudspeakers, constant=True)
    packs = Property(PacksView, _own_packs, constant=True)
    withdrawal = Property(WithdrawalView, _own_withdrawal, constant=True)
    usb = Property(UsbView, _own_usb, constant=True)
