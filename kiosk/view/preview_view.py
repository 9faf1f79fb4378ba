"""Preview strip for writers, for QML: which screen is shown, and the problems of the last save."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.content.diagnostics import Diagnostic, summary
from kiosk.content.messages import Catalogue, Message, in_language, together
from kiosk.content.screen_sizes import ScreenSize
from kiosk.packs.view_data import Value

QML_IMPORT_NAME = "Kiosk.View"
QML_IMPORT_MAJOR_VERSION = 1

# For each page, by its panel's id and its own: its parts by language and text size in per cent.
Parts = Mapping[tuple[str, str], Mapping[tuple[str, int], int]]
FEW = 3
MANY = 40  # where there is nothing else to show
PATIENCE_MS = 300


@QmlElement
class PreviewView(QObject):
    """The problems of a pack in its writers' language, the parts of the page in view, and the screen."""

    changed = Signal()
    turned = Signal()

    def __init__(self, name: str, screen: ScreenSize, translations: Catalogue) -> None:
        super().__init__()
        self._name = name
        self._screen = screen
        self._translations = translations
        self._shown: Value = {"heading": "", "rows": [], "more": "", "grave": False, "alone": False}
        self._coming: Value = self._shown
        self._foretold: Parts = {}
        self._page = ("", "")
        self._language = ""
        self._was_sound = False
        # A file may be half written: its problems are shown only if they stay.
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(self._tell)

    @property
    def alarmed(self) -> bool:
        """Whether errors are shown, or about to be."""
        return bool(self._coming["grave"])

    def note_sound(self) -> None:
        """Note that there is a pack to show, from now on."""
        self._was_sound = True

    def wait(self) -> None:
        """Drop pending problems, as the pack is being read again."""
        self._patience.stop()

    def tell(self, problems: Sequence[Diagnostic]) -> None:
        """Show these problems, errors first; none: the last save was sound. Errors are shown only if they stay."""
        grave = any(problem.severity == "error" for problem in problems)
        ordered = sorted(problems, key=lambda problem: (problem.severity != "error", problem.location))
        rows = [
            self._row(problem.translated(self._translations)) for problem in ordered[: FEW if self._was_sound else MANY]
        ]
        rest = len(ordered) - len(rows)
        self._coming = {
            "heading": self._heading(problems, grave=grave) if problems else "",
            "rows": rows,
            "more": self._say(Message("and {count} more: kiosk pack check lists all", count=rest)) if rest else "",
            "grave": grave,
            "alone": grave and not self._was_sound,
        }
        if grave:
            self._patience.start()
        else:
            self._patience.stop()
            self._tell()

    def foretell(self, parts: Parts) -> None:
        """Set the number of parts of each page; empty while that is being determined."""
        self._foretold = parts
        self.turned.emit()

    def follow(self, panel: str, page: str, language: str) -> None:
        """Set the page in view and its language; no page where the ids are empty."""
        if (panel, page, language) != (*self._page, self._language):
            self._page, self._language = (panel, page), language
            self.turned.emit()

    @Slot()
    def _tell(self) -> None:
        if self._shown != self._coming:
            self._shown = self._coming
            self.changed.emit()

    def _heading(self, problems: Sequence[Diagnostic], *, grave: bool) -> str:
        counted = summary(problems)
        template = "{problems}; what is shown is the last that was sound"
        if not self._was_sound:
            template = "{problems}; the pack is shown once they are fixed"
        stale = Message(template, problems=counted)
        return self._say(stale if grave else counted)

    def _row(self, problem: Diagnostic) -> Value:
        fix = f"{self._say('fix:')} {problem.fix}" if problem.fix else ""
        return {
            "place": str(problem.location),
            "code": problem.code,
            "message": problem.message,
            "fix": fix,
            "grave": problem.severity == "error",
        }

    def _say(self, text: str) -> str:
        return in_language(text, self._translations)

    def _title(self) -> str:
        return f"{self._name} · {self._say(self._screen.description)}"

    def _width(self) -> int:
        return self._screen.width

    def _height(self) -> int:
        return self._screen.height

    def _heading_words(self) -> str:
        return str(self._shown["heading"])

    def _rows(self) -> list[Value]:
        return list(self._shown["rows"])

    def _more(self) -> str:
        return str(self._shown["more"])

    def _parts(self) -> str:
        known = self._foretold.get(self._page, {})
        sizes = {size: parts for (language, size), parts in known.items() if language == self._language}
        messages = [Message("{count} at {size} %", count=parts, size=size) for size, parts in sorted(sizes.items())]
        return (
            self._say(Message("parts of this page: {parts}", parts=together(messages, len(messages))))
            if messages
            else ""
        )

    def _alone(self) -> bool:
        return bool(self._shown["alone"])

    def _grave(self) -> bool:
        return bool(self._shown["grave"])

    title = Property(str, _title, constant=True)
    width = Property(int, _width, constant=True)
    height = Property(int, _height, constant=True)
    heading = Property(str, _heading_words, notify=changed)
    rows = Property(list, _rows, notify=changed)
    more = Property(str, _more, notify=changed)
    parts = Property(str, _parts, notify=turned)
    grave = Property(bool, _grave, notify=changed)
    # There never was a pack to show: the problems fill the whole window.
    alone = Property(bool, _alone, notify=changed)
