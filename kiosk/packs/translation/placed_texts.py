"""Texts of a pack with their places, and the keys that identify them in a sheet.

A key names the file, the path in it and, for each language, a fingerprint of the words, so that an import can tell
whether they were changed here, there, or on both sides. panels/hall.yaml pages/0/title zh=9f86d081 en=-
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path as FilePath

from kiosk.content.diagnostics import SourceLocation
from kiosk.content.lint.pictures import DECORATION
from kiosk.content.lint.text_length import ROOM
from kiosk.content.lint.text_paths import texts
from kiosk.content.loader import ParsedPack, load_pack
from kiosk.content.messages import Message
from kiosk.content.model import PackSheet, Part, Picture
from kiosk.content.model_walk import walk
from kiosk.content.yaml import SourceDocument
from kiosk.device.errors import RefusedError
from kiosk.packs.hall_blocks import catalog_for

Path = tuple[str | int, ...]
NOTHING = "-"
OF = "file"  # appears in a key beside the languages
PLACE, WHAT, LIMIT, KEY = (
    Message("place"),
    Message("what it is"),
    Message("at most"),
    Message("key (leave it as it is)"),
)
HEADS = (PLACE, WHAT, LIMIT, KEY)  # of a sheet, beside the languages
_KEY = re.compile(r"(\S+\.yaml) (\S+)((?: [A-Za-z0-9-]+=(?:[0-9a-f]{8}|-))+)\Z")


@dataclass(frozen=True, slots=True)
class PlacedText:
    """A text of a pack: its place, its kind, its words by language, and their maximum length.

    `same`: written once, for all languages. `room` is (Chinese characters, letters); None if unlimited. An alt is
    identified by the picture that it is `of`, even before it is written.
    """

    file: str
    path: Path
    location: SourceLocation
    what: Message
    words: Mapping[str, str]
    same: bool
    room: tuple[int, int] | None
    of: str = ""

    def key(self, languages: Sequence[str]) -> str:
        """Return the key of this text in a sheet."""
        prints = " ".join(f"{language}={self.print(language)}" for language in languages)
        prints += f" {OF}={self.print(OF)}" if self.of else ""
        return f"{self.file} {'/'.join(map(str, self.path))} {prints}"

    def print(self, name: str) -> str:
        """Return the fingerprint of its words in a language, or of what they describe."""
        return fingerprint(self.of if name == OF else self.words.get(name, ""))


@dataclass(frozen=True, slots=True)
class Key:
    """The state of a text when it was exported: `prints` are fingerprints of its words by language."""

    file: str
    path: Path
    prints: Mapping[str, str]

    @classmethod
    def of(cls, words: str) -> Key | None:
        """Read a key; None if it is invalid."""
        found = _KEY.match(" ".join(words.split()))
        if found is None:
            return None
        path = tuple(int(part) if part.isdecimal() else part for part in found[2].split("/"))
        return cls(found[1], path, dict(each.split("=") for each in found[3].split()))


def load_sound(pack: FilePath, otherwise: Message) -> tuple[ParsedPack, PackSheet]:
    """Load a pack; return it with its pack.yaml. Raises RefusedError with `otherwise` and its errors."""
    loaded = load_pack(pack, catalog_for(pack))
    if loaded.pack is None:
        raise RefusedError(otherwise, [problem for problem in loaded.problems if problem.severity == "error"])
    return loaded, next(part for _, part in loaded.parts if isinstance(part, PackSheet))


def collect(parts: Sequence[tuple[SourceDocument, Part]], languages: Sequence[str]) -> Iterator[PlacedText]:
    """Yield every text of these files in the order of the model, and every alt that a picture lacks."""
    for sheet, root in parts:
        for path, part in walk(root):
            for name, place, text in texts(part):
                where = (*path, *place)
                words = dict(text.words) if text.words else dict.fromkeys(languages, text.same)
                what = Message("{noun}: {name}", noun=type(part).a_noun(), name=name)
                room, location = ROOM.get((type(part), name)), sheet.location(where)
                of = part.file if isinstance(part, Picture) and name == "alt" else ""
                yield PlacedText(sheet.file, where, location, what, words, same=not text.words, room=room, of=of)
            if isinstance(part, Picture) and part.alt is None and not (path and path[-1] in DECORATION):
                what = Message("{noun}: {name}, of {file}", noun=type(part).a_noun(), name="alt", file=part.file)
                location = sheet.location((*path, "file"))
                yield PlacedText(sheet.file, (*path, "alt"), location, what, {}, same=False, room=None, of=part.file)


def fingerprint(words: str) -> str:
    """Return a fingerprint of words; spaces and line breaks do not count."""
    plain = " ".join(words.split())
    return hashlib.sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()[:8] if plain else NOTHING
