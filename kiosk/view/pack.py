"""The pack for QML, as plain values: handed over once, so that nothing calls into Python while a finger moves."""

from __future__ import annotations

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.services.showing import Value
from kiosk.services.words import Words, words_for

QML_IMPORT_NAME = "Kiosk.View"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class PackView(QObject):
    """What the screens show of the pack in use. Before there is one, the words of the interface alone."""

    changed = Signal()

    def __init__(self, words: Words, languages: tuple[str, ...] = ("zh", "en")) -> None:
        super().__init__()
        empty: Value = {"title": {}, "home": {}, "scenes": [], "panels": {}, "galleries": {}}
        self._values: Value = {"words": words_for(words, languages, {}), "languages": list(languages), **empty}

    def show(self, values: Value) -> None:
        """Use this pack from now on: the values that `showing.pack_values` makes."""
        self._values = values
        self.changed.emit()

    @Slot(str, result="QVariantMap")
    def panel(self, panel: str) -> Value:
        """A panel with all its pages; an empty map where the pack has none of this id."""
        return dict(self._values["panels"].get(panel, {}))

    @Slot(str, result="QVariantMap")
    def gallery(self, gallery: str) -> Value:
        """A gallery with all its pictures; an empty map where the pack has none of this id."""
        return dict(self._values["galleries"].get(gallery, {}))

    def _words(self) -> Value:
        return dict(self._values["words"])

    def _languages(self) -> list[str]:
        return list(self._values["languages"])

    def _title(self) -> Value:
        return dict(self._values["title"])

    def _home(self) -> Value:
        return dict(self._values["home"])

    def _scenes(self) -> list[Value]:
        return list(self._values["scenes"])

    words = Property(dict, _words, notify=changed)
    languages = Property(list, _languages, notify=changed)
    title = Property(dict, _title, notify=changed)
    home = Property(dict, _home, notify=changed)
    scenes = Property(list, _scenes, notify=changed)
