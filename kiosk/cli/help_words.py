"""The words of `--help`, and of typer's and argparse's messages, in the staff's language. Neither typer nor rich."""

from __future__ import annotations

import inspect
import re
from functools import cache

from kiosk.content.messages import Catalogue, fill

CONTEXT = "help"
"""Context of these words in a catalogue."""

# What typer, its click and argparse say, and our own words within it. They are filled in before we see them.
TEMPLATES = (
    "Example: {words}",
    "Show this message and exit.",
    "show this help message and exit",
    "expected one argument",
    "Missing command.",
    "unrecognized arguments: {words}",
    "argument {name}: {why}",
    "ambiguous option: {name} could match {other}",
    "Missing argument {name}.",
    "Missing option {name}.",
    "Missing parameter: {name}",
    "Invalid value: {why}",
    "Invalid value for {name}: {why}",
    "is the name of an encoding, such as {examples}",
    "No such command {name}.",
    "No such command {name}. Did you mean {other}?",
    "No such option: {name}",
    "No such option: {name} Did you mean {other}?",
    "No such option: {name} (Possible options: {other})",
    "Got unexpected extra argument(s) ({words})",
    "Got unexpected extra argument ({words})",
    "Got unexpected extra arguments ({words})",
    "Option {name} requires an argument.",
    "Option {name} does not take a value.",
    "Input should be greater than or equal to {least}",
    "Input should be less than or equal to {most}",
    "Input should be a valid integer, unable to parse string as an integer",
    "Input should be a valid number, unable to parse string as a number",
    "{value} is not a valid integer.",
    "{value} is not a valid float.",
    "{value} is not in the range {range}.",
    "{value} is not one of {names}.",
    "{value} is not one of {names}",
    "{value} does not match the formats {names}.",
    "{value} is not a size such as 1920x1080",
    "{value} is not a screen; write inches and its orientation: {names}",
    "{value} is not a name for a file",
    "{value} is not a day, such as 2026-05-31",
)
_PLACE = re.compile(r"\\{([a-z]+)\\}")


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a help text, each on one line, as in the catalogue."""
    return [" ".join(part.split()) for part in inspect.cleandoc(text).split("\n\n")]


def say(text: str, translations: Catalogue) -> str:
    """Return a text of the help in the catalogue's language."""
    return translations.pgettext(CONTEXT, text)


def translate(message: str, translations: Catalogue) -> str:
    """Return a text of the help, or a message about a wrong command line; unknown ones stay unchanged."""
    # The longest template is the most specific: "No such option: {name}" also matches messages that suggest others.
    for template in sorted(TEMPLATES, key=len, reverse=True):
        shape, names = _shape(template)
        if names and (found := shape.fullmatch(message)):
            return fill(say(template, translations), {name: translate(found[name], translations) for name in names})
    return say(message, translations)


@cache
def _shape(template: str) -> tuple[re.Pattern[str], tuple[str, ...]]:
    names = tuple(_PLACE.findall(re.escape(template)))
    pattern = _PLACE.sub(lambda place: f"(?P<{place[1]}>.+?)", re.escape(template))
    return re.compile(pattern, re.DOTALL), names
