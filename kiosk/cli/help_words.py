"""The words of `--help` in the staff's language: resources/strings/help.LANGUAGE.yaml. Neither typer nor rich."""

from __future__ import annotations

import inspect
import re
from collections.abc import Mapping
from functools import cache

from kiosk.device.message_catalog import ENGLISH, read_words

Words = Mapping[str, str]
_PLACE = re.compile(r"\\{([a-z]+)\\}")


@cache
def help_words(language: str) -> Words:
    """Return English → translation; empty for English. Raises ValueError if the file is wrong."""
    return {} if language == ENGLISH else read_words("help", language)


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a help text, each on one line, as in the catalogue."""
    return [" ".join(part.split()) for part in inspect.cleandoc(text).split("\n\n")]


def told(message: str, words: Words) -> str:
    """Return typer's message about a wrong command line in another language; unknown ones stay unchanged."""
    # The longest pattern is the most specific: "No such option: {name}" also matches messages that suggest others.
    for template in sorted(words, key=len, reverse=True):
        shape, names = _shape(template)
        if names and (found := shape.fullmatch(message)):
            return _filled(words[template], {name: told(found[name], words) for name in names})
    return words.get(message, message)


def _filled(said: str, filling: Words) -> str:
    for name, value in filling.items():
        said = said.replace("{" + name + "}", value)
    return said


@cache
def _shape(template: str) -> tuple[re.Pattern[str], tuple[str, ...]]:
    names = tuple(_PLACE.findall(re.escape(template)))
    pattern = _PLACE.sub(lambda place: f"(?P<{place[1]}>.+?)", re.escape(template))
    return re.compile(pattern, re.DOTALL), names
