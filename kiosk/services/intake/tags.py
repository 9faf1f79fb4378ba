"""Tags as staff type them, in any language → the ids of a gallery's tags."""

from __future__ import annotations

from kiosk.content.findings import quoted
from kiosk.content.model.types import ID
from kiosk.content.problems import Problem
from kiosk.content.telling import Told
from kiosk.services.intake.entries import Entry
from kiosk.services.intake.target import Target
from kiosk.services.intake.words import Text, text_of
from kiosk.services.making import suggested_id


class TagBook:
    """Knows the tags of a gallery by id and by name. `new` are those to be added to its map: id → name."""

    def __init__(self, target: Target) -> None:
        self.new: dict[str, Text] = {}
        self.problems: list[Problem] = []
        self._languages = target.languages
        written = target.before.get("tags") if target.before else {}
        # A gallery that shows pictures and names no tags takes any; a map of new ones would leave out the old.
        self._names_them = written is not None
        self._ids: dict[str, str] = {}
        for tag, name in (written or {}).items():
            for word in (tag, *(name.values() if isinstance(name, dict) else [name])):
                self._ids.setdefault(word.casefold(), tag)

    def ids(self, entry: Entry) -> list[str]:
        """Return the ids of a picture's tags, each once; one of which nothing can be made is told and left out."""
        found: dict[str, None] = {}
        for typed in entry.tags:
            if (tag := self._ids.get(typed.casefold()) or self._learn(typed)) is not None:
                found[tag] = None
            else:
                message = Told("the tag {tag} was left out", tag=quoted(typed))
                expected = Told("letters or Chinese characters in it")
                self.problems.append(Problem(entry.mark, message, expected, "", "warning", "tag"))
        return list(found)

    def _learn(self, typed: str) -> str | None:
        stem = typed.lower() if ID.match(typed.lower()) and len(typed) <= 64 else suggested_id(typed)
        if not stem:
            return None
        tag, number = stem, 1
        while tag in self._ids.values():
            number += 1
            tag = f"{stem[:60]}-{number}"
        self._ids[typed.casefold()] = tag
        name = text_of({"": typed}, self._languages)
        if self._names_them and name is not None:
            self.new[tag] = name
        return tag
