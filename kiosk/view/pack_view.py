"""The pack for QML, as plain values: passed once, so that nothing calls into Python while a finger moves."""

from __future__ import annotations

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.packs.interface_words import Words, counted, words_for
from kiosk.packs.view_data import Value

QML_IMPORT_NAME = "Kiosk.View"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class PackView(QObject):
    """Data of the pack in use for the screens. Without a pack, the interface texts alone."""

    changed = Signal()

    def __init__(self, texts: Words, languages: tuple[str, ...] = ("zh", "en")) -> None:
        super().__init__()
        empty: Value = {"title": {}, "home": {}, "scenes": [], "panels": {}, "galleries": {}}
        self._values: Value = {"words": words_for(texts, languages, {}), "languages": list(languages), **empty}

    def show(self, values: Value) -> None:
        """Use this pack from now on: the values that `view_data.pack_values` builds."""
        self._values = values
        self.changed.emit()

    @Slot(str, result="QVariantMap")
    def panel(self, panel: str) -> Value:
        """Return a panel with all its pages; an empty map where the pack has no such id."""
        return dict(self._values["panels"].get(panel, {}))

    @Slot(str, result="QVariantMap")
    def gallery(self, gallery: str) -> Value:
        """Return a gallery with all its pictures; an empty map where the pack has no such id."""
        return dict(self._values["galleries"].get(gallery, {}))

    @Slot(str, int, result="QVariantMap")
    def counted(self, key: str, count: int) -> Value:
        """Return a word of the interface that counts, in each language in its form for `count`; not filled."""
        return dict(counted(self._values["words"], key, count))

    def heading(self, language: str) -> str:
        """Return the pack's title."""
        return str(self._values["title"].get(language, ""))

    def found(self, entry: Value) -> Value:
        """Return what the search shows of an index entry: title, picture, and its place."""
        values = self._values
        if entry["kind"] == "home":
            return {"title": values["title"], "thumbnail": values["home"]["emblem"], "where": None, "number": ""}
        if entry["kind"] == "panel":
            panel = values["panels"][entry["panel"]]
            pages, number = panel["pages"], entry["page"]
            page = pages[max(0, number)]
            if number < 0:
                return {"title": panel["title"], "thumbnail": page["picture"], "where": panel["teaser"], "number": ""}
            place = f"{number + 1} / {len(pages)}"
            return {"title": page["title"], "thumbnail": page["picture"], "where": panel["title"], "number": place}
        gallery = values["galleries"][entry["gallery"]]
        if entry["picture"] >= len(gallery["pictures"]):
            return {"title": gallery["title"], "thumbnail": None, "where": None, "number": ""}
        picture = gallery["pictures"][entry["picture"]]
        place = f"{entry['picture'] + 1} / {len(gallery['pictures'])}"
        return {"title": picture["title"], "thumbnail": picture, "where": gallery["title"], "number": place}

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
