"""Damage to an installed pack since its installation."""

from __future__ import annotations

import json
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from kiosk.packs.store.layout import COMPILED


@dataclass(frozen=True, slots=True)
class Damage:
    """Changed files: `files` by their paths in the place, `made` as whole paths of files that can be made again.

    `removed`: whole paths of withdrawn files that were removed only now, which is no damage.
    """

    files: tuple[str, ...] = ()
    made: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Return whether anything is damaged."""
        return bool(self.files or self.made)


def discard(store: Path, place: str, made: Iterable[str]) -> None:
    """Remove changed renditions, and the compiled data that uses them, so that they are made again."""
    for file in made:
        if store in Path(file).parents:
            with suppress(OSError):
                Path(file).unlink()
    for compiled in (store / place / COMPILED).glob("*.json"):
        with suppress(OSError):
            compiled.unlink()


def read_damage(line: str) -> Damage | None:
    """Return what the process printed; None if it did not get that far."""
    with suppress(ValueError, TypeError, KeyError, RecursionError):
        found = json.loads(line)
        return Damage(*(tuple(map(str, found[name])) for name in ("files", "made", "removed")))
    return None
