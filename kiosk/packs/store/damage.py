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
    """Files that have changed: `files` by their paths in the place, `made` as whole paths of what can be made again.

    `removed`: whole paths of what was withdrawn and only now removed, which is no damage.
    """

    files: tuple[str, ...] = ()
    made: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything is damaged."""
        return bool(self.files or self.made)


def discard(store: Path, place: str, made: Iterable[str]) -> None:
    """Remove what was prepared and has changed, and what is compiled of it, so that it is made again."""
    for file in made:
        if store in Path(file).parents:
            with suppress(OSError):
                Path(file).unlink()
    for compiled in (store / place / COMPILED).glob("*.json"):
        with suppress(OSError):
            compiled.unlink()


def read_damage(line: str) -> Damage | None:
    """Return what the process printed; None where it did not come so far."""
    with suppress(ValueError, TypeError, KeyError, RecursionError):
        found = json.loads(line)
        return Damage(*(tuple(map(str, found[name])) for name in ("files", "made", "removed")))
    return None
