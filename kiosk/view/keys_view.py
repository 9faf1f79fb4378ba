"""The keyboard for QML: each key is a sign of life first, and then a command or nothing."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, Slot
from PySide6.QtQml import QmlElement

from kiosk.session.keyboard import KeyReader, KeyStroke
from kiosk.session.phases import Phase
from kiosk.view.session_view import SessionView

QML_IMPORT_NAME = "Kiosk.View"
QML_IMPORT_MAJOR_VERSION = 1

# By number: `Qt.KeyboardModifier` would make Python create all enums of Qt, 15 ms of a start.
SHIFT, CONTROL, ALT, META = 0x02000000, 0x04000000, 0x08000000, 0x10000000
_REACHED = frozenset({Phase.ACTIVE, Phase.OPERATOR, Phase.PREVIEW})


@QmlElement
class KeysView(QObject):
    """What keys mean here. `assigned`: the meanings that device.yaml gives to keys, by their numbers in `Qt.Key`."""

    def __init__(self, session: SessionView, assigned: Mapping[int, str]) -> None:
        super().__init__()
        self._session = session
        self._reader = KeyReader()
        self._reader.assign(assigned)

    def use(self, assigned: Mapping[int, str]) -> None:
        """Take other meanings of keys from now on."""
        self._reader.assign(assigned)

    @Slot(int, int, str, int, bool, result=str)
    def read(self, key: int, modifiers: int, text: str, scan: int, repeated: bool) -> str:
        """Report a key, and return its command for the controls in view: see `KeyReader`.

        A key that a visitor holds, or something that leans on it, repeats: that is no sign of life and does nothing.
        Where no control can be reached, and in the warning, a key is a sign of life only.
        """
        if repeated:
            return ""
        before = self._session.state.phase
        self._session.pressed()
        shifted, held = bool(modifiers & SHIFT), bool(modifiers & (CONTROL | ALT | META))
        command = self._reader.read(KeyStroke(key, text, scan, shifted, held), self._session.now())
        return command if before in _REACHED else ""
