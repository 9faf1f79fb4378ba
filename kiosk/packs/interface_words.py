"""Words of the interface: resources/strings, with the pack's replacements."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kiosk.content.model import Text

Words = dict[str, dict[str, str]]
NAMES = {"language-name", "change-language"}


def load_words(folder: Path) -> Words:
    """Return every word of the interface as {key: {language: words}}.

    Raises ValueError if the product's own file is wrong.
    """
    from kiosk.content.yaml import read_mapping

    nodes, problems = read_mapping(folder / "interface.yaml", folder)
    if nodes is None:
        raise ValueError("\n".join(problem.text() for problem in problems))
    return {key: {str(code): str(said) for code, said in by_language.items()} for key, by_language in nodes.items()}


def words_for(words: Words, languages: Sequence[str], replaced: Mapping[str, Text]) -> Words:
    """Return the words in the pack's languages; a language that the product lacks falls back to English.

    The buttons that switch to it show its own name.
    """
    chosen: Words = {}
    for key, by_language in words.items():
        own = replaced[key].by_language(languages) if key in replaced else {}
        chosen[key] = {
            code: own.get(code) or by_language.get(code) or (key in NAMES and _name(code)) or by_language["en"]
            for code in languages
        }
    return chosen


def _name(language: str) -> str:
    """Return a language's own name (Unicode CLDR, by Qt); "" for an unknown one."""
    from PySide6.QtCore import QLocale

    return QLocale(language).nativeLanguageName()
