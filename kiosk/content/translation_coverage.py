"""Translation coverage: the share of a pack that is written in each of its languages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Coverage:
    """One file: the number of its texts that are written by language, and of those with words in each language."""

    file: str
    texts: int
    written: dict[str, int]

    def missing(self, language: str) -> int:
        """Return how many texts have no words in a language."""
        return self.texts - self.written[language]

    def per_cent(self, language: str) -> int:
        """Return the share of a language in whole per cent; 100 only if nothing is missing."""
        return 100 if not self.texts else self.written[language] * 100 // self.texts

    def as_dict(self) -> dict[str, Any]:
        """Return the coverage as plain data, for JSON."""
        return {"file": self.file, "texts": self.texts, "written": self.written}


def coverage(file: str, texts: Sequence[frozenset[str]], languages: Sequence[str]) -> Coverage:
    """Return the coverage of a file from the languages of each of its texts that are written by language."""
    written = {language: sum(language in text for text in texts) for language in languages}
    return Coverage(file, len(texts), written)


def whole(parts: Sequence[Coverage]) -> Coverage:
    """Return the coverage of all files together."""
    languages = list(parts[0].written) if parts else []
    written = {language: sum(part.written[language] for part in parts) for language in languages}
    return Coverage("", sum(part.texts for part in parts), written)
