"""Which picture of a folder a cell means. Pure."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from pathlib import Path


class Lookup:
    """The pictures of a folder: path below it (posix) → file. Found by path or name, with or without its end."""

    def __init__(self, pictures: Mapping[str, Path]) -> None:
        self.names = sorted({path.rpartition("/")[2] for path in pictures})
        self._exact: dict[str, set[Path]] = {}
        self._near: dict[str, set[Path]] = {}
        for path, file in pictures.items():
            folded = _folded(path)
            name = folded.rpartition("/")[2]
            self._exact.setdefault(folded, set()).add(file)
            for short in {name, _stem(folded), _stem(name)}:
                self._near.setdefault(short, set()).add(file)

    def find(self, cell: str) -> set[Path]:
        """Return the pictures that a cell may mean; capital and small letters count as the same."""
        wanted = _folded(cell.replace("\\", "/").removeprefix("./").strip("/"))
        return self._exact.get(wanted) or self._near.get(wanted, set())


def _stem(path: str) -> str:
    before, dot, _ = path.rpartition(".")
    return before if dot and not before.endswith("/") else path


def _folded(path: str) -> str:
    return unicodedata.normalize("NFC", path).casefold()
