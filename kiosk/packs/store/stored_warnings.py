"""Warnings of an installed pack, kept from its installation: their number, and its missing translations."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.content.messages import Message
from kiosk.content.translation_coverage import Coverage, whole
from kiosk.device.disk import write_whole
from kiosk.packs.store.layout import REMARKS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kiosk.content.diagnostics import Diagnostic


@dataclass(frozen=True, slots=True)
class Remarks:
    """The number of `warnings`, and of the texts that are `missing` by language, without languages that lack none."""

    warnings: int = 0
    missing: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, problems: Sequence[Diagnostic], covered: Sequence[Coverage]) -> Remarks:
        """Return the remarks of a sound pack, from its problems and its translation coverage."""
        total = whole(covered)
        missing = {language: total.missing(language) for language in total.written if total.missing(language)}
        return cls(sum(problem.severity == "warning" for problem in problems), missing)

    @property
    def languages(self) -> str:
        """Return the languages with missing words, each with its number: "en 3, de 12"."""
        return ", ".join(f"{language} {count}" for language, count in self.missing.items())

    def messages(self) -> Iterator[Message]:
        """Yield the messages for staff, if any."""
        if self.warnings:
            yield Message("warnings: {count}; `kiosk pack check` lists them", count=self.warnings)
        if self.missing:
            yield Message(
                "words that are missing: {counts}; there visitors read another language", counts=self.languages
            )


def write_remarks(place: Path, remarks: Remarks) -> None:
    """Write them beside an installed pack, at its absolute place. Raises OSError."""
    kept = {"warnings": remarks.warnings, "missing": dict(remarks.missing)}
    write_whole(place / REMARKS, json.dumps(kept).encode("ascii"))


def read_remarks(place: Path) -> Remarks | None:
    """Return the stored remarks; None if unknown, as for packs that an earlier program installed."""
    with suppress(OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        kept = json.loads((place / REMARKS).read_bytes())
        return Remarks(int(kept["warnings"]), {str(name): int(count) for name, count in kept["missing"].items()})
    return None
