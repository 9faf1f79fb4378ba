"""The operator menu's texts: resources/strings/operator.yaml. A pack cannot replace them; both languages are there."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

LANGUAGES = ("zh", "en")
Phrases = Mapping[str, str]


def operator_words(folder: Path) -> dict[str, dict[str, str]]:
    """Return the menu's texts as {language: {key: words}}. Raises ValueError where the product's own file is wrong."""
    from kiosk.content.yaml import read_mapping

    nodes, problems = read_mapping(folder / "operator.yaml", folder)
    if nodes is None:
        raise ValueError("\n".join(problem.text() for problem in problems))
    return {language: {key: str(said[language]) for key, said in nodes.items()} for language in LANGUAGES}


def fill(words: str, **filling: object) -> str:
    """Return text with its placeholders filled."""
    for name, value in filling.items():
        words = words.replace("{" + name + "}", str(value))
    return words


def lasting(seconds: float, words: Phrases) -> str:
    """Return a duration in days, hours and minutes, without leading zero units."""
    minutes = int(seconds // 60)
    days, hours, rest = minutes // 1440, minutes // 60 % 24, minutes % 60
    template = words["span-days"] if days else words["span-hours"] if hours else words["span-minutes"]
    return fill(template, days=days, hours=hours, minutes=rest)
