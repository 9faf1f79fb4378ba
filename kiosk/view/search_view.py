"""Search results for QML: updated at each key, from an index that is read at the first one."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.packs.view_data import Value
from kiosk.session.actions import ShowResults
from kiosk.session.phases import Screen
from kiosk.session.search_query import MAX_RESULTS
from kiosk.view.pack_view import PackView
from kiosk.view.session_view import SessionView

if TYPE_CHECKING:
    from kiosk.session.search_engine import Hit, SearchIndex

QML_IMPORT_NAME = "Kiosk.View"
QML_IMPORT_MAJOR_VERSION = 1

SUGGESTED = 4
BEFORE = 6  # widths of a Chinese character before a match in a text
AFTER = 13


@QmlElement
class SearchView(QObject):
    """The results of the session's query, in the visitor's language."""

    changed = Signal()

    def __init__(self, session: SessionView, pack: PackView) -> None:
        super().__init__()
        self._session = session
        self._pack = pack
        self._read: Callable[[], Value] = lambda: {"entries": [], "lines": []}
        self._index: SearchIndex | None = None
        self._entries: list[Value] = []
        self._asked: tuple[str, str] | None = None
        self._results: list[Value] = []
        self._found = 0
        session.changed.connect(self._follow)

    def use(self, read: Callable[[], Value]) -> None:
        """Search this pack from now on; `read` returns the index that `packs.search_index.search_index` built."""
        self._read = read
        self._index = None
        self._asked = None

    @Slot()
    def _follow(self) -> None:
        place, language = self._session.state.place, self._session.state.settings.language
        if place.screen is not Screen.SEARCH or (place.query, language) == self._asked:
            return
        self._asked = (place.query, language)
        hits = self._open().find(place.query, language)
        self._found = len(hits)
        self._session.dispatch(ShowResults(self._session.now(), place.query, len(hits)))
        self._results = [self._result(hit, language) for hit in hits or self._suggested(language)]
        self.changed.emit()

    def _open(self) -> SearchIndex:
        if self._index is None:
            # Loaded on demand: few visitors search, and every start would pay for it.
            from kiosk.session.search_engine import SearchIndex

            value = self._read()
            self._entries = value["entries"]
            self._index = SearchIndex.of(value)
        return self._index

    def _suggested(self, language: str) -> list[Hit]:
        """Return the panels, each with the initials that would find it."""
        panels = [
            number for number, entry in enumerate(self._entries) if entry["kind"] == "panel" and entry["page"] < 0
        ]
        hits = (self._open().title(number, language) for number in panels[:SUGGESTED])
        return [hit for hit in hits if hit is not None]

    def _result(self, hit: Hit, language: str) -> Value:
        entry = self._entries[hit.entry]
        value = self._pack.found(entry)
        own = hit.title and hit.language == language
        return {
            **entry,
            **value,
            "marked": _marked(hit.text, hit.start, hit.end) if own else None,
            "letters": hit.initials if own else [],
            "snippet": None if own else _snippet(hit),
        }

    def _count(self) -> int:
        return self._found

    def _full(self) -> bool:
        return self._found == MAX_RESULTS

    def _list(self) -> list[Value]:
        return self._results

    # The matches; without any, suggestions.
    results = Property(list, _list, notify=changed)
    count = Property(int, _count, notify=changed)
    full = Property(bool, _full, notify=changed)


def _marked(text: str, start: int, end: int) -> list[str]:
    return [text[:start], text[start:end], text[end:]]


def _snippet(hit: Hit) -> list[str]:
    """Return the match, with as much context as one line of a result holds."""
    before, found, after = _marked(hit.text, hit.start, hit.end)
    first = len(before) - _fitting(before[::-1], BEFORE)
    last = _fitting(after, AFTER - BEFORE)
    return [
        ("…" if first else "") + before[first:],
        found,
        after[:last] + ("…" if last < len(after) else ""),
    ]


def _fitting(text: str, room: float) -> int:
    """Return how many characters of a text fit into the width of `room` Chinese characters."""
    for number, character in enumerate(text):
        room -= 0.55 if character < "\u2e80" else 1
        if room < 0:
            return number
    return len(text)
