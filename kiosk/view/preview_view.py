"""Preview strip for writers, for QML: which screen is shown, and what is wrong with the last save."""

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

# Of each page, by its panel's id and its own: its parts in a language and a size of text in per cent.
Parts = Mapping[tuple[str, str], Mapping[tuple[str, int], int]]
FEW = 3
MANY = 40  # where there is nothing else to be seen
PATIENCE_MS = 300


@QmlElement
class PreviewView(QObject):
    """The problems of a pack in the language of its writers, the parts of the page in sight, and the screen."""

    changed = Signal()
    turned = Signal()

    def __init__(self, name: str, glass: ScreenSize, words: Catalogue) -> None:
        super().__init__()
        self._name = name
        self._glass = glass
        self._words = words
        self._told: Value = {"heading": "", "rows": [], "more": "", "grave": False, "alone": False}
        self._coming: Value = self._told
        self._foretold: Parts = {}
        self._page = ("", "")
        self._language = ""
        self._was_sound = False
        # A file may be half written: what is wrong with it is told if it stays so.
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(self._tell)

    @property
    def alarmed(self) -> bool:
        """Whether errors are told, or about to be."""
        return bool(self._coming["grave"])

    def note_sound(self) -> None:
        """There is a pack to be shown, now and whatever comes."""
        self._was_sound = True

    def wait(self) -> None:
        """The pack is being read again: what was to be told is out of date."""
        self._patience.stop()

    def tell(self, problems: Sequence[Diagnostic]) -> None:
        """Tell of these problems, errors first; none: the last save was sound. Errors are told only if they stay."""
        grave = any(problem.severity == "error" for problem in problems)
        ordered = sorted(problems, key=lambda problem: (problem.severity != "error", problem.mark))
        rows = [self._row(problem.told(self._words)) for problem in ordered[: FEW if self._was_sound else MANY]]
        rest = len(ordered) - len(rows)
        self._coming = {
            "heading": self._heading(problems, grave=grave) if problems else "",
            "rows": rows,
            "more": self._say(Message("and {count} more: kiosk pack check tells all", count=rest)) if rest else "",
            "grave": grave,
            "alone": grave and not self._was_sound,
        }
        if grave:
            self._patience.start()
        else:
            self._patience.stop()
            self._tell()

    def foretell(self, parts: Parts) -> None:
        """Take down into how many parts the pages break; none: that is being found out."""
        self._foretold = parts
        self.turned.emit()

    def follow(self, panel: str, page: str, language: str) -> None:
        """This page is in sight, in this language; no page where the ids are empty."""
        if (panel, page, language) != (*self._page, self._language):
            self._page, self._language = (panel, page), language
            self.turned.emit()

    @Slot()
    def _tell(self) -> None:
        if self._told != self._coming:
            self._told = self._coming
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
            "place": str(problem.mark),
            "message": problem.message,
            "fix": fix,
            "grave": problem.severity == "error",
        }

    def _say(self, words: str) -> str:
        return in_language(words, self._words)

    def _title(self) -> str:
        return f"{self._name} · {self._say(self._glass.told)}"

    def _width(self) -> int:
        return self._glass.width

    def _height(self) -> int:
        return self._glass.height

    def _heading_words(self) -> str:
        return str(self._told["heading"])

    def _rows(self) -> list[Value]:
        return list(self._told["rows"])

    def _more(self) -> str:
        return str(self._told["more"])

    def _parts(self) -> str:
        known = self._foretold.get(self._page, {})
        sizes = {size: parts for (language, size), parts in known.items() if language == self._language}
        told = [Message("{count} at {size} %", count=parts, size=size) for size, parts in sorted(sizes.items())]
        return self._say(Message("parts of this page: {parts}", parts=together(told, len(told)))) if told else ""

    def _alone(self) -> bool:
        return bool(self._told["alone"])

    def _grave(self) -> bool:
        return bool(self._told["grave"])

    title = Property(str, _title, constant=True)
    width = Property(int, _width, constant=True)
    height = Property(int, _height, constant=True)
    heading = Property(str, _heading_words, notify=changed)
    rows = Property(list, _rows, notify=changed)
    more = Property(str, _more, notify=changed)
    parts = Property(str, _parts, notify=turned)
    grave = Property(bool, _grave, notify=changed)
    # There never was a pack to be shown: the problems have the whole window.
    alone = Property(bool, _alone, notify=changed)
