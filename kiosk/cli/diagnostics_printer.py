"""Problems of a pack on the terminal: location, source line, what is wrong, and the fix."""

from __future__ import annotations

import os
import re
import stat
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rich.box import SIMPLE_HEAD
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from kiosk.content.diagnostics import Diagnostic
from kiosk.content.excerpt import excerpt
from kiosk.content.media_types import typed
from kiosk.content.messages import LANGUAGE, Catalogue, Message, in_language, together
from kiosk.content.translation_coverage import Coverage, whole

if TYPE_CHECKING:
    from kiosk.content.page_breaks import PaginatedPage, Setting

_LINE_END = re.compile(r"\r\n|\n|\r")
FILLED_IN_A_SHEET = frozenset({"untranslated", "alt"})  # warnings that kiosk pack texts helps with
FEW = 3  # warnings of one kind that are printed one by one
MOST_FILES = 6
COLOURS = {"error": "bold red", "warning": "bold yellow"}


class DiagnosticsPrinter:
    """Prints what was found in the pack at `folder`, in the language of the catalogue; without a folder, no lines."""

    def __init__(self, folder: Path | None, catalogue: Catalogue, console: Console | None = None) -> None:
        self._folder = folder
        self._catalogue = catalogue
        self._console = console or Console(highlight=False, soft_wrap=True)
        self._lines: dict[str, list[str]] = {}

    def problems(self, problems: Iterable[Diagnostic]) -> None:
        """Print problems, each with its source line."""
        for problem in problems:
            self._console.print(self._problem(problem.translated(self._catalogue)))

    def report(self, problems: Sequence[Diagnostic], *, everything: bool = False) -> int:
        """Print the errors, then the warnings; of many of one kind only the first, and how many more by file.

        `everything`: print all. Return how many were only counted.
        """
        self.problems(problem for problem in problems if problem.severity == "error")
        warnings = [problem for problem in problems if problem.severity != "error"]
        kinds: dict[str, list[Diagnostic]] = {}
        for problem in warnings:
            kinds.setdefault(problem.kind, []).append(problem)
        counted = 0
        for kind in kinds.values():
            shown = len(kind) if everything or len(kind) <= FEW else 1
            self.problems(kind[:shown])
            if kind[shown:]:
                self._more(kind[shown:])
                counted += len(kind) - shown
            if len(kind) > FEW and kind[0].kind in FILLED_IN_A_SHEET and len(warnings) == len(problems):
                self._sheet()
        return counted

    def _more(self, problems: Sequence[Diagnostic]) -> None:
        counts = Counter(problem.location.file for problem in problems)
        files = [Message("{file} ({count})", file=file, count=count) for file, count in counts.most_common()]
        more = Message("and {count} more of this kind: {files}", count=len(problems), files=together(files, MOST_FILES))
        self._console.print(Text(f"    {self._say(more)}", "yellow"))

    def _sheet(self) -> None:
        fix = Message(
            "to fill them all in in one sheet, or have a translator do it, run `{command}`",
            command=f"kiosk pack texts export {typed(self._folder or Path())} --out texts.xlsx",
        )
        self._console.print(Text(f"    {self._say('fix:')} {self._say(fix)}", "yellow"))

    def line(self, text: str, style: str = "") -> None:
        """Print one line."""
        self._console.print(Text(in_language(text, self._catalogue), style))

    def table(self, covered: Sequence[Coverage]) -> None:
        """Print how much of each file is translated into each language, if there is more than one."""
        if not covered or len(covered[0].written) < 2:
            return
        languages = list(covered[0].written)
        table = Table(box=SIMPLE_HEAD, pad_edge=False)
        table.add_column(self._say("words by language"))
        for language in languages:
            table.add_column(self._language(language), justify="right")
        total = whole(covered)
        for part in [*covered, total]:
            name = part.file or self._say("the whole pack")
            table.add_row(name, *(self._share(part, language) for language in languages), end_section=part is total)
        self._console.print(table)

    def parts(self, pages: Sequence[PaginatedPage]) -> None:
        """Print a line for each page: its location, and its parts on each screen, in each language and size."""
        if not pages:
            return
        columns: dict[tuple[str, str], list[Setting]] = {}
        for setting in pages[0].settings:
            columns.setdefault((setting.screen.name, self._language(setting.language)), []).append(setting)
        sizes = [_numbers(setting.text_size for setting in settings) for settings in columns.values()]
        rows = [
            [self._say("parts of a page"), self._say("page"), *(" ".join(column) for column in columns)],
            ["", "", *(f"{each} %" for each in sizes)],
        ]
        for page in pages:
            parts = [_numbers(page.settings[each].parts for each in settings) for settings in columns.values()]
            rows.append([f"{page.location.file}:{page.location.line}", page.page, *parts])
        widths = [max(map(cell_len, cells)) for cells in zip(*rows, strict=True)]
        for number, row in enumerate(rows):
            line = "  ".join(_padded(cell, width) for cell, width in zip(row, widths, strict=True)).rstrip()
            self.line(line, "bold" if number < 2 else "")

    def _language(self, code: str) -> str:
        """Return the name of a language in the staff's language, or else its code."""
        name = self._catalogue.pgettext(LANGUAGE, code)
        return f"{name} {code}" if name != code else code

    def _share(self, part: Coverage, language: str) -> Text:
        missing = part.missing(language)
        if not missing:
            return Text("100 %")
        message = Message("{share} %, {count} missing", share=part.per_cent(language), count=missing)
        return Text(self._say(message), COLOURS["warning"])

    def _problem(self, problem: Diagnostic) -> Text:
        colour = COLOURS[problem.severity]
        colon = self._say(": ")
        text = Text(f"{problem.location}: ", "bold")
        coded = f"{self._say(problem.severity)} {problem.code}".strip()
        text.append(coded, colour).append(f"{colon}{problem.message}", "bold")
        self._append_line(text, problem, colour)
        for label, hint in (("expected:", problem.expected), ("fix:", problem.fix)):
            if hint:
                text.append("\n    ").append(_padded(self._say(label), 9), "cyan").append(f" {hint}")
        return text

    def _append_line(self, text: Text, problem: Diagnostic, colour: str) -> None:
        shown = excerpt(self._read(problem.location.file), problem.location) if problem.location.line else None
        if shown is None:
            return
        gutter = f"{shown.number:>6} | "
        text.append(f"\n{gutter}", "dim").append(shown.before).append(shown.meant, colour).append(shown.after)
        carets = "^" * max(1, cell_len(shown.meant))
        text.append(f"\n{'| ':>{len(gutter)}}", "dim").append(" " * cell_len(shown.before)).append(carets, colour)

    def _read(self, file: str) -> list[str]:
        if self._folder is None:
            return []
        if file not in self._lines:
            self._lines[file] = _lines(self._folder / file)
        return self._lines[file]

    def _say(self, text: str) -> str:
        return in_language(text, self._catalogue)


def _numbers(numbers: Iterable[int]) -> str:
    return " ".join(f"{number:>3}" for number in numbers)


def _lines(path: Path) -> list[str]:
    """Return the lines of a file; none if it is not a regular file, or too large."""
    from kiosk.content.yaml.source_text import MOST_BYTES

    try:
        found = os.lstat(path)
        if not stat.S_ISREG(found.st_mode) or found.st_size > MOST_BYTES:
            return []
        return _LINE_END.split(path.read_bytes().decode("utf-8-sig", "replace"))
    except OSError:
        return []


def _padded(label: str, cells: int) -> str:
    return label + " " * (cells - cell_len(label))
