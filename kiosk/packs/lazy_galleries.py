"""Galleries of a compiled pack, each read on first use, since a large pack has many."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence

from kiosk.packs.view_data import Value

log = logging.getLogger("kiosk")


class Galleries(Mapping[str, Value]):
    """The galleries with these ids, in this order; `read` returns one, None if its file is damaged or gone.

    An unreadable gallery is logged once, since every screen that has it asks for it.
    """

    def __init__(self, ids: Sequence[str], read: Callable[[str], Value | None]) -> None:
        self._found: dict[str, Value | None] = dict.fromkeys(ids)
        self._read = read
        self._logged: set[str] = set()

    def __getitem__(self, gallery: str) -> Value:
        """Return a gallery, empty if it cannot be read. Raises KeyError if the pack has none of this name."""
        found = self._found[gallery]
        if found is None:
            found = self._read(gallery)
            if found is None:
                if gallery not in self._logged:
                    self._logged.add(gallery)
                    log.error("The gallery %s cannot be read; it is shown empty until the pack is read again.", gallery)
                return _empty(gallery)
            self._found[gallery] = found
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)


class PictureIds(Mapping[str, Sequence[str]]):
    """Picture ids of galleries, each gallery read on first use."""

    def __init__(self, galleries: Mapping[str, Value]) -> None:
        self._galleries = galleries
        self._found: dict[str, tuple[str, ...]] = {}

    def __getitem__(self, gallery: str) -> Sequence[str]:
        """Return the ids of the pictures in order. Raises KeyError if the pack has no gallery of this name."""
        if gallery not in self._found:
            self._found[gallery] = tuple(str(picture["id"]) for picture in self._galleries[gallery]["pictures"])
        return self._found[gallery]

    def __iter__(self) -> Iterator[str]:
        return iter(self._galleries)

    def __len__(self) -> int:
        return len(self._galleries)


def _empty(gallery: str) -> Value:
    return {"id": gallery, "title": {}, "lead": None, "tags": [], "pictures": [], "allIllustrations": False}
