"""The texts of a pack with their places, and the keys by which each is found again in a sheet.

A key names the file, the path in it and, for each language, what the words were: so it is seen at its return whether
they were changed here, there, or on both sides. panels/hall.yaml pages/0/title zh=9f86d081 en=-
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path as FilePath

from kiosk.content.editor.length import ROOM
from kiosk.content.editor.texts import texts
from kiosk.content.loader import Loaded, load_pack
from kiosk.content.model import PackSheet, Part
from kiosk.content.problems import Mark
from kiosk.content.reader import Sheet
from kiosk.content.telling import Told
from kiosk.content.walk import walk
from kiosk.services.knowledge import knowledge
from kiosk.services.store.refused import RefusedError

Path = tuple[str | int, ...]
NOTHING = "-"
PLACE, WHAT, LIMIT, KEY = Told("place"), Told("what it is"), Told("at most"), Told("key (leave it as it is)")
HEADS = (PLACE, WHAT, LIMIT, KEY)  # of a sheet, beside the languages
_KEY = re.compile(r"(\S+\.yaml) (\S+)((?: [A-Za-z0-9-]+=(?:[0-9a-f]{8}|-))+)\Z")


@dataclass(frozen=True, slots=True)
class PlacedText:
    """A text of a pack: where it stands, what it is, its words by language, and how long they may be.

    `same`: it is written once, for all languages. `room` are (Chinese characters, letters); None where it has no bound.
    """

    file: str
    path: Path
    mark: Mark
    what: Told
    words: Mapping[str, str]
    same: bool
    room: tuple[int, int] | None

    def key(self, languages: Sequence[str]) -> str:
        """Return what a sheet knows this text by."""
        prints = " ".join(f"{language}={fingerprint(self.words.get(language, ''))}" for language in languages)
        return f"{self.file} {'/'.join(map(str, self.path))} {prints}"


@dataclass(frozen=True, slots=True)
class Key:
    """What a sheet says a text was when it was given out: `prints` are fingerprints of its words by language."""

    file: str
    path: Path
    prints: Mapping[str, str]

    @classmethod
    def of(cls, words: str) -> Key | None:
        """Read a key; None where it is none."""
        found = _KEY.match(" ".join(words.split()))
        if found is None:
            return None
        path = tuple(int(part) if part.isdecimal() else part for part in found[2].split("/"))
        return cls(found[1], path, dict(each.split("=") for each in found[3].split()))


def load_sound(pack: FilePath, otherwise: Told) -> tuple[Loaded, PackSheet]:
    """Load a pack; return it with its pack.yaml. Raises RefusedError with `otherwise` and its errors."""
    loaded = load_pack(pack, knowledge())
    if loaded.pack is None:
        raise RefusedError(otherwise, [problem for problem in loaded.problems if problem.severity == "error"])
    return loaded, next(part for _, part in loaded.parts if isinstance(part, PackSheet))


def collect(parts: Sequence[tuple[Sheet, Part]], languages: Sequence[str]) -> Iterator[PlacedText]:
    """Yield every text of these files in the order of the model."""
    for sheet, root in parts:
        for path, part in walk(root):
            for name, place, text in texts(part):
                where = (*path, *place)
                words = dict(text.words) if text.words else dict.fromkeys(languages, text.same)
                what = Told("{noun}: {name}", noun=type(part).a_noun(), name=name)
                yield PlacedText(
                    sheet.file, where, sheet.mark(where), what, words, not text.words, ROOM.get((type(part), name))
                )


def fingerprint(words: str) -> str:
    """Return what tells words from others; spaces and line breaks do not count."""
    plain = " ".join(words.split())
    return hashlib.sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()[:8] if plain else NOTHING
