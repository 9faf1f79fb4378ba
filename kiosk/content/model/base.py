"""The base of every map of a pack."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict

from kiosk.content.messages import Message

HALL = "hall_blocks"
"""The package in whose name the modules of a hall's own blocks run: kiosk/blocks/registry.py."""

MediaKind = Literal["picture", "video", "audio", "captions"]
MediaOf = tuple[tuple[str, ...], str, MediaKind]


class Destination(NamedTuple):
    """Where a touch leads: a panel, one page of it, or a gallery; each by its id."""

    panel: str = ""
    page: str | None = None
    gallery: str = ""


class Part(BaseModel):
    """One map of a pack: frozen, unknown fields refused.

    `noun` is its name in messages and its anchor in the format's documentation. `wrapper` is the key under which the
    map is written where that key is no field of its own (a voice, a link).

    For the lint rules: `prose` is the key of the words that visitors read at length, `drawn_words` says which words of
    the picture under a key are drawn there, and `has_small_pictures` that its pictures are drawn small.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)
    noun: ClassVar[str] = "map"
    wrapper: ClassVar[str] = ""
    prose: ClassVar[str] = ""
    drawn_words: ClassVar[Mapping[str, frozenset[str]]] = {}
    has_small_pictures: ClassVar[bool] = False

    @classmethod
    def keys(cls) -> dict[str, str]:
        """Return the fields as written in YAML: key → name of the attribute."""
        return {field.alias or name: name for name, field in cls.model_fields.items()}

    @classmethod
    def tag(cls) -> str:
        """Return the name of this kind among its siblings; in <> where the value has no such level of its own."""
        return cls.wrapper or f"<{cls.noun.split()[0]}>"

    @classmethod
    def anchor(cls) -> str:
        """Return the section of the format's documentation that describes this map; of a hall's own, the guide."""
        if cls.is_of_hall():
            return "blocks"
        return cls.noun.removesuffix(" block").replace(" ", "-")

    @classmethod
    def a_noun(cls) -> Message:
        """Return the noun with its article."""
        vowel = cls.noun.startswith(("a", "e", "i", "o", "u"))
        if not cls.is_of_hall():
            return Message(f"{'an' if vowel else 'a'} {cls.noun}")
        if cls.noun.endswith(" block"):
            template = "an {noun} block" if vowel else "a {noun} block"
            return Message(template, noun=cls.noun.removesuffix(" block"))
        return Message("an {noun}" if vowel else "a {noun}", noun=cls.noun)

    @classmethod
    def is_of_hall(cls) -> bool:
        """Return whether it belongs to a block of the hall's own, and not to the program."""
        return cls.__module__.startswith(f"{HALL}.")

    @classmethod
    def required(cls) -> list[str]:
        """Return the keys that must be written."""
        return [key for key, name in cls.keys().items() if cls.model_fields[name].is_required()]

    def media(self) -> Iterator[MediaOf]:
        """Yield (where it is named below this map, path, kind) of every file that this map itself names."""
        yield from ()

    def leads_to(self) -> Destination | None:
        """Return where this map itself leads, without which it has no purpose."""
        return None

    def has_content(self) -> bool:
        """Return whether it still has content once files were withdrawn from it."""
        return True

    def parts(self) -> Iterator[tuple[str, Any]]:
        """Yield (key as written, value) of every field that differs from its default, in the model's order."""
        for key, name in self.keys().items():
            value, field = getattr(self, name), type(self).model_fields[name]
            if field.is_required() or value != field.get_default(call_default_factory=True):
                yield key, value
