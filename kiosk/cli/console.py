"""Console output for staff: in their language, diagnostics with their location, progress on a terminal only."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress
from rich.text import Text

from kiosk.cli.diagnostics_printer import DiagnosticsPrinter
from kiosk.content.codes import with_code
from kiosk.content.diagnostics import Diagnostic, summary
from kiosk.content.messages import Message, harmless
from kiosk.device.errors import RefusedError
from kiosk.device.message_catalog import catalogue, language_here, staff_languages
from kiosk.packs.pack_folder import locate_pack

Language = Annotated[str, typer.Option("--language", metavar="L", help="Tell it in this language: zh or en.")]


class StaffConsole:
    """Prints what was done on stdout, and what was not on stderr. Raises typer.BadParameter for an unknown language."""

    def __init__(self, language: str = "") -> None:
        if language and language not in staff_languages():
            raise typer.BadParameter(
                f'"{language}" is not one of {", ".join(staff_languages())}', param_hint="--language"
            )
        self.language = language or language_here()
        self.translations = catalogue(self.language)
        self._out = Console(highlight=False, soft_wrap=True)
        self._err = Console(stderr=True, highlight=False, soft_wrap=True)

    def say(self, message: Message, style: str = "") -> None:
        """Print one line."""
        self._out.print(Text(self.text_of(message), style))

    def text_of(self, message: Message) -> str:
        """Return what would be printed, for other ways of output."""
        return harmless(message.in_language(self.translations))

    def warn(self, message: Message) -> None:
        """Print a warning on stderr."""
        self._err.print(Text(self.text_of(with_code(message)), "bold yellow"))

    def alarm(self, message: Message) -> None:
        """Print a line that needs action, on stderr."""
        self._err.print(Text(self.text_of(with_code(message)), "bold red"))

    def pack_folder(self, given: Path) -> Path:
        """Return the folder of the given pack, which may be deeper. Raises typer.Exit if there are several."""
        located = locate_pack(given)
        if located.message is not None:
            self.warn(located.message)
        if not located.is_one:
            raise typer.Exit(2)
        return located.folder

    def problems(self, problems: Sequence[Diagnostic], folder: Path | None = None) -> None:
        """Print problems and their number, with source lines if they are in `folder`."""
        teller = DiagnosticsPrinter(folder, self.translations, self._err)
        teller.problems(problems)
        if problems:
            grave = any(problem.severity == "error" for problem in problems)
            teller.line(summary(problems), "bold red" if grave else "bold yellow")

    def refuse(self, refused: RefusedError, folder: Path | None = Path()) -> None:
        """Print why something was not done; problems with source lines if they are in `folder`."""
        self.problems(refused.problems, folder)
        self._err.print(Text(self.text_of(with_code(refused.message)), "bold red"))

    @contextmanager
    def stages(self) -> Iterator[Callable[[Message, float, int], None]]:
        """Yield a progress callback for work in several named stages."""
        with Progress(console=self._err, transient=True, disable=not self._err.is_terminal) as bar:
            task = bar.add_task("", total=None)

            def report(what: Message, done: float, total: int) -> None:
                bar.update(task, description=what.in_language(self.translations), completed=done, total=total)

            yield report

    @contextmanager
    def progress(self, what: Message) -> Iterator[Callable[[float, int], None]]:
        """Yield a callback for (done, total); it shows a bar on a terminal, nothing elsewhere."""
        with Progress(console=self._err, transient=True, disable=not self._err.is_terminal) as bar:
            task = bar.add_task(what.in_language(self.translations), total=None)
            yield lambda done, total: bar.update(task, completed=done, total=total)
