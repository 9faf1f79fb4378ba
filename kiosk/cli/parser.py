"""A command-line parser without typer, which would slow the start; it speaks the staff's language too."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from kiosk.content.messages import Catalogue


class Parser(argparse.ArgumentParser):
    """Prints help and errors in the staff's language.

    The words are read only when needed: not before the visitor's first frame.
    """

    def print_help(self, file: object = None) -> None:
        """Print the help on stdout, or to a file."""
        self._localize()
        super().print_help(file)  # type: ignore[arg-type]

    def error(self, message: str) -> NoReturn:
        """Print the error in the command line, and exit with 2."""
        from kiosk.cli.help_words import say, translate
        from kiosk.content.messages import fill

        translations = self._localize()
        if translations is None:
            super().error(message)
        self.print_usage(sys.stderr)
        self.exit(2, fill(say("Error: {message}", translations), {"message": translate(message, translations)}) + "\n")

    def texts(self) -> list[str]:
        """Return all texts of the help, in English."""
        texts = [self.description, self.epilog, *(action.help for action in self._actions)]
        return [text for text in texts if text]

    def _localize(self) -> Catalogue | None:
        """Replace the English words by the staff's language; return its catalogue, None for English."""
        from kiosk.cli.help_words import say, translate
        from kiosk.device.message_catalog import ENGLISH, catalogue, language_here

        if (language := language_here()) == ENGLISH:
            return None
        translations = catalogue(language)
        self.description, self.epilog = (
            translate(self.description or "", translations),
            translate(self.epilog or "", translations),
        )
        self._optionals.title = say("Options", translations)
        for action in self._actions:
            action.help = translate(action.help, translations) if action.help else action.help
        self.formatter_class = _formatter(say("Usage: ", translations))
        return translations


def _formatter(head: str) -> type[argparse.HelpFormatter]:
    class Formatter(argparse.HelpFormatter):
        def add_usage(
            self,
            usage: str | None,
            actions: Iterable[argparse.Action],
            groups: Iterable[argparse._MutuallyExclusiveGroup],
            prefix: str | None = None,
        ) -> None:
            super().add_usage(usage, actions, groups, prefix or head)

    return Formatter
